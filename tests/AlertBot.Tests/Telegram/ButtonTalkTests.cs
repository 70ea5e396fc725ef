using AlertBot.Chat;
using Xunit;

namespace AlertBot.Tests.Telegram;

public sealed class ButtonTalkTests
{
    [Fact]
    public async Task A_page_takes_the_place_of_the_one_before()
    {
        await using var bench = await TelegramBench.StartAsync();
        bench.Handler.Answer = command => new CommandReply(new Message(Tone.Neutral,
        [
            new Block.Paragraph(0, ["Page of " + command.Line]),
            new Block.Actions(1, [new ActionButton("Next", "/incidents page:2"), new ActionButton("#3 whole", "/incident 3")]),
        ]), false);
        var list = Assert.Single(await bench.SayAsync(bench.PrivateRoom, bench.Person, "/incidents"));

        var toast = await bench.PressAsync(bench.PrivateRoom, list, bench.Person, "Next");

        Assert.Equal((null, false), toast);
        Assert.Equal(["Page of /incidents", "Page of /incidents page:2"], list.Texts);
        Assert.Single(bench.Server.Answers(bench.PrivateRoom));
    }

    [Fact]
    public async Task What_hangs_under_an_alert_is_answered_below_it_and_never_in_its_place()
    {
        await using var bench = await TelegramBench.StartAsync();
        var group = bench.Server.Open("supergroup", "Desk");
        await bench.Platform.SendAsync(TelegramBench.Delivery(group, Alert), CancellationToken.None);
        var alert = Assert.Single(bench.Server.Answers(group));

        await bench.PressAsync(group, alert, bench.Person, "Details");

        Assert.Single(alert.Texts);
        Assert.Equal(alert.Id, bench.Server.Answers(group)[1].ReplyTo);
        Assert.Equal("/incident 3", Assert.Single(bench.Handler.Asked).Line);
    }

    [Fact]
    public async Task A_reader_of_a_channel_is_answered_alone()
    {
        await using var bench = await TelegramBench.StartAsync();
        var news = bench.Server.Open("channel", "News");
        await bench.Platform.SendAsync(TelegramBench.Delivery(news, Alert), CancellationToken.None);

        var toast = await bench.PressAsync(news, bench.Server.Answers(news)[0], bench.Person, "Details");

        Assert.Equal(("Answer to /incident 3", true), toast);
        Assert.Single(bench.Server.Answers(news));
    }

    [Fact]
    public async Task A_reader_of_a_channel_is_answered_however_long_that_takes()
    {
        await using var bench = await TelegramBench.StartAsync();
        var news = bench.Server.Open("channel", "News");
        var (begun, slow) = (new TaskCompletionSource(), new TaskCompletionSource());
        bench.Handler.Before = _ =>
        {
            begun.TrySetResult();
            return slow.Task;
        };
        await bench.Platform.SendAsync(TelegramBench.Delivery(news, Alert), CancellationToken.None);
        var query = bench.Server.Press(news, bench.Server.Answers(news)[0], bench.Person, "Details");

        var taking = bench.TakeAsync();
        await begun.Task;
        bench.Time.Advance(TimeSpan.FromSeconds(5));
        slow.SetResult();
        await taking;

        Assert.Equal(("Answer to /incident 3", true), bench.Server.Toast(query));
        Assert.True(Assert.Single(bench.Handler.Asked).CanAnswerAlone);
        Assert.Single(bench.Server.Answers(news));
    }

    [Fact]
    public async Task A_refusal_is_shown_to_the_presser_and_disturbs_nobody_else()
    {
        await using var bench = await TelegramBench.StartAsync();
        bench.Handler.Answer = _ => new CommandReply(Message.Line("That is for moderators.", Tone.Problem), true);
        var group = bench.Server.Open("supergroup", "Desk");
        await bench.Platform.SendAsync(TelegramBench.Delivery(group, Alert), CancellationToken.None);

        var toast = await bench.PressAsync(group, bench.Server.Answers(group)[0], bench.Person, "Details");

        Assert.Equal(("That is for moderators.", true), toast);
        Assert.Single(bench.Server.Answers(group));
    }

    [Fact]
    public async Task A_button_is_let_go_at_once_when_its_answer_takes_long()
    {
        await using var bench = await TelegramBench.StartAsync();
        var (begun, slow) = (new TaskCompletionSource(), new TaskCompletionSource());
        bench.Handler.Before = _ =>
        {
            begun.TrySetResult();
            return slow.Task;
        };
        await bench.Platform.SendAsync(TelegramBench.Delivery(bench.PrivateRoom, Alert), CancellationToken.None);
        var query = bench.Server.Press(bench.PrivateRoom, bench.Server.Answers(bench.PrivateRoom)[0], bench.Person, "Details");

        var taking = bench.TakeAsync();
        await begun.Task;
        while (!(bench.Time.NextUtc < bench.Time.NowUtc.AddSeconds(5))) await Task.Yield();
        bench.Time.Advance(TimeSpan.FromSeconds(1));
        while (bench.Server.Toast(query) is null) await Task.Yield();
        Assert.Single(bench.Server.Answers(bench.PrivateRoom));
        slow.SetResult();
        await taking;

        Assert.Equal(2, bench.Server.Answers(bench.PrivateRoom).Count);
    }

    [Fact]
    public async Task A_button_whose_line_is_forgotten_says_so()
    {
        await using var bench = await TelegramBench.StartAsync();
        var line = $"/search \"{new string('q', 80)}\"";
        var message = new Message(Tone.Neutral, [new Block.Paragraph(0, ["x"]), new Block.Actions(0, [new ActionButton("Again", line)])]);
        await bench.Platform.SendAsync(TelegramBench.Delivery(bench.PrivateRoom, message), CancellationToken.None);
        for (var shelf = 0; shelf < 64; shelf++)
        {
            var stored = await bench.State.ReadAsync("telegram", $"buttons/{shelf}", CancellationToken.None);
            await bench.State.TryWriteAsync("telegram", $"buttons/{shelf}", Array.Empty<byte>(), stored.Version, CancellationToken.None);
        }

        var toast = await bench.PressAsync(bench.PrivateRoom, bench.Server.Answers(bench.PrivateRoom)[0], bench.Person, "Again");

        Assert.Contains("too old", toast?.Text, StringComparison.Ordinal);
        Assert.Empty(bench.Handler.Asked);
    }

    private static Message Alert { get; } = new(Tone.High,
    [
        new Block.Headline(0, "HIGH", new Span("Rockets hit Taji"), "#3"),
        new Block.Actions(6, [new ActionButton("Details", "/incident 3")]),
    ]);
}
