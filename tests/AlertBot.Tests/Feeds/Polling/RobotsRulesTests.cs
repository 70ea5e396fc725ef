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
    [InlineData("<html><body>Not found</body></html>", "/a", true)]
    [InlineData("Disallow: /", "/a", true)]
    [InlineData("User-agent: *\nDisallow: /a", "/robots.txt", true)]
    public void The_longest_rule_of_our_group_decides(string file, string path, bool allows) =>
        Assert.Equal(allows, RobotsRules.Read(Encoding.UTF8.GetBytes(file)).Allows(new Uri("https://a.example" + path)));

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
