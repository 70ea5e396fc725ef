using AlertBot.Chat;

namespace AlertBot.Terminal;

/// <summary>How a line of a card is meant to look.</summary>
internal enum LineLook
{
    Headline,
    Title,
    Text,
    Faint,
}

/// <summary>One line of a card, clean and without mark-up.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Look">How it looks.</param>
/// <param name="Indent">Columns to the right.</param>
internal sealed record CardLine(string Text, LineLook Look, int Indent)
{
    /// <summary>
    /// What stands between its pieces, which a screen keeps whole; empty when it is one running text.
    /// </summary>
    public string Joint { get; init; } = "";

    /// <summary>Background that an edit need not show again: why it was sent, what can be pressed.</summary>
    public bool IsBackground { get; init; }

    /// <summary>The line as plain text.</summary>
    public override string ToString() => new string(' ', Indent) + Text;
}

/// <summary>Writes a message as lines. Pure.</summary>
internal static class Card
{
    private const string Joint = " · ";

    // What a narrow platform cuts first.
    private const int BackgroundPriority = 5;

    /// <summary>All lines of a message; the terminal has room for every block.</summary>
    public static IReadOnlyList<CardLine> Lines(Message message) => [.. message.Blocks.SelectMany(block =>
        Lines(block).Select(line => line with { IsBackground = block.Priority >= BackgroundPriority }))];

    private static IEnumerable<CardLine> Lines(Block block) => block switch
    {
        Block.Headline b => [new CardLine(Headline(b), LineLook.Headline, 0)],
        Block.Sentence b => [new CardLine(Sentence(b), LineLook.Text, 2)],
        Block.Facts b => [new CardLine(string.Join(Joint, b.Items.Select(Fact)), LineLook.Text, 2) { Joint = Joint }],
        Block.Ledger b => Titled(b.Title, b.Lines.Select(Ledger), b.LeftOut, LineLook.Text),
        Block.Figures b => Titled(b.Title, b.Lines.Select(CleanText.Line), b.LeftOut, LineLook.Text),
        Block.SourceList b => Titled(b.Title, b.Lines.Select(Source), b.LeftOut, LineLook.Faint),
        Block.Paragraph b => [new CardLine(Spans(b.Spans), LineLook.Text, 2)],
        Block.Bullets b => Titled(b.Title, b.Items.Select(Spans), b.LeftOut, LineLook.Text, Joint),
        Block.Table b => Table(b),
        Block.Actions b => Actions(b),
        _ => [],
    };

    private static string Headline(Block.Headline block)
    {
        var label = block.Label.Length == 0 ? "" : $"[{block.Label}] ";
        var note = block.Note is null ? "" : $"  ({CleanText.Line(block.Note)})";
        return label + Spans([block.Title]) + note;
    }

    private static string Sentence(Block.Sentence block) =>
        $"{CleanText.Line(block.Text.Text)} {string.Concat(block.Sources.Select(n => $"[{n}]"))}";

    private static string Fact(Fact fact) => $"{fact.Name}: {CleanText.Line(fact.Value)}";

    private static string Ledger(LedgerLine line)
    {
        var quote = line.Quote.Length == 0 ? "" : $": \"{CleanText.Line(line.Quote)}\"";
        return $"{line.Role} {CleanText.Line(line.Who)}{quote} [{line.Source}] {CleanText.Line(line.Outlet)}";
    }

    private static string Source(SourceLine line)
    {
        var note = line.Note is null ? "" : $" ({CleanText.Line(line.Note)})";
        var link = line.Link is null ? "" : "  " + CleanText.Line(line.Link.AbsoluteUri);
        return $"{line.Number} {CleanText.Line(line.Outlet)}{note}{link}";
    }

    // What is struck through elsewhere is said in words by every message that strikes something.
    private static string Spans(IEnumerable<Span> spans) => CleanText.Line(string.Concat(spans.Select(s => s.Text)));

    private static IEnumerable<CardLine> Titled(
        string title, IEnumerable<string> lines, int leftOut, LineLook look, string joint = "")
    {
        if (title.Length > 0) yield return new CardLine(CleanText.Line(title), LineLook.Title, 2);
        foreach (var line in lines) yield return new CardLine(line, look, 4) { Joint = joint };
        if (leftOut > 0) yield return new CardLine(Message.More(leftOut), LineLook.Faint, 4);
    }

    private static IEnumerable<CardLine> Table(Block.Table block)
    {
        var rows = block.Rows.Select(row => row.Select(cell => Spans([cell])).ToList()).ToList();
        if (block.Title.Length > 0) yield return new CardLine(CleanText.Line(block.Title), LineLook.Title, 0);
        var widths = block.Columns.Select((name, i) =>
            rows.Select(r => i < r.Count ? Columns.Of(r[i]) : 0).Append(Columns.Of(name)).Max()).ToList();
        yield return new CardLine(Row(block.Columns, widths), LineLook.Title, 2);
        foreach (var row in rows) yield return new CardLine(Row(row, widths), LineLook.Text, 2);
        if (block.LeftOut > 0) yield return new CardLine(Message.More(block.LeftOut), LineLook.Faint, 2);
    }

    private static string Row(IReadOnlyList<string> cells, List<int> widths) =>
        string.Join("  ", cells.Select((cell, i) => Columns.Pad(cell, widths[i]))).TrimEnd();

    private static IEnumerable<CardLine> Actions(Block.Actions block)
    {
        var commands = block.Buttons.Select(b => $"{CleanText.Line(b.Label)}: {CleanText.Line(b.Command)}");
        if (block.Buttons.Count > 0)
            yield return new CardLine(string.Join(Joint, commands), LineLook.Faint, 2) { Joint = Joint };
    }
}
