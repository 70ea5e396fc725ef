using AlertBot.Testing.Telegram;
using Xunit;

namespace AlertBot.Tests.Telegram;

/// <summary>The stand-in reads mark-up as the real server does: other tests rest on that.</summary>
public sealed class TelegramHtmlTests
{
    [Theory]
    [InlineData("a &lt;b&gt; &amp; &quot;c&quot; &#65;&#x1F600;", "a <b> & \"c\" A😀")]
    [InlineData("a &nbsp; b & c", "a &nbsp; b & c")]
    [InlineData("  trimmed <b>at</b> both ends \n", "trimmed at both ends")]
    [InlineData("<B>case</b> and <b >blanks</b >", "case and blanks")]
    [InlineData("<b>closed</>", "closed")]
    public void Text_is_what_is_left_without_mark_up(string html, string text) =>
        Assert.Equal((text, null), (TelegramHtml.Parse(html).Text, TelegramHtml.Parse(html).Fault));

    [Theory]
    [InlineData("<p>x</p>", "Unsupported start tag \"p\" at byte offset 0")]
    [InlineData("ä<br>", "Unsupported start tag \"br\" at byte offset 2")]
    [InlineData("a < b", "Unsupported start tag")]
    [InlineData("x<b", "Unclosed start tag at byte offset 1")]
    [InlineData("<b>x", "Can't find end tag corresponding to start tag b")]
    [InlineData("x</b>", "Unexpected end tag at byte offset 1")]
    [InlineData("<b><i>x</b></i>", "Unmatched end tag at byte offset 7, expected \"</i>\", found \"</b>\"")]
    [InlineData("<blockquote>a<blockquote>b</blockquote></blockquote>", "Nested blockquote")]
    [InlineData("<code><b>x</b></code>", "inside code or pre")]
    [InlineData("<a href=\"https://a.example\">x<a href=\"https://b.example\">y</a></a>", "inside a link")]
    [InlineData("<tg-time unix=\"soon\">x</tg-time>", "Invalid date-time")]
    public void Wrong_mark_up_is_refused_in_the_words_of_the_server(string html, string fault) =>
        Assert.Contains(fault, TelegramHtml.Parse(html).Fault, StringComparison.Ordinal);

    [Fact]
    public void Entities_are_counted_in_utf_16_units()
    {
        var parse = TelegramHtml.Parse(
            "😀 <b>bold</b> <a href=\"https://x.example/?a=1&amp;b=2\">link</a> <blockquote expandable>q</blockquote>");

        Assert.Equal(
        [
            new TelegramEntity("bold", 3, 4),
            new TelegramEntity("text_link", 8, 4, "https://x.example/?a=1&b=2"),
            new TelegramEntity("expandable_blockquote", 13, 1),
        ], parse.Entities);
    }

    [Fact]
    public void A_link_that_is_none_is_dropped_and_a_person_is_a_mention()
    {
        var parse = TelegramHtml.Parse("<a href=\"javascript:x\">a</a> <a href=\"tg://user?id=5\">b</a>");

        Assert.Equal("text_mention", Assert.Single(parse.Entities).Type);
        Assert.Equal("a b", parse.Text);
    }

    [Theory]
    [InlineData("hey @everyone, mail me@example.com", "@everyone")]
    [InlineData("@\u2060everyone", null)]
    public void Bare_names_become_mentions(string text, string? mention) =>
        Assert.Equal(mention is null ? [] : [mention], TelegramHtml.MentionsIn(text));
}
