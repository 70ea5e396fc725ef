using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace AlertBot.Feeds;

/// <summary>What this room brings to the host.</summary>
public static class FeedsRegistration
{
    private const string Section = "Feeds";

    /// <summary>Adds the fetcher, the poller and their settings. The host adds <see cref="IFeedStore"/> and a
    /// clock.</summary>
    public static IServiceCollection AddFeeds(this IServiceCollection services)
    {
        services.AddOptions<FeedOptions>()
            .BindConfiguration(Section)
            .Configure<IConfiguration>(static (options, configuration) => SplitOrigins(options, configuration))
            .ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<FeedOptions>, FeedOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<FeedFetcher>();
        services.TryAddSingleton<FeedPoller>();
        services.TryAddSingleton<PageFetcher>();
        services.TryAddSingleton<FeedDiscovery>();
        return services;
    }

    // One environment variable is easier to set than one for each origin, and the binder would pass over it in silence.
    private static void SplitOrigins(FeedOptions options, IConfiguration configuration)
    {
        var text = configuration[$"{Section}:{nameof(FeedOptions.AllowedPrivateOrigins)}"];
        var origins = options.AllowedPrivateOrigins.Append(text)
            .SelectMany(static origin =>
                (origin ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Distinct(StringComparer.OrdinalIgnoreCase);
        options.AllowedPrivateOrigins = [.. origins];
    }
}
