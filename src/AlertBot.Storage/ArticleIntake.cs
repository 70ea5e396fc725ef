using AlertBot.Feeds;

namespace AlertBot.Storage;

/// <summary>Takes the entries of one poll in, one after the other, by the rules of <see cref="IFeedStore"/>.</summary>
internal sealed class ArticleIntake(Session session, string feedId, WordForms forms, HashSet<string> newWords)
{
    // What has neither title nor text is like nothing else.
    private static readonly string NoWords = ArticleMaker.ContentHashOf("", "");

    private int added, backlog, updated, duplicates;

    /// <summary>What came of it.</summary>
    public PollOutcome Outcome => new(feedId, ClaimLost: false, added, backlog, updated, duplicates);

    /// <summary>Takes one entry in.</summary>
    public async Task TakeAsync(PolledArticle polled, CancellationToken cancellationToken)
    {
        if (await SeenAsync(polled, cancellationToken) is { IsSeen: true } seen)
        {
            if (seen.Known is { } known && known.FeedId == feedId) await RefreshAsync(known, polled, cancellationToken);
            return;
        }

        if (await AlikeAsync(polled, cancellationToken) is { } alike)
        {
            if (alike.FeedId == feedId && alike.HasLink) await RefreshAsync(alike, polled, cancellationToken);
            await RememberAsync(polled, alike.Row, cancellationToken);
            duplicates++;
            return;
        }

        await AddAsync(polled, cancellationToken);
    }

    private async Task<(bool IsSeen, Known? Known)> SeenAsync(PolledArticle polled, CancellationToken cancellationToken)
    {
        var rows = await session.ListAsync(
            $"""
            SELECT s."ArticleRow", a."FeedId", a."ContentHash" FROM "SeenEntries" s
            LEFT JOIN "Articles" a ON a."Row" = s."ArticleRow"
            WHERE s."FeedId" = {feedId} AND s."EntryKey" = {polled.EntryKey}
            """,
            reader => reader.IsDBNull(1)
                ? null
                : new Known(reader.GetInt64(0), reader.GetString(1), reader.GetString(2), HasLink: false),
            cancellationToken);
        return rows is [var known] ? (true, known) : (false, null);
    }

    /// <summary>The article that this entry is under another key: of this feed by link, else of the outlet
    /// group.</summary>
    private async Task<Known?> AlikeAsync(PolledArticle polled, CancellationToken cancellationToken)
    {
        var article = polled.Article;
        var hash = article.ContentHash == NoWords ? null : article.ContentHash;
        var rows = await session.ListAsync(
            $"""
            SELECT a."Row", a."FeedId", a."ContentHash", 1 AS "HasLink"
            FROM "Articles" a WHERE a."LinkKey" = {polled.LinkKey}
                AND (a."FeedId" = {feedId} OR (a."OutletGroup" = {article.OutletGroup} AND a."OutletGroup" <> ''
                    AND a."Scope" IN ('', {article.Scope.ToString()} )))
            UNION ALL
            SELECT a."Row", a."FeedId", a."ContentHash", 0 FROM "Articles" a WHERE a."ContentHash" = {hash}
                AND a."SeenUtc" > {article.SeenUtc - IFeedStore.ContentWindow}
                AND (a."FeedId" = {feedId} OR (a."OutletGroup" = {article.OutletGroup} AND a."OutletGroup" <> ''
                    AND a."Scope" IN ('', {article.Scope.ToString()} )))
            """,
            reader => new Known(
                reader.GetInt64(0), reader.GetString(1), reader.GetString(2), reader.GetInt64(3) == 1),
            cancellationToken);
        return rows.OrderBy(r => r.HasLink ? r.FeedId == feedId ? 0 : 1 : 2).ThenBy(r => r.Row).FirstOrDefault();
    }

    private async Task RefreshAsync(Known known, PolledArticle polled, CancellationToken cancellationToken)
    {
        var article = polled.Article;
        if (known.ContentHash == article.ContentHash) return;
        await session.RunAsync(
            $"""
            UPDATE "Articles" SET "Title" = {article.Title}, "Text" = {article.Text},
                "Link" = {article.Link?.OriginalString},
                "Language" = {article.Language}, "PublishedUtc" = {article.PublishedUtc},
                "ContentHash" = {article.ContentHash}
            WHERE "Row" = {known.Row}
            """,
            cancellationToken);
        await IndexAsync(known.Row, article, isKnown: true, cancellationToken);
        await WaitAgainAsync(known.Row, cancellationToken);
        updated++;
    }

    private async Task IndexAsync(long row, Article article, bool isKnown, CancellationToken cancellationToken)
    {
        var words = SearchWords.Of(article.Title, article.Text);
        await ArticleSearch.IndexAsync(session, row, words, isKnown, cancellationToken);
        await forms.AddAsync(session, words, newWords, cancellationToken);
    }

    // One that was not analysed yet waits already, and one whose incident was let go of is nobody's any more.
    private Task<int> WaitAgainAsync(long row, CancellationToken cancellationToken) => session.RunAsync(
        $"""
        INSERT INTO "WaitingArticles" ("ArticleRow", "ArticleId", "Scope", "SeenUtc")
        SELECT a."Row", a."Id", a."Scope", a."SeenUtc" FROM "Articles" a
        WHERE a."Row" = {row} AND EXISTS (SELECT 1 FROM "IncidentMembers" m WHERE m."ArticleId" = a."Id")
        ON CONFLICT ("ArticleRow") DO NOTHING
        """,
        cancellationToken);

    private async Task AddAsync(PolledArticle polled, CancellationToken cancellationToken)
    {
        var article = polled.Article;
        var rows = await session.ListAsync(
            $"""
            INSERT INTO "Articles" ("Id", "Scope", "FeedId", "Outlet", "OutletGroup", "Title", "Link", "LinkKey",
                "Language", "PublishedUtc", "SeenUtc", "IsBacklog", "ContentHash", "Text")
            VALUES ({article.Id}, {article.Scope.ToString()}, {article.FeedId}, {article.Outlet}, {article.OutletGroup},
                {article.Title}, {article.Link?.OriginalString}, {polled.LinkKey}, {article.Language},
                {article.PublishedUtc}, {article.SeenUtc}, {article.IsBacklog}, {article.ContentHash}, {article.Text})
            ON CONFLICT ("Id") DO NOTHING RETURNING "Row"
            """,
            reader => reader.GetInt64(0), cancellationToken);
        if (rows is not [var row])
        {
            await RememberKnownAsync(polled, cancellationToken);
            return;
        }

        await session.RunAsync(
            $"""
            INSERT INTO "WaitingArticles" ("ArticleRow", "ArticleId", "Scope", "SeenUtc")
            VALUES ({row}, {article.Id}, {article.Scope.ToString()}, {article.SeenUtc})
            """,
            cancellationToken);
        await RememberAsync(polled, row, cancellationToken);
        await IndexAsync(row, article, isKnown: false, cancellationToken);
        added++;
        if (article.IsBacklog) backlog++;
    }

    // The same identity under a key that was not seen: no rule covers it, and an article is never stored twice.
    private async Task RememberKnownAsync(PolledArticle polled, CancellationToken cancellationToken)
    {
        var row = await session.NumberAsync(
            $"""SELECT "Row" FROM "Articles" WHERE "Id" = {polled.Article.Id}""", cancellationToken);
        if (row is { } known) await RememberAsync(polled, known, cancellationToken);
        duplicates++;
    }

    private Task<int> RememberAsync(PolledArticle polled, long row, CancellationToken cancellationToken) =>
        session.RunAsync(
        $"""
        INSERT INTO "SeenEntries" ("FeedId", "EntryKey", "Scope", "ArticleRow")
        VALUES ({feedId}, {polled.EntryKey}, {polled.Article.Scope.ToString()}, {row}) ON CONFLICT DO NOTHING
        """,
        cancellationToken);

    /// <summary>A stored article, as far as the rules ask.</summary>
    private sealed record Known(long Row, string FeedId, string ContentHash, bool HasLink);
}
