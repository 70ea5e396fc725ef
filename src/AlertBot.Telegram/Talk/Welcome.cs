using AlertBot.Chat;
using AlertBot.Telegram.Api;

namespace AlertBot.Telegram.Talk;

/// <summary>What people read first, and the links that bring them here with a wish. Pure.</summary>
internal sealed class Welcome(CommandBook book, TextBook texts)
{
    private const string Line = "/" + CommandBook.Start;
    private const string Subscribe = "sub_";

    /// <summary>
    /// The command that a link stands for: <c>?start=sub_TOPIC</c> or <c>?startgroup=sub_TOPIC</c>; null when it is none.
    /// </summary>
    public static string? LineOf(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words is [Line, var wish] && wish.StartsWith(Subscribe, StringComparison.Ordinal)
            && wish.Length > Subscribe.Length
            ? $"/subscribe topic:{wish[Subscribe.Length..]}"
            : null;
    }

    /// <summary>What <c>/start</c> is answered; null when the line is another one.</summary>
    public CommandReply? Of(IncomingCommand command, WireChat chat) =>
        command.Line.Split(' ')[0].Equals(Line, StringComparison.OrdinalIgnoreCase)
            ? new CommandReply(Greeting(chat, command.Language), IsPrivate: false)
            : null;

    /// <summary>What the bot says of itself in a chat.</summary>
    public Message Greeting(WireChat chat, string? language)
    {
        var say = texts.For(language);
        var how = chat.IsPrivate ? "telegram.welcome.private" : "telegram.welcome.group";
        string[] first = ["setup", "topics", "incidents", "help"];
        return new Message(Tone.Neutral,
        [
            new Block.Paragraph(0, [say["telegram.welcome"]]),
            new Block.Paragraph(0, [say[how]]),
            new Block.Actions(0, [.. first.Where(name => book.Find("/" + name) is not null)
                .Select(name => new ActionButton(say["telegram.button." + name], "/" + name))]),
        ])
        { Language = say.Language };
    }
}
