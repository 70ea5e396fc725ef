using System.Globalization;
using System.Text.RegularExpressions;
using AlertBot.Chat;
using AlertBot.Telegram.Api;

namespace AlertBot.Telegram.Talk;

/// <summary>A command as somebody called it.</summary>
/// <param name="Offer">The command.</param>
/// <param name="Typed">The name that they used, without its slash: <c>subscribe</c>, <c>اشتراك</c>.</param>
internal sealed record CalledCommand(CommandOffer Offer, string Typed);

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

    /// <summary>What is left of a text that begins or ends with our name; null when it does not call us.</summary>
    public static string? Addressed(string text, string? username)
    {
        if (username is null) return null;
        var (said, name) = (text.Trim(), "@" + username);
        if (said.StartsWith(name, StringComparison.OrdinalIgnoreCase) && IsEnd(said, name.Length))
            said = said[name.Length..].TrimStart(' ', ',', ':', '،');
        else if (said.EndsWith(name, StringComparison.OrdinalIgnoreCase))
            said = said[..^name.Length].TrimEnd();
        else
            return null;
        return said.Length == 0 ? null : said;
    }

    /// <summary>The command that a line calls by its name in any language; null when it calls none.</summary>
    public CalledCommand? Find(string line)
    {
        var words = line.TrimStart('/').Split(' ', 3, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0) return null;
        if (words.Length > 1 && Named($"{words[0]} {words[1]}") is { } sub)
            return new CalledCommand(sub, $"{words[0]} {words[1]}");
        return Named(words[0]) is { } offer ? new CalledCommand(offer, words[0]) : null;
    }

    /// <summary>The commands below the word that a line consists of: <c>/watch</c> alone.</summary>
    public IReadOnlyList<CommandOffer> Below(string line)
    {
        var word = Folded(line.Trim().TrimStart('/'));
        return word.Contains(' ', StringComparison.Ordinal) || Named(word) is not null
            ? []
            : [.. offers.All.Where(o => NamesOf(o).Any(n => Folded(n).StartsWith(word + " ", StringComparison.Ordinal)))];
    }

    /// <summary>What something is for, in a language or in the first one.</summary>
    public static string SummaryOf(IReadOnlyList<OfferText> texts, string language) => TextOf(texts, language).Summary;

    /// <summary>What something is called, in a language or in the first one.</summary>
    public static string NameOf(IReadOnlyList<OfferText> texts, string language) => TextOf(texts, language).Name;

    private static OfferText TextOf(IReadOnlyList<OfferText> texts, string language) =>
        texts.FirstOrDefault(t => t.Language == language) ?? texts[0];

    private CommandOffer? Named(string name)
    {
        var folded = Folded(name);
        return offers.All.FirstOrDefault(o => NamesOf(o).Any(n => Folded(n) == folded));
    }

    private static IEnumerable<string> NamesOf(CommandOffer offer) => offer.Texts.Select(t => t.Name).Prepend(offer.Name);

    private bool IsKnown(string name) => name.Equals(Start, StringComparison.OrdinalIgnoreCase)
        || Named(Spaced(name)) is not null || Below("/" + name).Count > 0;

    /// <summary>A sub-command's name with a blank in it; the name of any other as it is.</summary>
    private string Spaced(string name) =>
        name.Contains('_', StringComparison.Ordinal) && Named(name.Replace('_', ' ')) is not null
            ? name.Replace('_', ' ').ToLowerInvariant()
            : name;

    // Case, vowel signs, the forms of Arabic letters and the article do not matter: many write them and many do not.
    private static string Folded(string name)
    {
        var folded = string.Concat(name.ToLowerInvariant().Where(c => char.GetUnicodeCategory(c)
            is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.Format)).Select(c => c switch
            {
                'أ' or 'إ' or 'آ' => 'ا',
                'ى' => 'ي',
                'ة' => 'ه',
                _ => c,
            }));
        return folded.Length > 4 && folded.StartsWith("ال", StringComparison.Ordinal) ? folded[2..] : folded;
    }

    private static bool IsEnd(string text, int at) => at == text.Length || !(char.IsAsciiLetterOrDigit(text[at]) || text[at] == '_');

    private static string Cut(string text) => ShortText.Of(text, MaxDescription - 1);

    [GeneratedRegex(@"\A[a-z0-9_]{1,32}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();
}
