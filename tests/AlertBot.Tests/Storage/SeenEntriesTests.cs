using AlertBot.Feeds;
using AlertBot.Storage;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Storage;

/// <summary>What is remembered of entries stays small, whatever a feed does to their ids.</summary>
public sealed class SeenEntriesTests
{
    private static CancellationToken None => CancellationToken.None;

    [Theory]
    [InlineData(true)] // ids alone change
    [InlineData(false)] // links change too
    public async Task Ids_that_change_with_every_poll_do_not_fill_the_store(bool isLinkKept)
    {
        await using var store = await TestStore.NewSqliteAsync();
        var feed = SomeFeeds.Feed("a");
        for (var poll = 0; poll < 20; poll++)
            await PollAsync(store, feed, poll, isLinkKept);

        Assert.Equal((2, 2), (await CountAsync(store, "Articles"), await CountAsync(store, "SeenEntries")));
    }

    private static async Task PollAsync(TestStore store, Feed feed, int poll, bool isLinkKept)
    {
        var nowUtc = SomeFeeds.NowUtc.AddHours(poll);
        await store.Feeds.SaveAsync(new ConfiguredFeed(feed, nowUtc), None);
        var claimed = Assert.Single(await store.Feeds.ClaimDueAsync(SomeFeeds.Request(nowUtc), None));
        PolledArticle[] articles =
        [
            .. ((string[])["One", "Two"]).Select(title => SomeFeeds.Article(
                feed, $"{title}-{poll}", $"https://a.example/{title}{(isLinkKept ? "" : $"?sid={poll}")}", title, seenUtc: nowUtc)),
        ];
        var state = SomeFeeds.Polled(claimed.State, nowUtc.AddHours(1));
        await store.Feeds.CommitPollsAsync([new PollCommit(claimed.Claim, state, articles, null)], None);
    }

    private static async Task<int> CountAsync(TestStore store, string table)
    {
        await using var connection = await store.Get<SqliteConnections>().OpenAsync(None);
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT COUNT(*) FROM \"{table}\"";
        return Convert.ToInt32(await command.ExecuteScalarAsync(None), System.Globalization.CultureInfo.InvariantCulture);
    }
}
