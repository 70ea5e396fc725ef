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

    /// <summary>Standard output as a screen.</summary>
    public static TerminalScreen Screen() => new(Console.Out, !Console.IsOutputRedirected);
}
