namespace AlertBot.Commands;

/// <summary>Brings the watchlists of the hour in line with what was saved, here or by another process.</summary>
/// <param name="atOnce">Also when somebody looked a moment ago.</param>
/// <param name="cancellationToken">Ends the look.</param>
public delegate Task WatchlistRefresh(bool atOnce, CancellationToken cancellationToken);
