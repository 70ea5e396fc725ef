using AlertBot.Terminal;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AlertBot.Tests.Terminal;

public sealed class LineEditorTests
{
    private readonly LineEditor _editor = new();

    [Fact]
    public void Up_brings_back_the_lines_before_and_down_what_was_being_typed()
    {
        Enter("/incidents");
        Enter("/incident 3");
        Enter("/incident 3");
        Type("/he");

        Press(ConsoleKey.UpArrow);
        Assert.Equal("/incident 3", _editor.Text);
        Press(ConsoleKey.UpArrow, ConsoleKey.UpArrow);
        Assert.Equal("/incidents", _editor.Text);
        Press(ConsoleKey.DownArrow, ConsoleKey.DownArrow, ConsoleKey.DownArrow);
        Assert.Equal("/he", _editor.Text);
    }

    [Fact]
    public void Letters_go_in_and_out_where_the_caret_stands()
    {
        Type("/incdents");
        Press(ConsoleKey.Home, ConsoleKey.RightArrow, ConsoleKey.RightArrow, ConsoleKey.RightArrow,
            ConsoleKey.RightArrow);
        Type("i");
        Assert.Equal(("/incidents", 5), (_editor.Text, _editor.Caret));
        Press(ConsoleKey.End, ConsoleKey.Backspace);
        Assert.Equal("/incident", _editor.Text);
        Press(ConsoleKey.Home, ConsoleKey.Delete);
        Assert.Equal("incident", _editor.Text);
    }

    [Fact]
    public void A_letter_with_its_marks_is_one_step()
    {
        Type("مُ");
        Press(ConsoleKey.Backspace);

        Assert.Equal("", _editor.Text);
    }

    [Theory]
    [InlineData(ConsoleKey.A, "/incident 3", 0)]
    [InlineData(ConsoleKey.E, "/incident 3", 11)]
    [InlineData(ConsoleKey.U, "", 0)]
    [InlineData(ConsoleKey.W, "/incident ", 10)]
    [InlineData(ConsoleKey.H, "/incident ", 10)]
    public void The_keys_of_every_shell_work(ConsoleKey key, string text, int caret)
    {
        Type("/incident 3");
        _editor.Press(new ConsoleKeyInfo('\0', key, shift: false, alt: false, control: true));

        Assert.Equal((text, caret), (_editor.Text, _editor.Caret));
    }

    [Fact]
    public void Ctrl_D_ends_on_an_empty_line_alone()
    {
        var end = new ConsoleKeyInfo('\u0004', ConsoleKey.D, shift: false, alt: false, control: true);
        Assert.Equal(LineStep.Ended, _editor.Press(end));
        Type("x");
        Assert.Equal(LineStep.Typing, _editor.Press(end));
    }

    [Fact]
    public void Whatever_keys_come_the_caret_stays_within_the_line() => Prop.ForAll(
        Gen.Elements(Enum.GetValues<ConsoleKey>()).Zip(Gen.Elements('a', 'م', '\u0650', '\ud83d', '\ude00', '\0', ' '))
            .Zip(Gen.Elements(true, false, false)).ListOf().ToArbitrary(), keys =>
        {
            var editor = new LineEditor();
            foreach (var ((key, letter), control) in keys)
            {
                if (editor.Press(new ConsoleKeyInfo(letter, key, false, false, control)) == LineStep.Done)
                    editor.Take();
                Assert.InRange(editor.Caret, 0, editor.Text.Length);
            }
        }).QuickCheckThrowOnFailure();

    private void Type(string text)
    {
        foreach (var c in text) _editor.Press(new ConsoleKeyInfo(c, ConsoleKey.None, false, false, false));
    }

    private void Press(params ReadOnlySpan<ConsoleKey> keys)
    {
        foreach (var key in keys) _editor.Press(new ConsoleKeyInfo('\0', key, false, false, false));
    }

    private void Enter(string line)
    {
        Type(line);
        Assert.Equal(LineStep.Done, _editor.Press(new ConsoleKeyInfo('\r', ConsoleKey.Enter, false, false, false)));
        Assert.Equal(line, _editor.Take());
    }
}
