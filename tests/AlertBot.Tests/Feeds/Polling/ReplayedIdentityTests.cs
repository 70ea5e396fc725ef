using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Feeds.Polling;

/// <summary>What publishers do to the identity of their entries, replayed poll by poll.</summary>
public sealed class ReplayedIdentityTests : IAsyncLifetime
{
    private static readonly TimeSpan NextPoll = TimeSpan.FromMinutes(90);

    private readonly PollerBench _bench = new();

    public async ValueTask InitializeAsync() => await _bench.ConfigureAsync("/feed");

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task An_edited_headline_is_the_same_article_with_its_new_words()
    {
        await PollAsync(Item("<guid>1</guid>", "Rockets hit base", "/1", "One was killed."));

        var after = await PollAsync(Item("<guid>1</guid>", "Rockets hit Taji base, three dead", "/1", "Three were killed."));

        Assert.Equal((0, 1), (after.New, after.Updated));
        Assert.Equal(["Rockets hit Taji base, three dead"], _bench.Titles);
    }

    [Fact]
    public async Task Entries_that_all_have_one_guid_are_all_kept_and_none_is_news_twice()
    {
        var items = string.Concat(Enumerable.Range(1, 10).Select(i => Item("<guid>news</guid>", $"Story {i}", $"/{i}", $"Text {i}.")));
        var first = await PollAsync(items);

        var second = await PollAsync(Item("<guid>news</guid>", "Story 11", "/11", "Text 11.") + items);

        Assert.Equal((10, 1), (first.New, second.New));
        Assert.Equal(11, _bench.Titles.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task A_guid_that_is_the_headline_changes_with_it_and_the_link_tells()
    {
        await PollAsync(Item("<guid isPermaLink='false'>Rockets hit base</guid>", "Rockets hit base", "/1", "One was killed."));

        var after = await PollAsync(
            Item("<guid isPermaLink='false'>Rockets hit base, three dead</guid>", "Rockets hit base, three dead", "/1", "Three were killed."));

        Assert.Equal((0, 1, 1), (after.New, after.Updated, after.Duplicates));
        Assert.Equal(["Rockets hit base, three dead"], _bench.Titles);
    }

    [Fact]
    public async Task Tracking_marks_that_change_from_poll_to_poll_make_no_news()
    {
        await PollAsync(Item("<guid>https://a.example/1?utm_source=rss&amp;utm_id=1</guid>", "Rockets hit base", "/1?utm_source=rss", "One."));

        var after = await PollAsync(
            Item("<guid>https://a.example/1?utm_source=rss&amp;utm_id=2</guid>", "Rockets hit base", "/1?utm_source=feed", "One."));

        Assert.Equal(0, after.New);
    }

    [Fact]
    public async Task A_site_that_moved_with_all_its_ids_and_links_brings_no_old_story_again()
    {
        await PollAsync(
            Item("<guid>https://old.example/?p=1</guid>", "Rockets hit base", "https://old.example/1", "One was killed.")
            + Item("<guid>https://old.example/?p=2</guid>", "Talks go on", "https://old.example/2", "They met again."));

        var after = await PollAsync(
            Item("<guid>https://new.example/?p=1</guid>", "Rockets hit base", "https://new.example/en/1", "One was killed.")
            + Item("<guid>https://new.example/?p=2</guid>", "Talks go on", "https://new.example/en/2", "They met again.")
            + Item("<guid>https://new.example/?p=3</guid>", "A truce", "https://new.example/en/3", "They agreed."));

        Assert.Equal((1, 2), (after.New, after.Duplicates));
    }

    [Fact]
    public async Task Entries_without_any_guid_are_known_again_by_link_and_without_one_by_title_and_date()
    {
        var items = Item("", "Rockets hit base", "/1", "One was killed.") + "<item><title>Sirens</title><pubDate>Wed, 11 Mar 2020 19:00:00 GMT</pubDate></item>";
        await PollAsync(items);

        var after = await PollAsync(items + Item("<guid></guid>", "Talks go on", "/2", "They met."));

        Assert.Equal((1, 0, 0), (after.New, after.Updated, after.Duplicates));
    }

    private async Task<AlertBot.Feeds.PollTotals> PollAsync(string items)
    {
        _bench.Server.Serve("/feed", FeedServerReply.Document(
            $"<rss version='2.0'><channel><title>News</title><link>https://a.example/</link>{items}</channel></rss>"));
        return await _bench.PollAfterAsync(NextPoll);
    }

    private static string Item(string guid, string title, string link, string text) =>
        $"<item>{guid}<title>{title}</title><link>{link}</link><description>{text}</description></item>";
}
