using AlertBot.Incidents;

namespace AlertBot.Commands;

/// <summary>What a rule makes of the incidents of its topic that readers judged, if it were the only one.</summary>
/// <param name="Good">How many of those that were looked at people marked good.</param>
/// <param name="Missed">The numbers of those of them that it does not find, newest first.</param>
/// <param name="Noise">How many people marked noise.</param>
/// <param name="Dropped">How many of these it does not find.</param>
/// <param name="IsCut">There are more than were looked at.</param>
public sealed record BacktestMarks(int Good, IReadOnlyList<long> Missed, int Noise, int Dropped, bool IsCut)
{
    // Articles are read some time after they appeared: what is of the first hour that was looked at belongs to it.
    private static readonly TimeSpan Reading = TimeSpan.FromHours(1);

    /// <summary>Holds the votes of a community against what a rule found.</summary>
    /// <param name="votes">The votes, oldest first.</param>
    /// <param name="topicId">Only those on alerts of this topic count.</param>
    /// <param name="found">The incidents that the rule found.</param>
    /// <param name="sinceUtc">Only incidents with an article at or after this instant count.</param>
    /// <param name="most">How many incidents are looked up at most.</param>
    /// <param name="find">Gives the incident with a number; null when it may not be shown.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Null when nobody judged any.</returns>
    internal static async Task<BacktestMarks?> OfAsync(
        IReadOnlyList<Vote> votes, string topicId, IReadOnlySet<long> found, DateTimeOffset sinceUtc, int most,
        Func<long, CancellationToken, Task<IncidentView?>> find, CancellationToken cancellationToken)
    {
        var judged = votes.Where(v => v.Rules.Any(r => r.StartsWith(topicId + "/", StringComparison.Ordinal)))
            .GroupBy(v => v.Number).Select(g => (Number: g.Key, Balance: Precision.Balance(g)))
            .Where(j => j.Balance != 0).OrderByDescending(j => j.Number).ToList();
        var (good, noise, dropped) = (0, 0, 0);
        var missed = new List<long>();
        foreach (var (number, balance) in judged.Take(most))
        {
            // What it found is of these days; of the rest that must be seen.
            var isFound = found.Contains(number);
            if (!isFound && (await find(number, cancellationToken) is not { } view
                || view.LatestUtc < sinceUtc - Reading)) continue;
            if (balance > 0)
            {
                good++;
                if (!isFound) missed.Add(number);
            }
            else
            {
                noise++;
                if (!isFound) dropped++;
            }
        }
        return good + noise == 0 ? null : new BacktestMarks(good, missed, noise, dropped, judged.Count > most);
    }
}
