using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AlertBot.Hosting;

/// <summary>One stage of the way of an article: works whenever it is rung for, once for any number of rings.</summary>
/// <param name="name">What people call it.</param>
/// <param name="work">Does all that is due.</param>
/// <param name="logger">Told of what heals by itself.</param>
internal sealed partial class StageLoop(string name, Func<CancellationToken, Task> work, ILogger<StageLoop> logger)
    : BackgroundService
{
    private readonly Channel<bool> _rings = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private int _running;
    private bool _isFailing;

    /// <summary>True when nothing is being done and nobody rang.</summary>
    public bool IsIdle => Volatile.Read(ref _running) == 0 && _rings.Reader.Count == 0;

    /// <summary>Asks for work to be done.</summary>
    public void Ring() => _rings.Writer.TryWrite(true);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await _rings.Reader.WaitToReadAsync(stoppingToken))
        {
            // Counted before the ring is taken: between the two the stage must not look idle.
            Interlocked.Increment(ref _running);
            _rings.Reader.TryRead(out _);
            await WorkAsync(stoppingToken);
            Interlocked.Decrement(ref _running);
        }
    }

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        try
        {
            await work(cancellationToken);
            if (_isFailing) LogHealed(name);
            _isFailing = false;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Asked to stop: what was begun is committed or will be begun again.
        }
        catch (IOException fault)
        {
            // The store says what is wrong in one line; saying it every second would bury everything else.
            if (!_isFailing) LogUnavailable(name, fault.Message);
            _isFailing = true;
        }
        catch (Exception fault)
        {
            if (!_isFailing) LogFault(fault, name);
            _isFailing = true;
        }
    }

    [LoggerMessage(8010, LogLevel.Error, "The {Stage} waits: {Problem} It is tried again every second; nothing is lost.")]
    private partial void LogUnavailable(string stage, string problem);

    [LoggerMessage(8011, LogLevel.Error, "The {Stage} failed; it is tried again every second.")]
    private partial void LogFault(Exception fault, string stage);

    [LoggerMessage(8012, LogLevel.Information, "The {Stage} works again.")]
    private partial void LogHealed(string stage);
}
