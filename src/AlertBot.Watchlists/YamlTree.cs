using AlertBot.Feeds;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace AlertBot.Watchlists;

/// <summary>Builds nodes from the events of the YAML parser, so that nothing outside this file knows the
/// parser.</summary>
internal sealed class YamlTree
{
    private const int MaxDepth = 32;

    // Nodes with those that aliases stand for counted each time: a file of nested aliases grows without end.
    private const int MaxNodes = 200_000;

    private readonly ConfigDocument _document;
    private readonly Parser _parser;
    private readonly Dictionary<string, (ConfigNode Node, int Size)> _anchors = new(StringComparer.Ordinal);
    private int _nodes;

    private YamlTree(ConfigDocument document, string yaml)
    {
        _document = document;
        _parser = new Parser(new StringReader(yaml));
    }

    /// <summary>The top node; null when there is none or the text is no YAML, which is then reported.</summary>
    public static ConfigNode? Read(ConfigDocument document, string yaml)
    {
        var tree = new YamlTree(document, yaml);
        try
        {
            return tree.ReadDocument();
        }
        catch (YamlException exception)
        {
            YamlFaults.Report(document, yaml, exception);
            return null;
        }
        catch (TooMuchException exception)
        {
            document.Report(
                (int)exception.Mark.Line, (int)exception.Mark.Column, exception.What,
                Saying.Of("do.flatten", "divide or flatten the file"));
            return null;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException
            or OverflowException or FormatException)
        {
            // The parser lets through what an escape such as \UFFFFFFFF makes the runtime throw.
            var mark = tree._parser.Current?.End ?? Mark.Empty;
            document.Report(
                (int)Math.Max(1, mark.Line), (int)Math.Max(1, mark.Column),
                Saying.Of("yaml.unreadable", "something behind this cannot be read"),
                Saying.Of("do.escape", "look for an escape that stands for no character"));
            return null;
        }
    }

    private ConfigNode? ReadDocument()
    {
        _parser.Consume<StreamStart>();
        if (_parser.Accept<StreamEnd>(out _)) return null;
        _parser.Consume<DocumentStart>();
        var root = ReadNode(1);
        _parser.Consume<DocumentEnd>();
        if (_parser.Accept<DocumentStart>(out var second))
            _document.Report(
                (int)second.Start.Line, (int)second.Start.Column,
                Saying.Of("yaml.second", "the file has a second document"),
                Saying.Of("do.dashes", "take out the line ---"));
        return root;
    }

    private ConfigNode ReadNode(int depth)
    {
        var parsing = _parser.Current ?? throw new YamlException("nothing");
        var mark = parsing.Start;
        if (depth > MaxDepth)
            throw new TooMuchException(
                mark, Saying.Of("yaml.deep", $"more than {MaxDepth:most} levels inside each other"));
        if (_parser.TryConsume<AnchorAlias>(out var alias)) return Resolve(alias);
        if (!_parser.Accept<NodeEvent>(out var node))
            throw new YamlException(mark, parsing.End, "a value was expected");
        var before = _nodes;
        Count(1, mark);
        ConfigNode read = node switch
        {
            MappingStart => ReadMapping(depth),
            SequenceStart => ReadSequence(depth),
            _ => ReadScalar(),
        };
        if (!node.Anchor.IsEmpty) _anchors[node.Anchor.Value] = (read, _nodes - before);
        return read;
    }

    private ConfigScalar ReadScalar()
    {
        var scalar = _parser.Consume<Scalar>();
        return new ConfigScalar(
            _document, (int)scalar.Start.Line, (int)scalar.Start.Column, (int)scalar.Start.Index, scalar.Value,
            scalar.Style == ScalarStyle.Plain);
    }

    private ConfigSequence ReadSequence(int depth)
    {
        var start = _parser.Consume<SequenceStart>();
        var items = new List<ConfigNode>();
        while (!_parser.TryConsume<SequenceEnd>(out _)) items.Add(ReadNode(depth + 1));
        return new ConfigSequence(_document, (int)start.Start.Line, (int)start.Start.Column, items);
    }

    private ConfigMapping ReadMapping(int depth)
    {
        var start = _parser.Consume<MappingStart>();
        var entries = new Dictionary<string, (ConfigScalar, ConfigNode)>(StringComparer.Ordinal);
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var key = ReadNode(depth + 1);
            var value = ReadNode(depth + 1);
            if (key is not ConfigScalar name)
                key.Report(
                    Saying.Of("key.word", $"a key must be a word, but is {key.Shape:shape}"),
                    Saying.Of("do.quote", "put quotes around it"));
            else if (!entries.TryAdd(name.Value, (name, value)))
                name.Report(
                    Saying.Of("key.twice", $"the key '{name.Value:key}' stands here twice"),
                    Saying.Of("do.keep-one", "keep one of the two"));
        }

        return new ConfigMapping(_document, (int)start.Start.Line, (int)start.Start.Column, entries);
    }

    private ConfigNode Resolve(AnchorAlias alias)
    {
        if (!_anchors.TryGetValue(alias.Value.Value, out var anchored))
            throw new YamlException(alias.Start, alias.End, $"'*{alias.Value.Value}' refers to nothing");
        Count(anchored.Size, alias.Start);
        return anchored.Node;
    }

    private void Count(int nodes, Mark mark)
    {
        _nodes += nodes;
        if (_nodes > MaxNodes)
            throw new TooMuchException(
                mark, Saying.Of("yaml.many", $"more than {MaxNodes:most} values, aliases counted each time"));
    }

    private sealed class TooMuchException(Mark mark, Saying what) : Exception(what.English)
    {
        public Saying What { get; } = what;

        public Mark Mark { get; } = mark;
    }
}
