using System.Text;
using AlertBot.Feeds;
using Xunit;

namespace AlertBot.Tests.Feeds.Reading;

/// <summary>Pages as they are built by what publishers use: the article must come out, and nothing else.</summary>
public sealed class HardPageTests
{
    private const string Headline = "Rockets hit a base north of Baghdad, three killed";

    private const string First =
        "Three soldiers of the coalition were killed on Wednesday when rockets hit the Taji base north of Baghdad, the military said.";

    private const string Last =
        "No group claimed the attack, which came on the birthday of a commander, and the government ordered an investigation.";

    private const string Story = $"<p>{First}</p><p>About eighteen rockets were fired from a lorry that was found nearby.</p><p>{Last}</p>";

    private const string Persian =
        "سخنگوی ارتش گفت که هجده راکت به پایگاه تاجی در شمال بغداد اصابت کرده و سه سرباز کشته و دوازده نفر زخمی شده‌اند، "
        + "اما هیچ گروهی مسئولیت این حمله را به عهده نگرفته است و تحقیقات ادامه دارد و نتیجه آن اعلام می‌شود.";

    [Theory]
    [InlineData("<form id='aspnetForm' action='./'><div class='news-details'>{0}</div></form>")]
    [InlineData("<div id='wrapper' class='social-on has-menu newsletter-popup'><div class='txt'>{0}</div></div>")]
    [InlineData("<div class='overflow-hidden hidden md:block'><div class='flex overflow-hidden'>{0}</div></div>")]
    [InlineData("<div class='elementor-widget elementor-widget-theme-post-content'><div class='elementor-widget-container'>{0}</div></div>")]
    [InlineData("<article><div class='elementor-widget elementor-widget-text-editor'>{0}</div></article>")]
    [InlineData("<article><header><h1>Rockets</h1></header><div class='share-buttons'>Share this story</div>{0}"
        + "<div class='comments'><p>First! I never read such a thing, and I have read much, believe me, dear friends of the house. "
        + "And there is more of it where that came from, much more, as everybody knows who has been here before.</p></div></article>")]
    [InlineData("<main><amp-ad></amp-ad><amp-social-share></amp-social-share><div class='amp-wp-article-content'>{0}</div></main>")]
    [InlineData("<div class='post'>{0}<ul class='more-stories'><li><a href='/2'>Another story of another day, told at length</a></ul></div>")]
    [InlineData("<div class='body'>{0}<p>Read also: <a href='/x'>Another story of another day, told at length and with much love</a></p></div>")]
    [InlineData("<article><div class='widget widget_recent'><p>Our newsletter brings the best of the week, every week.</p></div>{0}</article>")]
    [InlineData("<center><table width=100%><tr><td><font size=3>{0}</font></td><td><a href=/1>One</a><a href=/2>Two</a></td></tr></table></center>")]
    public void The_article_is_found_whatever_it_was_built_with(string frame)
    {
        var page = Page(
            "<div class='cookie-consent'><p>We use cookies, and partners, and more of them, to make this site what it is today.</p></div>"
            + "<ul class='menu'><li><a href=/>Home</a></ul>" + frame.Replace("{0}", Story, StringComparison.Ordinal)
            + "<div class='footer-links'><p>Copyright, all rights reserved, terms and conditions apply, as they always did.</p></div>");

        var article = Assert.IsType<PageRead.Article>(PageReader.Read(page, Html(), Headline));

        Assert.Contains(First, article.Text, StringComparison.Ordinal);
        Assert.EndsWith(Last, article.Text, StringComparison.Ordinal);
        foreach (var clutter in (string[])["cookies", "newsletter", "Another story", "First!", "Copyright", "Share this"])
            Assert.DoesNotContain(clutter, article.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_live_blog_all_entries_are_read()
    {
        var posts = string.Concat(Enumerable.Range(1, 12).Select(i =>
            $"<article class='live-post'><time>1{i}:00</time><p>Entry {i}: {First}</p></article>"));
        var page = Page($"<article class='live-blog'><p>{Last}</p>{posts}</article>");

        var article = Assert.IsType<PageRead.Article>(PageReader.Read(page, Html(), Headline));

        Assert.Contains("Entry 1:", article.Text, StringComparison.Ordinal);
        Assert.Contains("Entry 12:", article.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_that_are_broken_and_not_paragraphs_are_read_with_their_breaks()
    {
        var page = Page($"<div class='details'>{First}<br><br>About eighteen rockets were fired from a lorry.<br><br>{Last}</div>");

        var article = Assert.IsType<PageRead.Article>(PageReader.Read(page, Html(), Headline));

        Assert.Equal(3, article.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Theory]
    [InlineData("<div class='khabar'><div dir=rtl>{0}</div></div>")]
    [InlineData("<form method=post><div id='ctl00_body' class='matn'>{0}</div></form>")]
    public void A_page_that_runs_from_right_to_left_keeps_its_joiners(string frame)
    {
        var text = $"<p>{Persian}</p><p>{Persian}</p>";
        var page = Encoding.UTF8.GetBytes(
            "<html lang=fa dir=rtl><head><title>حمله راکتی به پایگاه تاجی</title></head><body><ul class=menu><li><a href=/>خانه</a></ul>"
            + frame.Replace("{0}", text, StringComparison.Ordinal) + "</body></html>");

        var article = Assert.IsType<PageRead.Article>(PageReader.Read(page, Html(), "حمله راکتی به پایگاه تاجی در شمال بغداد"));

        Assert.Equal($"{Persian}\n{Persian}", article.Text);
        Assert.Contains('\u200C', article.Text);
    }

    [Theory]
    [InlineData("<form id='challenge-form'><p>Tick the box.</p></form>", "bot-wall")]
    [InlineData("<div class='subscriber-only'><p>Subscribe to read on.</p></div><p>Three soldiers were killed.</p>", "paywall")]
    public void A_wall_that_is_cleared_away_with_the_clutter_is_known_all_the_same(string body, string code) =>
        Assert.Equal(new PageRead.None(code), PageReader.Read(Page(body), Html(), Headline));

    private static FeedSource Html() => new(new Uri("https://news.example/2020/03/rockets"), "text/html; charset=utf-8");

    private static byte[] Page(string body) => Encoding.UTF8.GetBytes(
        $"<!DOCTYPE html><html><head><title>Rockets hit a base</title></head><body>{body}</body></html>");
}
