using System.Net.WebSockets;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace AlertBot.Discord.Gateway;

/// <summary>Why a shard came to its end.</summary>
internal enum ShardEnd
{
    /// <summary>It was asked to.</summary>
    Stopped,

    /// <summary>Discord will not have it back; the log says why.</summary>
    Refused,

    /// <summary>The number of shards is wrong.</summary>
    Reshard,
}

/// <summary>One shard: the shell around <see cref="GatewayCore"/>. Connects, again and again, until it is stopped.</summary>
internal sealed partial class GatewayConnection(
    GatewayShard shard, GatewayDoor door, IGatewayListener listener, TimeProvider time, Random jitter,
    ILogger<GatewayConnection> logger)
{
    // Payloads heard and not yet dealt with: beyond, the socket waits.
    private const int MaxWaiting = 256;
    // By the system's clock: the network does not hurry because the demo does.
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan GoodbyeTimeout = TimeSpan.FromSeconds(2);

    private GatewayState _state = new();

    /// <summary>Serves until it is cancelled or there is no way on.</summary>
    public async Task<ShardEnd> RunAsync(CancellationToken cancellationToken)
    {
        _state = _state with { Session = await door.ReadSessionAsync(shard, cancellationToken) };
        try
        {
            while (true)
            {
                _state = GatewayCore.Open(_state);
                var code = await ServeAsync(cancellationToken);
                cancellationToken.ThrowIfCancellationRequested();
                var step = GatewayCore.Step(_state, new GatewayInput.Ended(code), Jitter());
                _state = step.State;
                foreach (var effect in step.Effects)
                    if (await AfterwardsAsync(effect, code, cancellationToken) is { } end) return end;
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // What was heard up to now is not told again after a restart; what comes from now on is.
            await door.KeepSessionAsync(shard, _state.Session, CancellationToken.None);
            return ShardEnd.Stopped;
        }
    }

    private async Task<ShardEnd?> AfterwardsAsync(GatewayEffect effect, int? code, CancellationToken cancellationToken)
    {
        switch (effect)
        {
            case GatewayEffect.Keep keep:
                await door.KeepSessionAsync(shard, keep.Session, cancellationToken);
                return null;
            case GatewayEffect.Reconnect again:
                LogAgain(shard, code, again.After.TotalSeconds, _state.Session is not null);
                await Task.Delay(again.After, time, cancellationToken);
                return null;
            case GatewayEffect.Stop stop:
                LogStopped(shard, stop.Why);
                return ShardEnd.Refused;
            default:
                LogReshard(shard, code);
                return ShardEnd.Reshard;
        }
    }

    /// <summary>One connection from hello to its end; the code that it ended with.</summary>
    private async Task<int?> ServeAsync(CancellationToken cancellationToken)
    {
        GatewaySocket socket;
        try
        {
            using var timeout = new CancellationTokenSource(ConnectTimeout);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
            socket = await door.ConnectAsync(_state.Session, either.Token);
        }
        catch (Exception fault) when (fault is WebSocketException or OperationCanceledException or IOException)
        {
            if (fault is not OperationCanceledException) LogUnreachable(shard, fault.Message);
            return null;
        }
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using (socket)
        {
            var inputs = Channel.CreateBounded<GatewayInput>(MaxWaiting);
            var reading = ReadAsync(socket, inputs.Writer, end.Token);
            var work = new ShardWork(this, socket, inputs, end.Token);
            try
            {
                await work.RunAsync();
            }
            catch (Exception fault) when (fault is WebSocketException or IOException)
            {
                LogCut(shard, fault.Message);
            }
            finally
            {
                using var goodbye = new CancellationTokenSource(GoodbyeTimeout);
                await socket.HangAsync(goodbye.Token);
                await end.CancelAsync();
                await Task.WhenAll(reading, work.Helpers);
            }
            return socket.CloseCode;
        }
    }

    /// <summary>Hands on what is heard until the connection ends, however it does.</summary>
    private async Task ReadAsync(GatewaySocket socket, ChannelWriter<GatewayInput> inputs, CancellationToken cancellationToken)
    {
        try
        {
            while (await socket.ReadAsync(cancellationToken) is { } payload)
                await inputs.WriteAsync(new GatewayInput.Heard(payload), cancellationToken);
        }
        catch (Exception fault) when (fault is WebSocketException or IOException or InvalidDataException)
        {
            LogCut(shard, fault.Message);
        }
        catch (Exception fault) when (fault is OperationCanceledException or ObjectDisposedException or ChannelClosedException)
        {
            // We are leaving.
        }
        inputs.TryComplete();
    }

    private double Jitter()
    {
        lock (jitter) return jitter.NextDouble();
    }

    [LoggerMessage(9010, LogLevel.Information, "Shard {Shard} is ready.")]
    private partial void LogReady(GatewayShard shard);

    [LoggerMessage(9011, LogLevel.Information, "Shard {Shard} hangs up: {Why}.")]
    private partial void LogHang(GatewayShard shard, string why);

    [LoggerMessage(9012, LogLevel.Warning,
        "The connection of shard {Shard} ended (code {Code}); it is made again in {Seconds:0.#} s, resuming: {Resumes}.")]
    private partial void LogAgain(GatewayShard shard, int? code, double seconds, bool resumes);

    [LoggerMessage(9013, LogLevel.Error, "Shard {Shard} stops: {Why}")]
    private partial void LogStopped(GatewayShard shard, string why);

    [LoggerMessage(9014, LogLevel.Warning, "Discord wants another number of shards than {Shard} (code {Code}).")]
    private partial void LogReshard(GatewayShard shard, int? code);

    [LoggerMessage(9015, LogLevel.Warning, "The gateway cannot be reached for shard {Shard}: {Why}")]
    private partial void LogUnreachable(GatewayShard shard, string why);

    [LoggerMessage(9016, LogLevel.Information, "The connection of shard {Shard} was cut: {Why}")]
    private partial void LogCut(GatewayShard shard, string why);

    /// <summary>What is done while one connection lives.</summary>
    private sealed class ShardWork(
        GatewayConnection shell, GatewaySocket socket, Channel<GatewayInput> inputs, CancellationToken cancellationToken)
    {
        private readonly SendBudget _budget = new();
        private readonly List<Task> _helpers = [];

        /// <summary>The heart and the wait for a session; they end with the connection.</summary>
        public Task Helpers => Task.WhenAll(_helpers);

        public async Task RunAsync()
        {
            await foreach (var input in inputs.Reader.ReadAllAsync(cancellationToken))
            {
                var step = GatewayCore.Step(shell._state, input, shell.Jitter());
                shell._state = step.State;
                foreach (var effect in step.Effects)
                    if (!await DoAsync(effect)) return;
            }
        }

        private async Task<bool> DoAsync(GatewayEffect effect)
        {
            switch (effect)
            {
                case GatewayEffect.Hang hang:
                    shell.LogHang(shell.Shard, hang.Why);
                    return false;
                case GatewayEffect.StartBeating beating:
                    _helpers.Add(BeatAsync(beating.Interval));
                    break;
                case GatewayEffect.AskToIdentify:
                    _helpers.Add(AskAsync());
                    break;
                case GatewayEffect.Keep keep:
                    await shell.Door.KeepSessionAsync(shell.Shard, keep.Session, cancellationToken);
                    break;
                case GatewayEffect.Tell tell:
                    if (tell.Name is "READY" or "RESUMED") shell.LogReady(shell.Shard);
                    if (shell._state.Session is { } session)
                        shell.Listener.Hear(session.ApplicationId, tell.Name, tell.Body);
                    break;
                default:
                    // More than the gateway allows would end the connection: a heartbeat more or less does not.
                    if (_budget.TryTake(shell.Time.GetUtcNow()))
                        await socket.SendAsync(shell.Door.Payload(effect, shell.Shard), cancellationToken);
                    break;
            }
            return true;
        }

        /// <summary>The first beat after a random part of the interval, so that not all hearts beat at once.</summary>
        private async Task BeatAsync(TimeSpan interval)
        {
            try
            {
                await Task.Delay(interval * shell.Jitter(), shell.Time, cancellationToken);
                while (true)
                {
                    await inputs.Writer.WriteAsync(new GatewayInput.BeatDue(), cancellationToken);
                    await Task.Delay(interval, shell.Time, cancellationToken);
                    await shell.Door.KeepSessionAsync(shell.Shard, shell._state.Session, cancellationToken);
                }
            }
            catch (Exception fault) when (fault is OperationCanceledException or ChannelClosedException)
            {
                // The connection is at its end.
            }
        }

        private async Task AskAsync()
        {
            try
            {
                await shell.Door.WaitToIdentifyAsync(shell.Shard, cancellationToken);
                await inputs.Writer.WriteAsync(new GatewayInput.MayIdentify(), cancellationToken);
            }
            catch (Exception fault) when (fault is OperationCanceledException or ChannelClosedException)
            {
                // The connection is at its end.
            }
        }
    }

    private GatewayShard Shard => shard;

    private GatewayDoor Door => door;

    private IGatewayListener Listener => listener;

    private TimeProvider Time => time;
}
