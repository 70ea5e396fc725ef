using AlertBot.Chat;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AlertBot.Alerts;

/// <summary>What the room brings.</summary>
public static class AlertRegistration
{
    /// <summary>Adds analyst and delivery worker. Ports, rules and platforms come from elsewhere.</summary>
    public static IServiceCollection AddAlerts(this IServiceCollection services)
    {
        services.AddOptions<DeliveryOptions>().BindConfiguration("Delivery").ValidateOnStart();
        services.AddSingleton<IValidateOptions<DeliveryOptions>, DeliveryOptionsValidator>();
        services.AddSingleton(new TextSource(typeof(AlertRegistration).Assembly));
        services.AddSingleton(AlertLabels.All);
        services.AddSingleton<Analyst>();
        services.AddSingleton<CoverageWatch>();
        services.AddSingleton<DeliveryWorker>();
        services.AddSingleton<ICommunityPresence, CommunityPresence>();
        return services;
    }
}
