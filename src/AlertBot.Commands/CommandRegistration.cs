using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Feeds;
using AlertBot.Incidents;
using AlertBot.Watchlists;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

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
        services.TryAddSingleton<TextBook>();
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
        var plans = new IncidentPlans(archive);
        ICommand[] commands =
        [
            new IncidentsCommand(archive, lookup),
            new IncidentCommand(archive, outbox),
            new BriefCommand(archive, lookup),
            new SearchCommand(archive, articles),
            NameCommand.OfActors(archive, lookup),
            NameCommand.OfPlaces(archive, lookup),
            new TrendCommand(archive, lookup),
            new WhyCommand(archive, articles, lookup),
            new WhyNotCommand(articles, archive, feeds, subscriptions, outbox, lookup, rules),
            new ExportCommand(archive, articles, outbox, audit, lookup),
            new TopicsCommand(lookup, subscriptions),
            new SubscribeCommand(subscriptions, audit, lookup),
            new UnsubscribeCommand(subscriptions, audit),
            new SubscriptionsCommand(subscriptions),
            new PreviewCommand(archive, subscriptions, lookup),
            new WatchShowCommand(lookup),
            new WatchTestCommand(lookup),
            new FeedListCommand(feeds),
            new FeedAddCommand(feeds, audit),
            new FeedRemoveCommand(feeds, audit),
            Change(IncidentPlans.MergeDefinition, plans.MergeAsync),
            Change(IncidentPlans.SplitDefinition, plans.SplitAsync),
            Change(IncidentPlans.MoveDefinition, plans.MoveAsync),
            Change(IncidentPlans.RetractDefinition, plans.RetractAsync),
            Change(UndoPlan.Definition, new UndoPlan(archive, articles, audit).PlanAsync),
            new SettingsCommand(subscriptions, feeds, lookup),
            new SettingsLogCommand(audit),
            new StatusCommand(feeds, analysis, outbox, subscriptions),
        ];
        var book = provider.GetRequiredService<TextBook>();
        return new CommandCatalogue(
            commands, new OptionCompletion(lookup), new AnswerLanguage(book, subscriptions), book,
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<CommandCatalogue>>());

        IncidentChangeCommand Change(
            CommandDefinition definition, Func<CommandCall, string, CancellationToken, Task<PlannedChange>> plan) =>
            new(definition, plan, analysis, audit);
    }
}
