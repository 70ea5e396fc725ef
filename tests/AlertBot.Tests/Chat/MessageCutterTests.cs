using AlertBot.Chat;
using AlertBot.Testing;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AlertBot.Tests.Chat;

public sealed class MessageCutterTests
{
    private static readonly TestPlatformRules Rules = new();

    [Fact]
    public void A_message_that_fits_is_left_as_it_is()
    {
        var message = Message.Line("Rockets hit Taji");

        Assert.Same(message, MessageCutter.Fit(message, Length, 300));
    }

    [Fact]
    public void Whatever_is_cut_fits_keeps_its_headlines_and_no_sentence_is_broken() => Prop.ForAll(
        SomeMessage.Generator.ToArbitrary(), Gen.Choose(150, 1200).ToArbitrary(), (message, limit) =>
        {
            var cut = MessageCutter.Fit(message, Length, limit);

            Assert.True(Length(cut) <= limit, $"{Length(cut)} is more than {limit}: {Text(cut)}");
            Assert.Equal(
                message.Blocks.OfType<Block.Headline>().Select(h => (h.Label, h.Note)),
                cut.Blocks.OfType<Block.Headline>().Select(h => (h.Label, h.Note)));
            Assert.Subset(
                message.Blocks.OfType<Block.Sentence>().Select(s => s.Text.Text).ToHashSet(),
                cut.Blocks.OfType<Block.Sentence>().Select(s => s.Text.Text).ToHashSet());
            Assert.All(Lines(cut), line => Assert.Contains(line, Lines(message)));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_matters_less_goes_before_what_matters_more() => Prop.ForAll(
        SomeMessage.Generator.ToArbitrary(), Gen.Choose(150, 1200).ToArbitrary(), (message, limit) =>
        {
            var cut = MessageCutter.Fit(message, Length, limit);
            var whole = message.Blocks.Where(b => b is not Block.Headline).ToList();
            var touched = whole.Where(b => !cut.Blocks.Contains(b)).Select(b => b.Priority).DefaultIfEmpty(int.MaxValue)
                .Min();

            // Nothing graver than the least block that was touched is missing, and nothing lighter than it is left
            // whole.
            Assert.All(cut.Blocks.Where(b => b is not Block.Headline && whole.Contains(b)),
                b => Assert.True(touched == 0 || b.Priority <= touched));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Lists_lose_lines_from_the_end_and_say_how_many()
    {
        var list = new Block.Bullets(
            1, "Latest", [.. Enumerable.Range(1, 40).Select(n => (IReadOnlyList<Span>)[$"Report number {n}"])]);
        var cut = MessageCutter.Fit(
            new Message(Tone.Neutral, [new Block.Headline(0, "", "All", null), list]), Length, 300);

        var kept = Assert.IsType<Block.Bullets>(cut.Blocks[1]);
        Assert.Equal(list.Items.Take(kept.Items.Count), kept.Items);
        Assert.Equal(40 - kept.Items.Count, kept.LeftOut);
        Assert.EndsWith($"and {kept.LeftOut} more", Text(cut), StringComparison.Ordinal);
        Assert.True(Length(cut) > 270, "more would have fitted: " + Text(cut));
    }

    [Fact]
    public void Sources_that_a_sentence_refers_to_are_kept_longest()
    {
        var sources = new Block.SourceList(3, "Sources: 20 articles",
            [.. Enumerable.Range(1, 20).Select(n => new SourceLine(n, $"Outlet {n}", null, null))]);
        var message = new Message(Tone.High,
            [new Block.Headline(0, "HIGH", "Rockets hit Taji", "#3"), new Block.Sentence(1, "Three died.", [19], null),
                sources]);

        var cut = MessageCutter.Fit(message, Length, 120);

        Assert.Contains(cut.Blocks.OfType<Block.SourceList>().Single().Lines, l => l.Number == 19);
    }

    [Fact]
    public void A_headline_too_long_for_the_platform_ends_between_two_words()
    {
        var title = string.Join(' ', Enumerable.Range(1, 100).Select(n => $"word{n}"));
        var cut = MessageCutter.Fit(new Message(Tone.High, [new Block.Headline(0, "HIGH", title, "#3")]), Length, 200);

        var kept = cut.Blocks.OfType<Block.Headline>().Single().Title.Text;
        Assert.EndsWith("…", kept, StringComparison.Ordinal);
        Assert.Contains(kept.TrimEnd('…') + " ", title, StringComparison.Ordinal);
    }

    [Fact]
    public void Shortening_never_cuts_a_character_in_two() => Prop.ForAll(
        Gen.Elements("a", " ", "😀", "e\u0301", "ه", "👨‍👩‍👧", "\ud800").ListOf().ToArbitrary(),
        Gen.Choose(0, 40).ToArbitrary(),
        (pieces, most) =>
        {
            var text = string.Concat(pieces);
            var cut = ShortText.Of(text, most);

            Assert.True(cut.Length <= Math.Max(most, text.Length <= most ? text.Length : 0) + 1);
            Assert.DoesNotContain('\ufffd', System.Text.Encoding.UTF8.GetString(
                System.Text.Encoding.UTF8.GetBytes(cut.Replace("\ud800", "", StringComparison.Ordinal))));
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("", 0, 0)]
    [InlineData("abc", 3, 3)]
    [InlineData("a😀", 3, 2)]
    public void Lengths_are_counted_in_the_platforms_unit(string text, int utf16, int codePoints)
    {
        PlatformCapabilities Of(LengthUnit unit) => new() { LengthUnit = unit, MaxMessageLength = 300 };

        Assert.Equal(utf16, Of(LengthUnit.Utf16).LengthOf(text));
        Assert.Equal(codePoints, Of(LengthUnit.CodePoints).LengthOf(text));
    }

    [Fact]
    public void Half_a_surrogate_pair_is_a_code_point_of_its_own() =>
        Assert.Equal(3, new PlatformCapabilities { LengthUnit = LengthUnit.CodePoints, MaxMessageLength = 300 }
            .LengthOf("\ud800a\udc00"));

    private static int Length(Message message) => Text(message).Length;

    private static string Text(Message message) => TestPlatformMarkup.Render(message, Rules);

    private static IEnumerable<string> Lines(Message message) => message.Blocks.SelectMany(block => block switch
    {
        Block.Ledger b => b.Lines.Select(l => l.ToString()),
        Block.Bullets b => b.Items.Select(i => string.Concat(i.Select(s => s.Text))),
        Block.SourceList b => b.Lines.Select(l => l.ToString()),
        Block.Figures b => b.Lines,
        _ => [],
    });
}
