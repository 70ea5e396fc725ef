using AlertBot.Feeds;
using AlertBot.Incidents;

namespace AlertBot.Storage;

/// <summary>Articles by the number of their row, which grows with time.</summary>
internal sealed class ArticleHistory(Database database) : IArticleHistory
{
    // What Read of ArticleRows takes comes first.
    private const int IncidentColumn = ArticleRows.Count;
    private const int RowColumn = ArticleRows.Count + 1;

    /// <inheritdoc/>
    public async Task<HistoryPage> ReadBackAsync(
        DateTimeOffset sinceUtc, IReadOnlyList<string>? anyOf, long? from, CommunityId community, int limit,
        CancellationToken cancellationToken)
    {
        if (anyOf is { Count: 0 }) return new HistoryPage([], null);
        var before = from ?? long.MaxValue;
        SqlText source = anyOf is null
            ? (SqlText)$"""FROM "Articles" a LEFT JOIN "IncidentMembers" m ON m."ArticleId" = a."Id" WHERE a."Row" < {before}"""
            : $"""
                FROM "ArticleWords" w JOIN "Articles" a ON a."Row" = w.rowid
                LEFT JOIN "IncidentMembers" m ON m."ArticleId" = a."Id"
                WHERE w."Words" MATCH {Query(anyOf)} AND w.rowid < {before}
                """;
        var order = SqlText.Of(anyOf is null ? "a.\"Row\"" : "w.rowid");
        var rows = await database.ReadAsync(
            async session => await session.ListAsync(
                $"""
                SELECT {ArticleRows.Columns}, m."IncidentNumber", a."Row" {source}
                AND a."Scope" IN ('', {community.Value}) ORDER BY {order} DESC LIMIT {limit}
                """,
                reader => (Found: new FoundArticle(
                    ArticleRows.Read(reader), reader.IsDBNull(IncidentColumn) ? null : reader.GetInt64(IncidentColumn)),
                    Row: reader.GetInt64(RowColumn)),
                cancellationToken),
            cancellationToken);
        var within = rows.TakeWhile(r => r.Found.Article.SeenUtc >= sinceUtc).ToList();
        return new HistoryPage(
            [.. within.Select(r => r.Found)],
            within.Count == rows.Count && rows.Count == limit ? rows[^1].Row : null);
    }

    /// <inheritdoc/>
    public Task<DateTimeOffset?> OldestUtcAsync(CancellationToken cancellationToken) =>
        database.ReadAsync<DateTimeOffset?>(
            async session => await session.NumberAsync(
                $"""SELECT "SeenUtc" FROM "Articles" ORDER BY "Row" LIMIT 1""", cancellationToken) is { } ms
                ? DateTimeOffset.FromUnixTimeMilliseconds(ms)
                : null,
            cancellationToken);

    // Quoted, so that nothing in it means anything to FTS5.
    private static string Query(IReadOnlyList<string> anyOf) => string.Join(" OR ", anyOf.Select(words =>
    {
        var quoted = $"\"{words.TrimEnd('*').Replace("\"", "", StringComparison.Ordinal)}\"";
        return words.EndsWith('*') ? quoted + "*" : quoted;
    }));
}
