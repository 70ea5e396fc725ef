using AlertBot.Chat;
using AlertBot.Terminal;
using AlertBot.Tests.Chat;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AlertBot.Tests.Terminal;

public sealed class TerminalScreenTests : IDisposable
{
    private readonly StringWriter _output = new();

    public void Dispose() => _output.Dispose();

    [Fact]
    public void Whatever_a_message_says_the_plain_screen_gets_no_control_or_direction_character() => Prop.ForAll(
        SomeMessage.Generator.ToArbitrary(), message =>
        {
            var output = new StringWriter();
            new TerminalScreen(output, isTerminal: false).Show(message);

            Assert.DoesNotContain(output.ToString().ReplaceLineEndings(""), char.IsControl);
            Assert.DoesNotContain('\u202e', output.ToString());
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("\u001b[31mred\u001b[0m", "red")]
    [InlineData("\u001b]0;title\u0007text", "text")]
    [InlineData("\u001b]8;;http://evil.example\u001b\\link", "link")]
    [InlineData("a\u001b", "a")]
    [InlineData("one\r\n\ttwo  three ", "one two three")]
    [InlineData("a\u202eb\u2066c\u200fd\ufeffe\u00adf", "abcdef")]
    [InlineData("می\u200cخواهم", "می\u200cخواهم")]
    [InlineData("e\u0301\u0301\u0301\u0301\u0301\u0301x", "e\u0301\u0301\u0301\u0301x")]
    [InlineData("\u009b31mC1", "31mC1")]
    public void Text_is_left_without_anything_that_a_terminal_would_obey(string text, string expected) =>
        Assert.Equal(expected, CleanText.Line(text));

    [Theory]
    [InlineData("ab", 2)]
    [InlineData("\u2067عربي\u2069", 4)]
    [InlineData("\u2066a\u2069 \u2068b\u2069", 3)]
    public void Isolates_take_no_column(string text, int columns) => Assert.Equal(columns, Columns.Of(text));

    [Fact]
    public void A_progress_line_gives_way_to_a_card_and_comes_back_below_it()
    {
        var screen = new TerminalScreen(_output, isTerminal: true);
        screen.Progress("3 feeds");
        screen.Show(Message.Line("Rockets hit Taji"));
        screen.Progress("");

        const string Erase = "\r\u001b[2K";
        var shown = _output.ToString();
        Assert.StartsWith("3 feeds" + Erase, shown, StringComparison.Ordinal);
        Assert.Contains("Rockets hit Taji", shown, StringComparison.Ordinal);
        Assert.EndsWith("3 feeds" + Erase, shown, StringComparison.Ordinal);
    }

    [Fact]
    public void Long_lines_are_broken_between_words_and_lose_nothing() => Prop.ForAll(
        SomeMessage.Generator.ToArbitrary(), Gen.Choose(20, 120).ToArbitrary(), (message, columns) =>
        {
            foreach (var line in Card.Lines(message).Select(l => l.Text))
            {
                var pieces = Columns.Wrap(line, columns).ToList();

                Assert.All(pieces, piece => Assert.InRange(Columns.Of(piece), 0, columns));
                Assert.Equal(
                    line.Replace(" ", "", StringComparison.Ordinal),
                    string.Concat(pieces).Replace(" ", "", StringComparison.Ordinal));
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Facts_are_broken_between_two_facts_and_lists_hang()
    {
        const string Facts = "What: rocket attack · Where: Taji base (site, Iraq) · Day: 11 Mar 2020";

        Assert.Equal(
            ["What: rocket attack", "Where: Taji base (site, Iraq)", "Day: 11 Mar 2020"],
            Columns.Wrap(Facts, 30, " · "));
        Assert.Equal(["What: rocket attack · Where: Taji base (site, Iraq)", "Day: 11 Mar 2020"],
            Columns.Wrap(Facts, 55, " · "));
    }

    [Fact]
    public void A_log_line_takes_the_bottom_line_away_and_leaves_it_below()
    {
        var screen = new TerminalScreen(_output, isTerminal: true);
        using var log = screen.Beside(_output);
        screen.Progress("3 feeds");
        log.Write("warn: a feed failed\n");

        Assert.Equal("3 feeds\r\u001b[2Kwarn: a feed failed\n3 feeds", _output.ToString());
    }

    [Fact]
    public void Where_nobody_looks_there_is_no_progress_line()
    {
        var screen = new TerminalScreen(_output, isTerminal: false);
        screen.Progress("3 feeds");
        screen.WriteLine("done");

        Assert.Equal("done\n", _output.ToString().ReplaceLineEndings("\n"));
    }

    [Fact]
    public void A_table_keeps_its_columns_under_wide_and_marked_letters()
    {
        new TerminalScreen(_output, isTerminal: false).Show(new Message(Tone.Neutral,
        [
            new Block.Table(0, "", ["a", "b"], [["漢字", "x"], ["e\u0301", "y"], ["plain", "z"]]),
        ]));

        Assert.Equal(
            ["  a      b", "  漢字   x", "  e\u0301      y", "  plain  z"],
            _output.ToString().ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public void An_edit_shows_the_headline_and_only_the_lines_that_are_new()
    {
        IReadOnlyList<CardLine> before =
            [new("[HIGH] Rockets hit Taji", LineLook.Headline, 0), new("Killed: 2", LineLook.Text, 2),
                new("Sources", LineLook.Title, 2),
                new("1 Courier", LineLook.Faint, 4)];
        IReadOnlyList<CardLine> after =
            [before[0], new("Killed: 3", LineLook.Text, 2), before[2], before[3], new("2 Post", LineLook.Faint, 4)];

        Assert.Equal(
            ["[HIGH] Rockets hit Taji", "  Killed: 3", "  Sources", "    2 Post"],
            CardDiff.Of(before, after).Select(l => l.ToString()));
        Assert.Empty(CardDiff.Of(before, before));
        Assert.Empty(CardDiff.Of(before, [.. before, new("Why", LineLook.Title, 2) { IsBackground = true }]));
    }
}
