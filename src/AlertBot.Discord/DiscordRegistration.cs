using AlertBot.Chat;
using AlertBot.Discord.Gateway;
using AlertBot.Discord.Interactions;
using AlertBot.Discord.Places;
using AlertBot.Discord.Rest;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AlertBot.Discord;

/// <summary>What the room brings.</summary>
public static class DiscordRegistration
{
    /// <summary>
    /// Adds Discord when <c>Discord:Token</c> is set, and but the check of the settings otherwise. The host adds a
    /// <see cref="DiscordWorker"/>, the <see cref="CommandOffers"/> and a <see cref="Random"/>.
    /// </summary>
    public static IServiceCollection AddDiscord(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DiscordOptions>().BindConfiguration("Discord").ValidateOnStart();
        services.AddSingleton<IValidateOptions<DiscordOptions>, DiscordOptionsValidator>();
        if (string.IsNullOrEmpty(configuration["Discord:Token"])) return services;
        services.AddSingleton<DiscordRest>();
        services.TryAddSingleton(new MessageLabels([]));
        services.AddSingleton<ChannelFacts>();
        services.AddSingleton<DiscordParts>();
        services.AddSingleton(provider => new DiscordPlatform(
            provider.GetRequiredService<DiscordParts>(), provider.GetRequiredService<IOptions<DiscordOptions>>()));
        services.AddSingleton<IChatPlatform>(provider => provider.GetRequiredService<DiscordPlatform>());
        services.AddSingleton(new TextSource(typeof(DiscordRegistration).Assembly));
        services.TryAddSingleton<TextBook>();
        services.AddSingleton<CommandRegistrar>();
        services.AddSingleton<Greeter>();
        services.AddSingleton<Responder>();
        services.AddSingleton<InteractionDesk>();
        services.AddSingleton<InteractionServer>();
        services.AddSingleton<GuildWatch>();
        services.AddSingleton<IGatewayListener>(provider => new GatewayListeners(
            provider.GetRequiredService<InteractionServer>(), provider.GetRequiredService<GuildWatch>()));
        services.AddSingleton<GatewayDoor>();
        services.AddSingleton<Func<GatewayShard, GatewayConnection>>(provider => shard => new GatewayConnection(
            shard, provider.GetRequiredService<GatewayDoor>(), provider.GetRequiredService<IGatewayListener>(),
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<Random>(),
            provider.GetRequiredService<ILogger<GatewayConnection>>()));
        services.AddSingleton<ShardKeeper>();
        // The shards end first, so that nothing new comes in while the last answers are given.
        services.AddHostedService(provider => provider.GetRequiredService<InteractionServer>());
        services.AddHostedService(provider => provider.GetRequiredService<GuildWatch>());
        services.AddHostedService(provider => provider.GetRequiredService<ShardKeeper>());
        return services;
    }
}
