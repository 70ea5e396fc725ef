using Xunit;

namespace AlertBot.Tests.Telegram;

public sealed class MembershipTests
{
    [Fact]
    public async Task A_group_that_lets_the_bot_in_is_told_how_to_go_on()
    {
        await using var bench = await TelegramBench.StartAsync();
        var group = bench.Server.Open("supergroup", "Desk");
        bench.Server.ChangeBot(group, bench.Person, "left");
        bench.Server.ChangeBot(group, bench.Person, "member");
        await bench.TakeAsync();

        Assert.Contains("/subscribe", Assert.Single(bench.Server.Answers(group)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_takes_a_right_away_is_told_which_one_is_needed_and_the_chat_is_not()
    {
        await using var bench = await TelegramBench.StartAsync();
        var news = bench.Server.Open("channel", "News");
        bench.Server.ChangeBot(news, bench.Person, "administrator", canPost: false);
        await bench.TakeAsync();
        bench.Server.ChangeBot(news, bench.Person, "administrator", canPost: true);
        await bench.TakeAsync();

        var told = bench.Server.Answers(bench.PrivateRoom);
        Assert.Contains("right to post messages", told[0].Text, StringComparison.Ordinal);
        Assert.Contains("can post in News", told[1].Text, StringComparison.Ordinal);
        Assert.Empty(bench.Server.Answers(news));
    }

    [Fact]
    public async Task Who_throws_the_bot_out_is_not_bothered()
    {
        await using var bench = await TelegramBench.StartAsync();
        var group = bench.Server.Open("supergroup", "Desk");
        bench.Server.ChangeBot(group, bench.Person, "kicked");
        await bench.TakeAsync();

        Assert.Empty(bench.Server.Answers(bench.PrivateRoom));
    }
}
