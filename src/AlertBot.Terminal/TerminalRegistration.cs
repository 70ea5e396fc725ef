using AlertBot.Chat;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AlertBot.Terminal;

/// <summary>What the room brings.</summary>
public static class TerminalRegistration
{
    /// <summary>
    /// Adds the settings; platform and screen are made by the host, which knows data directory and console.
    /// </summary>
    public static IServiceCollection AddTerminal(this IServiceCollection services)
    {
        services.AddSingleton(new TextSource(typeof(TerminalRegistration).Assembly));
        services.AddOptions<TerminalOptions>().BindConfiguration("Terminal").ValidateOnStart();
        services.AddSingleton<IValidateOptions<TerminalOptions>, TerminalOptionsValidator>();
        return services;
    }
}
