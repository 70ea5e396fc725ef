using AlertBot.Feeds;
using AlertBot.Incidents;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Storage;

/// <summary>What full-text search promises on every database.</summary>
public abstract class ArticleSearchContract(Func<Task<TestStore>> newStore)
{
    private static CancellationToken None => CancellationToken.None;

    [Theory]
    [InlineData("kata'ib")]
    [InlineData("KATAʾIB")]
    [InlineData("Kata’ib Hezbollah")]
    [InlineData("hezbollah kata'ib")]
    [InlineData("\"Kata'ib Hezbollah\"")]
    [InlineData("hezb*")]
    [InlineData("كتائب")]
    [InlineData("كَتَائِب حزب الله")]
    [InlineData("الى")]
    [InlineData("al-Asad")]
    [InlineData("ASAD")]
    [InlineData("Güneş gunes")]
    public async Task An_article_is_found_in_any_spelling(string words)
    {
        await using var store = await newStore();
        await store.AddArticlesAsync(
            Some.Article("hit", title: "Kata’ib Hezbollah denies",
                text: "قالت كتائب حزب الله إلى الصحف. Ain al-Asad was hit. Güneş."),
            Some.Article("other", title: "Football", text: "Nothing else."));

        Assert.Equal(["hit"], (await FindAsync(store, words)).Select(h => h.ArticleId));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \"\" * ?")]
    [InlineData("hezb")]
    [InlineData("kata'ib football")]
    [InlineData("\"Hezbollah Kata'ib\"")]
    [InlineData("NOT kata'ib")]
    [InlineData("Words: kata'ib")]
    public async Task What_was_not_said_finds_nothing_and_no_sign_means_more_than_it_says(string words)
    {
        await using var store = await newStore();
        await store.AddArticlesAsync(
            Some.Article("a", title: "Kata’ib Hezbollah denies"), Some.Article("b", title: "Football", text: "Else."));

        Assert.Empty(await FindAsync(store, words));
    }

    [Fact]
    public async Task A_part_of_a_word_stands_for_every_word_that_begins_so_and_for_no_other()
    {
        await using var store = await newStore();
        await store.AddArticlesAsync(
            Some.Article("1", title: "Rocket"), Some.Article("2", title: "Rocketry", feedId: "other"),
            Some.Article("3", title: "Rock al-Asadi"), Some.Article("4", title: "rosket"),
            Some.Article("5", title: "صواريخ", feedId: "third"));

        foreach (var (typed, hits) in ((string, string[])[])
            [("rock*", ["1", "2", "3"]), ("rocket*", ["1", "2"]), ("al-asa*", ["3"]), ("صوار*", ["5"]),
                ("rockets*", []), ("rocket* nothing*", []), ("ro* al*", ["3"])])
            Assert.Equal(hits, (await FindAsync(store, typed)).Select(h => h.ArticleId).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_word_that_came_with_an_edit_may_be_typed_in_part()
    {
        await using var store = await newStore();
        var feed = SomeFeeds.Feed();
        await KeepAsync(store, feed, SomeFeeds.Article(feed, "1", title: "Two killed in Taji"));
        await KeepAsync(store, feed, SomeFeeds.Article(feed, "1", title: "Three killed in Balad"));

        Assert.Empty(await FindAsync(store, "taj*"));
        Assert.Single(await FindAsync(store, "bala*"));
    }

    [Fact]
    public async Task Those_read_last_come_first_and_page_by_page()
    {
        await using var store = await newStore();
        await store.AddArticlesAsync(
            [.. Enumerable.Range(1, 12).Select(i =>
                Some.Article($"{i}", title: $"Rockets again {i}", feedId: $"feed-{i % 3}"))]);

        var stored = await FindAsync(store, "rockets");
        var page = await store.Search.SearchAsync("rockets", Some.CommunityA, 3, 4, None);

        Assert.Equal(12, stored.Count);
        Assert.Equal(stored.Skip(3).Take(4).Select(h => h.ArticleId), page.Select(h => h.ArticleId));
        Assert.Equal("12", stored.First(h => h.ArticleId is "12" or "9" or "6" or "3").ArticleId);
    }

    [Fact]
    public async Task A_private_article_is_found_by_its_community_alone()
    {
        await using var store = await newStore();
        await store.AddArticlesAsync(Some.Article("secret", Scope.Of(Some.CommunityA)));

        Assert.Single(await FindAsync(store, "rockets", Some.CommunityA));
        Assert.Empty(await FindAsync(store, "rockets", Some.CommunityB));
    }

    [Fact]
    public async Task A_hit_says_where_the_word_stands_and_which_incident_it_is_in()
    {
        await using var store = await newStore();
        var text = string.Concat(Enumerable.Repeat("Nothing of interest happened here today. ",
            20)) + "Then a drone fell in Erbil.\nMore.";
        await store.AddArticlesAsync(Some.Article("a", text: text));
        await store.CommitAsync(Some.Outcome(Some.Incident(6, members: [Some.Member("a")])));

        var hit = Assert.Single(await FindAsync(store, "erbil"));

        Assert.Equal(6, hit.IncidentNumber);
        Assert.Contains("Then a drone fell in Erbil.", hit.Excerpt, StringComparison.Ordinal);
        Assert.True(hit.Excerpt.Length <= 200);
        Assert.Equal(new Uri("https://outlet.example/a"), hit.Link);
    }

    [Fact]
    public async Task An_edited_article_is_found_by_what_it_says_now()
    {
        await using var store = await newStore();
        var feed = SomeFeeds.Feed();
        await KeepAsync(store, feed, SomeFeeds.Article(feed, "1", title: "Two killed in Taji"));
        await KeepAsync(store, feed, SomeFeeds.Article(feed, "1", title: "Three killed in Balad"));

        Assert.Empty(await FindAsync(store, "taji"));
        Assert.Equal("Three killed in Balad", Assert.Single(await FindAsync(store, "balad")).Title);
    }

    private static Task<IReadOnlyList<ArticleHit>> FindAsync(TestStore store, string words,
        CommunityId? community = null) =>
        store.Search.SearchAsync(words, community ?? Some.CommunityA, 0, 100, None);

    private static async Task KeepAsync(TestStore store, Feed feed, PolledArticle article)
    {
        await store.Feeds.SyncSharedAsync(SomeFeeds.Configured(feed), None);
        var claim = Assert.Single(await store.Feeds.ClaimDueAsync(SomeFeeds.Request(), None));
        await store.Feeds.CommitPollsAsync([new PollCommit(claim.Claim, claim.State, [article], null)], None);
    }
}

public sealed class SqliteArticleSearchTests() : ArticleSearchContract(TestStore.NewSqliteAsync);
