using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Feeds;
using AlertBot.Watchlists;
using Microsoft.Extensions.DependencyInjection;

namespace AlertBot.Commands;

/// <summary>The commands by which moderators tune what is watched.</summary>
internal static class TuningCommands
{
    /// <summary>Where topics are changed.</summary>
    public static TopicShelf Shelf(IServiceProvider provider, Lookup lookup) => new(
        lookup, provider.GetRequiredService<IWatchlistStore>(), provider.GetRequiredService<IAuditLog>(),
        provider.GetRequiredService<WatchlistRefresh>());

    public static IEnumerable<ICommand> Of(IServiceProvider provider, Lookup lookup, TopicShelf shelf)
    {
        yield return new WatchShowCommand(lookup);
        yield return new WatchTestCommand(lookup);
        yield return new WatchBacktestCommand(
            provider.GetRequiredService<Backtester>(), provider.GetRequiredService<IVoteStore>(), lookup);
        yield return new WatchAddCommand(shelf, lookup);
        yield return new WatchRemoveCommand(shelf, lookup, provider.GetRequiredService<ISubscriptionStore>());
        yield return new WatchHistoryCommand(shelf, lookup);
        yield return new WatchUndoCommand(shelf, lookup);
        yield return new WatchExportCommand(shelf, lookup);
        yield return new WatchImportCommand(
            shelf, new DocumentDoor(provider.GetRequiredService<FeedFetcher>()),
            new PendingImports(provider.GetRequiredService<IPlatformState>()));
    }
}
