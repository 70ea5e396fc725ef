namespace AlertBot.Feeds;

/// <summary>How long one fetch may still take: each answer's headers have their limit, and all of it has one.</summary>
/// <remarks>The time that it waits for its turn at a host is nobody's fault and counts for neither.</remarks>
internal sealed class FetchPatience : IDisposable
{
    private readonly FeedOptions options;
    private readonly TimeProvider clock;
    private readonly CancellationTokenSource timer;
    private readonly CancellationTokenSource either;
    private readonly long start;
    private TimeSpan waited;

    /// <summary>Starts the clock.</summary>
    /// <param name="options">Names the limits.</param>
    /// <param name="clock">That of the sockets.</param>
    /// <param name="cancellationToken">Ends the fetch at once.</param>
    public FetchPatience(FeedOptions options, TimeProvider clock, CancellationToken cancellationToken)
    {
        (this.options, this.clock) = (options, clock);
        start = clock.GetTimestamp();
        timer = new CancellationTokenSource(Least(options.HeaderTimeout, options.TotalTimeout), clock);
        either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
    }

    /// <summary>Cancelled when patience ends, or by whoever asked.</summary>
    public CancellationToken Token => either.Token;

    /// <summary>True once a body is read.</summary>
    public bool ReadsBody { get; private set; }

    /// <summary>A request goes out: its headers must come.</summary>
    public void ForHeaders() => timer.CancelAfter(Least(options.HeaderTimeout, Left));

    /// <summary>The headers came: the rest must come within what is left.</summary>
    public void ForRest() => timer.CancelAfter(Left);

    /// <summary>A body is read.</summary>
    public void ForBody() => ReadsBody = true;

    /// <summary>Does something that counts for no limit but its own.</summary>
    public async Task<T> AsideAsync<T>(Func<CancellationToken, Task<T>> work)
    {
        var from = clock.GetTimestamp();
        timer.CancelAfter(Timeout.InfiniteTimeSpan);
        try
        {
            return await work(either.Token);
        }
        finally
        {
            waited += clock.GetElapsedTime(from);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        either.Dispose();
        timer.Dispose();
    }

    private TimeSpan Left
    {
        get
        {
            var left = options.TotalTimeout + waited - clock.GetElapsedTime(start);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    private static TimeSpan Least(TimeSpan left, TimeSpan right) => left < right ? left : right;
}
