using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Feeds;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AlertBot.Commands;

/// <summary>The commands by which channels and readers say what they want, and communities what is theirs.</summary>
internal static class ChannelCommands
{
    /// <summary>Those of channels: what comes, how, and what does not.</summary>
    public static IEnumerable<ICommand> OfChannels(IServiceProvider provider, Lookup lookup, AlertRules rules)
    {
        var subscriptions = provider.GetRequiredService<ISubscriptionStore>();
        var analysis = provider.GetRequiredService<IAnalysisStore>();
        var audit = provider.GetRequiredService<IAuditLog>();
        var mutes = provider.GetRequiredService<IMuteStore>();
        var subscribing = new Subscribing(subscriptions, audit, rules, provider.GetServices<IChatPlatform>());
        var targets = new MuteTargets(lookup);
        yield return new SetupCommand(subscribing, subscriptions, provider.GetServices<IChatPlatform>(), lookup);
        yield return new SubscribeCommand(subscribing, lookup);
        yield return new UnsubscribeCommand(subscriptions, audit);
        yield return new SubscriptionsCommand(subscriptions);
        yield return new MuteCommand(targets, mutes, analysis, audit);
        yield return new UnmuteCommand(targets, mutes, analysis, audit);
        yield return new AckCommand(analysis, audit);
    }

    /// <summary>What undoes changes of channels and communities.</summary>
    public static SettingsUndo Undo(IServiceProvider provider) => new(
        provider.GetRequiredService<ISubscriptionStore>(), provider.GetRequiredService<ICommunitySettings>(),
        provider.GetRequiredService<IMuteStore>(), provider.GetRequiredService<IAnalysisStore>(),
        provider.GetRequiredService<IAuditLog>());

    /// <summary>What undoes what readers did for themselves.</summary>
    public static ReaderUndo UndoOfReaders(IServiceProvider provider) => new(
        Desk(provider), provider.GetRequiredService<IVoteStore>(), provider.GetRequiredService<IAuditLog>());

    private static FollowDesk Desk(IServiceProvider provider) => new(
        provider.GetRequiredService<IFollowStore>(), provider.GetRequiredService<IAnalysisStore>(),
        provider.GetRequiredService<IAuditLog>(), provider.GetRequiredService<WatchlistRefresh>());

    /// <summary>Those of readers: what they follow, and what they think of alerts.</summary>
    public static IEnumerable<ICommand> OfReaders(IServiceProvider provider, Lookup lookup)
    {
        var audit = provider.GetRequiredService<IAuditLog>();
        var votes = provider.GetRequiredService<IVoteStore>();
        var desk = Desk(provider);
        yield return new FollowCommand(
            desk, lookup, provider.GetRequiredService<IOptions<FollowOptions>>(),
            provider.GetRequiredService<ILogger<FollowCommand>>());
        yield return new UnfollowCommand(desk);
        yield return new VoteCommand(votes, audit, isGood: true);
        yield return new VoteCommand(votes, audit, isGood: false);
        yield return new QualityCommand(votes, lookup);
    }

    /// <summary>Those of communities: what they set, take with them, and erase.</summary>
    public static IEnumerable<ICommand> OfCommunities(IServiceProvider provider, Lookup lookup)
    {
        var audit = provider.GetRequiredService<IAuditLog>();
        var data = provider.GetRequiredService<ICommunityData>();
        yield return new SettingsCommand(
            provider.GetRequiredService<ISubscriptionStore>(), provider.GetRequiredService<IFeedStore>(),
            provider.GetRequiredService<IFollowStore>(), provider.GetRequiredService<ICommunitySettings>(), audit,
            lookup);
        yield return new SettingsLogCommand(audit);
        yield return new SettingsExportCommand(data, audit);
        yield return new SettingsEraseCommand(data, provider.GetRequiredService<WatchlistRefresh>());
    }
}
