namespace AlertBot.Discord.Rest;

/// <summary>What is left of one bucket. Not safe for several threads: <see cref="RateBuckets"/> sees to that.</summary>
/// <param name="limit">What it holds when nothing was heard of it yet.</param>
internal sealed class BucketState(int limit)
{
    // The reset is told to the millisecond, and our request must not arrive before it.
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(20);

    private int _limit = limit;

    /// <summary>The least that was told to remain in this window. Those under way may be counted in it or not.</summary>
    private int _told = limit;
    private int _underWay;
    private DateTimeOffset _resetUtc = DateTimeOffset.MinValue;
    private DateTimeOffset _blockedUtc = DateTimeOffset.MinValue;
    private TimeSpan _longest = TimeSpan.FromSeconds(5);
    private TaskCompletionSource? _answered;

    /// <summary>Whether a request may go now, is to wait for a time, or for those under way.</summary>
    public RatePass TryEnter(DateTimeOffset nowUtc)
    {
        Refill(nowUtc);
        if (_blockedUtc > nowUtc) return new RatePass.Wait(_blockedUtc);
        if (_told - _underWay > 0) return new RatePass.Entered(this);
        if (_resetUtc > nowUtc) return new RatePass.Wait(_resetUtc);
        // A window that nothing is known of yet: the first answer tells.
        _answered ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return new RatePass.Learning(_answered.Task);
    }

    /// <summary>A request goes.</summary>
    public void Enter() => _underWay++;

    /// <summary>A request is answered, or never will be.</summary>
    /// <param name="isCounted">Whether it may have been counted without telling us what remains.</param>
    /// <param name="nowUtc">Now.</param>
    public void Leave(bool isCounted, DateTimeOffset nowUtc)
    {
        _underWay--;
        if (isCounted)
        {
            _told--;
            if (_resetUtc <= nowUtc) _resetUtc = nowUtc + _longest;
        }
        _answered?.SetResult();
        _answered = null;
    }

    /// <summary>What an answer says. Answers overtake each other: in one window the least that was told holds.</summary>
    public void Note(RateHeaders headers, DateTimeOffset nowUtc)
    {
        _limit = headers.Limit;
        Refill(nowUtc);
        _told = Math.Min(_told, Math.Min(headers.Remaining, headers.Limit));
        var resetUtc = nowUtc + headers.ResetAfter + Grace;
        if (resetUtc > _resetUtc) _resetUtc = resetUtc;
        if (headers.ResetAfter > _longest) _longest = headers.ResetAfter;
    }

    /// <summary>Nothing may go before then.</summary>
    public void Block(DateTimeOffset untilUtc)
    {
        if (untilUtc > _blockedUtc) _blockedUtc = untilUtc;
    }

    /// <summary>Whether forgetting it changes nothing.</summary>
    public bool IsIdle(DateTimeOffset nowUtc) => _underWay == 0 && _resetUtc <= nowUtc && _blockedUtc <= nowUtc;

    private void Refill(DateTimeOffset nowUtc)
    {
        if (_resetUtc > nowUtc || _resetUtc == DateTimeOffset.MinValue) return;
        _told = _limit;
        _resetUtc = DateTimeOffset.MinValue;
    }
}
