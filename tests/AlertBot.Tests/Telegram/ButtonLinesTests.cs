using System.Text;
using AlertBot.Telegram.Rendering;
using AlertBot.Testing;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AlertBot.Tests.Telegram;

public sealed class ButtonLinesTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Fact]
    public void No_line_makes_a_button_that_telegram_refuses() => Prop.ForAll<NonNull<string>, bool>((text, inPlace) =>
        Assert.InRange(Encoding.UTF8.GetByteCount(ButtonLines.DataOf("/search " + text.Get, inPlace)), 1, 64))
        .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("/incident 3")]
    [InlineData("/search \"a question that is far too long to stand in the sixty-four bytes of a button\" page:2")]
    [InlineData("/search \"التاجي وكل ما حولها من القواعد والمعسكرات\" page:2")]
    public async Task A_line_of_any_length_is_found_again_by_another_process(string line)
    {
        var state = new MemoryPlatformState();
        await new ButtonLines(state).KeepAsync([line, "/another line that is long enough to be kept in the store as well as this one"], Never);

        var found = await new ButtonLines(state).FindAsync(ButtonLines.DataOf(line, inPlace: true), Never);

        Assert.Equal(new PressedButton(line, true), found);
    }

    [Fact]
    public async Task The_oldest_lines_go_when_there_are_too_many()
    {
        var state = new MemoryPlatformState();
        var buttons = new ButtonLines(state);
        var lines = Enumerable.Range(1, 6000).Select(n => $"/search \"{new string('q', 60)}\" page:{n}").ToList();
        await buttons.KeepAsync(lines, Never);

        Assert.Null(await buttons.FindAsync(ButtonLines.DataOf(lines[0], false), Never));
        Assert.NotNull(await buttons.FindAsync(ButtonLines.DataOf(lines[^1], false), Never));
    }

    [Theory]
    [InlineData("")]
    [InlineData(">")]
    [InlineData("x/incident 3")]
    [InlineData(">#00000000000000000000")]
    public async Task What_was_never_ours_is_not_carried_out(string data) =>
        Assert.Null(await new ButtonLines(new MemoryPlatformState()).FindAsync(data, Never));
}
