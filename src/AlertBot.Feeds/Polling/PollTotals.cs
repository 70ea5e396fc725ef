namespace AlertBot.Feeds;

/// <summary>What polls came to.</summary>
/// <param name="Polls">Feeds asked.</param>
/// <param name="Unchanged">Those that said "not modified" or sent the same body again.</param>
/// <param name="Failures">Those that sent nothing that is a feed.</param>
/// <param name="New">Articles that were new, backlog included.</param>
/// <param name="Backlog">Those of <paramref name="New"/> that are kept without an alert.</param>
/// <param name="Updated">Articles known before whose content changed.</param>
/// <param name="Duplicates">Entries not seen before that were an article known already.</param>
public sealed record PollTotals(
    int Polls, int Unchanged, int Failures, int New, int Backlog, int Updated, int Duplicates)
{
    /// <summary>Nothing yet.</summary>
    public static PollTotals None { get; } = new(0, 0, 0, 0, 0, 0, 0);

    /// <summary>Both together.</summary>
    public static PollTotals operator +(PollTotals left, PollTotals right) => Add(left, right);

    /// <summary>Both together.</summary>
    public static PollTotals Add(PollTotals left, PollTotals right) => new(
        left.Polls + right.Polls, left.Unchanged + right.Unchanged, left.Failures + right.Failures,
        left.New + right.New, left.Backlog + right.Backlog, left.Updated + right.Updated, left.Duplicates + right.Duplicates);
}
