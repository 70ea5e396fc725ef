using System.Collections.Concurrent;
using System.Text.Json;
using AlertBot.Discord.Gateway;
using AlertBot.Discord.Wire;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AlertBot.Discord.Interactions;

/// <summary>
/// Hears what people do with commands, buttons, lists and forms, and what happens to servers. Each runs by itself; the
/// gateway never waits.
/// </summary>
internal sealed partial class InteractionServer(
    InteractionDesk desk, CommandRegistrar registrar, Greeter greeter, TimeProvider time,
    ILogger<InteractionServer> logger) : IGatewayListener, IHostedService, IDisposable
{
    // More at once than people type; beyond, the rest is told by Discord itself that the bot did not answer.
    private const int MaxAtOnce = 200;

    // The token of an interaction lives 15 minutes (Receiving and Responding).
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    private readonly SeenInteractions _seen = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<Task, bool> _underWay = new();

    /// <inheritdoc/>
    public void Hear(Snowflake application, string name, JsonElement body)
    {
        switch (name)
        {
            case "READY":
                Start(registrar.RegisterAsync(application, _stop.Token));
                break;
            case "INTERACTION_CREATE" when _underWay.Count >= MaxAtOnce:
                LogTooMany(MaxAtOnce);
                break;
            case "INTERACTION_CREATE":
                Start(ServeAsync(body));
                break;
            case "GUILD_CREATE" when body.Deserialize(DiscordJson.Default.GuildEvent) is { Unavailable: false } joined:
                Start(GuardedAsync(greeter.OnJoinedAsync(joined, _stop.Token)));
                break;
            case "GUILD_DELETE" when body.Deserialize(DiscordJson.Default.GuildEvent) is { Unavailable: false } left:
                Start(GuardedAsync(greeter.OnLeftAsync(left.Id, _stop.Token)));
                break;
        }
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_underWay.Keys).WaitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _stop.Dispose();

    private void Start(Task task)
    {
        if (task.IsCompleted) return;
        _underWay[task] = true;
        _ = task.ContinueWith(
            done => _underWay.TryRemove(done, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    private async Task ServeAsync(JsonElement body)
    {
        if (body.Deserialize(DiscordJson.Default.ReceivedInteraction) is not { } interaction
            || !_seen.IsNew(interaction.Id)) return;
        using var life = new CancellationTokenSource(Longest, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, life.Token);
        await GuardedAsync(desk.ServeAsync(interaction, end.Token));
        // Nobody can be answered any more: that is said once, and the work was given up.
        if (life.IsCancellationRequested && !_stop.IsCancellationRequested) LogTooLate(interaction.Id);
    }

    private async Task GuardedAsync(Task work)
    {
        try
        {
            await work;
        }
        catch (OperationCanceledException)
        {
            // The process stops, or the token of the interaction is dead.
        }
        catch (Exception fault)
        {
            LogFault(fault);
        }
    }

    [LoggerMessage(9042, LogLevel.Error, "Something that was heard from Discord failed.")]
    private partial void LogFault(Exception fault);

    [LoggerMessage(9043, LogLevel.Warning, "An interaction is left without an answer: {Most} are under way.")]
    private partial void LogTooMany(int most);

    [LoggerMessage(9045, LogLevel.Warning,
        "Interaction {Id} took longer than the 15 minutes in which it could be answered; it was given up.")]
    private partial void LogTooLate(Snowflake id);
}
