using AlertBot.Terminal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AlertBot.Verbs;

/// <summary>Lines for people on standard error, and the screen on standard output.</summary>
internal static class Say
{
    /// <summary>One line each, prefixed with the program's name.</summary>
    public static void Problems(IEnumerable<string> lines)
    {
        foreach (var line in lines) Console.Error.WriteLine($"alertbot: {line}");
    }

    /// <summary>One line.</summary>
    public static void Problem(string line) => Problems([line]);

    /// <summary>BCP 47 tag of the language in which the terminal speaks; null when nobody chose one.</summary>
    public static string? Language(IServiceProvider services) =>
        services.GetRequiredService<IOptions<TerminalOptions>>().Value.Language is { Length: > 0 } language
            ? language : null;

    /// <summary>Standard output as a screen. Where people see standard error too, it keeps off the screen's bottom line.</summary>
    public static TerminalScreen Screen()
    {
        var screen = new TerminalScreen(Console.Out, !Console.IsOutputRedirected);
        if (screen.IsTerminal && !Console.IsErrorRedirected) Console.SetError(screen.Beside(Console.Error));
        return screen;
    }
}
