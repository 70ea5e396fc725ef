using AlertBot.Terminal;

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

    /// <summary>Standard output as a screen. Where people see standard error too, it keeps off the screen's bottom line.</summary>
    public static TerminalScreen Screen()
    {
        var screen = new TerminalScreen(Console.Out, !Console.IsOutputRedirected);
        if (screen.IsTerminal && !Console.IsErrorRedirected) Console.SetError(screen.Beside(Console.Error));
        return screen;
    }
}
