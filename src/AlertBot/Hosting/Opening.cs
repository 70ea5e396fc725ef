using System.Text;
using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Feeds;
using AlertBot.Storage;
using AlertBot.Terminal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AlertBot.Hosting;

/// <summary>What must be right before the worker starts. Every fault is a line for people.</summary>
internal static class Opening
{
    private const string TopicsKey = "subscribed-topics";

    /// <summary>Checks settings, opens the store, brings feeds and the terminal's subscriptions in line. Empty when all
    /// is well.</summary>
    public static async Task<IReadOnlyList<string>> OpenAsync(
        IHost host, IReadOnlyList<Feed> feeds, CancellationToken cancellationToken)
    {
        var services = host.Services;
        if (SettingFaults(services) is { Count: > 0 } faults) return faults;
        if (await services.GetRequiredService<IStore>().OpenAsync(cancellationToken) is { } problem)
            return [problem.ToString()];
        try
        {
            services.GetRequiredService<TerminalPlatform>();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return [$"Terminal:Transcript cannot be opened: {fault.Message} Name a file that can be written."];
        }
        try
        {
            await services.GetRequiredService<WatchedLists>().LoadAsync(cancellationToken);
            await services.GetRequiredService<FeedPoller>().SyncAsync(feeds, cancellationToken);
            await SubscribeTerminalAsync(services, cancellationToken);
            return [];
        }
        catch (StoreUnavailableException fault)
        {
            return [fault.Message];
        }
    }

    /// <summary>What is wrong with the settings, all of it at once.</summary>
    public static IReadOnlyList<string> SettingFaults(IServiceProvider services)
    {
        var faults = new List<string>();
        try
        {
            services.GetRequiredService<IStartupValidator>().Validate();
        }
        catch (OptionsValidationException fault)
        {
            faults.AddRange(fault.Failures);
        }
        catch (AggregateException several)
        {
            faults.AddRange(several.InnerExceptions.SelectMany(e =>
                e is OptionsValidationException fault ? fault.Failures : [Unreadable(e)]));
        }
        catch (InvalidOperationException unreadable)
        {
            faults.Add(Unreadable(unreadable));
        }
        return faults;
    }

    // The binder's own words name value, setting and type:
    // "Failed to convert configuration value 'abc' at 'Feeds:HostDelay' ...".
    private static string Unreadable(Exception fault) => fault.Message.TrimEnd('.') + "; write a value of that kind.";

    /// <summary>The terminal hears of every topic from the start; one that somebody left stays left.</summary>
    private static async Task SubscribeTerminalAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var state = services.GetRequiredService<IPlatformState>();
        var subscriptions = services.GetRequiredService<ISubscriptionStore>();
        var nowUtc = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var stored = await state.ReadAsync(TerminalPlatform.PlatformName, TopicsKey, cancellationToken);
        var known = stored.Value is { } bytes
            ? Encoding.UTF8.GetString(bytes.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries).ToList()
            : [];
        var own = Communities.Of(TerminalPlatform.Channel);
        var topics = services.GetRequiredService<WatchedLists>().Index.Watchlists
            .Where(w => w.Topic.Scope.IsVisibleTo(own)).Select(w => w.Topic.Id).Distinct(StringComparer.Ordinal)
            .Where(id => !known.Contains(id, StringComparer.Ordinal)).ToList();
        if (topics.Count == 0) return;
        var language = services.GetRequiredService<IOptions<TerminalOptions>>().Value.Language;
        foreach (var topic in topics)
            await subscriptions.SaveAsync(
                Subscription.Default(TerminalPlatform.Channel, topic, nowUtc) with
                {
                    Language = string.IsNullOrEmpty(language) ? null : language,
                },
                cancellationToken);
        await state.TryWriteAsync(
            TerminalPlatform.PlatformName, TopicsKey, Encoding.UTF8.GetBytes(string.Join('\n', known.Concat(topics))),
            stored.Version, cancellationToken);
    }
}
