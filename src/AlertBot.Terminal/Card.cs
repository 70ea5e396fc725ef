using AlertBot.Chat;

namespace AlertBot.Terminal;

/// <summary>
/// Writes a message as lines. Pure. What runs against the language of the message is isolated, piece by piece: outlets
/// and names stand beside ours on one line.
/// </summary>
internal sealed class Card
{
    private const string Joint = " · ";

    // What a narrow platform cuts first.
    private const int BackgroundPriority = 5;

    private readonly Texts _texts;

    private Card(Texts texts) => _texts = texts;

    /// <summary>All lines of a message; the terminal has room for every block.</summary>
    public static IReadOnlyList<CardLine> Lines(Message message)
    {
        var card = new Card(TerminalTexts.Book.For(message.Language));
        return [.. message.Blocks.SelectMany(block =>
            card.Lines(block).Select(line => line with { IsBackground = block.Priority >= BackgroundPriority }))];
    }

    private IEnumerable<CardLine> Lines(Block block) => block switch
    {
        Block.Headline b => [new CardLine(Headline(b), LineLook.Headline, 0)],
        Block.Sentence b => [new CardLine(Sentence(b), LineLook.Text, 2)],
        Block.Facts b => [new CardLine(string.Join(Joint, b.Items.Select(Fact)), LineLook.Text, 2) { Joint = Joint }],
        Block.Ledger b => Titled(b.Title, b.Lines.Select(Ledger), b.LeftOut, LineLook.Text),
        Block.Figures b => Titled(b.Title, b.Lines.Select(Clean), b.LeftOut, LineLook.Text),
        Block.SourceList b => Titled(b.Title, b.Lines.Select(Source), b.LeftOut, LineLook.Faint),
        Block.Paragraph b => [new CardLine(Spans(b.Spans), LineLook.Text, 2)],
        Block.Bullets b => Titled(b.Title, b.Items.Select(Spans), b.LeftOut, LineLook.Text, Joint),
        Block.Table b => Table(b),
        Block.Actions b => Actions(b),
        Block.Choices b => Titled("", b.Items.Select(Choice), 0, LineLook.Text, Joint),
        _ => [],
    };

    private string Headline(Block.Headline block)
    {
        var label = block.Label.Length == 0 ? "" : $"[{block.Label}] ";
        var note = block.Note is null ? "" : $"  ({Clean(block.Note)})";
        return label + Spans([block.Title]) + note;
    }

    private string Sentence(Block.Sentence block) =>
        $"{Clean(block.Text.Text)} {string.Concat(block.Sources.Select(n => $"[{n}]"))}";

    private string Fact(Fact fact) => _texts.Of("terminal.fact", ("name", fact.Name), ("value", Clean(fact.Value)));

    private string Ledger(LedgerLine line) => _texts.Of(
        line.Quote.Length == 0 ? "terminal.ledger" : "terminal.ledger.quoted",
        ("role", line.Role), ("who", Clean(line.Who)), ("quote", Clean(line.Quote)), ("source", line.Source),
        ("outlet", Clean(line.Outlet)));

    private string Source(SourceLine line)
    {
        var link = line.Link is null ? "" : "  " + Clean(line.Link.AbsoluteUri);
        var outlet = line.Note is null
            ? Clean(line.Outlet)
            : _texts.Of("terminal.source.note", ("outlet", Clean(line.Outlet)), ("note", Clean(line.Note)));
        return $"{line.Number} {outlet}{link}";
    }

    // What is struck through elsewhere is said in words by every message that strikes something.
    private string Spans(IReadOnlyList<Span> spans) =>
        CleanText.Line(string.Concat(spans.Select(s => _texts.Isolated(s.Text))));

    private string Clean(string text) => _texts.Isolated(CleanText.Line(text));

    private IEnumerable<CardLine> Titled(
        string title, IEnumerable<string> lines, int leftOut, LineLook look, string joint = "")
    {
        if (title.Length > 0) yield return new CardLine(Clean(title), LineLook.Title, 2);
        foreach (var line in lines) yield return new CardLine(line, look, 4) { Joint = joint };
        if (leftOut > 0) yield return new CardLine(More(leftOut), LineLook.Faint, 4);
    }

    private IEnumerable<CardLine> Table(Block.Table block)
    {
        var rows = block.Rows.Select(row => row.Select(cell => Spans([cell])).ToList()).ToList();
        if (block.Title.Length > 0) yield return new CardLine(Clean(block.Title), LineLook.Title, 0);
        var widths = block.Columns.Select((name, i) =>
            rows.Select(r => i < r.Count ? Columns.Of(r[i]) : 0).Append(Columns.Of(name)).Max()).ToList();
        yield return new CardLine(Row(block.Columns, widths), LineLook.Title, 2);
        foreach (var row in rows) yield return new CardLine(Row(row, widths), LineLook.Text, 2);
        if (block.LeftOut > 0) yield return new CardLine(More(block.LeftOut), LineLook.Faint, 2);
    }

    private static string Row(IReadOnlyList<string> cells, List<int> widths) =>
        string.Join("  ", cells.Select((cell, i) => Columns.Pad(cell, widths[i]))).TrimEnd();

    private string Choice(ChoiceLine item) =>
        $"{Typed(item.Command)}{Joint}{Clean(item.Label)}{(item.Note.Length == 0 ? "" : Joint + Clean(item.Note))}";

    private IEnumerable<CardLine> Actions(Block.Actions block)
    {
        var commands = block.Buttons.Select(b => $"{Clean(b.Label)}: {Typed(b.Command)}");
        if (block.Buttons.Count > 0)
            yield return new CardLine(string.Join(Joint, commands), LineLook.Faint, 2) { Joint = Joint };
    }

    // A line to type begins with a slash and reads from the left; where all does, nothing need be put around it.
    private string Typed(string command) => _texts.IsRightToLeft
        ? Isolates.Around(CleanText.Line(command), ReadingDirection.LeftToRight)
        : CleanText.Line(command);

    private string More(int leftOut) => _texts.Count("chat.more", leftOut);
}
