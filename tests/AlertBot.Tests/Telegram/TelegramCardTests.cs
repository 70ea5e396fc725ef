using AlertBot.Chat;
using AlertBot.Telegram.Rendering;
using AlertBot.Testing.Telegram;
using AlertBot.Tests.Chat;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AlertBot.Tests.Telegram;

public sealed class TelegramCardTests
{
    private static readonly CardLook Plain = new(null, [], HasClocks: true);

    [Fact]
    public void Whatever_is_said_the_server_reads_it_as_it_was_meant() => Prop.ForAll(
        SomeMessage.Generator.ToArbitrary(), message =>
        {
            var (fitting, text) = TelegramCard.Fitting(message, Plain);
            var parse = TelegramHtml.Parse(text.Html);

            Assert.Null(parse.Fault);
            Assert.Equal(text.Plain.Trim(), parse.Text);
            Assert.True(text.Length <= TelegramCard.MaxLength);
            Assert.Empty(TelegramHtml.MentionsIn(parse.Text));
            Assert.DoesNotContain(parse.Text, letter => letter is '\u202e' or '\u001b');
            Assert.Equal(
                fitting.Blocks.OfType<Block.Headline>().Count(), message.Blocks.OfType<Block.Headline>().Count());
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void An_alert_folds_its_ledger_and_sources_and_links_its_numbers()
    {
        var parse = TelegramHtml.Parse(TelegramCard.Write(Alert, Plain).Html);

        Assert.StartsWith("🔴 CRITICAL Rockets hit Taji (#3)", parse.Text, StringComparison.Ordinal);
        Assert.Equal(2, parse.Entities.Count(e => e.Type == "expandable_blockquote"));
        Assert.Contains("Claimed by Saraya: “We did it.” [2] Agency", parse.Text, StringComparison.Ordinal);
        Assert.Equal(
            "https://one.example/a",
            parse.Entities.First(e => e.Type == "text_link" && Part(parse, e) == "[1]").Argument);
        Assert.Contains(parse.Entities, e => e is { Type: "date_time", Argument: "1583947800" });
        Assert.Contains(parse.Entities, e => e.Type == "bold" && Part(parse, e) == "Where");
    }

    [Fact]
    public void The_preview_is_that_of_the_best_source_and_only_of_alerts()
    {
        Assert.Equal("https://one.example/a", TelegramCard.PreviewOf(Alert)?.AbsoluteUri);
        Assert.Null(TelegramCard.PreviewOf(Message.Line("Done.")));
    }

    [Theory]
    [InlineData("<b>bold</b> & \"quoted\"")]
    [InlineData("</a></blockquote><script>")]
    [InlineData("@everyone look at @channel_name")]
    [InlineData("/start and /subscribe@alertbot_test_bot x")]
    [InlineData("\u202eevil\u2066 isolated \u200e")]
    [InlineData("&lt;b&gt; &#60;i&#62;")]
    public void A_hostile_headline_is_shown_and_obeyed_nowhere(string title)
    {
        var message = new Message(Tone.High,
        [
            new Block.Headline(0, "HIGH", new Span(title, new Uri("https://x.example/?q=\"><b>&a=1"), IsStrong: true), null),
            new Block.Sentence(1, title, [], null), new Block.Facts(1, [new Fact("Where", title)]),
            new Block.Ledger(2, "Who says what", [new LedgerLine("Claimed by", title, title, 1, title)]),
            new Block.SourceList(3, "Sources", [new SourceLine(1, title, null, null)]),
        ]);

        var parse = TelegramHtml.Parse(TelegramCard.Write(message, Plain).Html);

        Assert.Null(parse.Fault);
        Assert.Empty(TelegramHtml.MentionsIn(parse.Text));
        Assert.Empty(TelegramHtml.CommandsIn(parse.Text));
        Assert.DoesNotContain('\u202e', parse.Text);
        Assert.Equal(parse.Text.Count(c => c is >= '\u2066' and <= '\u2068'), parse.Text.Count(c => c == '\u2069'));
        Assert.All(parse.Entities.Where(e => e.Type == "text_link"), e => Assert.StartsWith("https://x.example/", e.Argument, StringComparison.Ordinal));
    }

    [Fact]
    public void Commands_of_our_own_answers_can_be_tapped()
    {
        var parse = TelegramHtml.Parse(TelegramCard.Write(Message.Line("More on one: /help incidents"), Plain).Html);

        Assert.Equal(["/help"], TelegramHtml.CommandsIn(parse.Text));
    }

    [Fact]
    public void A_latin_name_does_not_turn_an_arabic_line_around()
    {
        var message = new Message(Tone.High,
        [
            new Block.Headline(0, "مرتفع", new Span("Rockets hit Taji", IsStrong: true), "#3"),
            new Block.Sentence(1, "Three soldiers were killed.", [], "en"),
        ])
        { Language = "ar" };

        var text = TelegramCard.Write(message, Plain).Plain;

        Assert.All(text.Split('\n'), line => Assert.StartsWith("\u200f", line, StringComparison.Ordinal));
        Assert.Contains("\u2068Rockets hit Taji\u2069", text, StringComparison.Ordinal);
        Assert.Contains("\u2068Three soldiers were killed.\u2069", text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_arabic_name_does_not_turn_an_english_line_around_and_a_number_keeps_its_sign_before_it()
    {
        var english = new Message(Tone.High,
        [
            new Block.Headline(0, "HIGH", "Rockets hit Taji", "#3"),
            new Block.SourceList(3, "Sources: 1", [new SourceLine(1, "مشحوف نيوز", new Uri("https://one.example/a"), "same text as 2")]),
        ]);
        var arabic = new Message(Tone.High, [new Block.Headline(0, "مرتفع", "صواريخ على التاجي", "#3")]) { Language = "ar" };

        var parse = TelegramHtml.Parse(TelegramCard.Write(english, Plain).Html);
        var line = parse.Text.Split('\n')[^1];

        Assert.StartsWith("1. \u200e\u2068مشحوف نيوز\u2069 (same text", line, StringComparison.Ordinal);
        Assert.DoesNotContain('\u200e', parse.Text.Split('\n')[0]);
        Assert.EndsWith("(\u2066#3\u2069)", TelegramCard.Write(arabic, Plain).Plain, StringComparison.Ordinal);
        var folded = arabic with { Blocks = [.. arabic.Blocks, .. english.Blocks.Skip(1)] };
        Assert.Contains(")\n<blockquote expandable>\u200f<b>", TelegramCard.Write(folded, Plain).Html, StringComparison.Ordinal);
    }

    [Fact]
    public void An_instant_within_a_line_is_shown_in_the_zone_of_its_reader_where_the_server_can()
    {
        var spot = new TimeSpot(DateTimeOffset.FromUnixTimeSeconds(1583947800), "17:30 UTC");
        var message = new Message(Tone.Neutral,
            [new Block.Paragraph(0, ["Muted until ", new Span(spot.Text) { At = spot }, " by Hala"])]);

        var clock = TelegramHtml.Parse(TelegramCard.Write(message, Plain).Html);

        Assert.Equal("Muted until 17:30 UTC by Hala", clock.Text);
        Assert.Equal("1583947800", Assert.Single(clock.Entities).Argument);
        Assert.Empty(TelegramHtml.Parse(TelegramCard.Write(message, CardLook.Plain).Html).Entities);
    }

    [Fact]
    public void More_than_a_hundred_formatted_parts_are_left_plain()
    {
        var items = Enumerable.Range(1, 150)
            .Select(n => (IReadOnlyList<Span>)[new Span($"n{n}", new Uri($"https://x.example/{n}"))]);
        var text = TelegramCard.Write(new Message(Tone.Neutral, [new Block.Bullets(0, "All", [.. items])]), Plain);

        Assert.Equal(100, text.Html.Split("</").Length - 1);
        Assert.Contains("n150", text.Plain, StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_fits_however_long_it_is_and_no_sentence_is_broken()
    {
        var long1 = new Message(Tone.High,
        [
            new Block.Headline(0, "HIGH", new Span(new string('x', 5000)), "#1"),
            .. Enumerable.Range(1, 100).Select(n => new Block.Sentence(2, $"Sentence {n} tells of 😀 <people> & places.", [n], null)),
        ]);

        var (fitting, text) = TelegramCard.Fitting(long1, Plain);
        var parse = TelegramHtml.Parse(text.Html);

        Assert.InRange(parse.Text.Length, 1, 4096);
        Assert.All(fitting.Blocks.OfType<Block.Sentence>(), s => Assert.EndsWith("places.", s.Text.Text, StringComparison.Ordinal));
    }

    private static Message Alert { get; } = new(Tone.Critical,
    [
        new Block.Headline(0, "CRITICAL", new Span("Rockets hit Taji", new Uri("https://one.example/a"), IsStrong: true), "#3"),
        new Block.Sentence(1, "Three soldiers were killed.", [1], null),
        new Block.Facts(1,
        [
            new Fact("Where", "Taji"), new Fact("Killed", "3"),
            new Fact("First", "17:30 UTC", new TimeSpot(DateTimeOffset.FromUnixTimeSeconds(1583947800), "17:30 UTC")),
        ]),
        new Block.Ledger(2, "Who says what", [new LedgerLine("Claimed by", "Saraya", "We did it.", 2, "Agency")]),
        new Block.SourceList(3, "Sources: 2",
            [new SourceLine(1, "Outlet", new Uri("https://one.example/a"), null), new SourceLine(2, "Agency", null, "same text as 1")])
        { LeftOut = 3 },
        new Block.Actions(6, [new ActionButton("Details", "/incident 3")]),
    ]);

    private static string Part(TelegramParse parse, TelegramEntity entity) => parse.Text.Substring(entity.Offset, entity.Length);
}
