using AlertBot.Feeds;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Feeds.Polling;

public sealed class PolledArticlesTests
{
    private static readonly DateTimeOffset NowUtc = SomeFeeds.NowUtc;
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly Feed Feed = SomeFeeds.Feed();
    private static readonly FeedState New = FeedState.New(NowUtc);
    private static readonly FeedState Known = New with
    {
        LastBodyUtc = NowUtc.AddHours(-1),
        LastSuccessUtc = NowUtc.AddHours(-1),
    };

    [Theory]
    [InlineData(23, false)]
    [InlineData(24, false)]
    [InlineData(25, true)]
    [InlineData(-5, false)] // dated into the future: seen now
    public void Entries_older_than_a_day_are_kept_without_an_alert(int hours, bool isBacklog)
    {
        var entry = Entry("1") with { PublishedUtc = NowUtc.AddHours(-hours) };

        Assert.Equal(isBacklog, Assert.Single(Of(Known, entry)).Article.IsBacklog);
        Assert.Equal(isBacklog, Assert.Single(Of(New, entry)).Article.IsBacklog);
    }

    [Fact]
    public void Entries_without_a_date_are_news_unless_they_may_have_been_there_for_long()
    {
        var outage = Known with { LastSuccessUtc = NowUtc.AddHours(-25) };

        Assert.False(Assert.Single(Of(Known, Entry("1"))).Article.IsBacklog);
        Assert.True(Assert.Single(Of(New, Entry("1"))).Article.IsBacklog);
        Assert.True(Assert.Single(Of(outage, Entry("1"))).Article.IsBacklog);
    }

    [Fact]
    public void Articles_carry_whose_they_are_and_when_they_were_seen()
    {
        var article = Assert.Single(Of(Known, Entry("1"))).Article;

        Assert.Equal((Feed.Id, Feed.Name, Feed.OutletGroup, Feed.Scope, NowUtc),
            (article.FeedId, article.Outlet, article.OutletGroup, article.Scope, article.SeenUtc));
    }

    [Fact]
    public void A_link_tells_entries_apart_only_when_it_is_theirs_alone()
    {
        var articles = Of(
            Known, Entry("1", "https://a.example/1?utm_source=rss"), Entry("2", "https://a.example/live"),
            Entry("3", "https://www.a.example/live/"), Entry("4", "https://a.example/"),
            Entry("5", "https://a.example/news"),
            Entry("6"));

        Assert.NotNull(articles[0].LinkKey);
        Assert.All(articles.Skip(1), static article => Assert.Null(article.LinkKey));
    }

    [Fact]
    public void The_same_page_has_the_same_key_in_every_feed()
    {
        var here = Of(Known, Entry("1", "https://a.example/1"))[0];
        var there = PolledArticles.Of(
            DocumentOf(Entry("9", "http://www.a.example/1/#top")), SomeFeeds.Feed("other"), Known, NowUtc, Day,
            true)[0];

        Assert.Equal(here.LinkKey, there.LinkKey);
        Assert.NotEqual(here.EntryKey, there.EntryKey);
    }

    [Fact]
    public void An_entry_that_stands_twice_in_a_document_counts_once()
    {
        var articles = Of(Known, Entry("1") with { Title = "First" }, Entry("1") with { Title = "Second" });

        Assert.Equal("First", Assert.Single(articles).Article.Title);
    }

    private static IReadOnlyList<PolledArticle> Of(FeedState state, params Entry[] entries) =>
        PolledArticles.Of(DocumentOf(entries), Feed, state, NowUtc, Day, true);

    private static FeedDocument DocumentOf(params Entry[] entries) =>
        new() { Format = FeedFormat.Rss20, Encoding = "utf-8", Link = "https://a.example/news", Entries = entries };

    private static Entry Entry(string id, string? link = null) => new() { Id = id, Title = $"Title {id}", Link = link };
}
