namespace AlertBot.Discord.Places;

/// <summary>Remembers ids for a while, and not more of them than fit. Safe to call from several threads.</summary>
/// <param name="span">How long.</param>
/// <param name="time">The clock.</param>
internal sealed class Recently(TimeSpan span, TimeProvider time)
{
    private const int Most = 10_000;

    private readonly Lock _turn = new();
    private readonly Dictionary<Snowflake, DateTimeOffset> _until = [];

    /// <summary>Whether the id was noted and the while is not over.</summary>
    public bool Has(Snowflake id)
    {
        lock (_turn) return _until.TryGetValue(id, out var untilUtc) && untilUtc > time.GetUtcNow();
    }

    /// <summary>Notes an id from now on.</summary>
    public void Note(Snowflake id)
    {
        lock (_turn)
        {
            if (_until.Count >= Most) _until.Clear();
            _until[id] = time.GetUtcNow() + span;
        }
    }

    /// <summary>Forgets an id.</summary>
    public void Forget(Snowflake id)
    {
        lock (_turn) _until.Remove(id);
    }
}
