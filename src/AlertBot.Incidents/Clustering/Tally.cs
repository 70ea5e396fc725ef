namespace AlertBot.Incidents.Clustering;

/// <summary>
/// Values with how many articles say each. Never changes; beyond a limit the oldest of the rarest goes.
/// </summary>
internal sealed class Tally<T>
{
    private Tally(IReadOnlyList<(T Value, int Count)> entries)
    {
        Entries = entries;
        Total = entries.Sum(e => e.Count);
    }

    public static Tally<T> Empty { get; } = new([]);

    /// <summary>In the order in which they were first said.</summary>
    public IReadOnlyList<(T Value, int Count)> Entries { get; }

    public int Total { get; }

    public Tally<T> Plus(T value, int limit) => Plus(value, EqualityComparer<T>.Default.Equals, limit);

    public Tally<T> Plus(T value, Func<T, T, bool> isSame, int limit)
    {
        var entries = Entries.ToList();
        var at = entries.FindIndex(e => isSame(e.Value, value));
        if (at >= 0)
        {
            entries[at] = (entries[at].Value, entries[at].Count + 1);
            return new Tally<T>(entries);
        }

        if (entries.Count >= limit) entries.Remove(entries.MinBy(e => e.Count));
        entries.Add((value, 1));
        return new Tally<T>(entries);
    }

    /// <summary>
    /// The mean of <paramref name="fit"/> over all that was said, each value by how many say it; null when nothing was.
    /// </summary>
    public float? Mean(Func<T, float> fit)
    {
        if (Total == 0) return null;
        float sum = 0;
        foreach (var (value, count) in Entries) sum += fit(value) * count;
        return sum / Total;
    }

    /// <summary>The best <paramref name="fit"/> of all that was said; null when nothing was.</summary>
    public float? Best(Func<T, float> fit)
    {
        float? best = null;
        foreach (var (value, _) in Entries)
            if (fit(value) is var now && (best is null || now > best)) best = now;
        return best;
    }
}
