namespace AlertBot.Watchlists;

/// <summary>Whether two names say the same: records that hold lists are equal only as objects.</summary>
internal static class NameContent
{
    public static bool AreSame(Actor a, Actor b) =>
        a with { Aliases = b.Aliases } == b && AreSame(a.Aliases, b.Aliases);

    public static bool AreSame(Place a, Place b) =>
        a with { Aliases = b.Aliases, Within = b.Within } == b && AreSame(a.Aliases, b.Aliases)
        && a.Within.SequenceEqual(b.Within, StringComparer.Ordinal);

    public static bool AreSame(Alias a, Alias b) =>
        a.Text == b.Text && a.CaseSensitive == b.CaseSensitive
        && a.Needs.SequenceEqual(b.Needs, StringComparer.Ordinal)
        && a.Unless.SequenceEqual(b.Unless, StringComparer.Ordinal);

    private static bool AreSame(IReadOnlyList<Alias> a, IReadOnlyList<Alias> b)
    {
        if (a.Count != b.Count) return false;
        for (var i = 0; i < a.Count; i++)
            if (!AreSame(a[i], b[i])) return false;
        return true;
    }
}
