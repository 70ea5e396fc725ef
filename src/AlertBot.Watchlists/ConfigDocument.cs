using AlertBot.Feeds;

namespace AlertBot.Watchlists;

/// <summary>A settings file in YAML, read with the place of everything in it and the problems that were
/// found.</summary>
public sealed class ConfigDocument
{
    /// <summary>Longest file that is read, in UTF-16 code units.</summary>
    public const int MaxLength = 4 * 1024 * 1024;

    /// <summary>Most problems that are kept; a file with more is broken at its root.</summary>
    public const int MaxProblems = 1000;

    private readonly string _source;
    private readonly List<ConfigProblem> _problems = [];

    private ConfigDocument(string file, string source)
    {
        File = file;
        _source = source;
    }

    /// <summary>The file's name as it was given.</summary>
    public string File { get; }

    /// <summary>The top of the file; null when it is empty or no YAML.</summary>
    public ConfigNode? Root { get; private set; }

    /// <summary>All problems so far, in order of place.</summary>
    public IReadOnlyList<ConfigProblem> Problems =>
        [.. _problems.OrderBy(problem => problem.Line).ThenBy(problem => problem.Column)];

    /// <summary>Reads a file. Never throws for what it contains: faults are among <see cref="Problems"/>.</summary>
    public static ConfigDocument Read(string file, string yaml)
    {
        var document = new ConfigDocument(file, yaml);
        if (yaml.Length > MaxLength)
        {
            document.Report(
                1, 1,
                Saying.Of(
                    "file.long", $"the file has {yaml.Length:count} characters; at most {MaxLength:most} are read"),
                Saying.Of("do.divide-it", "divide it"));
        }
        else
        {
            document.Root = YamlTree.Read(document, yaml);
        }
        return document;
    }

    /// <summary>The top of the file as keys with values; reports and answers null when it is something else.</summary>
    public ConfigMapping? Mapping()
    {
        if (Root is ConfigMapping mapping) return mapping;
        if (Root is not null)
        {
            Root.Report(
                Saying.Of("file.keys", $"the file must hold keys with values, but is {Root.Shape:shape}"),
                Saying.Of("do.begin-key", "begin with key: value"));
        }
        else if (_problems.Count == 0)
        {
            Report(
                1, 1, Saying.Of("file.empty", "the file is empty"), Saying.Of("do.fill-file", "fill it or delete it"));
        }
        return null;
    }

    /// <summary>Reports a problem.</summary>
    public void Report(int line, int column, Saying what, Saying toDo)
    {
        if (_problems.Count < MaxProblems) _problems.Add(new ConfigProblem(File, line, column, what, toDo));
    }

    /// <summary>Where a character of a value stands in the file, past quotes, escapes and folded lines.</summary>
    /// <param name="start">Where the value begins in the file, with its quote or block sign.</param>
    /// <param name="value">The value.</param>
    /// <param name="offset">The character, from 0; the value's length for its end.</param>
    internal (int Line, int Column) Locate(int start, string value, int offset)
    {
        var at = ScalarSource.Skip(_source, start, value, offset);
        var line = 1;
        var lineStart = 0;
        for (var i = 0; i < at; i++)
        {
            if (_source[i] != '\n') continue;
            line++;
            lineStart = i + 1;
        }

        return (line, at - lineStart + 1);
    }
}

/// <summary>Finds characters of a value in the source that it was read from.</summary>
internal static class ScalarSource
{
    /// <summary>The source position of the value's character at <paramref name="offset"/>.</summary>
    public static int Skip(string source, int start, string value, int offset)
    {
        var at = start;
        var quote = at < source.Length && source[at] is '"' or '\'' ? source[at] : '\0';
        if (quote != '\0') at++;
        else if (at < source.Length && source[at] is '|' or '>') at = BlockStart(source, at);
        for (var i = 0; i < Math.Min(offset, value.Length) && at < source.Length; i++)
            at = Next(source, at, value[i], quote);
        if (offset < value.Length) at = Align(source, at, value[offset], quote);
        return Math.Min(at, source.Length);
    }

    private static int BlockStart(string source, int at)
    {
        var end = source.IndexOf('\n', at);
        at = end < 0 ? source.Length : end + 1;
        while (at < source.Length && source[at] == ' ') at++;
        return at;
    }

    // The position after one character of the value.
    private static int Next(string source, int at, char c, char quote)
    {
        at = Align(source, at, c, quote);
        if (at >= source.Length) return at;
        if (quote == '"' && source[at] == '\\') return at + EscapeLength(source, at);
        if (quote == '\'' && source[at] == '\'') return at + 2;
        if (char.IsWhiteSpace(c) && source[at] is '\n' or '\r')
            while (at + 1 < source.Length && char.IsWhiteSpace(source[at + 1])) at++;
        return at + 1;
    }

    // Line ends and indentation of the source that the value does not have.
    private static int Align(string source, int at, char c, char quote)
    {
        while (at < source.Length && source[at] != c && !(quote == '"' && source[at] == '\\'))
        {
            if (char.IsWhiteSpace(c) && source[at] is '\n' or '\r') return at;
            if (!char.IsWhiteSpace(source[at])) return at;
            at++;
        }

        return at;
    }

    private static int EscapeLength(string source, int at) => at + 1 >= source.Length ? 1 : source[at + 1] switch
    {
        'x' => 4,
        'u' => 6,
        'U' => 10,
        _ => 2,
    };
}
