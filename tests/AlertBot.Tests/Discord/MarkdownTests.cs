using AlertBot.Chat;
using AlertBot.Discord;
using AlertBot.Discord.Rendering;
using AlertBot.Discord.Wire;
using AlertBot.Testing;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AlertBot.Tests.Discord;

public sealed class MarkdownTests
{
    [Theory]
    [InlineData("**bold** __under__ ~~struck~~ ||hidden|| `code`")]
    [InlineData("[Reuters](https://evil.example)")]
    [InlineData("<@1> <@&2> <#3> <t:1:R> </help:4> <:smile:5> <id:customize>")]
    [InlineData("@everyone and @here")]
    [InlineData("see https://evil.example/now")]
    [InlineData("# heading\n> quote\n- list\n-# small\n1. one")]
    [InlineData("> quote")]
    [InlineData("-# small")]
    [InlineData("- list")]
    [InlineData("1. one")]
    [InlineData("### heading")]
    public void Mark_up_of_a_feed_is_shown_and_not_obeyed(string text)
    {
        var escaped = MarkdownText.Escape(text);

        // What is left once every escaped character is taken out has no meaning.
        Assert.DoesNotMatch(@"[*_~`|<>\[\]\\]", System.Text.RegularExpressions.Regex.Replace(escaped, @"\\.", ""));
        Assert.DoesNotMatch("@(everyone|here|&|!|[0-9])", escaped);
        Assert.DoesNotMatch(@"(?<!\\)://", escaped);
        Assert.DoesNotMatch(@"^(#|>|-#|- |\+ |\d+\. )", escaped);
        Assert.Equal(MarkdownText.Plain(text), Unescape(escaped));
    }

    [Fact]
    public void Nothing_is_lost_or_added_by_escaping_any_text() => Prop.ForAll(
        Gen.Elements("*", "_", "~", "`", "|", "<", ">", "[", "]", "(", ")", "#", "-", "+", ".", ":", "/", "@", "\\", "!", " ", "a", "1",
            "here", "everyone", "\n", "\u202E", "\u200B", "تاجي", "👩‍🚒", "\uD800").ListOf().ToArbitrary(),
        parts =>
        {
            var text = string.Concat(parts);
            var escaped = MarkdownText.Escape(text);
            return Unescape(escaped) == MarkdownText.Plain(text)
                && !escaped.Contains("@everyone", StringComparison.Ordinal) && !escaped.Contains("@here", StringComparison.Ordinal)
                && !System.Text.RegularExpressions.Regex.IsMatch(escaped, @"(?<!\\)://") && !escaped.Contains('\u202E') && !escaped.Contains('\n');
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("https://a.example/x(1)", "https://a.example/x%281%29")]
    [InlineData("https://a.example/?q=<b>*c*|d", "https://a.example/?q=%3Cb%3E%2Ac%2A%7Cd")]
    public void An_address_cannot_end_its_link(string address, string expected) =>
        Assert.Equal(expected, MarkdownText.Address(new Uri(address)));

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("discord://open")]
    [InlineData("file:///etc/passwd")]
    public void Only_pages_of_the_web_are_linked(string address) => Assert.Null(MarkdownText.Address(new Uri(address)));

    [Fact]
    public void An_alert_reads_as_approved() => Approved.Check("Discord/Approved/Alert", MarkdownCard.Of(Alert()).Text + "\n");

    [Theory]
    [InlineData(DiscordLayout.Embeds)]
    [InlineData(DiscordLayout.Components)]
    public void However_long_a_message_is_it_fits_and_keeps_whole_sentences(DiscordLayout layout) => Prop.ForAll(
        Gen.Choose(0, 60).Zip(Gen.Choose(1, 900)).ToArbitrary(),
        size =>
        {
            var (count, length) = size;
            var sentence = string.Concat(Enumerable.Repeat("word_* ", (length / 7) + 1)).Trim() + ".";
            var message = new Message(Tone.High,
            [
                new Block.Headline(0, "HIGH", new Span(new string('T', 300), new Uri("https://a.example/1")), "#1"),
                .. Enumerable.Range(0, count).Select(i => new Block.Sentence(1 + (i / 20), sentence, [1], null)),
                new Block.SourceList(3, "Sources", [.. Enumerable.Range(1, count + 1).Select(i => new SourceLine(i, "Outlet", new Uri($"https://a.example/{i}"), null))]),
                new Block.Actions(6, [new ActionButton("Details", "/incident 1")]),
            ]);
            var body = new DiscordRenderer(layout).Create(Delivery(message) with { Mention = "55", Followers = [.. Enumerable.Range(100, 200).Select(i => $"{i}")] });
            var text = body.Embeds is [{ } embed] ? embed.Description! : string.Concat(Texts(body.Components!));
            var whole = MarkdownText.Escape(sentence);
            return text.Length <= (layout == DiscordLayout.Embeds ? 4096 : 4000) && (body.Content?.Length ?? 0) <= 2000
                && text.Split('\n').Where(l => l.StartsWith("word", StringComparison.Ordinal)).All(l => l.StartsWith(whole, StringComparison.Ordinal));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(25));

    [Fact]
    public void Only_the_role_of_the_subscription_and_those_who_follow_are_called()
    {
        var body = new DiscordRenderer(DiscordLayout.Embeds).Create(
            Delivery(Message.Line("@everyone <@&1> <@2>")) with { Mention = "55", Followers = ["66", "not-an-id"] });

        Assert.Equal("<@&55> <@66>", body.Content);
        Assert.Empty(body.AllowedMentions.Parse);
        Assert.Equal([new Snowflake(55)], body.AllowedMentions.Roles!);
        Assert.Equal([new Snowflake(66)], body.AllowedMentions.Users!);
    }

    [Fact]
    public void A_message_bears_its_key_in_either_layout_and_no_other()
    {
        foreach (var layout in Enum.GetValues<DiscordLayout>())
        {
            var body = new DiscordRenderer(layout).Create(Delivery(Message.Line("text")));
            var received = new ReceivedMessage { Embeds = body.Embeds, Components = body.Components };

            Assert.True(KeyMark.IsOn(received, "key-1"));
            Assert.False(KeyMark.IsOn(received, "key-2"));
        }
    }

    private static ChatDelivery Delivery(Message message) =>
        new("key-1", new ChannelRef("discord", "1", "2", null), message, null, null, false, null);

    private static IEnumerable<string> Texts(IEnumerable<Component> components) =>
        components.SelectMany(c => Texts(c.Components ?? []).Concat(c.Content is null ? [] : [c.Content]));

    private static string Unescape(string escaped)
    {
        var text = new System.Text.StringBuilder();
        for (var i = 0; i < escaped.Length; i++)
        {
            if (escaped[i] == '\\' && i + 1 < escaped.Length) i++;
            text.Append(escaped[i]);
            if (escaped[i] == '@' && i + 1 < escaped.Length && escaped[i + 1] == '\u200B') i++;
        }
        return text.ToString();
    }

    private static Message Alert() => new(Tone.Critical,
    [
        new Block.Headline(0, "CRITICAL", new Span("Rockets hit Camp Taji [3 dead]", new Uri("https://first.example/a(1)"), IsStrong: true), "#12"),
        new Block.Sentence(1, "Eighteen *107 mm* rockets hit the base, the coalition said.", [1], "en"),
        new Block.Sentence(2, "قال الجيش العراقي إن ثلاثة قتلوا.", [2, 3], "ar"),
        new Block.Facts(2, [new Fact("What", "rocket attack"), new Fact("Killed", "3"), new Fact("First", "12:00 UTC", new TimeSpot(Some.NowUtc, "12:00 UTC"))]),
        new Block.Ledger(3, "Who says what", [new LedgerLine("Accused by Washington", "Kata'ib Hezbollah", "", 1, "First"), new LedgerLine("Denied by", "the group", "We had no part in it.", 2, "Second")]),
        new Block.Figures(4, "Killed", ["2 at 12:10", "3 at 13:00"]) { LeftOut = 1 },
        new Block.SourceList(3, "3 sources, 2 independent", [new SourceLine(1, "First", new Uri("https://first.example/1"), null), new SourceLine(2, "Second", new Uri("https://second.example/2"), null), new SourceLine(3, "Third", null, "same text as 2")]),
        new Block.Bullets(5, "Why", [["topic ", new Span("iraq-militias", IsStrong: true)], ["rule attack"]]),
        new Block.Table(6, "Days", ["day", "count"], [["Monday", "3"], ["Tuesday", "5"]]),
        new Block.Actions(6, [new ActionButton("Details", "/incident 12")]),
    ]);
}
