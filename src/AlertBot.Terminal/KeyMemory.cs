namespace AlertBot.Terminal;

/// <summary>
/// Which message each of the latest deliveries made, changed or removed. Not safe for several threads.
/// </summary>
internal sealed class KeyMemory
{
    // A key is given again only shortly after a fault or a crash.
    private const int Remembered = 10_000;

    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    /// <summary>The id of the message, or null when the key is unknown or too old.</summary>
    public string? Find(string key) => _ids.GetValueOrDefault(key);

    /// <summary>Keeps a key; the oldest one goes when there are too many.</summary>
    public void Add(string key, string id)
    {
        if (_ids.TryAdd(key, id)) _order.Enqueue(key);
        if (_order.Count > Remembered) _ids.Remove(_order.Dequeue());
    }
}
