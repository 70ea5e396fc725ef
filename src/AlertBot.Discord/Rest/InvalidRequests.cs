namespace AlertBot.Discord.Rest;

/// <summary>
/// Counts what Discord refused with 401, 403 or 429: an address with 10,000 of them in 10 minutes is shut out of the
/// whole API. Safe to call from several threads.
/// </summary>
/// <param name="most">At how many nothing more is asked.</param>
internal sealed class InvalidRequests(int most)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private readonly Lock _turn = new();
    private readonly Queue<DateTimeOffset> _at = new();
    private DateTimeOffset _untilUtc;

    /// <summary>Counts one. True when it is the one that was too many.</summary>
    public bool Add(DateTimeOffset nowUtc)
    {
        lock (_turn)
        {
            while (_at.TryPeek(out var first) && first + Window <= nowUtc) _at.Dequeue();
            _at.Enqueue(nowUtc);
            if (_at.Count < most || _untilUtc > nowUtc) return false;
            // Down to half before it goes on: else each one that is forgotten would be refused anew.
            _untilUtc = _at.ElementAt(_at.Count - (most / 2) - 1) + Window;
            return true;
        }
    }

    /// <summary>How long nothing may be asked; zero when something may.</summary>
    public TimeSpan Wait(DateTimeOffset nowUtc)
    {
        lock (_turn) return _untilUtc > nowUtc ? _untilUtc - nowUtc : TimeSpan.Zero;
    }
}
