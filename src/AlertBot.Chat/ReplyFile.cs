namespace AlertBot.Chat;

/// <summary>A file that goes with an answer; a platform that cannot send files says so.</summary>
/// <param name="Name">Without a folder, 1 to 100 characters of a-z, 0-9, - and a dot.</param>
/// <param name="MediaType">For example <c>text/csv</c>.</param>
/// <param name="Text">What it holds; written in UTF-8.</param>
public sealed record ReplyFile(string Name, string MediaType, string Text);
