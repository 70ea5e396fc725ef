using AlertBot.Feeds;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Storage;

/// <summary>What every feed store promises of entries: when one is new, and what an edit replaces.</summary>
public abstract class FeedStoreIdentityContract(Func<Task<FeedStoreUnderTest>> newStore)
{
    private static readonly Feed A = SomeFeeds.Feed("a");

    private static CancellationToken None => CancellationToken.None;

    private static DateTimeOffset NowUtc => SomeFeeds.NowUtc;

    [Fact]
    public async Task An_entry_is_new_once()
    {
        await using var test = await newStore();
        PolledArticle[] articles =
        [
            SomeFeeds.Article(A, "1", title: "One"), SomeFeeds.Article(A, "2", title: "Two", backlog: true),
        ];

        var first = await KeepAsync(test, A, articles);
        var second = await KeepAsync(test, A, articles);

        Assert.Equal(new PollOutcome("a", false, 2, 1, 0, 0), first);
        Assert.Equal(new PollOutcome("a", false, 0, 0, 0, 0), second);
        Assert.Equal(articles.Select(static one => one.Article), await test.ReadArticlesAsync());
    }

    [Fact]
    public async Task An_edited_entry_replaces_the_words_and_stays_the_same_article()
    {
        await using var test = await newStore();
        var before = SomeFeeds.Article(A, "1", "https://a.example/1", "Two killed", backlog: true);
        var after = SomeFeeds.Article(A, "1", "https://a.example/2", "Three killed", "At Taji.", NowUtc.AddHours(1));
        await KeepAsync(test, A, before);

        var outcome = await KeepAsync(test, A, after);

        Assert.Equal(new PollOutcome("a", false, 0, 0, 1, 0), outcome);
        var expected = after.Article with { SeenUtc = NowUtc, IsBacklog = true };
        Assert.Equal(expected, Assert.Single(await test.ReadArticlesAsync()));
        Assert.Equal(0, (await KeepAsync(test, A, after)).Updated);
    }

    [Fact]
    public async Task The_same_link_under_another_id_is_the_same_article_of_that_feed()
    {
        await using var test = await newStore();
        await KeepAsync(test, A, SomeFeeds.Article(A, "headline-1", "https://a.example/1", "Two killed"));

        var renamed = await KeepAsync(
            test, A, SomeFeeds.Article(A, "headline-2", "https://a.example/1", "Three killed"));
        var again = await KeepAsync(test, A, SomeFeeds.Article(A, "headline-2", "https://a.example/1", "Four killed"));

        Assert.Equal(new PollOutcome("a", false, 0, 0, 1, 1), renamed);
        Assert.Equal(new PollOutcome("a", false, 0, 0, 1, 0), again);
        var article = Assert.Single(await test.ReadArticlesAsync());
        Assert.Equal(("a-headline-1", "Four killed"), (article.Id, article.Title));
    }

    [Fact]
    public async Task The_same_words_from_another_outlet_are_a_telling_of_its_own()
    {
        await using var test = await newStore();
        var b = SomeFeeds.Feed("b");
        await KeepAsync(test, A, SomeFeeds.Article(A, "1", "https://wire.example/1", text: "Wire copy."));

        var outcome = await KeepAsync(test, b, SomeFeeds.Article(b, "1", "https://wire.example/1", text: "Wire copy."));

        Assert.Equal(1, outcome.New);
        Assert.Equal(2, (await test.ReadArticlesAsync()).Count);
    }

    [Theory]
    [InlineData("https://x.example/1", "Something else")]
    [InlineData("https://x.example/2", "Rockets hit a base")]
    [InlineData(null, "Rockets hit a base")]
    public async Task Two_feeds_of_one_outlet_bring_an_article_once(string? link, string title)
    {
        await using var test = await newStore();
        var (world, front) = (SomeFeeds.Feed("world", group: "X"), SomeFeeds.Feed("front", group: "X"));
        await KeepAsync(test, world, SomeFeeds.Article(world, "1", "https://x.example/1"));

        var outcome = await KeepAsync(test, front, SomeFeeds.Article(front, "9", link, title));
        var edited = await KeepAsync(test, front, SomeFeeds.Article(front, "9", link, "Edited there"));

        Assert.Equal(new PollOutcome("front", false, 0, 0, 0, 1), outcome);
        Assert.Equal(new PollOutcome("front", false, 0, 0, 0, 0), edited);
        Assert.Equal("Rockets hit a base", Assert.Single(await test.ReadArticlesAsync()).Title);
    }

    [Fact]
    public async Task The_same_words_within_one_document_are_one_article()
    {
        await using var test = await newStore();

        var outcome = await KeepAsync(
            test, A, SomeFeeds.Article(A, "1"), SomeFeeds.Article(A, "2"), SomeFeeds.Article(A, "1"));

        Assert.Equal(new PollOutcome("a", false, 1, 0, 0, 1), outcome);
    }

    [Fact]
    public async Task The_same_words_weeks_later_are_news_again()
    {
        await using var test = await newStore();
        await KeepAsync(test, A, SomeFeeds.Article(A, "1", title: "Sirens in the Green Zone"));

        var soon = await KeepAsync(test, A, SomeFeeds.Article(
            A, "2", title: "Sirens in the Green Zone",
            seenUtc: NowUtc + IFeedStore.ContentWindow - TimeSpan.FromSeconds(1)));
        await KeepAsync(test, A, SomeFeeds.Article(A, "8", title: "All is quiet"));
        var late = await KeepAsync(test, A, SomeFeeds.Article(
            A, "3", title: "Sirens in the Green Zone", seenUtc: NowUtc + IFeedStore.ContentWindow));

        Assert.Equal((0, 1), (soon.New, late.New));
    }

    [Fact]
    public async Task Entries_without_words_are_told_apart_by_their_ids()
    {
        await using var test = await newStore();

        var outcome = await KeepAsync(
            test, A, SomeFeeds.Article(A, "1", "https://a.example/1", ""),
            SomeFeeds.Article(A, "2", "https://a.example/2", ""));

        Assert.Equal(2, outcome.New);
    }

    [Fact]
    public async Task Feeds_without_a_group_are_compared_with_themselves_alone()
    {
        await using var test = await newStore();
        var (one, two) = (SomeFeeds.Feed("one", group: ""), SomeFeeds.Feed("two", group: ""));
        await KeepAsync(test, one, SomeFeeds.Article(one, "1"));

        var other = await KeepAsync(test, two, SomeFeeds.Article(two, "1"));
        var same = await KeepAsync(test, one, SomeFeeds.Article(one, "2"));

        Assert.Equal((1, 0, 1), (other.New, same.New, same.Duplicates));
    }

    [Theory]
    [InlineData("", "test:1", 0)] // everybody has it already
    [InlineData("test:1", "", 1)] // others have not seen it
    [InlineData("test:1", "test:2", 1)]
    [InlineData("test:1", "test:1", 0)]
    public async Task A_private_article_hides_none_from_others(string firstScope, string secondScope, int expectedNew)
    {
        await using var test = await newStore();
        var first = SomeFeeds.Feed("first", scope: Scope.Parse(firstScope), group: "X");
        var second = SomeFeeds.Feed("second", scope: Scope.Parse(secondScope), group: "X");
        await KeepAsync(test, first, SomeFeeds.Article(first, "1", "https://x.example/1"));

        var outcome = await KeepAsync(test, second, SomeFeeds.Article(second, "1", "https://x.example/1"));

        Assert.Equal((expectedNew, 1 - expectedNew), (outcome.New, outcome.Duplicates));
    }

    [Fact]
    public async Task When_the_store_throws_nothing_of_any_commit_was_kept()
    {
        await using var test = await newStore();
        await test.Store.SyncSharedAsync(SomeFeeds.Configured(A), None);
        var claimed = Assert.Single(await test.Store.ClaimDueAsync(SomeFeeds.Request(), None));
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        var commit = new PollCommit(
            claimed.Claim, SomeFeeds.Polled(claimed.State, NowUtc), [SomeFeeds.Article(A, "1")], null);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => test.Store.CommitPollsAsync([commit], cancelled.Token));

        Assert.Empty(await test.ReadArticlesAsync());
        Assert.Equal(FeedState.New(NowUtc), Assert.Single(await test.Store.ListAsync(None)).State);
        Assert.Equal(1, Assert.Single(await test.Store.CommitPollsAsync([commit], None)).New);
    }

    [Theory]
    [InlineData(30, false, 1)] // sirens, sounded again: the same words at another time
    [InlineData(0.5, false, 0)] // front page and section give one article times that differ a little
    [InlineData(30, true, 0)] // a whole story that is sent again says nothing new
    public async Task The_same_words_published_at_another_time_are_two_where_they_are_few(double hours, bool isLong, int expectedNew)
    {
        await using var test = await newStore();
        var text = isLong ? string.Concat(Enumerable.Repeat("Rockets hit the base near the town. ", 8)) : "";
        await KeepAsync(test, A, At(SomeFeeds.Article(A, "1", "https://a.example/1", text: text), 0));

        var outcome = await KeepAsync(test, A, At(SomeFeeds.Article(A, "2", "https://a.example/2", text: text), hours));

        Assert.Equal((expectedNew, 1 - expectedNew), (outcome.New, outcome.Duplicates));
    }

    [Fact]
    public async Task The_same_words_published_at_the_same_time_are_one_however_late_they_come()
    {
        await using var test = await newStore();
        await KeepAsync(test, A, At(SomeFeeds.Article(A, "1", "https://old.example/1"), 0));

        var late = SomeFeeds.Article(A, "2", "https://new.example/1", seenUtc: NowUtc.AddDays(40));
        var outcome = await KeepAsync(test, A, At(late, 0));

        Assert.Equal((0, 1), (outcome.New, outcome.Duplicates));
    }

    [Fact]
    public async Task Undated_words_that_the_feed_goes_on_listing_under_ever_other_ids_stay_one_article()
    {
        await using var test = await newStore();
        for (var day = 0; day < 12; day++)
        {
            var outcome = await KeepAsync(
                test, A, SomeFeeds.Article(A, $"session-{day}", $"https://a.example/?sid={day}", seenUtc: NowUtc.AddDays(day)));
            Assert.Equal(day == 0 ? 1 : 0, outcome.New);
        }

        Assert.Single(await test.ReadArticlesAsync());
    }

    [Fact]
    public async Task An_entry_whose_words_id_and_link_all_changed_is_the_article_whose_place_it_took()
    {
        await using var test = await newStore();
        var (first, second, edited) = Edited();
        await KeepAsync(test, A, first, second);

        var outcome = await KeepAsync(test, A, edited, second);
        var again = await KeepAsync(test, A, edited, second);
        var byItsLink = await KeepAsync(test, A, edited with { EntryKey = "third-key" }, second);

        Assert.Equal(new PollOutcome("a", false, 0, 0, 1, 1), outcome);
        Assert.Equal(new PollOutcome("a", false, 0, 0, 0, 0), again);
        Assert.Equal(new PollOutcome("a", false, 0, 0, 0, 1), byItsLink);
        var articles = await test.ReadArticlesAsync();
        Assert.Equal(["a-1", "a-0"], articles.Select(static one => one.Id));
        Assert.Equal((edited.Article.Title, edited.Article.Text), (articles[0].Title, articles[0].Text));
    }

    [Theory]
    [InlineData(true, false)] // both are listed
    [InlineData(false, true)] // the document broke off, and the rest may be behind
    public async Task An_entry_takes_no_ones_place_that_may_still_be_listed(bool isListed, bool isCut)
    {
        await using var test = await newStore();
        var (first, second, edited) = Edited();
        await KeepAsync(test, A, first, second);

        var outcome = await KeepAsync(test, A, isListed ? [edited, first, second] : [edited, second], !isCut);

        Assert.Equal((1, 0), (outcome.New, outcome.Updated));
        Assert.Equal(3, (await test.ReadArticlesAsync()).Count);
    }

    private static (PolledArticle First, PolledArticle Second, PolledArticle Edited) Edited()
    {
        const string Text = "Rockets hit the base near the town before dawn and soldiers were wounded, the army said in a statement, "
            + "adding that the lorry was found";
        return (
            At(SomeFeeds.Article(A, "1", "https://a.example/rockets", "Rockets hit base", Text), -1),
            At(SomeFeeds.Article(A, "0", "https://a.example/talks", "Talks go on"), -3),
            At(SomeFeeds.Article(
                A, "2", "https://a.example/rockets-2", "Rockets hit base near Taji", Text + " nearby.", NowUtc.AddHours(1)), 0));
    }

    private static PolledArticle At(PolledArticle polled, double hours) =>
        polled with { Article = polled.Article with { PublishedUtc = NowUtc.AddHours(hours) } };

    private static Task<PollOutcome> KeepAsync(FeedStoreUnderTest test, Feed feed, params PolledArticle[] articles) =>
        KeepAsync(test, feed, articles, isWhole: true);

    private static async Task<PollOutcome> KeepAsync(
        FeedStoreUnderTest test, Feed feed, PolledArticle[] articles, bool isWhole)
    {
        await test.Store.SaveAsync(new ConfiguredFeed(feed, NowUtc), None);
        var claims = await test.Store.ClaimDueAsync(SomeFeeds.Request(), None);
        var mine = claims.Single(claim => claim.Feed.Id == feed.Id);
        await test.Store.ReleaseAsync(
            [.. claims.Where(claim => claim != mine).Select(static claim => claim.Claim)], None);
        var state = SomeFeeds.Polled(mine.State, NowUtc);
        return Assert.Single(
            await test.Store.CommitPollsAsync([new PollCommit(mine.Claim, state, articles, null) { IsWhole = isWhole }], None));
    }
}
