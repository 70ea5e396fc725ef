using AlertBot.Feeds;
using Xunit;

namespace AlertBot.Tests.Feeds.Reading;

public sealed class ArticleMakerTests
{
    private static readonly DateTimeOffset SeenUtc = new(2020, 3, 12, 0, 0, 0, TimeSpan.Zero);
    private static readonly ArticleOrigin Origin = new("feed-1", Scope.Shared, "Example News", "Example Group", "en");

    [Fact]
    public void An_entry_becomes_an_article()
    {
        var entry = new Entry
        {
            Id = "urn:1",
            Title = "T",
            Link = "https://a.example/1",
            Summary = "short",
            Content = "the long text",
            Language = "en_GB",
            PublishedUtc = SeenUtc.AddHours(-1),
        };

        var article = ArticleMaker.Make(entry, Origin, "de", SeenUtc);

        Assert.Matches("^[0-9a-f]{32}$", article.Id);
        Assert.Equal(("feed-1", "Example News", "Example Group"), (article.FeedId, article.Outlet, article.OutletGroup));
        Assert.Equal(("T", "the long text", "en-gb"), (article.Title, article.Text, article.Language));
        Assert.Equal(new Uri("https://a.example/1"), article.Link);
        Assert.Equal(SeenUtc.AddHours(-1), article.EffectiveUtc);
        Assert.Matches("^[0-9a-f]{64}$", article.ContentHash);
    }

    [Fact]
    public void An_entry_that_says_nothing_becomes_an_empty_article()
    {
        var article = ArticleMaker.Make(new Entry { Id = "x" }, Origin, null, SeenUtc);

        Assert.Equal(("", "", null, "en"), (article.Title, article.Text, article.Link, article.Language));
        Assert.Equal(SeenUtc, article.EffectiveUtc);
    }

    [Fact]
    public void Long_texts_are_cut_without_breaking_a_character()
    {
        var entry = new Entry
        {
            Id = "x",
            Title = string.Concat(Enumerable.Repeat("😀", 400)),
            Content = new string('a', 200_000),
        };

        var article = ArticleMaker.Make(entry, Origin, null, SeenUtc);

        Assert.InRange(article.Title.Length, 490, 500);
        Assert.EndsWith("😀…", article.Title, StringComparison.Ordinal);
        Assert.Equal(100_000, article.Text.Length);
    }

    [Fact]
    public void The_same_entry_of_another_feed_is_another_article()
    {
        var entry = new Entry { Id = "x" };

        Assert.Equal(Make(entry, Origin).Id, Make(entry, Origin).Id);
        Assert.NotEqual(Make(entry, Origin).Id, Make(entry, Origin with { FeedId = "feed-2" }).Id);
        Assert.NotEqual(
            Make(new Entry { Id = "1:x" }, Origin with { FeedId = "a" }).Id,
            Make(new Entry { Id = "x" }, Origin with { FeedId = "a1:" }).Id);
    }

    [Fact]
    public void The_content_hash_ignores_case_and_punctuation_and_nothing_else()
    {
        var hash = ArticleMaker.ContentHashOf("Three dead", "At Taji, said the army.");

        Assert.Equal(hash, ArticleMaker.ContentHashOf("THREE  DEAD!", "at taji — said “the army”"));
        Assert.NotEqual(hash, ArticleMaker.ContentHashOf("Three dead", "At Taji, said the navy."));
        Assert.NotEqual(hash, ArticleMaker.ContentHashOf("Three", "dead At Taji, said the army."));
        Assert.NotEqual(ArticleMaker.ContentHashOf("ab", ""), ArticleMaker.ContentHashOf("a b", ""));
    }

    [Fact]
    public void An_entry_is_known_again_by_id_link_or_content()
    {
        var first = Identify(new Entry { Id = "1", Title = "T", Link = "https://www.a.example/x/?utm_source=rss" });
        var moved = Identify(new Entry { Id = "2", Title = "T2", Link = "http://a.example/x" });
        var copied = Identify(new Entry { Id = "3", Title = "t" });

        Assert.NotEqual(first.EntryKey, moved.EntryKey);
        Assert.Equal(first.LinkKey, moved.LinkKey);
        Assert.Equal(first.ContentKey, copied.ContentKey);
        Assert.Null(copied.LinkKey);
        Assert.Equal(first.EntryKey, Make(new Entry { Id = "1" }, Origin).Id);
    }

    [Theory]
    [InlineData("http://WWW.A.example:80/x/", "https://a.example/x")]
    [InlineData("https://a.example/x#top", "https://a.example/x")]
    [InlineData("https://a.example/x?utm_source=a&id=1&fbclid=z", "https://a.example/x?id=1")]
    [InlineData("https://a.example/x?b=2&a=1", "https://a.example/x?a=1&b=2")]
    [InlineData("https://a.example/?at_medium=RSS&at_campaign=rss", "https://a.example")]
    [InlineData("https://user:pw@a.example/x", "https://a.example/x")]
    [InlineData("https://bücher.example/x", "https://xn--bcher-kva.example/x")]
    public void Addresses_of_one_page_have_one_canonical_form(string one, string other)
    {
        Assert.NotNull(CanonicalLink.Of(one));
        Assert.Equal(CanonicalLink.Of(other), CanonicalLink.Of(one));
    }

    [Theory]
    [InlineData("https://a.example/x?id=1", "https://a.example/x?id=2")]
    [InlineData("https://a.example/x", "https://a.example/y")]
    [InlineData("https://a.example:8443/x", "https://a.example/x")]
    [InlineData("https://a.example/#!/1", "https://a.example/#!/2")]
    [InlineData("https://a.example/X", "https://a.example/x")]
    public void Addresses_of_different_pages_stay_apart(string one, string other)
    {
        Assert.NotEqual(CanonicalLink.Of(other), CanonicalLink.Of(one));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("/x")]
    [InlineData("mailto:a@b.example")]
    [InlineData("http://")]
    public void What_is_no_web_address_has_no_canonical_form(string? link) => Assert.Null(CanonicalLink.Of(link));

    private static Article Make(Entry entry, ArticleOrigin origin) => ArticleMaker.Make(entry, origin, null, SeenUtc);

    private static ArticleIdentity Identify(Entry entry) => ArticleMaker.Identify(entry, Origin);
}
