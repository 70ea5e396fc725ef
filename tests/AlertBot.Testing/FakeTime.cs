namespace AlertBot.Testing;

/// <summary>A clock that stands still until the test moves it; its timers fire as it passes them.</summary>
/// <remarks>Safe to use from several threads. Callbacks run on the thread that moves the clock, in the order of their
/// times, with the clock showing the time of each.</remarks>
public sealed class FakeTime(DateTimeOffset startUtc) : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<FakeTimer> timers = [];
    private TaskCompletionSource timerSet = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DateTimeOffset nowUtc = startUtc.ToUniversalTime();

    /// <summary>Starts on 11 March 2020 at noon, a day on which much of the sample news happened.</summary>
    public FakeTime() : this(new DateTimeOffset(2020, 3, 11, 12, 0, 0, TimeSpan.Zero))
    {
    }

    /// <summary>What the clock shows.</summary>
    public DateTimeOffset NowUtc => GetUtcNow();

    /// <summary>Timers that wait for the clock to move.</summary>
    public int Timers
    {
        get
        {
            lock (gate) return timers.Count;
        }
    }

    /// <summary>When the next timer fires; null when none waits.</summary>
    public DateTimeOffset? NextUtc
    {
        get
        {
            lock (gate) return timers.MinBy(timer => timer.DueUtc)?.DueUtc;
        }
    }

    /// <summary>Waits, while the clock stands still, until a timer fires within <paramref name="span"/>.</summary>
    public Task TimerWithinAsync(TimeSpan span) => TimerBetweenAsync(TimeSpan.MinValue, span);

    /// <summary>Waits, while the clock stands still, until a timer fires not before and not after some spans.</summary>
    public async Task TimerBetweenAsync(TimeSpan from, TimeSpan to)
    {
        while (true)
        {
            Task set;
            lock (gate)
            {
                if (timers.Exists(timer => timer.DueUtc - nowUtc >= from && timer.DueUtc - nowUtc <= to)) return;
                set = timerSet.Task;
            }

            await set;
        }
    }

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (gate) return nowUtc;
    }

    /// <inheritdoc/>
    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new FakeTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock on and fires the timers that it passes. Never goes back.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        AdvanceTo(GetUtcNow() + by);
    }

    /// <summary>Moves the clock to an instant and fires the timers that it passes. An earlier instant changes
    /// nothing.</summary>
    public void AdvanceTo(DateTimeOffset toUtc)
    {
        while (TakeDue(toUtc) is { } timer) timer.Fire();
        lock (gate)
        {
            if (toUtc > nowUtc) nowUtc = toUtc.ToUniversalTime();
        }
    }

    private FakeTimer? TakeDue(DateTimeOffset toUtc)
    {
        lock (gate)
        {
            var next = timers.MinBy(timer => timer.DueUtc);
            if (next is null || next.DueUtc > toUtc) return null;
            if (next.DueUtc > nowUtc) nowUtc = next.DueUtc;
            if (next.Period > TimeSpan.Zero) next.DueUtc += next.Period;
            else timers.Remove(next);
            return next;
        }
    }

    private sealed class FakeTimer(FakeTime time, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset DueUtc { get; set; }

        public TimeSpan Period { get; private set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time.gate)
            {
                time.timers.Remove(this);
                Period = period;
                if (dueTime == Timeout.InfiniteTimeSpan) return true;
                DueUtc = time.nowUtc + dueTime;
                time.timers.Add(this);
                time.timerSet.SetResult();
                time.timerSet = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            return true;
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
