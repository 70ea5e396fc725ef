using AlertBot.Testing;
using AlertBot.Testing.Telegram;
using Xunit;

namespace AlertBot.EndToEnd.Tests;

/// <summary>The whole program on Telegram, as people meet it.</summary>
public sealed class TelegramStoryTests
{
    private const int Old = 50;

    [Fact]
    public async Task A_group_that_adds_the_bot_sets_it_up_by_buttons_and_reads_alerts_with_their_changes()
    {
        await using var desk = await TelegramDesk.OpenAsync();
        var (server, group) = (desk.Server, desk.Group("Desk"));
        var isGraver = false;
        desk.Stand.Add("agency", _ => FeedServerReply.Document(isGraver ? TelegramDesk.Agency(11, 41) : TelegramDesk.NoNews));
        await using var run = await desk.StartedAsync();

        server.ChangeBot(group, desk.Admin, "left");
        server.ChangeBot(group, desk.Admin, "member");
        await run.UntilAsync(() => server.Answers(group).Count == 1);
        var greeting = server.Answers(group)[0];
        var refused = await desk.PressAsync(run, group, greeting, desk.Reader, "Set up");
        await desk.PressAsync(run, group, greeting, desk.Admin, "Set up");
        await run.UntilAsync(() => server.Answers(group).Count == 2);
        var setup = server.Answers(group)[1];
        foreach (var (choice, n) in (IEnumerable<(string, int)>)[("Blasts", 2), ("here", 3), ("Low", 4)])
        {
            await desk.PressAsync(run, group, setup, desk.Admin, choice);
            await run.UntilAsync(() => setup.Texts.Count == n);
        }
        await desk.PublishAsync(run, 11, group);
        var alert = Assert.Single(desk.Alerts(group, 11));
        isGraver = true;
        await run.UntilAsync(() => alert.Texts.Count > 1 && server.Answers(group).Any(p => p.ReplyTo == alert.Id));
        await desk.PressAsync(run, group, alert, desk.Admin, "Mute");
        await run.UntilAsync(() => alert.Buttons.Any(b => b.Label == "Unmute"));
        var ended = await TelegramDesk.StopAsync(run);

        Assert.Equal((0, 0), (ended.ExitCode, server.Unanswered));
        Assert.True(refused.IsAlert);
        Assert.Contains("/setup is for", refused.Text, StringComparison.Ordinal);
        Assert.Contains("41", alert.Texts[^1], StringComparison.Ordinal);
        Assert.Contains("Severity: Critical", server.Answers(group).First(p => p.ReplyTo == alert.Id).Text, StringComparison.Ordinal);
        Assert.Contains("Hala", alert.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(TelegramServer.Token, ended.Output + ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_asks_turns_pages_and_shares_a_card()
    {
        await using var desk = await TelegramDesk.OpenAsync();
        desk.Stand.Wanted = 10;
        desk.Stand.Add("late", _ => FeedServerReply.Document(TelegramDesk.Agency(Old, 4, TimeSpan.FromHours(2))));
        await using var run = await desk.StartedAsync();
        await run.UntilAsync(() => desk.Stand.SentAlerts() == 11);
        var room = desk.Server.Room(desk.Reader.Id);

        var list = await desk.SayAsync(run, room, desk.Reader, "incidents");
        var first = list.Text;
        await desk.PressAsync(run, room, list, desk.Reader, "Next");
        await run.UntilAsync(() => list.Texts.Count == 2);
        var arab = desk.Server.Person(9, "نور", "ar");
        var arabic = await desk.SayAsync(run, desk.Server.Room(9), arab, "الحوادث");
        var (typed, nothing) = (desk.Server.Type(desk.Reader, "rocket"), desk.Server.Type(desk.Reader, Newsstand.Place(3)));
        await run.UntilAsync(() => desk.Server.Offered(typed) is not null && desk.Server.Offered(nothing) is not null);
        Assert.Equal(0, (await TelegramDesk.StopAsync(run)).ExitCode);

        Assert.Contains("Page 1 of 2, 11 incidents", first, StringComparison.Ordinal);
        Assert.Contains("Page 2 of 2, 11 incidents", list.Text, StringComparison.Ordinal);
        Assert.Contains("الصفحة 1 من 2", arabic.Text, StringComparison.Ordinal);
        // What is new is not shared yet, and the exact place never.
        var card = Assert.Single(desk.Server.Offered(typed)!)!;
        Assert.Contains("Rocket attack", card["title"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.DoesNotContain(Newsstand.Place(Old), card.ToJsonString(), StringComparison.Ordinal);
        Assert.Empty(desk.Server.Offered(nothing)!);
    }

    [Fact]
    public async Task A_channel_and_a_topic_are_served_and_who_takes_a_right_away_is_told_which()
    {
        await using var desk = await TelegramDesk.OpenAsync();
        var (server, news) = (desk.Server, desk.Server.Open("channel", "News"));
        var forum = desk.Group("Forum", topics: [77]);
        await using var run = await desk.StartedAsync();
        var told = server.Room(desk.Admin.Id);

        server.ChangeBot(news, desk.Admin, "member");
        server.ChangeBot(news, desk.Admin, "administrator");
        await run.UntilAsync(() => server.Answers(told).Any(p => p.Text.Contains("can post in News", StringComparison.Ordinal)));
        await desk.SubscribeAsync(run, news);
        await desk.SubscribeAsync(run, forum, thread: 77);
        await desk.PublishAsync(run, 2, news, forum);
        server.ChangeBot(news, desk.Admin, "administrator", canPost: false);
        await run.UntilAsync(() => server.Answers(told).Any(
            p => p.Text.Contains("right to post messages", StringComparison.Ordinal)));
        await desk.PublishAsync(run, 3, forum);
        var details = await desk.PressAsync(run, news, desk.Alerts(news, 2)[0], desk.Reader, "Details");
        Assert.Equal(0, (await TelegramDesk.StopAsync(run)).ExitCode);

        Assert.Empty(desk.Alerts(news, 3));
        Assert.All(desk.Alerts(forum, 2).Concat(desk.Alerts(forum, 3)), alert => Assert.Equal(77, alert.Thread));
        Assert.True(details.IsAlert);
        Assert.Contains(Newsstand.Place(2), details.Text, StringComparison.Ordinal);
    }
}
