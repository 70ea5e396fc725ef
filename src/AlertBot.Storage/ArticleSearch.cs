using System.Data.Common;
using AlertBot.Feeds;
using AlertBot.Incidents;

namespace AlertBot.Storage;

/// <summary>Full-text search on FTS5.</summary>
/// <remarks>
/// The index holds folded words and no text; its rows have the numbers of the articles, which grow with time, so that
/// the
/// newest are found by walking it backwards. Ordering by a date instead would first collect every match.
/// </remarks>
internal sealed class ArticleSearch(Database database) : IArticleSearch
{
    private const int MaxExcerptChars = 200;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ArticleHit>> SearchAsync(
        string words, CommunityId community, int skip, int limit, CancellationToken cancellationToken)
    {
        return await database.ReadAsync<IReadOnlyList<ArticleHit>>(
            async session => await WordForms.QueryAsync(session, words, cancellationToken) is not { } query
                ? []
                : await session.ListAsync(
                $"""
                SELECT {ArticleRows.Columns}, m."IncidentNumber" FROM "ArticleWords" w
                JOIN "Articles" a ON a."Row" = w.rowid
                LEFT JOIN "IncidentMembers" m ON m."ArticleId" = a."Id"
                WHERE w."Words" MATCH {query} AND a."Scope" IN ('', {community.Value})
                ORDER BY w.rowid DESC LIMIT {limit} OFFSET {skip}
                """,
                reader =>
                {
                    var article = ArticleRows.Read(reader);
                    return new ArticleHit(
                        article.Id, article.Outlet, article.Title,
                        SearchWords.Excerpt(article.Text, words, MaxExcerptChars), article.Link, article.Language,
                        article.EffectiveUtc, IncidentOf(reader));
                },
                cancellationToken),
            cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<FoundArticle?> FindAsync(Uri link, CommunityId community, CancellationToken cancellationToken) =>
        CanonicalLink.Of(link) is { } canonical
            ? await OneAsync($"""a."LinkKey" = {PolledArticle.LinkKeyOf(canonical)}""", community, cancellationToken)
            : null;

    /// <inheritdoc/>
    public Task<FoundArticle?> FindAsync(string articleId, CommunityId community, CancellationToken cancellationToken) =>
        OneAsync($"""a."Id" = {articleId}""", community, cancellationToken);

    private Task<FoundArticle?> OneAsync(SqlText which, CommunityId community, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async session => (await session.ListAsync(
                $"""
                SELECT {ArticleRows.Columns}, m."IncidentNumber" FROM "Articles" a
                LEFT JOIN "IncidentMembers" m ON m."ArticleId" = a."Id"
                WHERE {which} AND a."Scope" IN ('', {community.Value}) ORDER BY a."Row" DESC LIMIT 1
                """,
                reader => new FoundArticle(ArticleRows.Read(reader), IncidentOf(reader)),
                cancellationToken)).FirstOrDefault(),
            cancellationToken);

    /// <summary>Puts an article into the index, or what it says now in place of what it said.</summary>
    public static Task<int> IndexAsync(
        Session session, long row, string words, bool isKnown, CancellationToken cancellationToken) => isKnown
        ? session.RunAsync(
            $"""UPDATE "ArticleWords" SET "Words" = {words} WHERE rowid = {row}""", cancellationToken)
        : session.RunAsync(
            $"""INSERT INTO "ArticleWords" (rowid, "Words") VALUES ({row}, {words})""", cancellationToken);

    // Behind the columns of the article.
    private static long? IncidentOf(DbDataReader reader) =>
        reader.IsDBNull(ArticleRows.Count) ? null : reader.GetInt64(ArticleRows.Count);
}
