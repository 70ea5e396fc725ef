using System.Text.Json;
using AlertBot.Feeds;

namespace AlertBot.Storage;

/// <summary>Takes the entries of one poll in, one after the other, by the rules of <see cref="IFeedStore"/>.</summary>
internal sealed class ArticleIntake(Session session, string feedId, OwedWords words)
{
    // What has neither title nor text is like nothing else.
    private static readonly string NoWords = ArticleMaker.ContentHashOf("", "");

    /// <summary>The outcome of a page whose article its feed edited: the feed's word is newer.</summary>
    public const string Edited = "edited";

    private readonly List<object[]> remembered = [];
    private readonly List<object[]> waiting = [];
    private readonly HashSet<long> rekeyed = [];
    private LastListing listing = new(session, feedId, null);
    private IntakeLook look = IntakeLook.Nothing;
    private int added, backlog, updated, duplicates;
    private DateTimeOffset? oldestNewsUtc;

    /// <summary>What came of it.</summary>
    public PollOutcome Outcome => new(feedId, ClaimLost: false, added, backlog, updated, duplicates)
    {
        OldestNewsUtc = oldestNewsUtc,
    };

    /// <summary>What the feed's last whole document listed, as it is stored; null before the first.</summary>
    public string? Before { get; init; }

    /// <summary>Takes the entries in, one after the other.</summary>
    /// <param name="entries">The document's entries, in its order.</param>
    /// <param name="isWhole">The document lists nothing else.</param>
    /// <param name="cancellationToken">Ends it; the transaction is then undone.</param>
    /// <remarks>What is known of them is looked up for all together, and what is noted of them is written at the end: a
    /// document of thirty new entries takes some seventy statements and not two hundred.</remarks>
    public async Task TakeAsync(
        IReadOnlyList<PolledArticle> entries, bool isWhole, CancellationToken cancellationToken)
    {
        if (entries.Count == 0) return;
        listing = new LastListing(session, feedId, Before);
        look = await IntakeLook.AtAsync(session, feedId, entries, listing, cancellationToken);
        var fresh = new List<PolledArticle>();
        foreach (var polled in entries)
        {
            if (await TakeKnownAsync(polled, cancellationToken)) continue;
            if (isWhole && !listing.IsEmpty) fresh.Add(polled);
            else await AddAsync(polled, cancellationToken);
        }

        if (fresh.Count > 0) await TakeFreshAsync(fresh, [.. RowsOf(entries)], cancellationToken);
        await NoteAsync(entries[0].Article.Scope.ToString(), cancellationToken);
        if (!isWhole) return;
        await listing.KeepAsync(RowsOf(entries), cancellationToken);
        if (rekeyed.Count > 0) await ForgetAsync(entries, cancellationToken);
    }

    private IEnumerable<long> RowsOf(IReadOnlyList<PolledArticle> entries) =>
        entries.Select(one => look.Seen.GetValueOrDefault(one.EntryKey)?.Row).OfType<long>();

    /// <summary>Takes in an entry that its key, its link or its words tell; false when none does.</summary>
    private async Task<bool> TakeKnownAsync(PolledArticle polled, CancellationToken cancellationToken)
    {
        if (look.Seen.TryGetValue(polled.EntryKey, out var seen))
        {
            if (seen is { } known && known.FeedId == feedId) await RefreshAsync(known, polled, cancellationToken);
            return true;
        }

        if (!look.MayBeKnown(polled) || await AlikeAsync(polled, cancellationToken) is not { } alike) return false;
        if (alike.FeedId == feedId && alike.HasLink) await RefreshAsync(alike, polled, cancellationToken);
        if (alike.FeedId == feedId) rekeyed.Add(alike.Row);
        Remember(polled, alike);
        duplicates++;
        return true;
    }

    private async Task TakeFreshAsync(
        List<PolledArticle> fresh, HashSet<long> present, CancellationToken cancellationToken)
    {
        var reworded = await listing.RewordedAsync(fresh, present, cancellationToken);
        foreach (var polled in fresh)
        {
            if (await TakeKnownAsync(polled, cancellationToken)) continue;
            if (reworded.TryGetValue(polled.EntryKey, out var known))
            {
                await RefreshAsync(known, polled, cancellationToken);
                // Other feeds of the outlet list it where it is now.
                await session.RunAsync(
                    $"""
                    UPDATE "Articles" SET "LinkKey" = COALESCE({polled.LinkKey}, "LinkKey") WHERE "Row" = {known.Row}
                    """,
                    cancellationToken);
                Remember(polled, known);
                duplicates++;
                continue;
            }

            await AddAsync(polled, cancellationToken);
        }
    }

    // Ids that change with every poll would fill the table of those that were seen.
    private Task<int> ForgetAsync(IReadOnlyList<PolledArticle> entries, CancellationToken cancellationToken) =>
        session.RunAsync(
            $"""
            DELETE FROM "SeenEntries" WHERE "FeedId" = {feedId}
                AND "ArticleRow" IN (SELECT "value" FROM json_each({JsonSerializer.Serialize(rekeyed)} ))
                AND "EntryKey" NOT IN (
                    SELECT "value" FROM json_each({JsonSerializer.Serialize(entries.Select(static one => one.EntryKey))} ))
            """,
            cancellationToken);

    /// <summary>The article that this entry is under another key: of this feed by link, else of the outlet
    /// group.</summary>
    private async Task<IntakeLook.Known?> AlikeAsync(PolledArticle polled, CancellationToken cancellationToken)
    {
        var article = polled.Article;
        var hash = article.ContentHash == NoWords ? null : article.ContentHash;
        var rows = await session.ListAsync(
            $"""
            SELECT a."Row", a."FeedId", COALESCE(p."FeedHash", a."ContentHash"), 1 AS "HasLink", p."FeedText", NULL, NULL
            FROM "Articles" a LEFT JOIN "ArticlePages" p ON p."ArticleRow" = a."Row" WHERE a."LinkKey" = {polled.LinkKey}
                AND (a."FeedId" = {feedId} OR (a."OutletGroup" = {article.OutletGroup} AND a."OutletGroup" <> ''
                    AND a."Scope" IN ('', {article.Scope.ToString()} )))
            UNION ALL
            SELECT a."Row", a."FeedId", a."ContentHash", 0, NULL, a."PublishedUtc", a."Link" FROM "Articles" a
            WHERE a."ContentHash" = {hash}
                AND (a."SeenUtc" > {article.SeenUtc - IFeedStore.ContentWindow} OR a."PublishedUtc" = {article.PublishedUtc}
                    OR a."Row" IN (SELECT "value" FROM json_each({listing.Json} )))
                AND (a."FeedId" = {feedId} OR (a."OutletGroup" = {article.OutletGroup} AND a."OutletGroup" <> ''
                    AND a."Scope" IN ('', {article.Scope.ToString()} )))
            UNION ALL
            SELECT a."Row", a."FeedId", p."FeedHash", 0, p."FeedText", a."PublishedUtc", a."Link"
            FROM json_each({listing.Json} ) j JOIN "ArticlePages" p ON p."ArticleRow" = j."value"
            JOIN "Articles" a ON a."Row" = p."ArticleRow" WHERE p."FeedHash" = {hash} AND a."FeedId" = {feedId}
            """,
            reader => (
                Known: new IntakeLook.Known(
                    reader.GetInt64(0), reader.GetString(1), reader.GetString(2), reader.GetInt64(3) == 1)
                {
                    FeedText = reader.IsDBNull(4) ? null : reader.GetString(4),
                },
                PublishedUtc: reader.IsDBNull(5)
                    ? (DateTimeOffset?)null
                    : DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(5)),
                Link: reader.IsDBNull(6) ? null : new Uri(reader.GetString(6))),
            cancellationToken);
        return rows.Where(r => r.Known.HasLink || SameWords.AreOne(article, r.PublishedUtc, r.Link))
            .Select(static r => r.Known)
            .OrderBy(r => r.HasLink ? r.FeedId == feedId ? 0 : 1 : 2).ThenBy(r => r.Row).FirstOrDefault();
    }

    /// <summary>Gives an article the text of its page; false when it is no longer as the feed told it before.</summary>
    public Task<bool> ReplaceAsync(long row, Article article, string feedHash, CancellationToken cancellationToken) =>
        WriteAsync(row, article, feedHash, cancellationToken);

    private async Task<bool> WriteAsync(long row, Article article, string hash, CancellationToken cancellationToken)
    {
        var written = await session.RunAsync(
            $"""
            UPDATE "Articles" SET "Title" = {article.Title}, "Text" = {article.Text},
                "Link" = {article.Link?.OriginalString},
                "Language" = {article.Language}, "PublishedUtc" = {article.PublishedUtc},
                "ContentHash" = {article.ContentHash}
            WHERE "Row" = {row} AND "ContentHash" = {hash}
            """,
            cancellationToken);
        if (written == 0) return false;
        words.Owe(row, SearchWords.Of(article.Title, article.Text), isKnown: true);
        await WaitAgainAsync(row, cancellationToken);
        return true;
    }

    private async Task RefreshAsync(
        IntakeLook.Known known, PolledArticle polled, CancellationToken cancellationToken)
    {
        var article = polled.Article;
        if (look.HashOf(known) == article.ContentHash) return;
        look.Change(known.Row, article.ContentHash);
        var stored = await session.ListAsync(
            $"""SELECT "Text", "ContentHash" FROM "Articles" WHERE "Row" = {known.Row}""",
            reader => (Text: reader.GetString(0), Hash: reader.GetString(1)), cancellationToken);
        if (known.FeedText is not null)
            article = await UnderNewHeadlineAsync(known, article, stored[0].Text, cancellationToken);
        await WriteAsync(known.Row, article, stored[0].Hash, cancellationToken);
        updated++;
    }

    // Another headline above the same words: those of the page still hold. Other words are newer than the page.
    private async Task<Article> UnderNewHeadlineAsync(
        IntakeLook.Known known, Article article, string text, CancellationToken cancellationToken)
    {
        var keeps = known.FeedText == ArticleMaker.ContentHashOf("", article.Text);
        await session.RunAsync(
            $"""
            UPDATE "ArticlePages" SET "Outcome" = {(keeps ? PageFetcher.Taken : Edited)},
                "FeedHash" = {(keeps ? article.ContentHash : null)}, "FeedText" = {(keeps ? known.FeedText : null)}
            WHERE "ArticleRow" = {known.Row}
            """,
            cancellationToken);
        return keeps
            ? article with { Text = text, ContentHash = ArticleMaker.ContentHashOf(article.Title, text) }
            : article;
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
        // No RETURNING: for that, SQLite keeps a copy of each page that the row and its indexes touch, in a file.
        var written = await session.RunAsync(
            $"""
            INSERT INTO "Articles" ("Id", "Scope", "FeedId", "Outlet", "OutletGroup", "Title", "Link", "LinkKey",
                "Language", "PublishedUtc", "SeenUtc", "IsBacklog", "ContentHash", "Text")
            VALUES ({article.Id}, {article.Scope.ToString()}, {article.FeedId}, {article.Outlet}, {article.OutletGroup},
                {article.Title}, {article.Link?.OriginalString}, {polled.LinkKey}, {article.Language},
                {article.PublishedUtc}, {article.SeenUtc}, {article.IsBacklog}, {article.ContentHash}, {article.Text})
            ON CONFLICT ("Id") DO NOTHING
            """,
            cancellationToken);
        if (written == 0)
        {
            await RememberKnownAsync(polled, cancellationToken);
            return;
        }

        var row = await session.LastRowAsync(cancellationToken);
        if (polled.WantsPage)
            await session.RunAsync(
                $"""
                INSERT INTO "ArticlePages" ("ArticleRow", "Scope", "DueUtc", "Tries")
                VALUES ({row}, {article.Scope.ToString()}, {article.SeenUtc}, 0)
                """,
                cancellationToken);
        waiting.Add([row, article.Id, article.SeenUtc.ToUnixTimeMilliseconds()]);
        Remember(polled, new IntakeLook.Known(row, article.FeedId, article.ContentHash, HasLink: true));
        look.Add(polled);
        words.Owe(row, SearchWords.Of(article.Title, article.Text), isKnown: false);
        added++;
        if (article.IsBacklog) backlog++;
        else if (!(oldestNewsUtc <= article.PublishedUtc)) oldestNewsUtc = article.PublishedUtc ?? oldestNewsUtc;
    }

    // The same identity under a key that was not seen: no rule covers it, and an article is never stored twice.
    private async Task RememberKnownAsync(PolledArticle polled, CancellationToken cancellationToken)
    {
        var row = await session.NumberAsync(
            $"""SELECT "Row" FROM "Articles" WHERE "Id" = {polled.Article.Id}""", cancellationToken);
        if (row is { } known)
            Remember(polled, new IntakeLook.Known(known, feedId, polled.Article.ContentHash, HasLink: false));
        duplicates++;
    }

    private void Remember(PolledArticle polled, IntakeLook.Known known)
    {
        remembered.Add([polled.EntryKey, known.Row]);
        look.Remember(polled.EntryKey, known);
    }

    /// <summary>Writes what was noted, each kind in one statement.</summary>
    private async Task NoteAsync(string scope, CancellationToken cancellationToken)
    {
        if (remembered.Count > 0)
            await session.RunAsync(
                $"""
                INSERT INTO "SeenEntries" ("FeedId", "EntryKey", "Scope", "ArticleRow")
                SELECT {feedId}, j."value" ->> 0, {scope}, j."value" ->> 1
                FROM json_each({JsonSerializer.Serialize(remembered)} ) j WHERE TRUE ON CONFLICT DO NOTHING
                """,
                cancellationToken);
        if (waiting.Count > 0)
            await session.RunAsync(
                $"""
                INSERT INTO "WaitingArticles" ("ArticleRow", "ArticleId", "Scope", "SeenUtc")
                SELECT j."value" ->> 0, j."value" ->> 1, {scope}, j."value" ->> 2
                FROM json_each({JsonSerializer.Serialize(waiting)} ) j
                """,
                cancellationToken);
    }
}
