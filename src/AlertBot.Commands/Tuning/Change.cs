using AlertBot.Watchlists;

namespace AlertBot.Commands;

/// <summary>What a command would make of a watchlist, or why it cannot.</summary>
/// <param name="After">The whole watchlist; null when it cannot.</param>
/// <param name="Problem">One text for people; null when it can.</param>
internal sealed record Change(Watchlist? After, string? Problem)
{
    public static Change To(Watchlist after) => new(after, null);

    public static Change Not(string problem) => new(null, problem);
}
