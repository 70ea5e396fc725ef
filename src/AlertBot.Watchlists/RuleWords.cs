namespace AlertBot.Watchlists;

/// <summary>What full-text search can look for before a rule is held against whole texts. Pure.</summary>
public static class RuleWords
{
    // A search for more than this is slower than reading everything.
    private const int Most = 600;

    private static readonly string[] Before = ["", "و", "ف"];
    private static readonly string[] Joined = ["", "ال", "لل", "ب", "ك", "ل", "بال", "كال", "لال", "للال"];

    /// <summary>Words in their plain fold, phrases with single spaces, and beginnings that end in a star: every text that
    /// satisfies the rule has at least one of them. Null when names or kinds alone may satisfy it, or when they are too
    /// many.</summary>
    /// <param name="rule">What is asked.</param>
    /// <param name="watchlist">Where its lists of words are.</param>
    public static IReadOnlyList<string>? AnyOf(RuleExpression rule, Watchlist watchlist) =>
        Needed(rule, watchlist)?.Distinct(StringComparer.Ordinal).ToList() is { Count: <= Most } words ? words : null;

    /// <summary>Whether what happened matters to it.</summary>
    public static bool AsksKind(RuleExpression rule) => rule switch
    {
        RuleExpression.KindIs => true,
        RuleExpression.Not not => AsksKind(not.Inner),
        RuleExpression.And and => AsksKind(and.Left) || AsksKind(and.Right),
        RuleExpression.Or or => AsksKind(or.Left) || AsksKind(or.Right),
        _ => false,
    };

    private static List<string>? Needed(RuleExpression rule, Watchlist watchlist) => rule switch
    {
        RuleExpression.Phrase phrase => Forms(phrase.Words, isBeginning: false),
        RuleExpression.Prefix prefix => Forms(prefix.Beginning, isBeginning: true),
        RuleExpression.Terms terms => OfList(terms.List, watchlist),
        RuleExpression.And and => Fewer(Needed(and.Left, watchlist), Needed(and.Right, watchlist)),
        RuleExpression.Near near => Fewer(Needed(near.Left, watchlist), Needed(near.Right, watchlist)),
        RuleExpression.Or or => Both(Needed(or.Left, watchlist), Needed(or.Right, watchlist)),
        _ => null,
    };

    private static List<string>? Both(List<string>? a, List<string>? b) => a is null || b is null ? null : [.. a, .. b];

    private static List<string>? Fewer(List<string>? a, List<string>? b) =>
        b is null || (a is not null && a.Count <= b.Count) ? a : b;

    private static List<string> OfList(string name, Watchlist watchlist) =>
    [
        .. watchlist.TermLists.Where(list => list.Name == name).SelectMany(list => list.Terms).SelectMany(term =>
            Forms(RuleTermReader.Words(term), term.EndsWith('*'))),
    ];

    // Arabic writes and, in, for and the on to the word: the index has them with it, the rule's word is without.
    private static List<string> Forms(string words, bool isBeginning)
    {
        if (words.Length == 0) return [];
        var star = isBeginning ? "*" : "";
        if (!words.Any(IsArabic)) return [words + star];
        var first = words.Split(' ')[0];
        if (!IsArabic(first[0])) return [first];
        var core = ArabicPrefix.WithoutArticle(first).ToString();
        return [.. Before.SelectMany(before => Joined.Select(joined => before + joined + core + star))];
    }

    private static bool IsArabic(char c) => c is >= '\u0600' and <= '\u06FF';
}
