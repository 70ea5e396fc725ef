using AlertBot.Watchlists;

namespace AlertBot.Incidents.Clustering;

/// <summary>Numbers for words and names: the same in every process, so that no table of words is kept.</summary>
internal static class TermHash
{
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    /// <summary>A word of the text.</summary>
    public static ulong Word(ReadOnlySpan<char> word) => Mix(Fnv(Offset, word));

    /// <summary>An actor, by id.</summary>
    public static ulong Actor(string id) => Mix(Fnv(Offset ^ 0xA1, id));

    /// <summary>A place, by id.</summary>
    public static ulong Place(string id) => Mix(Fnv(Offset ^ 0xB2, id));

    /// <summary>A capitalised name that no list knows.</summary>
    public static ulong Name(ReadOnlySpan<char> word) => Mix(Fnv(Offset ^ 0xC3, word));

    /// <summary>All texts in one language.</summary>
    public static ulong Tongue(string tongue) => Mix(Fnv(Offset ^ 0xD4, tongue));

    /// <summary>Events of a kind on one day, by which reports in two languages find each other.</summary>
    public static ulong KindOnDay(EventKind kind, DateOnly day) =>
        Mix(((ulong)kind << 32) ^ (ulong)day.DayNumber ^ 0xF6);

    /// <summary>The same term as seen by one audience only.</summary>
    public static ulong For(ulong term, ulong audience) => audience == 0 ? term : Mix(term ^ audience);

    /// <summary>A number for any other text: an audience, an article.</summary>
    public static ulong Text(string text) => Mix(Fnv(Offset ^ 0xE5, text));

    /// <summary>Two numbers in this order as one.</summary>
    public static ulong Join(ulong first, ulong second) => Mix((first * Prime) ^ second);

    private static ulong Fnv(ulong seed, ReadOnlySpan<char> text)
    {
        foreach (var c in text) seed = (seed ^ c) * Prime;
        return seed;
    }

    // FNV leaves the upper bits poor, and pages are chosen by them: the finaliser of SplitMix64 spreads them.
    private static ulong Mix(ulong x)
    {
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }
}
