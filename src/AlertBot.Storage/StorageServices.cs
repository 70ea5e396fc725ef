using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Commands;
using AlertBot.Feeds;
using AlertBot.Incidents;
using AlertBot.Watchlists;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AlertBot.Storage;

/// <summary>What the room offers.</summary>
public static class StorageServices
{
    /// <summary>Adds the store and every port that it serves. Open <see cref="IStore"/> before any port is used.</summary>
    /// <param name="services">Where they are added.</param>
    /// <param name="access">How the verb uses the store.</param>
    public static IServiceCollection AddStorage(this IServiceCollection services, StoreAccess access)
    {
        services.AddOptions<StorageOptions>().BindConfiguration("Storage").ValidateOnStart();
        services.AddSingleton<IValidateOptions<StorageOptions>, StorageOptionsValidator>();
        services.AddPooledDbContextFactory<SqliteAlertBotContext>((provider, builder) =>
            Configure(builder, provider.GetRequiredService<IOptions<StorageOptions>>().Value, access));
        services.AddSingleton<Database>();
        services.AddSingleton<IStore>(provider => new SqliteStore(
            access, provider.GetRequiredService<IDbContextFactory<SqliteAlertBotContext>>(),
            provider.GetRequiredService<IOptions<StorageOptions>>(), provider.GetRequiredService<ILogger<SqliteStore>>()));
        services.AddSingleton<IFeedStore, FeedStore>();
        services.AddSingleton<IWatchlistStore, WatchlistStore>();
        services.AddSingleton<IIncidentArchive, IncidentArchive>();
        services.AddSingleton<IArticleSearch, ArticleSearch>();
        services.AddSingleton<IAnalysisStore, AnalysisStore>();
        services.AddSingleton<IOutbox, Outbox>();
        services.AddSingleton<ISubscriptionStore, SubscriptionStore>();
        services.AddSingleton<ILeases, Leases>();
        services.AddSingleton<IPlatformState, PlatformState>();
        services.AddSingleton<IAuditLog, AuditLog>();
        services.AddSingleton<IHeartbeat, Heartbeat>();
        return services;
    }

    /// <summary>Sets a context up for the file that the options name.</summary>
    internal static void Configure(DbContextOptionsBuilder builder, StorageOptions options, StoreAccess access) => builder
        .UseSqlite(SqliteConnections.For(options, access))
        .AddInterceptors(new SqliteConnections.Pragmas(options))
        .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
        .EnableThreadSafetyChecks(false)

        // What fails is told once, by whoever asked, in words for people; statements are nobody's business by default.
        .ConfigureWarnings(warnings => warnings.Log(
            (RelationalEventId.CommandExecuted, LogLevel.Debug), (RelationalEventId.CommandError, LogLevel.Debug),
            (RelationalEventId.ConnectionError, LogLevel.Debug), (RelationalEventId.TransactionError, LogLevel.Debug),
            (RelationalEventId.MigrationApplying, LogLevel.Debug),
            (CoreEventId.SaveChangesFailed, LogLevel.Debug), (CoreEventId.QueryIterationFailed, LogLevel.Debug)));
}
