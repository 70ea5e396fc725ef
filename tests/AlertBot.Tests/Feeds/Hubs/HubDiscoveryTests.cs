using System.Text;
using AlertBot.Feeds;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AlertBot.Tests.Feeds.Hubs;

public sealed class HubDiscoveryTests
{
    private static readonly Uri At = new("https://news.example/feeds/all.xml");

    [Fact]
    public void The_headers_of_the_answer_go_before_its_document()
    {
        var offer = HubDiscovery.Of(
            At, "<https://hub.example/>; rel=\"hub\", <https://news.example/real>; rel=\"self\"",
            Hints("https://news.example/other", "https://elsewhere.example/"));

        Assert.Equal(
            new HubOffer(new Uri("https://news.example/real"), [new Uri("https://hub.example/")]), offer);
    }

    [Fact]
    public void Without_headers_the_document_says_who_pushes_it()
    {
        var offer = HubDiscovery.Of(
            At, null, Hints("https://news.example/self", "https://a.example/hub", "https://b.example/hub"));

        Assert.Equal(
            new HubOffer(
                new Uri("https://news.example/self"), [new Uri("https://a.example/hub"), new Uri("https://b.example/hub")]),
            offer);
    }

    [Theory]
    [InlineData("<https://hub.example/>; rel=hub", "https://news.example/doc")]
    [InlineData("</hub>;rel=\"hub\",</self>;rel='self'", "https://news.example/doc")]
    public void What_the_headers_leave_out_the_document_may_say(string header, string self) =>
        Assert.Equal(self, HubDiscovery.Of(At, header, Hints(self))!.Self.OriginalString);

    [Fact]
    public void A_feed_that_names_hubs_and_not_itself_is_known_by_the_address_that_answered() =>
        Assert.Equal(At, HubDiscovery.Of(At, null, Hints(null, "https://hub.example/"))!.Self);

    [Theory]
    [InlineData("ftp://hub.example/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("https://somebody:secret@hub.example/")]
    [InlineData("file:///etc/passwd")]
    public void Only_a_web_address_is_a_hub(string hub) =>
        Assert.Null(HubDiscovery.Of(At, $"<{hub}>; rel=hub", FeedHints.None));

    [Fact]
    public void Nothing_is_offered_where_no_hub_is_named() =>
        Assert.Null(HubDiscovery.Of(At, "<https://news.example/self>; rel=self", Hints("https://news.example/self")));

    [Theory]
    [InlineData("<https://h.example/>; rel=\"hub\"", "https://h.example/")]
    [InlineData("<https://h.example/> rel=\"hub\"", "https://h.example/")]
    [InlineData("<https://h.example/>;REL=HUB;title=\"a, b; c\"", "https://h.example/")]
    [InlineData("<https://x.example/>; title=\"a \\\"quoted\\\" one, <n>\"; rel=next, <https://h.example/>; rel=\"nofollow hub\"",
        "https://h.example/")]
    [InlineData("<https://a.example/>; rel=hub; anchor=\"#other\", <https://h.example/>; rel=hub", "https://h.example/")]
    [InlineData("<../hub?a=1,2>; rel=hub", "https://news.example/hub?a=1,2")]
    public void Links_are_read_as_servers_write_them(string header, string hub) =>
        Assert.Equal([hub], HubDiscovery.Of(At, header, FeedHints.None)!.Hubs.Select(static h => h.AbsoluteUri));

    [Fact]
    public void At_most_five_hubs_are_kept_and_each_once()
    {
        var header = string.Join(", ", Enumerable.Range(0, 20).Select(static n => $"<https://h{n / 2}.example/>; rel=hub"));

        Assert.Equal(5, HubDiscovery.Of(At, header, FeedHints.None)!.Hubs.Count);
    }

    [Fact]
    public void No_header_whatever_it_holds_breaks_the_reading() => Prop.ForAll(
        ArbMap.Default.ArbFor<NonNull<string>>(),
        text =>
        {
            var links = LinkHeader.Parse(text.Get + "<https://h.example/>; rel=hub");
            return links.Count is >= 0 and <= 64;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Pieces_of_headers_in_any_order_are_read_without_end() => Prop.ForAll(
        Gen.Elements("<", ">", ";", ",", "=", "\"", "\\", " ", "rel", "hub", "a").ListOf().ToArbitrary(),
        pieces => LinkHeader.Parse(string.Concat(pieces)).Count <= 64).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("<rss version=\"2.0\" xmlns:a=\"http://www.w3.org/2005/Atom\"><channel><a:link rel=\"hub\" href=\"HUB\"/>"
        + "<a:link rel=\"self\" href=\"SELF\"/><title>T</title></channel></rss>")]
    [InlineData("<feed xmlns=\"http://www.w3.org/2005/Atom\"><link rel='hub' href='HUB'/><link rel='self' href='SELF'/></feed>")]
    [InlineData("<rss version=\"2.0\"><channel><atom10:link rel=\"self\" href=\"SELF\"/><atom10:link rel=\"hub\" href=\"HUB\"/>"
        + "<title>T</title></channel></rss>")]
    [InlineData("{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"T\",\"feed_url\":\"SELF\","
        + "\"hubs\":[{\"type\":\"WebSub\",\"url\":\"HUB\"}],\"items\":[]}")]
    public void Every_dialect_can_name_its_hub(string document)
    {
        var text = document.Replace("HUB", "https://hub.example/h", StringComparison.Ordinal)
            .Replace("SELF", "https://news.example/self", StringComparison.Ordinal);
        var read = Assert.IsType<FeedRead.Read>(FeedReader.Read(
            Encoding.UTF8.GetBytes(text), new FeedSource(At), FeedReaderLimits.Default));

        Assert.Equal(
            new HubOffer(new Uri("https://news.example/self"), [new Uri("https://hub.example/h")]),
            HubDiscovery.Of(At, null, read.Document.Hints));
    }

    private static FeedHints Hints(string? self, params string[] hubs) =>
        FeedHints.None with { SelfLink = self, HubLinks = hubs };
}
