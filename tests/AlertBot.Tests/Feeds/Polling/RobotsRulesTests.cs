using System.Text;
using AlertBot.Feeds;
using Xunit;

namespace AlertBot.Tests.Feeds.Polling;

public sealed class RobotsRulesTests
{
    [Theory]
    [InlineData("", "/a", true)]
    [InlineData("User-agent: *\nDisallow: /", "/a", false)]
    [InlineData("User-agent: *\nDisallow:", "/a", true)]
    [InlineData("User-agent: *\nDisallow: /private\nAllow: /private/open", "/private/open/x", true)]
    [InlineData("User-agent: *\nDisallow: /private\nAllow: /private/open", "/private/x", false)]
    [InlineData("User-agent: *\nDisallow: /a\nAllow: /a", "/a", true)]
    [InlineData("User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf", false)]
    [InlineData("User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf?z", true)]
    [InlineData("User-agent: *\nDisallow: /*/print/", "/news/print/1", false)]
    [InlineData("User-agent: alertbot\nDisallow: /\n\nUser-agent: *\nAllow: /", "/a", false)]
    [InlineData("User-agent: AlertBot/1.0\nAllow: /a\nUser-agent: *\nDisallow: /", "/a", true)]
    [InlineData("User-agent: other\nUser-agent: AlertBot\nDisallow: /a", "/a", false)]
    [InlineData("User-agent: other\nDisallow: /", "/a", true)]
    [InlineData("User-agent: *\nDisallow: /a # not this\nCrawl-delay: 5", "/a", false)]
    [InlineData("\uFEFFuser-AGENT : *\r\nDISALLOW : /a\r\n", "/a", false)]
    [InlineData("User-agent: *\nDisallow: /خبر", "/%D8%AE%D8%A8%D8%B1/1", false)]
    [InlineData("User-agent: *\nDisallow: /%d8%ae%d8%a8%d8%b1", "/%D8%AE%D8%A8%D8%B1/1", false)]
    [InlineData("User-agent: *\nDisallow: /%7Ejoe/", "/~joe/x", false)]
    [InlineData("User-agent: *\nDisallow: /a%2Fb", "/a/b", true)] // an escaped slash is no slash
    [InlineData("User-agent: *\nDisallow: /x?sort=%E2%9C%93", "/x?sort=%e2%9c%93", false)]
    [InlineData("User-agent: *\nCrawl-delay: 10\n\nUser-agent: BadBot\nDisallow: /", "/a", true)]
    [InlineData("User-agent: BadBot\nUser-agent: *\nDisallow: /a\n\nUser-agent: *\nDisallow: /b", "/b", false)] // groups of one name are one
    [InlineData("User-agent: *\nAllow: /a/\nDisallow: /*.html", "/a/b.html", false)] // the longer
    [InlineData("User-agent: *\nDisallow: /*$", "/", false)]
    [InlineData("User-agent: *\nDisallow: /a$b", "/a$b", false)] // a dollar in the middle is one
    [InlineData("User-agent: alertbotnews\nDisallow: /", "/a", true)]
    [InlineData("User-agent: *\nDisallow /a", "/a", true)]
    [InlineData("<html><body>Not found</body></html>", "/a", true)]
    [InlineData("Disallow: /", "/a", true)]
    [InlineData("User-agent: *\nDisallow: /a", "/robots.txt", true)]
    public void The_longest_rule_of_our_group_decides(string file, string path, bool allows) =>
        Assert.Equal(allows, RobotsRules.Read(Encoding.UTF8.GetBytes(file)).Allows(new Uri("https://a.example" + path)));

    [Theory]
    [InlineData("User-agent: *\nCrawl-delay: 10\nDisallow: /x", 10.0)]
    [InlineData("User-agent: *\nCrawl-delay: 0.5", 0.5)]
    [InlineData("User-agent: *\nCrawl-delay: 3600", 60.0)]
    [InlineData("User-agent: *\nCrawl-delay: NaN", null)]
    [InlineData("User-agent: *\nCrawl-delay: -1", null)]
    [InlineData("User-agent: *\nCrawl-delay: 10\n\nUser-agent: AlertBot\nCrawl-delay: 2", 2.0)]
    [InlineData("User-agent: other\nCrawl-delay: 10", null)]
    public void The_rest_that_our_group_asks_for_is_known(string file, double? seconds) =>
        Assert.Equal(seconds, RobotsRules.Read(Encoding.UTF8.GetBytes(file)).Delay?.TotalSeconds);

    [Fact]
    public void What_lies_beyond_the_first_half_mebibyte_is_not_read()
    {
        var file = "User-agent: *\n" + new string('#', 512 * 1024) + "\nDisallow: /a";

        Assert.True(RobotsRules.Read(Encoding.UTF8.GetBytes(file)).Allows(new Uri("https://a.example/a")));
    }

    [Fact]
    public void Sitemaps_are_named_for_everybody()
    {
        var rules = RobotsRules.Read("User-agent: AlertBot\nDisallow: /x\nSitemap: https://a.example/news.xml"u8);

        Assert.Equal(["https://a.example/news.xml"], rules.Sitemaps);
    }

    [Fact]
    public void Stars_without_end_are_matched_all_the_same()
    {
        var file = "User-agent: *\nDisallow: /" + string.Concat(Enumerable.Repeat("*a", 900)) + "b";

        Assert.True(RobotsRules.Read(Encoding.UTF8.GetBytes(file)).Allows(new Uri("https://a.example/" + new string('a', 5_000))));
    }
}
