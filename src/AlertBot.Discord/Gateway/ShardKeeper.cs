using System.Globalization;
using System.Text;
using AlertBot.Chat;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AlertBot.Discord.Gateway;

/// <summary>
/// Runs the shards that this worker holds. Workers that share one database share the shards by leases; each takes one
/// more at a turn, so that they spread.
/// </summary>
internal sealed partial class ShardKeeper(
    GatewayDoor door, Func<GatewayShard, GatewayConnection> connect, ILeases leases, IPlatformState state,
    DiscordWorker worker, TimeProvider time, ILogger<ShardKeeper> logger) : BackgroundService
{
    private const string CountKey = "shards";
    private const string Platform = DiscordPlatform.PlatformName;
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(5);

    // Long enough for a pause of a busy store, short enough that another worker takes over soon.
    private static readonly TimeSpan Held = TimeSpan.FromSeconds(30);

    private readonly Dictionary<int, RunningShard> _running = [];
    private int _count;
    private bool _isRefused;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            if (await door.AskAsync(stoppingToken) is not { } info) return;
            await AgreeAsync(info.Shards, stoppingToken);
            while (!_isRefused)
            {
                await TurnAsync(stoppingToken);
                await Task.Delay(Turn, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Every shard is left in a state that can be taken up again.
        }
        finally
        {
            await StopAllAsync();
        }
    }

    /// <summary>One look at what is held, lost and free.</summary>
    private async Task TurnAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (await StoredCountAsync(cancellationToken) is var (count, _) && count != _count) await ChangeAsync(count);
            foreach (var (index, running) in _running.ToList()) await LookAfterAsync(index, running, cancellationToken);
            for (var index = 0; index < _count && !_isRefused; index++)
                if (!_running.ContainsKey(index) && await TakeAsync(index, cancellationToken)) break;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // The store cannot be used: shards go on as long as their leases do.
            LogFault(fault.Message);
            foreach (var (index, running) in _running.ToList())
                if (running.Lease.UntilUtc <= time.GetUtcNow()) await StopAsync(index, running);
        }
    }

    private async Task LookAfterAsync(int index, RunningShard running, CancellationToken cancellationToken)
    {
        if (running.Task.IsCompleted)
        {
            var end = await StopAsync(index, running);
            _isRefused |= end == ShardEnd.Refused;
            if (end == ShardEnd.Reshard && await door.AskAsync(cancellationToken) is { } info)
                await AgreeAsync(info.Shards, cancellationToken);
            return;
        }
        if (await AcquireAsync(index, cancellationToken) is { } lease) running.Lease = lease;
        else await StopAsync(index, running);
    }

    private async Task<bool> TakeAsync(int index, CancellationToken cancellationToken)
    {
        if (await AcquireAsync(index, cancellationToken) is not { } lease) return false;
        var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _running[index] = new RunningShard(connect(new GatewayShard(index, _count)).RunAsync(stop.Token), stop, lease);
        return true;
    }

    private async Task<LeaseToken?> AcquireAsync(int index, CancellationToken cancellationToken) =>
        await leases.AcquireAsync(
            $"discord-shard-{index}-{_count}", worker.Name, Held, time.GetUtcNow(), cancellationToken);

    /// <summary>All workers go by one number of shards: the largest that Discord recommended to any of them.</summary>
    private async Task AgreeAsync(int recommended, CancellationToken cancellationToken)
    {
        while (true)
        {
            var (count, version) = await StoredCountAsync(cancellationToken);
            if (count >= recommended)
            {
                await ChangeAsync(count);
                return;
            }
            await state.TryWriteAsync(
                Platform, CountKey, Encoding.ASCII.GetBytes(recommended.ToString(CultureInfo.InvariantCulture)), version,
                cancellationToken);
        }
    }

    private async Task<(int Count, long Version)> StoredCountAsync(CancellationToken cancellationToken)
    {
        var stored = await state.ReadAsync(Platform, CountKey, cancellationToken);
        var text = stored.Value is { } bytes ? Encoding.ASCII.GetString(bytes.Span) : "0";
        return (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0,
            stored.Version);
    }

    private async Task ChangeAsync(int count)
    {
        if (count == _count) return;
        await StopAllAsync();
        _count = count;
        LogCount(count);
    }

    private async Task StopAllAsync()
    {
        foreach (var (index, running) in _running.ToList()) await StopAsync(index, running);
    }

    /// <summary>Ends a shard and gives it back; how it ended, or null when it failed.</summary>
    private async Task<ShardEnd?> StopAsync(int index, RunningShard running)
    {
        _running.Remove(index);
        await running.Stop.CancelAsync();
        ShardEnd? end = null;
        try
        {
            end = await running.Task;
            await leases.ReleaseAsync(running.Lease, CancellationToken.None);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LogFault(fault.Message);
        }
        running.Stop.Dispose();
        return end;
    }

    private sealed class RunningShard(Task<ShardEnd> task, CancellationTokenSource stop, LeaseToken lease)
    {
        public Task<ShardEnd> Task { get; } = task;

        public CancellationTokenSource Stop { get; } = stop;

        public LeaseToken Lease { get; set; } = lease;
    }

    [LoggerMessage(9030, LogLevel.Information, "Discord is served in {Count} shards.")]
    private partial void LogCount(int count);

    [LoggerMessage(9031, LogLevel.Warning, "The shards could not be looked after: {Reason}")]
    private partial void LogFault(string reason);
}
