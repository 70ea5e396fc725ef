using AlertBot.Chat;
using Xunit;

namespace AlertBot.Tests.Telegram;

/// <summary>Incidents as cards, wherever somebody types the bot's name.</summary>
public sealed class InlineTests
{
    [Fact]
    public async Task Cards_are_offered_in_any_chat()
    {
        await using var bench = await TelegramBench.StartAsync();
        bench.Handler.Cards = [Card(3)];

        var query = bench.Server.Type(bench.Person, "kataib");
        await bench.TakeAsync();

        var card = Assert.Single(bench.Server.Offered(query)!)!;
        var request = Assert.Single(bench.Handler.Shares);
        Assert.Equal(("kataib", "en", 0), (request.Typed, request.Language, request.Skip));
        Assert.Equal(TelegramBench.Channel(bench.PrivateRoom), request.Asker);
        Assert.Equal("Rockets <hit> Taji", card["title"]!.GetValue<string>());
        Assert.Contains("&lt;hit&gt;", card["input_message_content"]!["message_text"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_that_is_scrolled_goes_on_where_it_ended_and_is_kept_for_its_asker_and_not_for_long()
    {
        await using var bench = await TelegramBench.StartAsync();
        bench.Handler.Cards = [.. Enumerable.Range(1, 45).Select(Card)];

        var (offset, seen) = ("", new List<string>());
        do
        {
            var query = bench.Server.Type(bench.Person, "", offset);
            await bench.TakeAsync();
            seen.AddRange(bench.Server.Offered(query)!.Select(c => c!["id"]!.GetValue<string>()));
            var answer = bench.Server.Calls.Last(c => c.Method == "answerInlineQuery").Parameters;
            Assert.True(answer["is_personal"]!.GetValue<bool>());
            Assert.InRange(answer["cache_time"]!.GetValue<int>(), 0, 30);
            offset = answer["next_offset"]!.GetValue<string>();
        }
        while (offset.Length > 0);

        Assert.Equal(Enumerable.Range(1, 45).Select(n => $"i-{n}"), seen);
    }

    [Theory]
    [InlineData("-5")]
    [InlineData("99999999999999999999")]
    [InlineData("x")]
    public async Task An_offset_that_is_none_begins_at_the_front(string offset)
    {
        await using var bench = await TelegramBench.StartAsync();

        bench.Server.Type(bench.Person, "", offset);
        await bench.TakeAsync();

        Assert.Equal(0, Assert.Single(bench.Handler.Shares).Skip);
    }

    [Fact]
    public async Task Who_finds_nothing_is_shown_the_way_to_the_bot()
    {
        await using var bench = await TelegramBench.StartAsync();

        var query = bench.Server.Type(bench.Person, "nothing at all");
        await bench.TakeAsync();
        var start = bench.Server.Calls.Last(c => c.Method == "answerInlineQuery").Parameters["button"]!["start_parameter"]!;
        var answers = await bench.SayAsync(bench.PrivateRoom, bench.Person, $"/start {start.GetValue<string>()}");

        Assert.Empty(bench.Server.Offered(query)!);
        Assert.Contains("I read the news", Assert.Single(answers).Text, StringComparison.Ordinal);
    }

    private static SharedCard Card(int number) => new(
        $"i-{number}", "Rockets <hit> Taji", "3 killed", new Message(Tone.High,
            [new Block.Headline(0, "HIGH", new Span("Rockets <hit> Taji", new Uri("https://one.example/a")), $"#{number}")]));
}
