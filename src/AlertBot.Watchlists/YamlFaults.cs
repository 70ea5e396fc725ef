using AlertBot.Feeds;
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
            document.Report(
                tab.Line, tab.Column, Saying.Of("yaml.tab", "a tab in the indentation"),
                Saying.Of("do.spaces", "indent with spaces"));
            return;
        }

        var (what, toDo) = Explain(exception.Message);
        document.Report(line, (int)exception.Start.Column, what, toDo);
    }

    private static (Saying What, Saying ToDo) Explain(string message)
    {
        bool Says(string words) => message.Contains(words, StringComparison.OrdinalIgnoreCase);
        if (Says("escape"))
            return (
                Saying.Of("yaml.backslash", "a backslash in quotes that means nothing"),
                Saying.Of("do.backslash", "double it, or use apostrophes as quotes"));
        if (Says("quoted scalar"))
            return (
                Saying.Of("yaml.quote", "a quote is opened here and never closed"),
                Saying.Of("do.close-quote", "close it, or double the apostrophe inside '…'"));
        if (Says("cannot start any token"))
            return (
                Saying.Of("yaml.character", "a character that cannot stand here"),
                Saying.Of("do.quote-signs", "put quotes around text that begins with @, ` or %"));
        if (Says("refers to nothing"))
            return (
                Saying.Of("yaml.alias", $"{message:message}"),
                Saying.Of("do.quote-star", "put quotes around text that begins with *"));
        if (Says("flow"))
            return (
                Saying.Of("yaml.bracket", "a [ or { is not closed, or a comma is missing"),
                Saying.Of("do.close", "close it on the same line"));
        if (Says("expected key") || Says("expected '-'") || Says("invalid mapping") || Says("document end")
            || Says("block end") || Says("mapping values") || Says("simple key"))
            return (
                Saying.Of("yaml.fit", "this does not fit what stands before it"),
                Saying.Of("do.indentation", "check the indentation, and put quotes around text with a colon"));
        return (
            Saying.Of("yaml.none", $"no YAML: {message:message}"),
            Saying.Of("do.check", "check indentation and quotes"));
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
