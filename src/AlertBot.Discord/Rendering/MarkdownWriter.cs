using System.Globalization;
using System.Text;
using AlertBot.Chat;

namespace AlertBot.Discord.Rendering;

/// <summary>Writes the blocks of one message in Discord's Markdown.</summary>
internal sealed class MarkdownWriter(Message message)
{
    // What may be cut that soon is told in small print.
    private const int Aside = 4;

    private readonly ReadingDirection _direction = Direction.OfLanguage(message.Language);

    private readonly Dictionary<int, Uri?> _sources = message.Blocks.OfType<Block.SourceList>().SelectMany(b => b.Lines)
        .GroupBy(l => l.Number).ToDictionary(g => g.Key, g => g.First().Link);

    /// <summary>A block, of one or more lines; empty when it has nothing to say.</summary>
    public string Piece(Block block) => block switch
    {
        Block.Headline b => Headline(b),
        Block.Sentence b => Run(b.Text) + Citations(b.Sources),
        Block.Paragraph b => Runs(b.Spans),
        Block.Facts b => string.Join(" · ", b.Items.Select(Fact)),
        Block.Ledger b => List(b.Title, b.Lines.Select(l => "- " + Ledger(l)), b.LeftOut),
        Block.Figures b => List(b.Title, b.Lines.Select(l => "- " + Escape(l)), b.LeftOut),
        Block.Bullets b => List(b.Title, b.Items.Select(i => (b.Priority < Aside ? "- " : "-# • ") + Runs(i)), b.LeftOut),
        Block.SourceList b => List(b.Title, b.Lines.Select(Source), b.LeftOut),
        Block.Table b => List(b.Title, Rows(b), b.LeftOut),
        _ => "",
    };

    private string Headline(Block.Headline headline)
    {
        var parts = new List<string>();
        if (headline.Label.Length > 0) parts.Add(Escape(headline.Label));
        if (headline.Title.Text.Length > 0) parts.Add(Run(headline.Title with { IsStrong = false }));
        if (headline.Note is { Length: > 0 } note) parts.Add(Escape(note));
        return "### " + string.Join(" · ", parts);
    }

    private string Runs(IEnumerable<Span> spans) => string.Concat(spans.Select(Spaced)).Trim();

    // Escaping folds the spaces around a run; between two runs they mean something.
    private string Spaced(Span span) =>
        (span.Text.StartsWith(' ') ? " " : "") + Run(span) + (span.Text.EndsWith(' ') && span.Text.Length > 1 ? " " : "");

    private string Run(Span span)
    {
        if (span.At is { } at) return Time(at.AtUtc, 'f');
        var text = Escape(span.Text).TrimStart();
        if (text.Length == 0) return "";
        if (span.IsStruck) text = $"~~{text}~~";
        if (MarkdownText.Address(span.Link) is { } address) text = $"[{text}]({address})";
        return span.IsStrong ? $"**{text}**" : text;
    }

    private string Citations(IReadOnlyList<int> numbers) => numbers.Count == 0
        ? ""
        : " (" + string.Join(", ", numbers.Select(n => Citation(n))) + ")";

    private string Citation(int number)
    {
        var text = number.ToString(CultureInfo.InvariantCulture);
        return MarkdownText.Address(_sources.GetValueOrDefault(number)) is { } address ? $"[{text}]({address})" : text;
    }

    private string Fact(Fact fact) => $"**{Escape(fact.Name)}** "
        + (fact.At is { } at ? Time(at.AtUtc, 'R') : Escape(fact.Value));

    /// <summary>Shown by every reader's client in the reader's own words and zone.</summary>
    private static string Time(DateTimeOffset atUtc, char style) =>
        string.Create(CultureInfo.InvariantCulture, $"<t:{atUtc.ToUnixTimeSeconds()}:{style}>");

    private string Ledger(LedgerLine line)
    {
        var text = new StringBuilder().Append(Escape(line.Role)).Append(" **")
            .Append(Escape(line.Who)).Append("**");
        if (line.Quote.Length > 0) text.Append(": ").Append(Escape(line.Quote));
        text.Append(" (").Append(Citation(line.Source));
        if (line.Outlet.Length > 0) text.Append(", ").Append(Escape(line.Outlet));
        return text.Append(')').ToString();
    }

    private string Source(SourceLine line)
    {
        var number = line.Number.ToString(CultureInfo.InvariantCulture);
        var note = line.Note is { Length: > 0 } text ? " · " + Escape(text) : "";
        // Nothing but the outlet's name has a direction in this line: it would turn the whole of it around.
        var mark = Direction.Has(line.Outlet, Other(_direction)) ? _direction == ReadingDirection.LeftToRight ? "\u200E" : "\u200F" : "";
        return $"-# {mark}{number} · {Run(new Span(line.Outlet, line.Link))}{note}";
    }

    private static ReadingDirection Other(ReadingDirection direction) => direction == ReadingDirection.LeftToRight
        ? ReadingDirection.RightToLeft
        : ReadingDirection.LeftToRight;

    private IEnumerable<string> Rows(Block.Table table)
    {
        if (table.Columns.Any(c => c.Length > 0))
            yield return "-# " + string.Join(" · ", table.Columns.Select(Escape));
        foreach (var row in table.Rows) yield return "- " + string.Join(" · ", row.Select(Run));
    }

    private string List(string title, IEnumerable<string> lines, int leftOut)
    {
        List<string> all = title.Length > 0 ? [$"**{Escape(title)}**"] : [];
        all.AddRange(lines);
        if (leftOut > 0) all.Add("-# " + Escape(Message.More(leftOut, message.Language)));
        return string.Join('\n', all);
    }

    // What runs against the direction of the message does not turn its neighbours around.
    private string Escape(string text) => Isolates.AroundForeign(MarkdownText.Escape(text), _direction);
}
