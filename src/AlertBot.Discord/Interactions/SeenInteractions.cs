namespace AlertBot.Discord.Interactions;

/// <summary>Which interactions were heard of late: a session that is taken up again may tell of one twice. Safe for
/// several threads.</summary>
internal sealed class SeenInteractions
{
    // Far more than people do in the minutes for which a session can be taken up again.
    private const int Most = 4096;

    private readonly Lock _turn = new();
    private readonly Queue<Snowflake> _order = new();
    private readonly HashSet<Snowflake> _seen = [];

    /// <summary>Whether this one is heard for the first time; from now on it is not.</summary>
    public bool IsNew(Snowflake id)
    {
        lock (_turn)
        {
            if (!_seen.Add(id)) return false;
            _order.Enqueue(id);
            if (_order.Count > Most) _seen.Remove(_order.Dequeue());
            return true;
        }
    }
}
