using Microsoft.Extensions.DependencyInjection;

namespace AlertBot.Watchlists;

/// <summary>The index in use. An edit puts another one in its place; who is matching keeps the one it began with.</summary>
public sealed class CurrentWatchlists
{
    private WatchlistIndex _index = WatchlistIndex.Empty;

    /// <summary>The newest index; take it once for one piece of work.</summary>
    public WatchlistIndex Index => Volatile.Read(ref _index);

    /// <summary>Puts a new index in use.</summary>
    public void Replace(WatchlistIndex index) => Volatile.Write(ref _index, index);
}

/// <summary>What the room brings to a host.</summary>
public static class WatchlistServices
{
    /// <summary>Adds <see cref="CurrentWatchlists"/>, empty until somebody puts an index in.</summary>
    public static IServiceCollection AddWatchlists(this IServiceCollection services) =>
        services.AddSingleton<CurrentWatchlists>();
}
