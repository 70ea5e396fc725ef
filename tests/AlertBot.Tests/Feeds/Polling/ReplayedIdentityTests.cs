using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Feeds.Polling;

/// <summary>What publishers do to the identity of their entries, replayed poll by poll.</summary>
public sealed class ReplayedIdentityTests : IAsyncLifetime
{
    private static readonly TimeSpan NextPoll = TimeSpan.FromMinutes(90);

    private const string Story = "Rockets hit the base near the town before dawn and soldiers were wounded, the army said in a statement, "
        + "adding that the lorry from which they were fired was found in an orchard and that nobody had said that it was behind the "
        + "attack, which came after weeks of calm.";

    private readonly PollerBench _bench = new();
    private readonly DateTimeOffset _startUtc;

    public ReplayedIdentityTests() => _startUtc = _bench.Time.NowUtc;

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

    [Fact]
    public async Task An_edited_headline_under_a_new_id_and_a_new_link_is_the_same_article()
    {
        var others = Item("<guid>0</guid>", "Talks go on", "/talks", "They met again.", hours: -3);
        await PollAsync(Item("<guid>rockets-hit-base</guid>", "Rockets hit base", "/rockets-hit-base", Story, hours: -1) + others);

        var after = await PollAsync(Item(
            "<guid>rockets-hit-taji-base</guid>", "Rockets hit Taji base, army says", "/rockets-hit-taji-base", Story, hours: -1) + others);

        Assert.Equal((0, 1, 1), (after.New, after.Updated, after.Duplicates));
        Assert.Equal(["Rockets hit Taji base, army says", "Talks go on"], _bench.Titles);
    }

    [Fact]
    public async Task Ids_and_links_that_change_with_every_poll_bring_no_story_again_for_weeks()
    {
        for (var poll = 0; poll < 40; poll++)
        {
            var totals = await PollAsync(
                Item($"<guid>s{poll}-1</guid>", "Rockets hit base", $"/1?sid={poll}", "One was killed.")
                + Item($"<guid>s{poll}-2</guid>", "Talks go on", $"/2?sid={poll}", "They met again.", hours: -3));
            Assert.Equal(poll == 0 ? 2 : 0, totals.New);
            _bench.Time.Advance(TimeSpan.FromHours(10));
        }
    }

    [Fact]
    public async Task An_old_story_that_is_published_again_is_no_news_and_a_siren_that_sounds_again_is()
    {
        await PollAsync(Item("<guid>1</guid>", "Rockets hit base", "/1", Story, 0) + Item("<guid>2</guid>", "Sirens in Taji", "/2", "", 0));
        await PollAsync(Item("<guid>3</guid>", "Talks go on", "/3", "They met again."));
        _bench.Time.Advance(TimeSpan.FromHours(30));

        var after = await PollAsync(
            Item("<guid>4</guid>", "Rockets hit base", "/4", Story, 33) + Item("<guid>5</guid>", "Sirens in Taji", "/5", "", 33));

        Assert.Equal((1, 1), (after.New, after.Duplicates));
        Assert.Equal("Sirens in Taji", _bench.Titles[^1]);
    }

    [Theory]
    [InlineData("Live updates", "/live/2020-03-11", "Live updates", "/live/2020-03-12", "")]
    [InlineData("Live updates: Wednesday", "/live/a", "Live updates: Thursday", "/live/b", Story)]
    [InlineData("Market report", "/m/a", "Market report", "/m/b", "")]
    [InlineData("Rockets kill 3 at Taji", "/r/a", "Rockets kill 4 at Taji", "/r/b", Story)]
    [InlineData("Rockets hit base at Taji", "/r/a", "Rockets hit base at Balad", "/r/b", Story)]
    [InlineData("Sirens in Sderot and Ashkelon", "/r/a", "Sirens in Sderot", "/r/b", "")]
    public async Task A_series_of_similar_headlines_stays_as_many_articles(
        string first, string firstLink, string second, string secondLink, string text)
    {
        var others = Item("<guid>0</guid>", "Talks go on", "/talks", "They met again.", hours: -9);
        await PollAsync(Item("<guid>1</guid>", first, firstLink, text, 0) + others);
        _bench.Time.Advance(TimeSpan.FromHours(2));

        var after = await PollAsync(Item("<guid>2</guid>", second, secondLink, text, 3) + others);

        Assert.Equal(1, after.New);
        Assert.Equal([first, "Talks go on", second], _bench.Titles);
    }

    [Fact]
    public async Task A_site_that_moved_and_edited_a_story_on_the_way_brings_neither_again()
    {
        await PollAsync(
            Item("<guid>https://old.example/?p=1</guid>", "Rockets hit base", "https://old.example/1", Story, hours: -2)
            + Item("<guid>https://old.example/?p=2</guid>", "Talks go on", "https://old.example/2", "They met again.", hours: -5));

        var after = await PollAsync(
            Item("<guid>https://new.example/?p=1</guid>", "Rockets hit base, army says", "https://new.example/en/1", Story, hours: -2)
            + Item("<guid>https://new.example/?p=2</guid>", "Talks go on", "https://new.example/en/2", "They met again.", hours: -5));

        Assert.Equal((0, 1, 2), (after.New, after.Updated, after.Duplicates));
    }

    private async Task<AlertBot.Feeds.PollTotals> PollAsync(string items)
    {
        _bench.Server.Serve("/feed", FeedServerReply.Document(
            $"<rss version='2.0'><channel><title>News</title><link>https://a.example/</link>{items}</channel></rss>"));
        return await _bench.PollAfterAsync(NextPoll);
    }

    /// <summary>An item; dated by hours from the one at which the test begins, or not at all.</summary>
    private string Item(string guid, string title, string link, string text, int? hours = null)
    {
        var date = hours is { } from ? $"<pubDate>{_startUtc.AddHours(from):r}</pubDate>" : "";
        return $"<item>{guid}<title>{title}</title><link>{link}</link><description>{text}</description>{date}</item>";
    }
}
