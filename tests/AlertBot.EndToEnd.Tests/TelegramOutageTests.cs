using AlertBot.Testing.Telegram;
using Xunit;

namespace AlertBot.EndToEnd.Tests;

/// <summary>What goes wrong between the program and Telegram: nothing is lost, and nothing comes twice unasked.</summary>
public sealed class TelegramOutageTests
{
    [Theory]
    [InlineData("Show", 1)]
    [InlineData("Resend", 2)]
    public async Task An_alert_of_which_nobody_knows_after_a_power_cut_is_treated_as_the_operator_wants(
        string policy, int posted)
    {
        await using var desk = await TelegramDesk.OpenAsync();
        var group = desk.Group("Desk");
        await using (var run = await desk.StartedAsync(("Delivery__OnUnknown", policy)))
        {
            await desk.SubscribeAsync(run, group);
            desk.Server.Weather = (method, _) =>
                method == "sendMessage" ? TelegramFault.HoldAnswer : TelegramFault.None;
            desk.Stand.Wanted = 2;
            await run.UntilAsync(() => desk.Alerts(group, 2).Count == 1);
            await run.KillAsync();
        }
        desk.Server.Weather = (_, _) => TelegramFault.None;
        var listed = await desk.Stand.ToEndAsync(["outbox", "list", "--json"]);

        await using (var run = await desk.StartedAsync(("Delivery__OnUnknown", policy)))
        {
            await desk.PublishAsync(run, 3, group);
            await run.UntilAsync(() => desk.Alerts(group, 2).Count == posted);
            Assert.Equal(0, (await TelegramDesk.StopAsync(run)).ExitCode);
        }
        var after = await desk.Stand.ToEndAsync(["outbox", "list", "--json"]);

        Assert.Equal(posted, desk.Alerts(group, 2).Count);
        Assert.Single(desk.Alerts(group, 3));
        Assert.Equal(0, listed.ExitCode);
        Assert.Equal(policy == "Show" ? 1 : 0, after.OutputLines.Count(l => l.Contains("nknown", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_storm_of_refusals_and_cut_connections_is_waited_out_and_every_alert_comes_once()
    {
        await using var desk = await TelegramDesk.OpenAsync(new TelegramRules { ToldToWait = 1 });
        var (one, two) = (desk.Group("One"), desk.Group("Two"));
        await using var run = await desk.StartedAsync();
        await desk.SubscribeAsync(run, one);
        await desk.SubscribeAsync(run, two);

        desk.Server.Order(
            TelegramFault.TooMany, TelegramFault.TooMany, TelegramFault.ServerError, TelegramFault.TooMany,
            TelegramFault.ServerError);
        await desk.PublishAsync(run, 4, one, two);
        await run.UntilAsync(() => Enumerable.Range(2, 3).All(n => desk.Alerts(one, n).Count * desk.Alerts(two, n).Count > 0));
        Assert.Equal(0, (await TelegramDesk.StopAsync(run)).ExitCode);

        Assert.All(Enumerable.Range(2, 3), n => Assert.Single(desk.Alerts(one, n)));
        Assert.All(Enumerable.Range(2, 3), n => Assert.Single(desk.Alerts(two, n)));
        // Nobody was asked again before the wait was over.
        Assert.Equal(0, desk.Server.RefusedForNumber);
    }

    [Fact]
    public async Task What_people_ask_while_polls_are_cut_is_answered_once_each()
    {
        await using var desk = await TelegramDesk.OpenAsync(new TelegramRules { HasFloodControl = false });
        await using var run = await desk.StartedAsync();
        var people = Enumerable.Range(100, 6).Select(id => desk.Server.Person(id, $"Person {id}")).ToList();
        var cuts = 0;
        // A first wave ends the poll that is under way; what the next one brings is lost on its way, and the one after
        // that never arrives.
        desk.Server.Weather = (method, _) => method != "getUpdates" ? TelegramFault.None : Interlocked.Increment(ref cuts) switch
        {
            1 => TelegramFault.CutAnswer,
            2 => TelegramFault.CutBefore,
            _ => TelegramFault.None,
        };

        foreach (var (wave, line) in ((string[])["/topics", "/help"]).Index())
        {
            foreach (var person in people) desk.Server.Write(person, line);
            await run.UntilAsync(() => people.All(p => desk.Server.Answers(desk.Server.Room(p.Id)).Count > wave));
        }
        Assert.Equal(0, (await TelegramDesk.StopAsync(run)).ExitCode);

        Assert.InRange(cuts, 3, int.MaxValue);
        Assert.All(people, p => Assert.Equal(2, desk.Server.Answers(desk.Server.Room(p.Id)).Count));
    }

    [Fact]
    public async Task A_process_that_dies_while_it_answers_leaves_nobody_unanswered()
    {
        await using var desk = await TelegramDesk.OpenAsync();
        var room = desk.Server.Room(desk.Reader.Id);
        await using (var run = await desk.StartedAsync())
        {
            var isAsked = false;
            desk.Server.Weather = (method, _) =>
            {
                if (method != "sendMessage") return TelegramFault.None;
                isAsked = true;
                return TelegramFault.Hang;
            };
            desk.Server.Write(desk.Reader, "/topics");
            await run.UntilAsync(() => Volatile.Read(ref isAsked));
            await run.KillAsync();
        }
        desk.Server.Weather = (_, _) => TelegramFault.None;

        await using (var run = await desk.StartedAsync())
        {
            await run.UntilAsync(() => desk.Server.Answers(room).Count > 0);
            await desk.SayAsync(run, room, desk.Reader, "/help");
            Assert.Equal(0, (await TelegramDesk.StopAsync(run)).ExitCode);
        }

        Assert.Equal(2, desk.Server.Answers(room).Count);
    }
}
