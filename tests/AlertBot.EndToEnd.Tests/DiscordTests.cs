using System.Text.Json.Nodes;
using AlertBot.Testing;
using AlertBot.Testing.Discord;
using Xunit;

namespace AlertBot.EndToEnd.Tests;

/// <summary>The whole program on Discord, as people meet it.</summary>
public sealed class DiscordTests : IAsyncLifetime
{
    private const ulong Guild = 70_000_000_000_000_000;
    private const ulong ManageChannels = 1 << 4;

    private readonly Newsstand _stand = new();
    private DiscordStandIn _discord = null!;
    private StandInChannel _channel = null!;

    public async ValueTask InitializeAsync()
    {
        _discord = await DiscordStandIn.StartAsync();
        // On a real clock nobody knows how busy the machine is.
        _discord.Deadline = TimeSpan.FromMinutes(3);
        _channel = _discord.AddChannel(Guild);
        _stand.Add("strikes", _ => FeedServerReply.Document(Newsstand.News(1, _stand.Wanted)));
    }

    public async ValueTask DisposeAsync()
    {
        await _discord.DisposeAsync();
        await _stand.DisposeAsync();
    }

    [Fact]
    public async Task A_moderator_subscribes_a_channel_reads_an_alert_and_asks_for_more()
    {
        await using var run = await StartedAsync();

        var refused = await GiveAsync(run, "subscribe", permissions: 0, ("topic", "blasts"));
        var subscribed = await GiveAsync(run, "subscribe", ManageChannels, ("topic", "blasts"), ("severity", "low"));
        _stand.Wanted = 2;
        await run.UntilAsync(() => Alerts(2).Count == 1);
        var alert = Alerts(2).Single();
        var (_, button) = Assert.Single(alert.Buttons, b => b.CustomId.StartsWith("/incident ", StringComparison.Ordinal));
        var details = await _discord.InteractAsync(
            _channel, 3, new JsonObject { ["custom_id"] = button, ["component_type"] = 2 }, message: new JsonObject { ["id"] = $"{alert.Id}" });
        await run.UntilAsync(() => details.Answered.IsCompleted);
        var completed = await _discord.InteractAsync(_channel, 4, Data("incidents", ("topic", "bla")));
        await run.UntilAsync(() => completed.Answered.IsCompleted);
        await run.SignalAsync("TERM");

        Assert.Equal(0, (await run.EndAsync()).ExitCode);
        Assert.NotEqual(refused.Text, subscribed.Text);
        Assert.Contains("blasts", subscribed.Text, StringComparison.OrdinalIgnoreCase);
        Assert.True(details.IsPrivate);
        Assert.Contains(Newsstand.Place(2), details.Text, StringComparison.Ordinal);
        Assert.Contains("blasts", completed.Choices);
        Assert.Empty(alert.Pings);
        Assert.Empty(_discord.Complaints);
    }

    [Fact]
    public async Task Nothing_is_lost_and_nothing_comes_twice_when_the_process_dies_between_sending_and_recording()
    {
        await using (var run = await StartedAsync())
        {
            await GiveAsync(run, "subscribe", ManageChannels, ("topic", "blasts"), ("severity", "low"));
            // Discord has them, and the answers never come.
            _discord.Weather = r => r is { Method: "POST", Route: "channels//messages" }
                ? new StandInFault.HoldAnswer(new TaskCompletionSource().Task) : null;
            _stand.Wanted = 3;
            await run.UntilAsync(() => _discord.Messages.Count > 0);
            await run.KillAsync();
        }
        _discord.Weather = _ => null;
        // As after a long outage: the nonce is forgotten, only the mark in the message is left.
        _discord.NonceMemory = TimeSpan.Zero;

        await using (var run = await StartedAsync())
        {
            await run.UntilAsync(() => Alerts(2).Count >= 1 && Alerts(3).Count >= 1);
            _stand.Wanted = 4;
            await run.UntilAsync(() => Alerts(4).Count >= 1);
            await run.SignalAsync("TERM");
            Assert.Equal(0, (await run.EndAsync()).ExitCode);
        }

        Assert.All(Enumerable.Range(2, 3), n => Assert.Single(Alerts(n)));
        Assert.Empty(_discord.Complaints);
    }

    [Fact]
    public async Task What_people_do_while_the_gateway_is_gone_is_answered_when_it_is_back()
    {
        await using var run = await StartedAsync();

        await _discord.Gateway.DropAllAsync();
        var given = await GiveAsync(run, "help", ManageChannels);
        await run.SignalAsync("TERM");
        await run.EndAsync();

        Assert.Contains("incidents", given.Text, StringComparison.Ordinal);
        Assert.Equal(1, _discord.Gateway.Identifies);
        Assert.Empty(_discord.Complaints);
    }

    [Fact]
    public async Task A_token_that_Discord_refuses_is_told_in_one_line_and_the_rest_goes_on()
    {
        await using var run = await _stand.StartedAsync(("Discord__Token", "not.the.token"), ("Discord__ApiBaseUrl", _discord.ApiBaseUrl));

        await run.SeesAsync(line => line.Contains("Discord refuses the token", StringComparison.Ordinal));
        await run.SignalAsync("TERM");
        var ended = await run.EndAsync();

        Assert.Equal(0, ended.ExitCode);
        Assert.Single(ended.ErrorLines, l => l.Contains("Discord refuses the token", StringComparison.Ordinal));
        Assert.DoesNotContain("not.the.token", ended.Errors, StringComparison.Ordinal);
    }

    private async Task<ProgramRun> StartedAsync()
    {
        var run = await _stand.StartedAsync(("Discord__Token", DiscordStandIn.Token), ("Discord__ApiBaseUrl", _discord.ApiBaseUrl));
        await run.UntilAsync(() => _discord.Gateway.Ready == 1 && _discord.Commands is not null);
        // What a connection carries is lost when it is cut: only what the program says has been heard.
        await run.SeesAsync(line => line.Contains("is ready", StringComparison.Ordinal));
        return run;
    }

    private async Task<StandInInteraction> GiveAsync(
        ProgramRun run, string name, ulong permissions, params (string Name, string Value)[] options)
    {
        var given = await _discord.InteractAsync(_channel, 2, Data(name, options), permissions: permissions);
        await run.UntilAsync(() => given.Answered.IsCompleted);
        return given;
    }

    private static JsonObject Data(string name, params (string Name, string Value)[] options) => new()
    {
        ["name"] = name,
        ["options"] = new JsonArray([.. options.Select((o, i) => (JsonNode)new JsonObject
        {
            ["name"] = o.Name, ["type"] = 3, ["value"] = o.Value, ["focused"] = i == options.Length - 1 && name == "incidents",
        })]),
    };

    private IReadOnlyList<StandInMessage> Alerts(int place) =>
        [.. _discord.Messages.Where(m => m.ReplyTo is null && m.Text.Contains(Newsstand.Place(place), StringComparison.Ordinal))];
}
