using System.Text.Json.Nodes;
using AlertBot.Chat;
using AlertBot.Telegram.Api;
using AlertBot.Telegram.Updates;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace AlertBot.Tests.Telegram;

public sealed class UpdateTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Fact]
    public async Task An_update_is_confirmed_only_once_it_is_handled()
    {
        await using var bench = await TelegramBench.StartAsync();
        var waitingMeanwhile = 0;
        bench.Handler.Before = _ =>
        {
            waitingMeanwhile = bench.Server.WaitingUpdates;
            return Task.CompletedTask;
        };
        bench.Server.Write(bench.Person, "/topics");

        await bench.Poller.StepAsync(Never);
        var waitingAfter = bench.Server.WaitingUpdates;
        bench.Server.Write(bench.Person, "/help");
        await bench.Poller.StepAsync(Never);

        Assert.Equal((1, 1, 1), (waitingMeanwhile, waitingAfter, bench.Server.WaitingUpdates));
        Assert.Equal(["/topics", "/help"], bench.Handler.Asked.Select(a => a.Line));
    }

    [Fact]
    public async Task A_process_that_died_after_handling_an_update_does_not_handle_it_again()
    {
        await using var bench = await TelegramBench.StartAsync();
        bench.Server.Write(bench.Person, "/topics");
        await bench.Poller.StepAsync(Never);
        var restarted = Poller(bench.Node("node-1"));

        // The server was never told: it gives the same update again.
        bench.Server.Write(bench.Person, "/help");
        await restarted.StepAsync(Never);

        Assert.Equal(["/topics", "/help"], bench.Handler.Asked.Select(a => a.Line));
    }

    [Fact]
    public async Task One_node_asks_at_a_time_and_another_takes_over_when_it_is_gone()
    {
        await using var bench = await TelegramBench.StartAsync();
        var other = Poller(bench.Node("node-2"));
        bench.Server.Write(bench.Person, "/topics");
        await bench.Poller.StepAsync(Never);
        bench.Server.Write(bench.Person, "/help");

        Assert.True(await other.StepAsync(Never) > TimeSpan.Zero);
        Assert.Single(bench.Handler.Asked);
        bench.Time.Advance(TimeSpan.FromSeconds(91));
        Assert.Equal(TimeSpan.Zero, await other.StepAsync(Never));

        Assert.Equal(["/topics", "/help"], bench.Handler.Asked.Select(a => a.Line));
    }

    [Fact]
    public async Task Somebody_else_with_the_same_token_is_told_once()
    {
        await using var bench = await TelegramBench.StartAsync();
        using var other = new TelegramApi(
            bench.Services.GetRequiredService<AlertBot.Telegram.TelegramOptions>(), bench.Time);
        for (var i = 0; i < 2; i++)
        {
            var polling = bench.Poller.StepAsync(Never);
            while (!bench.Server.IsPolled) await Task.Yield();
            var theirs = other.GetUpdatesAsync(new GetUpdates { Timeout = 50 }, Never);

            Assert.True(await polling > TimeSpan.Zero);
            while (!bench.Server.IsPolled) await Task.Yield();
            bench.Server.Write(bench.Person, "/topics");
            await theirs;
            bench.Server.DropUpdates();
        }

        Assert.Single(bench.Logs.Lines, line => line.Id == 9522);
    }

    [Fact]
    public async Task A_webhook_that_was_left_behind_is_removed_and_what_waits_is_kept()
    {
        await using var bench = await TelegramBench.StartAsync();
        using var before = new TelegramApi(
            bench.Services.GetRequiredService<AlertBot.Telegram.TelegramOptions>(), bench.Time);
        await before.SetWebhookAsync(new SetWebhook("http://127.0.0.1:9/nowhere"), Never);
        bench.Server.Write(bench.Person, "/topics");

        await bench.Poller.StepAsync(Never);
        await bench.Poller.StepAsync(Never);

        Assert.Null(bench.Server.Webhook);
        Assert.Equal("/topics", Assert.Single(bench.Handler.Asked).Line);
    }

    [Fact]
    public async Task Numbers_that_begin_anew_after_a_quiet_week_are_understood()
    {
        await using var bench = await TelegramBench.StartAsync();
        await bench.SayAsync(bench.PrivateRoom, bench.Person, "/topics");
        bench.Time.Advance(TimeSpan.FromDays(8));
        bench.Server.NumberUpdatesFrom(1000);

        await bench.SayAsync(bench.PrivateRoom, bench.Person, "/help");

        Assert.Equal(["/topics", "/help"], bench.Handler.Asked.Select(a => a.Line));
    }

    [Fact]
    public async Task After_a_day_without_asking_it_is_said_that_commands_may_be_lost()
    {
        await using var bench = await TelegramBench.StartAsync();
        await bench.SayAsync(bench.PrivateRoom, bench.Person, "/topics");
        bench.Time.Advance(TimeSpan.FromHours(30));
        var restarted = Poller(bench.Node("node-1"));
        bench.Server.Write(bench.Person, "/help");

        await restarted.StepAsync(Never);

        Assert.Single(bench.Logs.Lines, line => line.Id == 9524 + 1);
    }

    [Fact]
    public async Task A_kind_of_update_that_nobody_has_thought_of_yet_does_no_harm()
    {
        await using var bench = await TelegramBench.StartAsync();
        bench.Server.Surprise("message", new JsonObject
        {
            ["message_id"] = 1,
            ["date"] = 1,
            ["chat"] = new JsonObject { ["id"] = 7001, ["type"] = "hologram" },
            ["hologram"] = new JsonObject { ["depth"] = 3 },
        });
        bench.Server.Write(bench.Person, "/topics");
        await bench.TakeAsync();

        Assert.Single(bench.Handler.Asked);
        Assert.Equal(0, bench.Server.WaitingUpdates);
    }

    [Fact]
    public async Task An_update_that_cannot_be_handled_is_passed_over_and_logged()
    {
        await using var bench = await TelegramBench.StartAsync();
        bench.Handler.Before = _ => throw new InvalidOperationException("a fault of ours");
        bench.Server.Write(bench.Person, "/topics");
        await bench.TakeAsync();

        Assert.Equal(0, bench.Server.WaitingUpdates);
        Assert.Single(bench.Logs.Lines, line => line.Id == 9510);
    }

    [Fact]
    public async Task Only_what_is_wanted_is_asked_for()
    {
        await using var bench = await TelegramBench.StartAsync();
        await bench.SayAsync(bench.PrivateRoom, bench.Person, "/topics");

        var poll = bench.Server.Calls.First(c => c.Method == "getUpdates").Parameters;
        Assert.Equal(UpdateDesk.Wanted, poll["allowed_updates"]!.AsArray().Select(k => k!.GetValue<string>()));
    }

    [Fact]
    public async Task The_menu_is_sent_by_scope_and_language_and_only_when_it_changed()
    {
        await using var bench = await TelegramBench.StartAsync();
        await bench.SayAsync(bench.PrivateRoom, bench.Person, "/topics");
        var sent = bench.Server.Calls.Count(c => c.Method == "setMyCommands");
        bench.Server.Write(bench.Person, "/help");
        await Poller(bench.Node("node-1")).StepAsync(Never);

        Assert.Equal(6, sent);
        Assert.Equal(sent, bench.Server.Calls.Count(c => c.Method == "setMyCommands"));
        Assert.Equal(
            ["topics", "incidents", "incident", "watch_test", "watch_show", "help"],
            bench.Server.Menu("default", "").Select(c => c.Command));
        Assert.Contains(bench.Server.Menu("all_chat_administrators", ""), c => c.Command == "merge");
        Assert.Contains(bench.Server.Menu("all_private_chats", "ar"), c => c.Words == "ما يفعله الأمر");
    }

    private static UpdatePoller Poller(IServiceProvider node) =>
        node.GetServices<IHostedService>().OfType<UpdatePoller>().Single();
}
