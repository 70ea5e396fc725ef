using AlertBot.Testing.Telegram;
using Xunit;

namespace AlertBot.EndToEnd.Tests;

/// <summary>Chats that close or move: each is found out once, and the others do not suffer.</summary>
public sealed class TelegramClosureTests
{
    [Fact]
    public async Task Chats_that_are_gone_are_tried_once_and_the_others_go_on()
    {
        await using var desk = await TelegramDesk.OpenAsync();
        var server = desk.Server;
        var (well, kicked, deleted) = (desk.Group("Well"), desk.Group("Kicked"), desk.Group("Deleted"));
        var (forum, blocked) = (desk.Group("Forum", topics: [5, 6]), server.Room(desk.Reader.Id));
        await using var run = await desk.StartedAsync();
        foreach (var room in (TelegramRoom[])[well, kicked, deleted, blocked]) await desk.SubscribeAsync(run, room);
        foreach (var topic in (long[])[5, 6]) await desk.SubscribeAsync(run, forum, topic);

        server.ChangeBot(kicked, desk.Admin, "kicked");
        server.Delete(deleted);
        server.Block(desk.Reader);
        server.CloseTopic(forum, 6, isRemoved: true);
        await desk.PublishAsync(run, 2, well, forum);
        await run.UntilAsync(() => new[] { kicked, deleted, blocked, forum }.All(r => desk.Refused(r) > 0));
        await desk.PublishAsync(run, 3, well, forum);
        var ended = await TelegramDesk.StopAsync(run);

        Assert.Equal(0, ended.ExitCode);
        Assert.All([kicked, deleted, blocked, forum], room => Assert.Equal(1, desk.Refused(room)));
        Assert.Equal([5L, 5L], desk.Alerts(forum, 2).Concat(desk.Alerts(forum, 3)).Select(a => a.Thread!.Value));
        Assert.Contains("blocked by the user", ended.Errors, StringComparison.Ordinal);
        Assert.Contains("thread not found", ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_group_that_becomes_a_supergroup_keeps_its_alerts_also_after_a_restart()
    {
        await using var desk = await TelegramDesk.OpenAsync();
        var group = desk.Group("Desk", "group");
        TelegramRoom super;
        await using (var run = await desk.StartedAsync())
        {
            await desk.SubscribeAsync(run, group);
            super = desk.Server.Migrate(group, isTold: false);
            await desk.PublishAsync(run, 2, super);
            Assert.Equal(0, (await TelegramDesk.StopAsync(run)).ExitCode);
        }
        var before = desk.Refused(group);

        await using (var run = await desk.StartedAsync())
        {
            await desk.PublishAsync(run, 3, super);
            var listed = await desk.SayAsync(run, super, desk.Admin, "/subscriptions");
            Assert.Equal(0, (await TelegramDesk.StopAsync(run)).ExitCode);
            Assert.Contains("blasts", listed.Text, StringComparison.OrdinalIgnoreCase);
        }

        Assert.Equal((1, 1), (before, desk.Refused(group)));
        Assert.All([2, 3], n => Assert.Single(desk.Alerts(super, n)));
        Assert.All([2, 3], n => Assert.Empty(desk.Alerts(group, n)));
    }
}
