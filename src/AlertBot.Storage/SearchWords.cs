using System.Text;
using AlertBot.Watchlists;

namespace AlertBot.Storage;

/// <summary>What is indexed and what is searched for, folded alike. Pure.</summary>
internal static class SearchWords
{
    private const int MaxQueryChars = 200;
    private const int MaxQueryTerms = 16;

    /// <summary>The words of a title and a text as the index holds them, divided by blanks.</summary>
    public static string Of(string title, string text)
    {
        var folded = new StringBuilder(title.Length + text.Length + 1);
        foreach (var token in TextFolder.Fold(title, text).Tokens) folded.Append(token.Folded).Append(' ');
        return folded.ToString();
    }

    /// <summary>What people typed, word by word; words that stand together are one.</summary>
    public static IReadOnlyList<SearchTerm> Terms(string typed)
    {
        if (typed.Length > MaxQueryChars) typed = typed[..MaxQueryChars];
        var terms = new List<SearchTerm>();
        foreach (var (chunk, isPhrase) in Chunks(typed))
        {
            // One typed word that folds to several, such as al-Asad, is meant to stand together.
            var words = TextFolder.Fold("", chunk).Tokens.Select(t => t.Folded).ToList();
            if (words.Count == 0) continue;
            terms.Add(new SearchTerm(words, !isPhrase && chunk.EndsWith('*')));
            if (terms.Count == MaxQueryTerms) break;
        }

        return terms;
    }

    /// <summary>The words as an FTS5 query; null when there is none, or one that no article has.</summary>
    /// <param name="terms">What people typed.</param>
    /// <param name="forms">What the words that may go on may be, by how they begin.</param>
    /// <remarks>Every word is quoted, so nothing that is typed means anything to FTS5.</remarks>
    public static string? Query(
        IReadOnlyList<SearchTerm> terms, IReadOnlyDictionary<string, IReadOnlyList<string>> forms)
    {
        if (terms.Count == 0 || terms.Any(t => t.MayGoOn && forms[t.Last].Count == 0)) return null;
        return string.Join(" AND ", terms.Select(t => t.MayGoOn
            ? $"({string.Join(" OR ", forms[t.Last].Select(form => Quoted([.. t.Words.SkipLast(1), form])))})"
            : Quoted(t.Words)));
    }

    /// <summary>The part of a text around the first word of the query, cut between words.</summary>
    public static string Excerpt(string text, string typed, int maxChars)
    {
        var wanted = TextFolder.Fold("", typed).Tokens.Select(t => t.Folded).ToHashSet(StringComparer.Ordinal);
        var folded = TextFolder.Fold("", text);
        var first = folded.Tokens.FirstOrDefault(t => wanted.Contains(t.Folded));
        var start = first.Folded is null ? 0 : folded.Sentences[first.Sentence].Start;
        if (first.Folded is not null && first.Start - start > maxChars / 2) start = first.Start;
        var end = Math.Min(text.Length, start + maxChars - 2);
        if (end < text.Length && text.LastIndexOf(' ', end, end - start) is var blank && blank > start) end = blank;
        var part = text[start..end].ReplaceLineEndings(" ").Trim();
        return (start > 0 ? "…" : "") + part + (end < text.Length ? "…" : "");
    }

    private static string Quoted(IEnumerable<string> words) => $"\"{string.Join(' ', words)}\"";

    private static IEnumerable<(string Chunk, bool IsPhrase)> Chunks(string typed)
    {
        var parts = typed.Split('"');
        for (var i = 0; i < parts.Length; i++)
        {
            if (i % 2 == 1)
            {
                yield return (parts[i], true);
                continue;
            }

            foreach (var word in parts[i].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
                yield return (word, false);
        }
    }
}

/// <summary>A word that was typed, or several that stand side by side.</summary>
/// <param name="Words">Folded, one or more.</param>
/// <param name="MayGoOn">The last of them may be the beginning of a longer one.</param>
internal sealed record SearchTerm(IReadOnlyList<string> Words, bool MayGoOn)
{
    /// <summary>The last word.</summary>
    public string Last => Words[^1];
}
