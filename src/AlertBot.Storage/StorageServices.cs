using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Commands;
using AlertBot.Feeds;
using AlertBot.Incidents;
using AlertBot.Watchlists;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AlertBot.Storage;

/// <summary>What the room offers.</summary>
public static class StorageServices
{
    /// <summary>Adds the store and every port that it serves. Open <see cref="IStore"/> before any port is
    /// used.</summary>
    /// <param name="services">Where they are added.</param>
    /// <param name="access">How the verb uses the store.</param>
    public static IServiceCollection AddStorage(this IServiceCollection services, StoreAccess access)
    {
        services.AddOptions<StorageOptions>().BindConfiguration("Storage").ValidateOnStart();
        services.AddSingleton<IValidateOptions<StorageOptions>, StorageOptionsValidator>();
        services.AddSingleton(provider => new SqliteConnections(
            access, provider.GetRequiredService<IOptions<StorageOptions>>(),
                provider.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton<Database>();
        services.AddSingleton<IStore>(provider => new SqliteStore(
            access, provider.GetRequiredService<SqliteConnections>(),
                provider.GetRequiredService<IOptions<StorageOptions>>(),
            provider.GetRequiredService<ILogger<SqliteStore>>()));
        services.AddSingleton<WordForms>();
        services.AddSingleton<IFeedStore, FeedStore>();
        services.AddSingleton<IPageStore, PageStore>();
        services.AddSingleton<IHubStore, HubStore>();
        services.AddSingleton<IWatchlistStore, WatchlistStore>();
        services.AddSingleton<IIncidentArchive, IncidentArchive>();
        services.AddSingleton<IArticleSearch, ArticleSearch>();
        services.AddSingleton<IArticleHistory, ArticleHistory>();
        services.AddSingleton<IAnalysisStore, AnalysisStore>();
        services.AddSingleton<IOutbox, Outbox>();
        services.AddSingleton<ISubscriptionStore, SubscriptionStore>();
        services.AddSingleton<IMuteStore, MuteStore>();
        services.AddSingleton<IFollowStore, FollowStore>();
        services.AddSingleton<IVoteStore, VoteStore>();
        services.AddSingleton<ICommunitySettings, CommunityStore>();
        services.AddSingleton<ICommunityData, CommunityArchive>();
        services.AddSingleton<IChannelBook, ChannelBook>();
        services.AddSingleton<ICoverageStore, CoverageStore>();
        services.AddSingleton<ILeases, Leases>();
        services.AddSingleton<IPlatformState, PlatformState>();
        services.AddSingleton<IAuditLog, AuditLog>();
        services.AddSingleton<IHeartbeat, Heartbeat>();
        services.AddSingleton<IHousekeeping, Housekeeping>();
        return services;
    }
}
