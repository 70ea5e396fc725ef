namespace AlertBot.Demo;

/// <summary>A clock that runs as the real one does and can be moved ahead, so that months pass in half a minute.</summary>
/// <param name="startUtc">What it shows at first.</param>
/// <param name="real">What it runs by; timers and timestamps are its.</param>
internal sealed class DemoClock(DateTimeOffset startUtc, TimeProvider real) : TimeProvider
{
    private readonly Lock _turn = new();
    private readonly List<(DateTimeOffset ShownUtc, TimeSpan Real)> _jumps = [(startUtc, TimeSpan.Zero)];
    private readonly long _begun = real.GetTimestamp();

    /// <inheritdoc/>
    public override long TimestampFrequency => real.TimestampFrequency;

    /// <summary>Real time since it was made.</summary>
    public TimeSpan Elapsed => real.GetElapsedTime(_begun);

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_turn) return _jumps[^1].ShownUtc + (Elapsed - _jumps[^1].Real);
    }

    /// <inheritdoc/>
    public override long GetTimestamp() => real.GetTimestamp();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        real.CreateTimer(callback, state, dueTime, period);

    /// <summary>Moves ahead; a time that is past already changes nothing.</summary>
    public void JumpTo(DateTimeOffset utc)
    {
        lock (_turn)
        {
            if (utc > GetUtcNow()) _jumps.Add((utc, Elapsed));
        }
    }

    /// <summary>How much real time had passed when it showed an instant; an instant it jumped over counts as the jump.</summary>
    public TimeSpan RealAt(DateTimeOffset shownUtc)
    {
        lock (_turn)
        {
            for (var i = _jumps.Count - 1; i >= 0; i--)
            {
                if (shownUtc < _jumps[i].ShownUtc) continue;
                var after = _jumps[i].Real + (shownUtc - _jumps[i].ShownUtc);
                return i + 1 < _jumps.Count && after > _jumps[i + 1].Real ? _jumps[i + 1].Real : after;
            }
            return TimeSpan.Zero;
        }
    }
}
