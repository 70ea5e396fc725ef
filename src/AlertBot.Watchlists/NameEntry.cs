namespace AlertBot.Watchlists;

/// <summary>One spelling of one name, ready to be held against a text.</summary>
internal sealed class NameEntry
{
    // A single word shorter than this matches as it is spelt or not at all: Latin spellings vary, English words are
    // many.
    private const int MinLooseLatin = 5;

    // Arabic words of three letters change their meaning with the article: "balad" is a town, "al-balad" the country.
    private const int MinLooseArabic = 4;

    /// <summary>0 for shared watchlists and the gazetteer, else the number of a community.</summary>
    public required int Scope { get; init; }

    /// <summary>The actor, or null when it is a place.</summary>
    public required Actor? Actor { get; init; }

    /// <summary>The place, or null when it is an actor.</summary>
    public required Place? Place { get; init; }

    /// <summary>Words in their plain fold, articles left out.</summary>
    public required string[] Plain { get; init; }

    /// <summary>The same words as they are written, when case counts; else empty.</summary>
    public required string[] Written { get; init; }

    /// <summary>Each word must have the plain fold of ours.</summary>
    public bool IsExact => Plain.Length == 1 && Plain[0].Length < MinLooseLatin && Plain[0][0] < '\u0250';

    /// <summary>Our spelling begins with an article.</summary>
    public required bool HasArticle { get; init; }

    /// <summary>A single Arabic word so short that it counts only with, or without, the article as ours.</summary>
    public bool NeedsSameArticle => Plain.Length == 1 && Plain[0][0] is >= '\u0600' and <= '\u06FF'
        && ArabicPrefix.WithoutArticle(Plain[0]).Length < MinLooseArabic;

    /// <summary>Our spelling has a comma or bracket between its words.</summary>
    public required bool HasPunctuation { get; init; }

    /// <summary>One of these must stand near.</summary>
    public required ContextTerm[] Needs { get; init; }

    /// <summary>None of these may stand near.</summary>
    public required ContextTerm[] Unless { get; init; }

    /// <summary>Only the gazetteer knows it, so it needs a capital letter and no other name around it.</summary>
    public bool IsListedOnly => Place is { IsWatched: false };
}

/// <summary>A word or phrase that stands near a name; a star at the end of its last word takes any ending.</summary>
internal sealed record ContextTerm(string[] Words, bool IsPrefix)
{
    public static ContextTerm[] Of(IReadOnlyList<string> texts) =>
        [.. texts.Select(Of).Where(term => term.Words.Length > 0)];

    private static ContextTerm Of(string text) => new(
        [.. TextFolder.Fold("", text).Tokens.Select(token => token.Folded)], text.EndsWith('*'));

    /// <summary>Whether it begins at a token.</summary>
    public bool StandsAt(ReadOnlySpan<Token> tokens, int at)
    {
        if (at + Words.Length > tokens.Length) return false;
        for (var i = 0; i < Words.Length; i++)
        {
            var word = tokens[at + i].Folded;
            if (word == Words[i] || (IsPrefix && i == Words.Length - 1
                && word.StartsWith(Words[i], StringComparison.Ordinal)))
                continue;
            if (Words[i][0] is < '\u0600' or > '\u06FF' || !IsArabicForm(word, Words[i])) return false;
        }

        return true;
    }

    private static bool IsArabicForm(string word, string term)
    {
        Span<int> starts = stackalloc int[ArabicPrefix.MaxReadings];
        var count = ArabicPrefix.Readings(word, starts);
        var core = ArabicPrefix.WithoutArticle(term);
        for (var i = 0; i < count; i++)
            if (ArabicPrefix.WithoutArticle(word.AsSpan(Math.Abs(starts[i]))).SequenceEqual(core)) return true;
        return false;
    }
}
