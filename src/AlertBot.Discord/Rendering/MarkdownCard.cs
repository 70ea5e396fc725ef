using System.Globalization;
using System.Text;
using AlertBot.Chat;

namespace AlertBot.Discord.Rendering;

/// <summary>A message as Discord's Markdown, in pieces that stand apart. Pure.</summary>
/// <param name="Pieces">Each of one or more lines; none is empty.</param>
/// <param name="Buttons">What can be pressed.</param>
/// <param name="Color">24 bits of red, green and blue.</param>
internal sealed record MarkdownCard(IReadOnlyList<string> Pieces, IReadOnlyList<ActionButton> Buttons, int Color)
{
    // Five rows of five (Components, Action Row).
    private const int MaxButtons = 25;

    /// <summary>All pieces, each after a line feed.</summary>
    public string Text => string.Join('\n', Pieces);

    /// <summary>Writes a message in Markdown.</summary>
    public static MarkdownCard Of(Message message)
    {
        var sources = message.Blocks.OfType<Block.SourceList>().SelectMany(b => b.Lines)
            .GroupBy(l => l.Number).ToDictionary(g => g.Key, g => g.First().Link);
        var pieces = message.Blocks.Select(b => Piece(b, sources)).Where(p => p.Length > 0).ToList();
        var buttons = message.Blocks.OfType<Block.Actions>().SelectMany(b => b.Buttons)
            .Where(b => b.Command.Length is > 0 and <= 100 && b.Label.Length > 0)
            .DistinctBy(b => b.Command, StringComparer.Ordinal).Take(MaxButtons).ToList();
        return new MarkdownCard(pieces, buttons, ColorOf(message.Tone));
    }

    private static int ColorOf(Tone tone) => tone switch
    {
        Tone.Critical => 0xB71C1C,
        Tone.High => 0xE65100,
        Tone.Medium => 0xF9A825,
        Tone.Low => 0x2E7D32,
        Tone.Problem => 0x6D4C41,
        _ => 0x546E7A,
    };

    private static string Piece(Block block, Dictionary<int, Uri?> sources) => block switch
    {
        Block.Headline b => Headline(b),
        Block.Sentence b => Run(b.Text) + Citations(b.Sources, sources),
        Block.Paragraph b => Runs(b.Spans),
        Block.Facts b => string.Join(" · ", b.Items.Select(Fact)),
        Block.Ledger b => List(b.Title, b.Lines.Select(l => "- " + Ledger(l, sources)), b.LeftOut),
        Block.Figures b => List(b.Title, b.Lines.Select(l => "- " + MarkdownText.Escape(l)), b.LeftOut),
        Block.Bullets b => List(b.Title, b.Items.Select(i => "- " + Runs(i)), b.LeftOut),
        Block.SourceList b => List(b.Title, b.Lines.Select(Source), b.LeftOut),
        Block.Table b => List(b.Title, Rows(b), b.LeftOut),
        _ => "",
    };

    private static string Headline(Block.Headline headline)
    {
        var parts = new List<string>();
        if (headline.Label.Length > 0) parts.Add(MarkdownText.Escape(headline.Label));
        if (headline.Title.Text.Length > 0) parts.Add(Run(headline.Title with { IsStrong = false }));
        if (headline.Note is { Length: > 0 } note) parts.Add(MarkdownText.Escape(note));
        return "### " + string.Join(" · ", parts);
    }

    private static string Runs(IEnumerable<Span> spans) => string.Concat(spans.Select(Spaced)).Trim();

    // Escaping folds the spaces around a run; between two runs they mean something.
    private static string Spaced(Span span) =>
        (span.Text.StartsWith(' ') ? " " : "") + Run(span) + (span.Text.EndsWith(' ') && span.Text.Length > 1 ? " " : "");

    private static string Run(Span span)
    {
        var text = MarkdownText.Escape(span.Text).TrimStart();
        if (text.Length == 0) return "";
        if (span.IsStruck) text = $"~~{text}~~";
        if (MarkdownText.Address(span.Link) is { } address) text = $"[{text}]({address})";
        return span.IsStrong ? $"**{text}**" : text;
    }

    private static string Citations(IReadOnlyList<int> numbers, Dictionary<int, Uri?> sources) => numbers.Count == 0
        ? ""
        : " (" + string.Join(", ", numbers.Select(n => Citation(n, sources))) + ")";

    private static string Citation(int number, Dictionary<int, Uri?> sources)
    {
        var text = number.ToString(CultureInfo.InvariantCulture);
        return MarkdownText.Address(sources.GetValueOrDefault(number)) is { } address ? $"[{text}]({address})" : text;
    }

    private static string Fact(Fact fact) => $"**{MarkdownText.Escape(fact.Name)}** "
        + (fact.At is { } at ? Time(at.AtUtc) : MarkdownText.Escape(fact.Value));

    /// <summary>Shown by every reader's client in the reader's own words and zone.</summary>
    private static string Time(DateTimeOffset atUtc) =>
        string.Create(CultureInfo.InvariantCulture, $"<t:{atUtc.ToUnixTimeSeconds()}:R>");

    private static string Ledger(LedgerLine line, Dictionary<int, Uri?> sources)
    {
        var text = new StringBuilder().Append(MarkdownText.Escape(line.Role)).Append(" **")
            .Append(MarkdownText.Escape(line.Who)).Append("**");
        if (line.Quote.Length > 0) text.Append(": ").Append(MarkdownText.Escape(line.Quote));
        text.Append(" (").Append(Citation(line.Source, sources));
        if (line.Outlet.Length > 0) text.Append(", ").Append(MarkdownText.Escape(line.Outlet));
        return text.Append(')').ToString();
    }

    private static string Source(SourceLine line)
    {
        var number = line.Number.ToString(CultureInfo.InvariantCulture);
        var note = line.Note is { Length: > 0 } text ? " · " + MarkdownText.Escape(text) : "";
        return $"-# {number} · {Run(new Span(line.Outlet, line.Link))}{note}";
    }

    private static IEnumerable<string> Rows(Block.Table table)
    {
        if (table.Columns.Any(c => c.Length > 0))
            yield return "-# " + string.Join(" · ", table.Columns.Select(MarkdownText.Escape));
        foreach (var row in table.Rows) yield return "- " + string.Join(" · ", row.Select(Run));
    }

    private static string List(string title, IEnumerable<string> lines, int leftOut)
    {
        List<string> all = title.Length > 0 ? [$"**{MarkdownText.Escape(title)}**"] : [];
        all.AddRange(lines);
        if (leftOut > 0) all.Add("-# " + MarkdownText.Escape(Message.More(leftOut)));
        return string.Join('\n', all);
    }
}
