using System.Text.Json;
using AlertBot.Feeds;

namespace AlertBot.Storage;

/// <summary>What the last whole document of a feed listed: it tells an edited entry whose id and link both changed, and a
/// feed whose ids change with every poll.</summary>
/// <param name="session">The transaction.</param>
/// <param name="feedId">The feed.</param>
/// <param name="rows">The articles' rows as they are stored, see <see cref="Rows.FeedRow.Listed"/>; null before the
/// first document.</param>
internal sealed class LastListing(Session session, string feedId, string? rows)
{
    /// <summary>Before the first document of a feed.</summary>
    public bool IsEmpty => rows is null;

    /// <summary>The rows as JSON.</summary>
    public string Json => rows ?? "[]";

    /// <summary>The articles that fresh entries are in other words, by entry key; most often none.</summary>
    /// <param name="fresh">Entries that nothing else tells.</param>
    /// <param name="present">The rows that the present document lists.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<IReadOnlyDictionary<string, IntakeLook.Known>> RewordedAsync(
        IReadOnlyList<PolledArticle> fresh, HashSet<long> present, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, IntakeLook.Known>(StringComparer.Ordinal);
        if (Parse(rows).TrueForAll(present.Contains)) return found;
        var listed = await ListAsync(present, cancellationToken);
        // Without their texts first: most of what is gone went off the end, and long texts are dear to read.
        if (Rewording.WorthReading(fresh, [.. listed.Select(static one => one.Listed)]) is not { Count: > 0 } ids)
            return found;
        for (var i = 0; i < listed.Count; i++)
            if (ids.Contains(listed[i].Listed.Article.Id))
                listed[i] = listed[i] with { Listed = await WithTextAsync(listed[i], cancellationToken) };
        foreach (var (entryKey, id) in Rewording.Of(fresh, [.. listed.Select(static one => one.Listed)]))
            found[entryKey] = listed.Find(one => one.Listed.Article.Id == id)!.Known;
        return found;
    }

    /// <summary>Notes what the present document lists, where that differs.</summary>
    public async Task KeepAsync(IEnumerable<long> present, CancellationToken cancellationToken)
    {
        var listed = JsonSerializer.Serialize(present.Take(Rewording.MaxListed));
        if (listed == rows) return;
        await session.RunAsync(
            $"""UPDATE "Feeds" SET "Listed" = {listed} WHERE "Id" = {feedId}""", cancellationToken);
    }

    private static List<long> Parse(string? rows) =>
        rows is null ? [] : JsonSerializer.Deserialize<List<long>>(rows) ?? [];

    private Task<List<Row>> ListAsync(HashSet<long> present, CancellationToken cancellationToken) => session.ListAsync(
        $"""
        SELECT a."Row", a."Id", a."Title", a."Language", a."PublishedUtc", a."SeenUtc",
            COALESCE(p."FeedHash", a."ContentHash"), p."FeedText"
        FROM json_each({Json} ) j JOIN "Articles" a ON a."Row" = j."value"
        LEFT JOIN "ArticlePages" p ON p."ArticleRow" = a."Row"
        WHERE a."FeedId" = {feedId} ORDER BY j."key"
        """,
        reader => new Row(
            new ListedArticle(
                new Article(
                    reader.GetString(1), Scope.Shared, feedId, "", "", reader.GetString(2), "", null,
                    reader.IsDBNull(3) ? null : reader.GetString(3),
                    reader.IsDBNull(4) ? null : DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(4)),
                    DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(5)), reader.GetString(6)),
                present.Contains(reader.GetInt64(0))),
            new IntakeLook.Known(reader.GetInt64(0), feedId, reader.GetString(6), HasLink: false)
            {
                FeedText = reader.IsDBNull(7) ? null : reader.GetString(7),
            }),
        cancellationToken);

    private async Task<ListedArticle> WithTextAsync(Row row, CancellationToken cancellationToken)
    {
        var texts = await session.ListAsync(
            $"""SELECT "Text" FROM "Articles" WHERE "Row" = {row.Known.Row}""",
            static reader => reader.GetString(0), cancellationToken);
        return row.Listed with { Article = row.Listed.Article with { Text = texts.Single() } };
    }

    private sealed record Row(ListedArticle Listed, IntakeLook.Known Known);
}
