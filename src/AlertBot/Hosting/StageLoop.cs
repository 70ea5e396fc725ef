using System.Threading.Channels;
using Microsoft.Extensions.Hosting;

namespace AlertBot.Hosting;

/// <summary>One stage of the way of an article: works whenever it is rung for, once for any number of rings.</summary>
/// <param name="name">What people call it.</param>
/// <param name="work">Does all that is due.</param>
/// <param name="outages">Told of what heals by itself.</param>
internal sealed class StageLoop(string name, Func<CancellationToken, Task> work, Outages outages) : BackgroundService
{
    private readonly Channel<bool> _rings = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private int _running;

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
            // When asked to stop: what was begun is committed or will be begun again.
            await outages.TryAsync(name, work, stoppingToken);
            Interlocked.Decrement(ref _running);
        }
    }
}
