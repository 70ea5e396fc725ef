using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Feeds;
using AlertBot.Incidents;
using AlertBot.Watchlists;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AlertBot.Commands;

/// <summary>What the room brings.</summary>
public static class CommandRegistration
{
    /// <summary>
    /// Adds the catalogue. Ports come from elsewhere; <c>Func&lt;WatchlistIndex&gt;</c> gives the watchlists of the
    /// hour.
    /// </summary>
    public static IServiceCollection AddCommands(this IServiceCollection services)
    {
        services.AddSingleton(new TextSource(typeof(CommandRegistration).Assembly));
        // Answers say of incidents what alerts say of them.
        services.AddSingleton(new TextSource(typeof(AlertCard).Assembly));
        services.TryAddSingleton<TextBook>();
        services.AddOptions<FollowOptions>().BindConfiguration("Follows").ValidateOnStart();
        services.AddSingleton<IValidateOptions<FollowOptions>, FollowOptionsValidator>();
        services.AddSingleton<Backtester>();
        services.AddSingleton(Make);
        services.AddSingleton<ICommandHandler>(p => p.GetRequiredService<CommandCatalogue>());
        return services;
    }

    private static CommandCatalogue Make(IServiceProvider provider)
    {
        var lookup = new Lookup(provider.GetRequiredService<Func<WatchlistIndex>>());
        var archive = provider.GetRequiredService<IIncidentArchive>();
        var outbox = provider.GetRequiredService<IOutbox>();
        var subscriptions = provider.GetRequiredService<ISubscriptionStore>();
        var audit = provider.GetRequiredService<IAuditLog>();
        var analysis = provider.GetRequiredService<IAnalysisStore>();
        var articles = provider.GetRequiredService<IArticleSearch>();
        var feeds = provider.GetRequiredService<IFeedStore>();
        var rules = provider.GetService<AnalysisRules>()?.Alerts ?? AlertRules.Default;
        var shelf = TuningCommands.Shelf(provider, lookup);
        ICommand[] commands =
        [
            new IncidentsCommand(lookup),
            new IncidentCommand(outbox),
            new BriefCommand(lookup),
            new SearchCommand(),
            NameCommand.OfActors(lookup),
            NameCommand.OfPlaces(lookup),
            new TrendCommand(lookup),
            new WhyCommand(lookup),
            new WhyNotCommand(feeds, subscriptions, outbox, lookup, rules),
            new ExportCommand(outbox, audit, lookup),
            new TopicsCommand(lookup, subscriptions),
            .. ChannelCommands.OfChannels(provider, lookup, rules),
            .. ChannelCommands.OfReaders(provider, lookup),
            new PreviewCommand(subscriptions, lookup, rules),
            .. TuningCommands.Of(provider, lookup, shelf),
            .. FeedingCommands.Of(provider, lookup),
            Change(IncidentPlans.MergeDefinition, IncidentPlans.MergeAsync),
            Change(IncidentPlans.SplitDefinition, IncidentPlans.SplitAsync),
            Change(IncidentPlans.MoveDefinition, IncidentPlans.MoveAsync),
            Change(IncidentPlans.RetractDefinition, IncidentPlans.RetractAsync),
            new UndoCommand(
                Change(UndoPlan.Definition, new UndoPlan(audit).PlanAsync), ChannelCommands.Undo(provider),
                ChannelCommands.UndoOfReaders(provider), () => new TuningUndo(shelf, feeds, audit), audit),
            .. ChannelCommands.OfCommunities(provider, lookup),
            new StatusCommand(feeds, analysis, outbox, subscriptions),
        ];
        var book = provider.GetRequiredService<TextBook>();
        var asked = new AskedHere(
            subscriptions, provider.GetRequiredService<ICommunitySettings>(), book, archive, articles, lookup);
        var time = provider.GetRequiredService<TimeProvider>();
        var logger = provider.GetRequiredService<ILogger<CommandCatalogue>>();
        var ahead = new TypedAhead(asked, feeds, provider.GetRequiredService<IFollowStore>(), book, time, logger);
        return new CommandCatalogue(
            commands, new OptionCompletion(lookup, book), ahead, asked, new SharedIncidents(lookup), book,
            provider.GetRequiredService<WatchlistRefresh>(), time, logger);

        IncidentChangeCommand Change(
            CommandDefinition definition, Func<CommandCall, string, CancellationToken, Task<PlannedChange>> plan) =>
            new(definition, plan, analysis, audit);
    }
}
