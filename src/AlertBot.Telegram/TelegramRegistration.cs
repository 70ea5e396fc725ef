using AlertBot.Chat;
using AlertBot.Telegram.Api;
using AlertBot.Telegram.Rendering;
using AlertBot.Telegram.Talk;
using AlertBot.Telegram.Updates;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AlertBot.Telegram;

/// <summary>What the room brings.</summary>
public static class TelegramRegistration
{
    /// <summary>Adds the bot on Telegram when there is a token; without one nothing at all.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="configuration">The settings.</param>
    /// <param name="worker">Name of this node, the same after a restart.</param>
    public static IServiceCollection AddTelegram(
        this IServiceCollection services, IConfiguration configuration, Func<IServiceProvider, string> worker)
    {
        if (string.IsNullOrWhiteSpace(configuration["Telegram:Token"])) return services;
        services.AddOptions<TelegramOptions>().BindConfiguration("Telegram").ValidateOnStart();
        services.AddSingleton<IValidateOptions<TelegramOptions>, TelegramOptionsValidator>();
        services.AddSingleton(new TextSource(typeof(TelegramRegistration).Assembly));
        services.TryAddSingleton<TextBook>();
        services.AddSingleton(p => p.GetRequiredService<IOptions<TelegramOptions>>().Value);
        services.AddSingleton(p => new TelegramApi(p.GetRequiredService<TelegramOptions>(), Time(p)));
        services.AddSingleton<BotSelf>();
        services.AddSingleton<ButtonLines>();
        services.AddSingleton<ChatMoves>();
        services.AddSingleton<SendPace>();
        services.AddSingleton<Outgoing>();
        services.AddSingleton(p => new TelegramPlatform(
            p.GetRequiredService<TelegramApi>(), p.GetRequiredService<Outgoing>(), p.GetRequiredService<ChatMoves>(),
            p.GetRequiredService<SendPace>(), p.GetRequiredService<BotSelf>(), p.GetRequiredService<TextBook>()));
        services.AddSingleton<IChatPlatform>(p => p.GetRequiredService<TelegramPlatform>());
        AddTalk(services);
        AddUpdates(services, worker);
        return services;
    }

    private static void AddTalk(IServiceCollection services)
    {
        services.AddSingleton(p => new CommandBook(p.GetService<CommandOffers>() ?? new CommandOffers([])));
        services.AddSingleton<MemberRights>();
        services.AddSingleton<StepPrompt>();
        services.AddSingleton<Welcome>();
        services.AddSingleton<Answering>();
        services.AddSingleton<CommandTalk>();
        services.AddSingleton<ButtonTalk>();
        services.AddSingleton<InlineTalk>();
        services.AddSingleton<Membership>();
        services.AddSingleton<CommandMenu>();
    }

    private static void AddUpdates(IServiceCollection services, Func<IServiceProvider, string> worker)
    {
        services.AddSingleton<UpdateLog>();
        services.AddSingleton<UpdateDesk>();
        services.AddSingleton<IHostedService>(p => string.IsNullOrWhiteSpace(p.GetRequiredService<TelegramOptions>().WebhookUrl)
            ? new UpdatePoller(
                p.GetRequiredService<TelegramApi>(), p.GetRequiredService<BotSelf>(), p.GetRequiredService<UpdateLog>(),
                p.GetRequiredService<UpdateDesk>(), p.GetRequiredService<CommandMenu>(), p.GetRequiredService<ILeases>(),
                worker(p), Time(p), p.GetRequiredService<ILogger<UpdatePoller>>())
            : new WebhookReceiver(
                p.GetRequiredService<TelegramApi>(), p.GetRequiredService<TelegramOptions>(),
                p.GetRequiredService<UpdateDesk>(), p.GetRequiredService<CommandMenu>(), Time(p),
                p.GetRequiredService<ILogger<WebhookReceiver>>()));
    }

    private static TimeProvider Time(IServiceProvider provider) => provider.GetRequiredService<TimeProvider>();
}
