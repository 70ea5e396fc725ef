using AlertBot.Feeds;
using Microsoft.Extensions.DependencyInjection;

namespace AlertBot.Commands;

/// <summary>The commands about feeds.</summary>
internal static class FeedingCommands
{
    public static IEnumerable<ICommand> Of(IServiceProvider provider, Lookup lookup)
    {
        var feeds = provider.GetRequiredService<IFeedStore>();
        var audit = provider.GetRequiredService<IAuditLog>();
        var fetcher = provider.GetRequiredService<FeedFetcher>();
        yield return new FeedListCommand(feeds);
        yield return new FeedShowCommand(feeds, provider.GetRequiredService<IHubStore>());
        yield return new FeedAddCommand(feeds, audit);
        yield return new FeedSetCommand(feeds, audit);
        yield return new FeedRemoveCommand(feeds, audit);
        yield return new FeedTestCommand(fetcher, feeds, audit, lookup);
        yield return new FeedDiscoverCommand(provider.GetRequiredService<FeedDiscovery>(), feeds, audit);
        yield return new FeedImportCommand(feeds, audit, new DocumentDoor(fetcher));
        yield return new FeedExportCommand(feeds);
    }
}
