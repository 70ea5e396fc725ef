using AlertBot.Configuration;
using Xunit;

namespace AlertBot.Tests.Host;

public sealed class FeedListTests
{
    [Fact]
    public void A_feed_is_read_with_its_outlet_group_and_language()
    {
        var (feeds, problems) = FeedList.Read("feeds.yaml", """
            feeds:
              - {id: river-news, name: River News, url: "https://river.example/rss", language: AR, group: river, urgent: true}
              - {id: hill-news, name: Hill News, url: "https://hill.example/rss"}
            """);

        Assert.Empty(problems);
        Assert.Equal(("river", "ar", true), (feeds[0].OutletGroup, feeds[0].Language, feeds[0].Urgent));
        Assert.Equal("hill-news", feeds[1].OutletGroup);
    }

    [Fact]
    public void A_wrong_feed_is_told_with_its_place_and_the_others_are_polled()
    {
        var (feeds, problems) = FeedList.Read("feeds.yaml", """
            feeds:
              - {id: a, name: A, url: "ftp://a.example/rss"}
              - {id: b, name: B, url: "https://b.example/rss"}
              - {id: b, name: Again, url: "https://c.example/rss"}
              - {id: d, name: D, url: "https://b.example/rss"}
              - {id: e, nam: E, url: "https://e.example/rss"}
            """);

        Assert.Equal("b", Assert.Single(feeds).Id);
        Assert.Equal([2, 4, 5, 6], problems.Select(p => p.Line).Distinct().Order());
        Assert.Contains(problems, p => p.Remedy.Contains("name", StringComparison.Ordinal));
    }

    [Fact]
    public void An_empty_list_is_no_fault()
    {
        var (feeds, problems) = FeedList.Read("feeds.yaml", "feeds: []\n");

        Assert.Empty(feeds);
        Assert.Empty(problems);
    }
}
