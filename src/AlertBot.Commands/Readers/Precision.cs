namespace AlertBot.Commands;

/// <summary>How many incidents readers found good, and how many noise.</summary>
/// <param name="Good">More called it good than noise.</param>
/// <param name="Noise">More called it noise than good.</param>
/// <param name="Undecided">As many the one as the other.</param>
internal sealed record Precision(int Good, int Noise, int Undecided)
{
    /// <summary>Good ones of all that were decided, 0 to 100; null when none was.</summary>
    public int? Percent => Good + Noise == 0 ? null : (int)Math.Round(100.0 * Good / (Good + Noise));

    /// <summary>How many incidents were judged.</summary>
    public int Judged => Good + Noise + Undecided;

    /// <summary>
    /// What votes come to. Each incident counts once, whoever voted on it: ten people on one bad alert are one bad
    /// alert.
    /// </summary>
    public static Precision Of(IEnumerable<Vote> votes)
    {
        var balances = votes.GroupBy(v => v.Number).Select(Balance).ToList();
        return new Precision(balances.Count(b => b > 0), balances.Count(b => b < 0), balances.Count(b => b == 0));
    }

    /// <summary>1 when more of the votes on one incident call it good, -1 when more call it noise, else 0.</summary>
    public static int Balance(IEnumerable<Vote> votes) =>
        Math.Sign(votes.Sum(v => v.Verdict == Verdict.Good ? 1 : -1));

    /// <summary>
    /// What votes come to for each name that they have, the worst first, then by how much was judged.
    /// </summary>
    public static IReadOnlyList<(string Name, Precision Precision)> By(
        IReadOnlyList<Vote> votes, Func<Vote, IEnumerable<string>> names) =>
    [
        .. votes.SelectMany(v => names(v).Distinct(StringComparer.Ordinal).Select(name => (Name: name, Vote: v)))
            .GroupBy(p => p.Name, StringComparer.Ordinal)
            .Select(g => (Name: g.Key, Precision: Of(g.Select(p => p.Vote))))
            .OrderBy(p => p.Precision.Percent ?? 101).ThenByDescending(p => p.Precision.Judged)
            .ThenBy(p => p.Name, StringComparer.Ordinal),
    ];
}
