using AlertBot.Feeds;

namespace AlertBot.Storage;

/// <summary>The pages that are still to be asked for, and the texts that came of them.</summary>
internal sealed class PageStore(Database database, WordForms forms) : IPageStore
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<PageDue>> TakeAsync(
        DateTimeOffset nowUtc, DateTimeOffset untilUtc, int limit, CancellationToken cancellationToken)
    {
        // Asked every second: most often nothing is due, and reading that disturbs nobody.
        var any = await database.ReadAsync(
            async session => await session.NumberAsync(
                $"""SELECT 1 FROM "ArticlePages" WHERE "DueUtc" <= {nowUtc} LIMIT 1""", cancellationToken),
            cancellationToken);
        if (any is null) return [];
        return await database.WriteAsync<IReadOnlyList<PageDue>>(
            async session =>
            {
                var due = await session.ListAsync(
                    $"""
                    SELECT {ArticleRows.Columns}, p."Tries", p."ArticleRow"
                    FROM "ArticlePages" p JOIN "Articles" a ON a."Row" = p."ArticleRow"
                    WHERE p."DueUtc" <= {nowUtc} ORDER BY p."DueUtc", p."ArticleRow" LIMIT {limit}
                    """,
                    reader => (Row: reader.GetInt64(ArticleRows.Count + 1),
                        Due: new PageDue(ArticleRows.Read(reader), reader.GetInt32(ArticleRows.Count))),
                    cancellationToken);
                foreach (var (row, _) in due)
                    await session.RunAsync(
                        $"""
                        UPDATE "ArticlePages" SET "DueUtc" = {untilUtc}, "Tries" = "Tries" + 1 WHERE "ArticleRow" = {row}
                        """,
                        cancellationToken);
                return [.. due.Select(d => d.Due)];
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<bool> KeepAsync(PageKept kept, CancellationToken cancellationToken)
    {
        var words = new OwedWords(forms);
        var isStored = await database.WriteAsync(
            async session => await KeepAsync(session, kept, words, cancellationToken), cancellationToken);
        words.Committed();
        return isStored;
    }

    private static async Task<bool> KeepAsync(
        Session session, PageKept kept, OwedWords words, CancellationToken cancellationToken)
    {
        await HostRows.RestAsync(session, [kept.HostPause], cancellationToken);
        var article = kept.Due.Article;
        var found = await session.NumberAsync(
            $"""SELECT "Row" FROM "Articles" WHERE "Id" = {article.Id}""", cancellationToken);
        if (found is not { } row) return false;
        var outcome = kept.Outcome;
        var isStored = false;
        if (kept.Text is { } text)
        {
            var full = article with
            {
                Text = text,
                Link = kept.Link ?? article.Link,
                ContentHash = ArticleMaker.ContentHashOf(article.Title, text),
            };
            var intake = new ArticleIntake(session, article.FeedId, words);
            isStored = await intake.ReplaceAsync(row, full, article.ContentHash, cancellationToken);
            if (!isStored) outcome = ArticleIntake.Edited;
        }

        string? feedHash = isStored ? article.ContentHash : null;
        string? feedText = isStored ? ArticleMaker.ContentHashOf("", article.Text) : null;
        await session.RunAsync(
            $"""
            UPDATE "ArticlePages" SET "DueUtc" = {kept.AgainUtc}, "Outcome" = {outcome}, "FeedHash" = {feedHash},
                "FeedText" = {feedText} WHERE "ArticleRow" = {row}
            """,
            cancellationToken);
        await words.WriteAsync(session, cancellationToken);
        return isStored;
    }
}
