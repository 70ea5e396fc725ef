using System.Text.Json;

namespace AlertBot.Storage;

/// <summary>Knows every word that any article has, so that one that was typed in part stands for the words that it may
/// be. Safe to use from several threads.</summary>
/// <remarks>The index of words could do that itself, but would first bring all articles of all those words into one order:
/// a second for a million articles. As words it reads the newest alone. What is met again and again is remembered here,
/// so that an article costs the writing of its new words only.</remarks>
internal sealed class WordForms
{
    // The commonest words are soon among them: of an article of a hundred words, two or three are not.
    private const int MostRemembered = 30_000;

    // Each is looked up in the index apart. Of more than that, which two letters stand for, the shortest are meant.
    private const int MostForms = 100;
    private const int MostRead = 2000;

    // Behind every word that begins so, in the order of bytes.
    private const string Last = "\U0010FFFF";

    private readonly Lock _gate = new();
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>What people typed as a query of the index; null when no article can have it.</summary>
    public static async Task<string?> QueryAsync(Session session, string typed, CancellationToken cancellationToken)
    {
        var terms = SearchWords.Terms(typed);
        var forms = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var beginning in terms.Where(t => t.MayGoOn).Select(t => t.Last))
            forms[beginning] = await session.ListAsync(
                $"""
                SELECT f."Term" FROM (SELECT t."Term" FROM "ArticleTerms" t
                    WHERE t."Term" >= {beginning} AND t."Term" < {beginning + Last} ORDER BY t."Term" LIMIT {MostRead} ) f
                ORDER BY length(f."Term"), f."Term" LIMIT {MostForms}
                """,
                reader => reader.GetString(0), cancellationToken);
        return SearchWords.Query(terms, forms);
    }

    /// <summary>Adds the words of articles to those that there are.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="articles">The words of each, folded, divided by blanks.</param>
    /// <param name="added">The words that the transaction added so far; to be remembered when it is committed.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public async Task AddAsync(
        Session session, IEnumerable<string> articles, HashSet<string> added, CancellationToken cancellationToken)
    {
        var unknown = Unknown(articles, added);
        if (unknown.Count > 0)
            await session.RunAsync(
                $"""
                INSERT INTO "ArticleTerms" ("Term") SELECT "value" FROM json_each({JsonSerializer.Serialize(unknown)} )
                WHERE TRUE ON CONFLICT DO NOTHING
                """,
                cancellationToken);
    }

    /// <summary>Words that are in the store for certain.</summary>
    public void Remember(HashSet<string> words)
    {
        lock (_gate)
        {
            if (_known.Count + words.Count > MostRemembered) _known.Clear();
            _known.UnionWith(words);
        }
    }

    /// <summary>Takes away the words that no article has any more. Reads the whole index: some seconds for a million
    /// articles.</summary>
    public async Task TidyAsync(Session session, CancellationToken cancellationToken)
    {
        lock (_gate) _known.Clear();
        await session.RunAsync(
            $"""DELETE FROM "ArticleTerms" WHERE "Term" NOT IN (SELECT term FROM "ArticleVocabulary")""",
            cancellationToken);
    }

    private List<string> Unknown(IEnumerable<string> articles, HashSet<string> added)
    {
        var unknown = new List<string>();
        lock (_gate)
        {
            var known = _known.GetAlternateLookup<ReadOnlySpan<char>>();
            var met = added.GetAlternateLookup<ReadOnlySpan<char>>();
            foreach (var words in articles)
                foreach (var range in words.AsSpan().Split(' '))
                {
                    var word = words.AsSpan(range);
                    if (!word.IsEmpty && !known.Contains(word) && met.Add(word)) unknown.Add(word.ToString());
                }
        }

        return unknown;
    }
}
