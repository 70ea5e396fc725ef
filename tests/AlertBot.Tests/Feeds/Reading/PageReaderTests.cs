using System.Text;
using AlertBot.Feeds;
using AlertBot.Feeds.Reading;
using Xunit;

namespace AlertBot.Tests.Feeds.Reading;

public sealed class PageReaderTests
{
    private const string Headline = "Rockets hit a base north of Baghdad, three killed";

    private const string Story =
        """
        <p>Three soldiers of the coalition were killed on Wednesday when rockets hit the Taji base north of Baghdad, the military
        said.</p><p>About eighteen rockets of 107 mm calibre were fired from a lorry that was found nearby, a spokesman told
        reporters, adding that twelve were wounded.</p><p>No group claimed the attack, which came on the birthday of a commander
        who was killed in January, and the government ordered an investigation.</p>
        """;

    [Theory]
    [InlineData("<article>{0}</article>")]
    [InlineData("<main><h1>Rockets hit a base</h1><div class='story-body'>{0}</div></main>")]
    [InlineData("<div id='page'><div class='post-content'>{0}</div></div>")]
    [InlineData("<div itemprop='articleBody'>{0}</div>")]
    [InlineData("<table><tr><td>{0}</td></tr></table>")]
    [InlineData("<div class='content-with-sidebar'><article>{0}</article></div>")]
    public void The_article_is_found_among_what_surrounds_it(string frame)
    {
        var page = Page(
            "<header><a href='/'>Home</a> <a href='/w'>World</a></header><nav><ul><li><a href='/a'>Politics</a></ul></nav>"
            + "<div id='cookie-banner'>We use cookies, and partners, and more of them, to make this site what it is.</div>"
            + frame.Replace("{0}", Story, StringComparison.Ordinal)
            + "<aside><p>Our newsletter brings the best of the week, every week, to your mail box, for free.</p></aside>"
            + "<div class='related-stories'><h3>Read also</h3><ul><li><a href='/1'>Another story of another day, told at length</a></li>"
            + "<li><a href='/2'>A third story</a></li></ul></div>"
            + "<section id='comments'><p>First! I never read such a thing, and I have read much, believe me, dear friends.</p></section>"
            + "<footer><p>Copyright, all rights reserved, terms and conditions apply, as they always did.</p></footer>");

        var article = Assert.IsType<PageRead.Article>(PageReader.Read(page, Html(), Headline));

        Assert.StartsWith("Three soldiers of the coalition were killed", article.Text, StringComparison.Ordinal);
        Assert.EndsWith("ordered an investigation.", article.Text, StringComparison.Ordinal);
        Assert.Equal(3, article.Text.Split('\n').Length);
        foreach (var clutter in (string[])["cookies", "newsletter", "Another story", "First!", "Copyright", "Politics"])
            Assert.DoesNotContain(clutter, article.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_Arabic_page_in_a_code_page_that_only_its_head_names_is_read()
    {
        const string Paragraph =
            "قال متحدث عسكري إن ثمانية عشر صاروخا سقطت على قاعدة التاجي شمال بغداد مساء الأربعاء، مما أسفر عن مقتل ثلاثة جنود وإصابة "
            + "اثني عشر آخرين بجروح، فيما لم تتبن أي جهة الهجوم حتى الآن.";
        var html = "<html dir=rtl><head><meta charset=windows-1256><title>هجوم صاروخي على قاعدة التاجي</title></head><body>"
            + $"<div class=menu><a href=/>الرئيسية</a></div><div class=details><p>{Paragraph}</p><p>{Paragraph}</p></div></body></html>";

        var read = PageReader.Read(
            EncodingLabels.Get("windows-1256")!.GetBytes(html), Html() with { ContentType = "text/html" },
            "هجوم صاروخي على قاعدة التاجي شمال بغداد");

        var article = Assert.IsType<PageRead.Article>(read);
        Assert.Equal($"{Paragraph}\n{Paragraph}", article.Text);
        Assert.Equal("هجوم صاروخي على قاعدة التاجي", article.Title);
    }

    [Fact]
    public void The_data_for_search_engines_stand_in_where_scripts_would_fill_the_page()
    {
        var body = string.Join(" ", Enumerable.Repeat("Rockets hit the base north of Baghdad and three were killed.", 8));
        var page = Page(
            $$"""<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","articleBody":"{{body}}"}]}</script><div id="app"></div>""");

        Assert.Equal(body, Assert.IsType<PageRead.Article>(PageReader.Read(page, Html(), Headline)).Text);
    }

    [Theory]
    [InlineData("<title>Just a moment...</title>", "<div id='challenge-running'></div>", "bot-wall")]
    [InlineData("<title>Access Denied</title>", "<p>You have no permission.</p>", "bot-wall")]
    [InlineData("<title>Before you continue to the site</title>", Story, "consent")]
    [InlineData("<title>News</title>", "<div class='g-recaptcha'></div><p>Tick the box.</p>", "bot-wall")]
    [InlineData("<title>News</title>", "<article><p>Three soldiers were killed when rockets hit a base north of Baghdad on "
        + "Wednesday evening, and a dozen more were wounded, the military said in a statement that gave no more details of what "
        + "had happened at the base, which coalition troops use, or of those who fired.</p></article><div class='paywall'>Subscribe</div>", "paywall")]
    [InlineData("<script type='application/ld+json'>{\"isAccessibleForFree\":\"False\"}</script>", Story, "paywall")]
    [InlineData("<title>News</title>", "<p>Loading</p>", "no-text")]
    [InlineData("<title>Weather</title>", "<article><p>It will be warm and mostly dry on the coast, with light winds from the west, "
        + "and showers are likely later in the week, forecasters at the airport told people.</p><p>The sea will be calm, they added, "
        + "and swimmers may want to make the most of the coming days before autumn.</p></article>", "other-page")]
    public void A_wall_is_not_taken_for_the_article(string head, string body, string code)
    {
        var page = Encoding.UTF8.GetBytes($"<html><head>{head}</head><body>{body}</body></html>");

        Assert.Equal(new PageRead.None(code), PageReader.Read(page, Html(), Headline));
    }

    [Fact]
    public void Neither_a_picture_nor_an_endless_nest_of_elements_is_looked_into()
    {
        var nest = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("<div>", 100_000)));

        Assert.Equal(new PageRead.None("too-deep"), PageReader.Read(nest, Html(), null));
        Assert.Equal(new PageRead.None("not-html"), PageReader.Read(nest, Html() with { ContentType = "image/png" }, null));
    }

    [Theory]
    [InlineData("/2020/rockets", "https://news.example/2020/rockets")]
    [InlineData("https://www.news.example/2020/rockets", "https://www.news.example/2020/rockets")]
    [InlineData("https://news.example/", null)]
    [InlineData("https://other.example/2020/rockets", null)]
    [InlineData("javascript:alert(1)", null)]
    public void A_page_may_name_its_own_address_on_its_own_site(string canonical, string? expected)
    {
        var page = Encoding.UTF8.GetBytes(
            $"<html><head><link rel='canonical' href='{canonical}'></head><body><article>{Story}</article></body></html>");

        var article = Assert.IsType<PageRead.Article>(PageReader.Read(page, Html(), Headline));

        Assert.Equal(expected, article.Canonical?.AbsoluteUri);
    }

    private static FeedSource Html() => new(new Uri("https://news.example/2020/03/rockets?from=rss"), "text/html; charset=utf-8");

    private static byte[] Page(string body) => Encoding.UTF8.GetBytes(
        $"<!DOCTYPE html><html><head><title>Rockets hit a base</title></head><body>{body}</body></html>");
}
