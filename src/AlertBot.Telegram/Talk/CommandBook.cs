using System.Text.RegularExpressions;
using AlertBot.Chat;
using AlertBot.Telegram.Api;

namespace AlertBot.Telegram.Talk;

/// <summary>The commands as Telegram can have them: letters, digits and underscores, <c>/watch_show</c>. Pure.</summary>
internal sealed partial class CommandBook(CommandOffers offers)
{
    // core.telegram.org/bots/api, BotCommand and setMyCommands.
    private const int MaxCommands = 100;
    private const int MaxDescription = 256;

    // As long as a line may be (IncomingCommand).
    private const int MaxLine = 4000;

    /// <summary>The name of Telegram's own first command.</summary>
    public const string Start = "start";

    /// <summary>Every command.</summary>
    public IReadOnlyList<CommandOffer> All => offers.All;

    /// <summary>The list that clients show, in a language.</summary>
    public IReadOnlyList<BotCommand> Menu(string language, bool isForAdministrators) =>
    [
        .. offers.All.Where(o => isForAdministrators || o.Access == CommandAccess.Everyone)
            .Select(o => new BotCommand(o.Name.Replace(' ', '_'), Cut(SummaryOf(o.Texts, language))))
            .Where(c => Name().IsMatch(c.Command) && c.Description.Length > 0)
            .DistinctBy(c => c.Command).Take(MaxCommands),
    ];

    /// <summary>
    /// The command line in a text, with a name that the catalogue knows; null when it is none, or another bot's.
    /// </summary>
    /// <param name="text">What somebody wrote.</param>
    /// <param name="username">Our own name, without its @.</param>
    /// <param name="isOurs">Whether it is meant for us even when we know no such command.</param>
    public string? LineOf(string text, string? username, bool isOurs)
    {
        var typed = text.Trim();
        if (typed.Length < 2 || typed[0] != '/') return null;
        var end = typed.AsSpan().IndexOfAny(" \n\t\r");
        var word = end < 0 ? typed[1..] : typed[1..end];
        var at = word.IndexOf('@', StringComparison.Ordinal);
        if (at >= 0 && !word[(at + 1)..].Equals(username, StringComparison.OrdinalIgnoreCase)) return null;
        var name = at < 0 ? word : word[..at];
        var rest = end < 0 ? "" : typed[end..];
        // Several bots may sit in a group: one that nobody called does not answer for the others.
        if (at < 0 && !isOurs && !IsKnown(name)) return null;
        var line = $"/{Spaced(name)}{rest}";
        return line.Length <= MaxLine ? line : line[..MaxLine];
    }

    /// <summary>The command that a line calls; null when it calls none by its own name.</summary>
    public CommandOffer? Find(string line)
    {
        var words = line.TrimStart('/').Split(' ', 3, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0) return null;
        return (words.Length > 1 ? Named($"{words[0]} {words[1]}") : null) ?? Named(words[0]);
    }

    /// <summary>The commands below the word that a line consists of: <c>/watch</c> alone.</summary>
    public IReadOnlyList<CommandOffer> Below(string line)
    {
        var word = line.Trim().TrimStart('/');
        return word.Contains(' ', StringComparison.Ordinal) || Named(word) is not null
            ? []
            : [.. offers.All.Where(o => o.Name.StartsWith(word + " ", StringComparison.OrdinalIgnoreCase))];
    }

    /// <summary>What something is for, in a language or in the first one.</summary>
    public static string SummaryOf(IReadOnlyList<OfferText> texts, string language) =>
        (texts.FirstOrDefault(t => t.Language == language) ?? texts[0]).Summary;

    private CommandOffer? Named(string name) =>
        offers.All.FirstOrDefault(o => o.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private bool IsKnown(string name) => name.Equals(Start, StringComparison.OrdinalIgnoreCase)
        || Named(Spaced(name)) is not null || Below("/" + name).Count > 0;

    /// <summary>A sub-command's name as the catalogue has it.</summary>
    private string Spaced(string name) =>
        name.Contains('_', StringComparison.Ordinal) && Named(name.Replace('_', ' ')) is { } sub ? sub.Name : name;

    private static string Cut(string text) =>
        text.Length <= MaxDescription ? text : text[..(MaxDescription - 1)].TrimEnd() + "…";

    [GeneratedRegex(@"\A[a-z0-9_]{1,32}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();
}
