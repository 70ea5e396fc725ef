using YamlDotNet.Core;

namespace AlertBot.Watchlists;

/// <summary>The parser's faults in words for people who write lists and not parsers.</summary>
internal static class YamlFaults
{
    /// <summary>Reports what made the parser give up.</summary>
    public static void Report(ConfigDocument document, string yaml, YamlException exception)
    {
        var line = (int)exception.Start.Line;

        // The parser stops at the end of the line before an indentation by tabs, where nobody sees anything wrong.
        if (TabIn(yaml, line) is { } tab)
        {
            document.Report(tab.Line, tab.Column, "a tab in the indentation", "indent with spaces");
            return;
        }

        var (message, remedy) = Explain(exception.Message);
        document.Report(line, (int)exception.Start.Column, message, remedy);
    }

    private static (string Message, string Remedy) Explain(string message)
    {
        bool Says(string words) => message.Contains(words, StringComparison.OrdinalIgnoreCase);
        if (Says("escape"))
            return ("a backslash in quotes that means nothing", "double it, or use apostrophes as quotes");
        if (Says("quoted scalar"))
            return ("a quote is opened here and never closed", "close it, or double the apostrophe inside '…'");
        if (Says("cannot start any token"))
            return ("a character that cannot stand here", "put quotes around text that begins with @, ` or %");
        if (Says("refers to nothing")) return (message, "put quotes around text that begins with *");
        if (Says("flow")) return ("a [ or { is not closed, or a comma is missing", "close it on the same line");
        if (Says("expected key") || Says("expected '-'") || Says("invalid mapping") || Says("document end")
            || Says("block end") || Says("mapping values") || Says("simple key"))
            return ("this does not fit what stands before it",
                "check the indentation, and put quotes around text with a colon");
        return ("no YAML: " + message, "check indentation and quotes");
    }

    private static (int Line, int Column)? TabIn(string yaml, int line)
    {
        var number = 0;
        foreach (var text in yaml.AsSpan().EnumerateLines())
        {
            if (++number < line) continue;
            if (number > line + 1) break;
            var indent = text[..^text.TrimStart(" \t").Length];
            if (indent.IndexOf('\t') is >= 0 and var column) return (number, column + 1);
        }

        return null;
    }
}
