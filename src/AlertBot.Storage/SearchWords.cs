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

    /// <summary>What people typed as an FTS5 query; null when it has no word.</summary>
    /// <remarks>Every word is quoted, so nothing that is typed means anything to FTS5.</remarks>
    public static string? Query(string typed)
    {
        if (typed.Length > MaxQueryChars) typed = typed[..MaxQueryChars];
        var terms = new List<string>();
        foreach (var (chunk, isPhrase) in Chunks(typed))
        {
            var words = TextFolder.Fold("", chunk).Tokens.Select(t => t.Folded).ToList();
            if (words.Count == 0) continue;
            var prefix = !isPhrase && chunk.EndsWith('*') ? "*" : "";

            // One typed word that folds to several, such as al-Asad, is meant to stand together.
            terms.Add($"\"{string.Join(' ', words)}\"{prefix}");
            if (terms.Count == MaxQueryTerms) break;
        }

        return terms.Count == 0 ? null : string.Join(" AND ", terms);
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
