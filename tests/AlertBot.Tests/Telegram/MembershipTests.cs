using AlertBot.Chat;
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

    [Fact]
    public async Task Cards_are_offered_in_any_chat()
    {
        await using var bench = await TelegramBench.StartAsync();
        bench.Handler.Cards =
        [
            new SharedCard("i-3", "Rockets <hit> Taji", "3 killed", new Message(Tone.High,
                [new Block.Headline(0, "HIGH", new Span("Rockets <hit> Taji", new Uri("https://one.example/a")), "#3")])),
        ];

        var query = bench.Server.Type(bench.Person, "kataib");
        await bench.TakeAsync();

        var card = Assert.Single(bench.Server.Offered(query)!)!;
        Assert.Equal(["kataib"], bench.Handler.Typed);
        Assert.Equal("Rockets <hit> Taji", card["title"]!.GetValue<string>());
        Assert.Contains("&lt;hit&gt;", card["input_message_content"]!["message_text"]!.GetValue<string>(), StringComparison.Ordinal);
    }
}
