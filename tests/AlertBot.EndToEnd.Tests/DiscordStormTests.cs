using System.Text.Json.Nodes;
using AlertBot.Testing.Discord;
using Xunit;

namespace AlertBot.EndToEnd.Tests;

/// <summary>The whole program on Discord, when much goes wrong there.</summary>
public sealed class DiscordStormTests : IAsyncLifetime
{
    private const int Most = 13;
    private const int Grave = 90;

    private DiscordStage _stage = null!;

    private DiscordStandIn Discord => _stage.Discord;

    public async ValueTask InitializeAsync() => _stage = await DiscordStage.OpenAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task In_a_storm_of_limits_and_drops_nothing_is_lost_or_doubled_and_the_gravest_go_first()
    {
        await _stage.SubscribeAsync(_stage.Room);
        var refused = 0;
        Discord.Weather = r => r is not { Method: "POST", Route: "channels//messages" } ? null
            : (Interlocked.Increment(ref refused) % 3) switch
            {
                0 => Limited("global", isGlobal: true),
                1 => Limited("user", isGlobal: false),
                _ => Limited("shared", isGlobal: false),
            };
        // Every other one is grave.
        for (var place = 2; place <= Most; place++) _stage.Tell(place, place % 2 == 0 ? Grave : 1);
        await _stage.Run.UntilAsync(() => refused >= 3 && _stage.Owed() >= Most - 1);
        Discord.Weather = _ => null;
        await _stage.Run.UntilAsync(() => Discord.Messages.Count > 1);
        await Discord.Gateway.DropAllAsync();
        var given = new List<StandInInteraction>();
        for (var i = 0; i < 5; i++) given.Add(await _stage.StartAsync(_stage.Room, "help", DiscordStage.Nothing));
        await _stage.Run.UntilAsync(() => given.TrueForAll(g => g.Answered.IsCompleted));
        await _stage.Run.UntilAsync(() => Enumerable.Range(2, Most - 1).All(p => _stage.Alerts(p).Count > 0));
        await _stage.EndAsync();

        Assert.All(Enumerable.Range(2, Most - 1), p => Assert.Single(_stage.Alerts(p)));
        Assert.All(given, g => Assert.Single(g.Answers));
        Assert.Equal(1, Discord.Gateway.Identifies);
        Assert.True(Discord.Gateway.Resumes >= 1);
        // What was under way when the storm ended may come before.
        var first = Discord.Messages.Take(6).Count(m => m.Text.Contains($"killing {Grave}", StringComparison.Ordinal));
        Assert.True(first >= 4, $"only {first} of the first 6 are grave");
    }

    [Fact]
    public async Task A_channel_that_cannot_be_written_to_rests_others_are_told_and_it_goes_on_when_it_can()
    {
        var other = Discord.AddChannel(DiscordStage.Guild);
        await _stage.SubscribeAsync(_stage.Room);
        await _stage.SubscribeAsync(other);
        // A role is taken from the bot: it may not write there any more, and then may again.
        other.CanSend = false;
        _stage.Tell(2, 4);
        await _stage.Run.UntilAsync(() => _stage.Alerts(2).Count == 1 && IsTold(_stage.Room, other));
        other.CanSend = true;
        await Discord.Gateway.TellAsync(DiscordStage.Guild, "GUILD_ROLE_UPDATE", new JsonObject
        {
            ["guild_id"] = $"{DiscordStage.Guild}",
            ["role"] = new JsonObject { ["id"] = "5", ["permissions"] = "0" },
        });
        await _stage.Run.UntilAsync(() => _stage.Alerts(2, other).Count == 1);
        // A channel is deleted: the other one is told, and goes on.
        _stage.Room.IsDeleted = true;
        _stage.Tell(3, 4);
        await _stage.Run.UntilAsync(() => _stage.Alerts(3, other).Count == 1 && IsTold(other, _stage.Room));
        // The bot is thrown out and let in again.
        await Discord.RemoveFromAsync(DiscordStage.Guild);
        await _stage.Run.SeesAsync(l => l.Contains("was removed from where", StringComparison.Ordinal) && l.Contains($"{other.Id}", StringComparison.Ordinal));
        await Discord.AddToAsync(DiscordStage.Guild);
        await _stage.Run.UntilAsync(() => Count("can be written to again") == 2);
        _stage.Tell(4, 4);
        await _stage.Run.UntilAsync(() => _stage.Alerts(4, other).Count == 1);
        await _stage.EndAsync();

        Assert.All([2, 3, 4], place => Assert.Single(_stage.Alerts(place, other)));
        Assert.Single(_stage.Alerts(2));
        Assert.All(Discord.Messages, m => Assert.Empty(m.Pings));
    }

    private static StandInFault.Answer Limited(string scope, bool isGlobal) => new(
        429, $$"""{"message":"You are being rate limited.","retry_after":0.3,"global":{{(isGlobal ? "true" : "false")}}}""")
    {
        Headers = [("Retry-After", "1"), ("X-RateLimit-Scope", scope)],
    };

    private bool IsTold(StandInChannel where, StandInChannel about) => Discord.Messages.Any(
        m => m.Channel == where.Id && m.Text.Contains($"{about.Id}", StringComparison.Ordinal));

    private int Count(string words) => _stage.Run.Errors.Split(words).Length - 1;
}
