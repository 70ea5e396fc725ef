namespace AlertBot.Chat;

/// <summary>What a message can be about, in a word or two: platforms that have tags file messages by them.</summary>
/// <param name="Key">As it stands in <see cref="Message.Labels"/>.</param>
/// <param name="Names">By BCP 47 tag; English is always there.</param>
public sealed record MessageLabel(string Key, IReadOnlyDictionary<string, string> Names);

/// <summary>All labels that there are. Does not change while the process runs.</summary>
/// <param name="All">Most important first.</param>
public sealed record MessageLabels(IReadOnlyList<MessageLabel> All);
