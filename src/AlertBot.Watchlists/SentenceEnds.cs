using System.Collections.Frozen;

namespace AlertBot.Watchlists;

/// <summary>Whether a full stop, question or exclamation mark ends a sentence.</summary>
internal static class SentenceEnds
{
    private static readonly FrozenSet<string> Titles = Words(
        "mr mrs ms dr gen lt col maj capt sgt cpl brig adm cmdr sen rep gov prof rev hon pres amb supt insp "
        + "messrs fr st mt ft vs viz al");

    // Read as such only before a figure: "no. 5", "Mar. 11"; elsewhere they are words.
    private static readonly FrozenSet<string> BeforeFigures = Words("no nos mar sun sat art sec fig par pp p");

    private static readonly FrozenSet<string> Abbreviations = Words(
        "inc co corp ltd dept est approx jan feb apr jun jul aug sep sept oct nov dec jr sr etc ave blvd vol ed "
        + "eds rd sq univ assn bros tue tues wed thu thur thurs fri calif fla tex conn mass");

    private static readonly FrozenSet<string> Starters = Words(
        "the a an in on at he she it they we i but and this that these those there his her its their after before "
        + "as if when while for from no not officials police one two three some many most more all both such "
        + "another local security according earlier later meanwhile however although despite during since what who "
        + "why how where our my you your residents witnesses authorities yet so or by to with under over");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> StarterLookup =
        Starters.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The end of the sentence, closing quotes included, or -1 when it goes on.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="at">Where the mark stands.</param>
    /// <param name="lastToken">The last word of the sentence so far; default when it has none.</param>
    public static int At(ReadOnlySpan<char> text, int at, Token lastToken)
    {
        var end = at + 1;
        while (end < text.Length && IsCloser(text[end])) end++;
        if (end == text.Length) return end;
        if (text[at] is '؟' or '۔' or '。') return end;
        if (!char.IsWhiteSpace(text[end])) return LacksSpace(text, at, end) ? end : -1;

        var next = end;
        while (next < text.Length && text[next] != '\n' && (char.IsWhiteSpace(text[next]) || IsOpener(text[next])))
            next++;
        if (next == text.Length || text[next] == '\n') return end;
        if (char.IsLower(text[next])) return -1;
        if (text[at] != '.' || lastToken.Length == 0 || lastToken.Start + lastToken.Length != at) return end;
        return IsAbbreviation(text, lastToken, next) ? -1 : end;
    }

    // "…to the top spot.The US fell…": mark-up taken out carelessly, as many feeds have it.
    private static bool LacksSpace(ReadOnlySpan<char> text, int at, int end) =>
        at >= 3 && end + 1 < text.Length && char.IsUpper(text[end]) && char.IsLower(text[end + 1])
        && (char.IsDigit(text[at - 1])
            || (char.IsLower(text[at - 1]) && char.IsLower(text[at - 2]) && char.IsLower(text[at - 3])));

    private static bool IsAbbreviation(ReadOnlySpan<char> text, Token word, int next)
    {
        var folded = word.Folded;
        if (Titles.Contains(folded)) return true;
        var isAcronym = text.Slice(word.Start, word.Length).Contains('.') && char.IsAsciiLetter(folded[0]);
        if (isAcronym && folded is "am" or "pm") return !char.IsUpper(text[next]);
        if (BeforeFigures.Contains(folded) && char.IsAsciiDigit(text[next])) return true;
        var isInitial = word.Length == 1 && char.IsAsciiLetter(text[word.Start]);
        return (isInitial || isAcronym || Abbreviations.Contains(folded)) && !BeginsSentence(text, next);
    }

    private static bool BeginsSentence(ReadOnlySpan<char> text, int next)
    {
        Span<char> lower = stackalloc char[16];
        var length = 0;
        while (next + length < text.Length && length < lower.Length && char.IsAsciiLetter(text[next + length]))
        {
            lower[length] = (char)(text[next + length] | 0x20);
            length++;
        }

        return length > 0 && StarterLookup.Contains(lower[..length]);
    }

    private static bool IsCloser(char c) => c is '"' or '\'' or '”' or '’' or '»' or ')' or ']' or '«' or '!' or '?';

    private static bool IsOpener(char c) => c is '"' or '\'' or '“' or '‘' or '«' or '(' or '[';

    private static FrozenSet<string> Words(string list) => list.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
