using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace AlertBot.Feeds;

/// <summary>What this room brings to the host.</summary>
public static class FeedsRegistration
{
    private const string Section = "Feeds";

    /// <summary>Adds the fetcher, the poller and their settings. The host adds the stores and a
    /// clock.</summary>
    public static IServiceCollection AddFeeds(this IServiceCollection services)
    {
        services.AddOptions<FeedOptions>()
            .BindConfiguration(Section)
            .Configure<IConfiguration>(static (options, configuration) => TakeLists(options, configuration))
            .ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<FeedOptions>, FeedOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<FeedFetcher>();
        services.TryAddSingleton<FeedPoller>();
        services.TryAddSingleton<PageFetcher>();
        services.TryAddSingleton(static provider => new FeedDiscovery(
            provider.GetRequiredService<FeedFetcher>(), provider.GetRequiredService<IOptions<FeedOptions>>(),
            provider.GetRequiredService<TimeProvider>(),
            // Without a store nobody polls, and there is nobody to wait for.
            provider.GetService<IFeedStore>() is null ? null : provider.GetRequiredService<FeedPoller>().Gates));
        services.TryAddSingleton<HubSubscriber>();
        services.TryAddSingleton<HubPushes>();
        services.TryAddSingleton<HubReceiver>();
        return services;
    }

    // One environment variable is easier to set than one for each origin, and the binder would pass over it in silence. It
    // also adds what is set to a default, so that a default could never be replaced.
    private static void TakeLists(FeedOptions options, IConfiguration configuration)
    {
        var text = configuration[$"{Section}:{nameof(FeedOptions.AllowedPrivateOrigins)}"];
        options.AllowedPrivateOrigins = Split([.. options.AllowedPrivateOrigins, text]);
        options.LargeHosts = ListOf(configuration, $"{Section}:{nameof(FeedOptions.LargeHosts)}")
            ?? new FeedOptions().LargeHosts;
    }

    /// <summary>The list at a key as a whole; null when nobody set one. Where one source has a text and another a list, the
    /// later one holds: an empty text in the environment empties the list of the file.</summary>
    private static List<string>? ListOf(IConfiguration configuration, string key)
    {
        var section = configuration.GetSection(key);
        List<string> items = [.. section.GetChildren().Select(static item => item.Value).OfType<string>()];
        if (section.Value is not { } text) return items.Count > 0 ? Split(items) : null;
        return items.Count > 0 && !IsTextLast(configuration, key) ? Split(items) : Split([text]);
    }

    private static bool IsTextLast(IConfiguration configuration, string key)
    {
        foreach (var source in (configuration as IConfigurationRoot)?.Providers.Reverse() ?? [])
        {
            if (source.GetChildKeys([], key).Any()) return false;
            if (source.TryGet(key, out var text) && text is not null) return true;
        }
        return true;
    }

    private static List<string> Split(IEnumerable<string?> texts) =>
    [
        .. texts.SelectMany(static text =>
                (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Distinct(StringComparer.OrdinalIgnoreCase),
    ];
}
