using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Commands;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Commands;

/// <summary>Lines that are being typed.</summary>
public sealed class CompletionTests : IAsyncLifetime
{
    private static readonly CancellationToken Never = TestContext.Current.CancellationToken;
    private static readonly UserRef Reader = CommandBench.Reader;

    private CommandBench _bench = null!;

    public async ValueTask InitializeAsync() => _bench = await CommandBench.NewAsync();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Theory]
    [InlineData("/inc", "/incidents|/incident")]
    [InlineData("/incidents since:3d pl", "/incidents since:3d place:")]
    [InlineData("/watch s", "/watch show")]
    [InlineData("/incidents top", "/incidents topic:")]
    [InlineData("/incidents topic:ira", "/incidents topic:iraq-militias")]
    [InlineData("/incidents since:3d severity:h", "/incidents since:3d severity:high")]
    [InlineData("/subscribe ira", "/subscribe iraq-militias")]
    [InlineData("/subscribe iraq-militias mode:d", "/subscribe iraq-militias mode:daily")]
    [InlineData("/incidents actor:كتائب", "/incidents actor:kataib-hezbollah")]
    [InlineData("/incidents place:قاعدة", "/incidents place:taji-base|/incidents place:ain-al-asad")]
    [InlineData("/actor hash", "/actor pmf")]
    [InlineData("/actor kat", "/actor kataib-hezbollah")]
    [InlineData("/nothing of the kind", "")]
    [InlineData("/actor kataib hizb", "/actor kataib-hezbollah")]
    [InlineData("/actor حزب", "/actor kataib-hezbollah|/actor lebanese-hezbollah")]
    [InlineData("/incidents topic ira", "/incidents topic iraq-militias")]
    [InlineData("/incidents since la", "/incidents since last night|/incidents since last week")]
    [InlineData("/incidents since:yes", "/incidents since:yesterday")]
    [InlineData("/الحوادث منذ:أم", "/الحوادث منذ:أمس")]
    [InlineData("/الحوادث الخطورة:عا", "/الحوادث الخطورة:عالية")]
    [InlineData("/trend kind:rocket", "/trend kind:rocket_attack")]
    [InlineData("/incidents al", "/incidents all")]
    [InlineData("/brief iraq-militias mon", "/brief iraq-militias monday|/brief iraq-militias this month")]
    [InlineData("/watch remove rule iraq-militias any", "/watch remove rule iraq-militias any-militia")]
    [InlineData("/watch remove actor iraq-militias leb", "/watch remove actor iraq-militias lebanese-hezbollah")]
    [InlineData("/watch remove place iraq-militias ain", "/watch remove place iraq-militias ain-al-asad")]
    [InlineData("/watch remove words iraq-militias att", "/watch remove words iraq-militias attack-words")]
    [InlineData("/watch remove alias iraq-militias Kataib Hiz", "/watch remove alias iraq-militias Kataib Hizballah")]
    [InlineData("/watch add alias iraq-militias KH of:kat", "/watch add alias iraq-militias KH of:kataib-hezbollah")]
    [InlineData("/watch add rule iraq-militias rocket* AND place:ain", "/watch add rule iraq-militias rocket* AND place:ain-al-asad")]
    [InlineData("/watch backtest any", "/watch backtest any-militia")]
    [InlineData("/watch backtest actor:kat", "/watch backtest actor:kataib-hezbollah")]
    [InlineData("/watch backtest rocket* NEAR/5 actor:leb", "/watch backtest rocket* NEAR/5 actor:lebanese-hezbollah")]
    [InlineData("/watch backtest any-militia topic:ir", "/watch backtest any-militia topic:iraq-militias")]
    [InlineData("/watch undo ira", "/watch undo iraq-militias")]
    [InlineData("/mute for ch", "/mute for changes")]
    [InlineData("/subscribe iraq-militias at:07", "/subscribe iraq-militias at:07:00")]
    [InlineData("/subscribe iraq-militias quiet 22", "/subscribe iraq-militias quiet 22:00-06:00")]
    [InlineData("/subscribe iraq-militias severity high mod", "/subscribe iraq-militias severity high mode:")]
    [InlineData("/setup iraq-militias he", "/setup iraq-militias here")]
    [InlineData("/help incidents", "/help incidents")]
    [InlineData("/help whyn", "/help whynot")]
    [InlineData("/follow حزب", "/follow kataib-hezbollah|/follow lebanese-hezbollah")]
    [InlineData("/quality ira", "/quality iraq-militias")]
    [InlineData("/incident 3 so", "/incident 3 sources")]
    public async Task A_line_that_is_being_typed_is_completed(string line, string expected)
    {
        var completed = await _bench.Catalogue.CompleteAsync(
            new IncomingCommand(Some.ChannelA, Reader, line, null), Never);

        Assert.Equal(expected.Split('|', StringSplitOptions.RemoveEmptyEntries), completed);
    }

    [Theory]
    [InlineData("/incident ")]
    [InlineData("/why ")]
    [InlineData("/export ")]
    [InlineData("/ack ")]
    [InlineData("/good ")]
    [InlineData("/noise ")]
    [InlineData("/mute ")]
    [InlineData("/unmute ")]
    [InlineData("/merge 2 ")]
    [InlineData("/split ")]
    [InlineData("/move 2 4 to ")]
    [InlineData("/retract ")]
    [InlineData("/incident #")]
    public async Task The_newest_incidents_are_offered_where_one_is_asked_for(string line)
    {
        await _bench.HaveAsync(Some.Incident(1), Some.Incident(3));
        var head = line.TrimEnd('#');
        Assert.Equal([head + "3", head + "1"], (await CompleteAsync(line)).Take(2));
    }

    [Fact]
    public async Task Numbers_that_were_read_a_while_ago_serve_while_newer_ones_are_read()
    {
        await _bench.HaveAsync(Some.Incident(1));
        Assert.Equal("/why 1", (await CompleteAsync("/why "))[0]);
        await _bench.HaveAsync(Some.Incident(2));
        Assert.Equal("/why 1", (await CompleteAsync("/why "))[0]);
        _bench.Time.Advance(TimeSpan.FromMinutes(1));
        while ((await CompleteAsync("/why "))[0] != "/why 2")
        {
            Never.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    [Fact]
    public async Task What_a_public_channel_may_not_read_yet_is_not_offered()
    {
        await _bench.HaveAsync(Some.Incident(1, members: Some.Member("new", seenUtc: _bench.Time.NowUtc)));
        await _bench.Store.Subscriptions.SaveAsync(
            Subscription.Default(Some.ChannelA, "iraq-militias", Some.NowUtc) with
            {
                Share = ShareLevel.Public,
                PublicDelay = TimeSpan.FromHours(2),
            },
            Never);
        Assert.Empty(await CompleteAsync("/why "));
        Assert.Equal(["/why 1"], await CompleteAsync("/why ", Some.ChannelB));
    }

    [Fact]
    public async Task Own_feeds_and_what_somebody_follows_are_offered_to_be_ended()
    {
        await _bench.AskAsync("/feed add https://news.example/rss name:News of the North", CommandBench.Moderator);
        await _bench.AskAsync("/follow oil field");
        Assert.Equal(["/feed remove News of the North"], await CompleteAsync("/feed remove news of"));
        Assert.Equal(["/unfollow oil field"], await CompleteAsync("/unfollow oi"));
        Assert.Empty(await CompleteAsync("/feed remove news", Some.ChannelB));
        Assert.Empty(await _bench.Catalogue.CompleteAsync(
            new IncomingCommand(Some.ChannelA, CommandBench.Manager, "/unfollow oi", null), Never));
    }

    [Fact]
    public async Task Every_option_with_a_known_set_of_values_is_completed()
    {
        await _bench.HaveAsync(Some.Incident(1));
        await _bench.AskAsync("/feed add https://news.example/rss name:North", CommandBench.Moderator);
        await _bench.AskAsync("/follow oil field");
        foreach (var command in _bench.Catalogue.Definitions)
            foreach (var option in command.Options.Where(o => o.Type is not (OptionType.Text or OptionType.Verbatim
                or OptionType.Number or OptionType.Numbers or OptionType.Word or OptionType.Coordinates or OptionType.Country)))
                Assert.True(
                    (await CompleteAsync($"/{command.Name} {option.Name}:")).Count > 0, $"/{command.Name} {option.Name}:");
    }

    private Task<IReadOnlyList<string>> CompleteAsync(string line, ChannelRef? channel = null) =>
        _bench.Catalogue.CompleteAsync(new IncomingCommand(channel ?? Some.ChannelA, Reader, line, null), Never);
}
