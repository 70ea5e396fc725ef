using AlertBot.Chat;
using AlertBot.Discord.Rendering;

namespace AlertBot.Discord.Places;

/// <summary>What the post or thread of a message is called. Pure.</summary>
internal static class PostTitle
{
    /// <summary>Longest name of a thread (Threads; Start Thread): 100 characters, counted here in UTF-16 units.</summary>
    public const int Most = 100;

    private const int MostNote = 24;

    // The ellipsis, and what closes the isolates that a cut leaves open.
    private const int Ending = 10;

    /// <summary>The headline with its note, 1 to 100 characters of plain text; names of threads know no mark-up.</summary>
    public static string Of(Message message)
    {
        var headline = message.Blocks.OfType<Block.Headline>().FirstOrDefault(h => h.Title.Text.Length > 0);
        var note = headline?.Note is { Length: > 0 and <= MostNote } text ? " · " + MarkdownText.Plain(text) : "";
        var title = MarkdownText.Plain(headline?.Title.Text ?? FirstLine(message) ?? "");
        if (title.Length == 0) title = DiscordTexts.Book.For(message.Language)["discord.title.none"];
        return ShortText.Of(title, Most - note.Length - Ending) + note;
    }

    private static string? FirstLine(Message message) => message.Blocks.Select(block => block switch
    {
        Block.Paragraph b => string.Concat(b.Spans.Select(s => s.Text)),
        Block.Sentence b => b.Text.Text,
        _ => "",
    }).FirstOrDefault(line => line.Length > 0);
}
