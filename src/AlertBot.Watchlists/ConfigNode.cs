using AlertBot.Feeds;

namespace AlertBot.Watchlists;

/// <summary>A piece of a settings file that knows where it stands.</summary>
public abstract class ConfigNode
{
    private protected ConfigNode(ConfigDocument document, int line, int column)
    {
        Document = document;
        Line = line;
        Column = column;
    }

    /// <summary>The file it stands in.</summary>
    public ConfigDocument Document { get; }

    /// <summary>From 1.</summary>
    public int Line { get; }

    /// <summary>From 1, in UTF-16 code units.</summary>
    public int Column { get; }

    /// <summary>What it is, for messages: "a list", "keys with values", "a value".</summary>
    public abstract Saying Shape { get; }

    /// <summary>Reports a problem here.</summary>
    public void Report(Saying what, Saying toDo) => Document.Report(Line, Column, what, toDo);
}

/// <summary>A single value: text, number or yes and no are told apart by who reads it.</summary>
public sealed class ConfigScalar : ConfigNode
{
    private readonly int _start;

    internal ConfigScalar(ConfigDocument document, int line, int column, int start, string value, bool isPlain)
        : base(document, line, column)
    {
        _start = start;
        Value = value;
        IsNothing = isPlain && value is "" or "~" or "null";
    }

    /// <summary>The value as text, quotes and escapes resolved.</summary>
    public string Value { get; }

    /// <summary>True when the file gives no value: empty, ~ or null, without quotes.</summary>
    public bool IsNothing { get; }

    /// <inheritdoc/>
    public override Saying Shape => IsNothing
        ? Saying.Of("shape.nothing", "nothing") : Saying.Of("shape.value", "a value");

    /// <summary>Reports a problem at a character of the value, counted from 0, wherever quotes and line ends have put
    /// it.</summary>
    public void ReportAt(int offset, Saying what, Saying toDo)
    {
        var (line, column) = Document.Locate(_start, Value, offset);
        Document.Report(line, column, what, toDo);
    }
}

/// <summary>A list.</summary>
public sealed class ConfigSequence : ConfigNode
{
    internal ConfigSequence(ConfigDocument document, int line, int column, IReadOnlyList<ConfigNode> items)
        : base(document, line, column) => Items = items;

    /// <summary>Its items in order.</summary>
    public IReadOnlyList<ConfigNode> Items { get; }

    /// <inheritdoc/>
    public override Saying Shape => Saying.Of("shape.list", "a list");
}
