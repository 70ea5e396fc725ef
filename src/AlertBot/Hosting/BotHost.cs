using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Commands;
using AlertBot.Discord;
using AlertBot.Feeds;
using AlertBot.Jobs;
using AlertBot.Storage;
using AlertBot.Telegram;
using AlertBot.Terminal;
using AlertBot.Watchlists;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using Quartz;

namespace AlertBot.Hosting;

/// <summary>Puts the rooms together.</summary>
internal static class BotHost
{
    /// <summary>The worker, not started: <see cref="Opening"/> does what must come first.</summary>
    public static IHost Build(HostPlan plan)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        AddSettings(builder.Configuration, plan.Folder.Settings, plan.Overrides);
        AddLogging(builder.Logging, builder.Configuration);
        var services = builder.Services;
        // Signals are ours: a verb decides what a second Ctrl+C means.
        services.AddSingleton<IHostLifetime, NoLifetime>();
        services.AddSingleton(plan.Time);
        services.AddSingleton(provider =>
            new WorkerName(provider.GetRequiredService<IOptions<FeedOptions>>().Value.WorkerId));
        services.AddSingleton(new Random(Environment.ProcessId));
        services.AddFeeds();
        services.AddStorage(StoreAccess.Own);
        services.AddAlerts();
        services.AddTerminal();
        services.AddCommands();
        AddWatched(services, plan);
        AddTerminalPlatform(services, plan.Screen);
        AddDiscordPlatform(services, builder.Configuration);
        services.AddTelegram(builder.Configuration, provider => provider.GetRequiredService<WorkerName>().Value);
        services.AddSingleton<Outages>();
        services.AddSingleton<HubDesk>();
        services.AddSingleton<Stages>();
        services.AddSingleton<Pulse>();
        services.AddSingleton<Tidying>();
        services.AddHostedService(provider => provider.GetRequiredService<Stages>());
        services.AddHostedService(provider => provider.GetRequiredService<HubReceiver>());
        services.AddSingleton<IValidateOptions<FeedOptions>, ListenersApart>();
        services.AddHostedService<HeapCare>();
        AddSchedule(services, plan);
        return builder.Build();
    }

    /// <summary>Settings in their order: file, then environment, then what a verb insists on.</summary>
    public static void AddSettings(
        IConfigurationBuilder configuration, string file, IReadOnlyDictionary<string, string?> overrides)
    {
        configuration.AddJsonFile(file, optional: true, reloadOnChange: false);
        configuration.AddEnvironmentVariables();
        configuration.AddInMemoryCollection(overrides);
    }

    /// <summary>Logs go to standard error, one line each; standard output is for what people asked for.</summary>
    public static void AddLogging(ILoggingBuilder logging, IConfiguration configuration)
    {
        logging.AddConfiguration(configuration.GetSection("Logging"));
        logging.AddConsole(options =>
        {
            options.LogToStandardErrorThreshold = LogLevel.Trace;
            options.FormatterName ??= ConsoleFormatterNames.Simple;
        });
        logging.Services.Configure<SimpleConsoleFormatterOptions>(options =>
        {
            options.SingleLine = true;
            options.UseUtcTimestamp = true;
            options.TimestampFormat = "yyyy-MM-dd HH:mm:ss'Z' ";
            options.ColorBehavior = LoggerColorBehavior.Disabled;
        });
        logging.AddFilter("Quartz", LogLevel.Warning);
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddFilter("System.Net.Http", LogLevel.Warning);
    }

    private static void AddWatched(IServiceCollection services, HostPlan plan)
    {
        services.AddSingleton(plan.Config);
        services.AddSingleton(provider => new WatchedLists(
            plan.Config, provider.GetRequiredService<IWatchlistStore>(), provider.GetRequiredService<IFollowStore>(),
            provider.GetRequiredService<IOptions<FeedOptions>>(), provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<WatchedLists>>())
        {
            EditEvery = provider.GetRequiredService<IOptions<DeliveryOptions>>().Value.EditEvery,
        });
        services.AddSingleton<Func<WatchlistIndex>>(provider =>
        {
            var watched = provider.GetRequiredService<WatchedLists>();
            return () => watched.Index;
        });
        services.AddSingleton<WatchlistRefresh>(provider => provider.GetRequiredService<WatchedLists>().RefreshAsync);
        services.AddSingleton<AnalysisRulesSource>(provider => provider.GetRequiredService<WatchedLists>().RulesAsync);
    }

    private static void AddTerminalPlatform(IServiceCollection services, TerminalScreen screen)
    {
        services.AddSingleton(screen);
        services.AddSingleton(provider => new TerminalPlatform(
            screen, provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IOptions<TerminalOptions>>().Value,
            provider.GetRequiredService<IOptions<StorageOptions>>().Value.DataDirectory));
        services.AddSingleton<IChatPlatform>(provider => provider.GetRequiredService<TerminalPlatform>());
    }

    private static void AddDiscordPlatform(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(provider => new DiscordWorker(provider.GetRequiredService<WorkerName>().Value));
        services.AddSingleton(provider => CatalogueOffers.Of(
            provider.GetRequiredService<CommandCatalogue>().Definitions, provider.GetRequiredService<TextBook>()));
        services.AddDiscord(configuration);
    }

    private static void AddSchedule(IServiceCollection services, HostPlan plan)
    {
        services.AddQuartz(quartz =>
        {
            quartz.UseInMemoryStore(_ => { });
            // A poll that waits for a slow server gives its claim back at once; nobody waits for the server.
            quartz.ConfigureScheduler(options => options.ShutdownJobInterruption = ShutdownJobInterruption.Always);
            Every<PollDueFeedsJob>(quartz, plan.Tick);
            Every<TickJob>(quartz, plan.Tick);
            Every<HeartbeatJob>(quartz, Pulse.Every);
            Every<TidyJob>(quartz, Tidying.Look);
            // What a feed is used to cannot be told by a clock that jumps over days, as the demo's does.
            if (ReferenceEquals(plan.Time, TimeProvider.System)) Every<CoverageJob>(quartz, CoverageJob.Every);
        });
        services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
    }

    private static void Every<TJob>(IQuartzBuilder quartz, TimeSpan interval)
        where TJob : class, IJob =>
        quartz.ScheduleJob<TJob>(trigger => trigger.StartNow()
            .WithSimpleSchedule(schedule => schedule.WithInterval(interval).RepeatForever()), _ => { });

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
