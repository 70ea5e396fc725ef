using System.Globalization;
using AlertBot.Chat;

namespace AlertBot.Telegram.Rendering;

/// <summary>How a card is to look beside what it says.</summary>
/// <param name="Mention">A user's id, or a name with its @; null for nobody.</param>
/// <param name="Followers">Ids of users who are notified besides.</param>
/// <param name="HasClocks">Whether the server knows instants that every reader sees in their own zone.</param>
internal sealed record CardLook(string? Mention, IReadOnlyList<string> Followers, bool HasClocks)
{
    /// <summary>Notifies nobody, and is read by every server.</summary>
    public static CardLook Plain { get; } = new(null, [], HasClocks: false);
}

/// <summary>Writes a message as a text in HTML mode that fits. Pure.</summary>
internal sealed class TelegramCard
{
    /// <summary>Longest text in UTF-16 units after its mark-up is gone (core.telegram.org/bots/api, sendMessage).</summary>
    public const int MaxLength = 4096;

    private const string Joint = " · ";

    // Of a hundred formatted parts the alert itself needs most; clients notify no more than a few besides.
    private const int MaxCalled = 20;

    // What a narrow platform cuts first stands folded here.
    private const int BackgroundPriority = 5;

    private readonly Message _message;
    private readonly CardLook _look;
    private readonly ReadingDirection _direction;
    private readonly Dictionary<int, Uri> _sources;
    private readonly HtmlText _text;
    private bool _isFirst = true;

    private TelegramCard(Message message, CardLook look)
    {
        (_message, _look) = (message, look);
        _direction = Direction.OfLanguage(message.Language);
        _text = new HtmlText(_direction == ReadingDirection.RightToLeft);
        _sources = message.Blocks.OfType<Block.SourceList>().SelectMany(list => list.Lines)
            .Where(line => line.Link is not null).DistinctBy(line => line.Number)
            .ToDictionary(line => line.Number, line => line.Link!);
    }

    /// <summary>The message, with so much of it left out that it fits.</summary>
    public static (Message Message, HtmlText Text) Fitting(Message message, CardLook look)
    {
        var fitting = MessageCutter.Fit(message, m => Write(m, look).Length, MaxLength);
        return (fitting, Write(fitting, look));
    }

    /// <summary>The whole message.</summary>
    public static HtmlText Write(Message message, CardLook look) => new TelegramCard(message, look).Write();

    /// <summary>The source whose preview stands under an alert; null when it is no alert or has no link.</summary>
    public static Uri? PreviewOf(Message message) =>
        message.Blocks.OfType<Block.SourceList>().Any()
            ? message.Blocks.OfType<Block.Headline>().FirstOrDefault(h => !h.Title.IsStruck)?.Title.Link
            : null;

    private HtmlText Write()
    {
        Mention();
        var before = (Block?)null;
        foreach (var block in _message.Blocks)
        {
            if (block is Block.Actions or Block.ChannelChoice) continue;
            if (before is not null && IsApart(before, block)) _text.NewLine();
            Write(block);
            before = block;
        }
        return _text;
    }

    private void Mention()
    {
        var called = _look.Followers.Prepend(_look.Mention ?? "").Distinct(StringComparer.Ordinal).Where(IsSomebody)
            .Take(MaxCalled).ToList();
        if (called.Count == 0) return;
        Line(text =>
        {
            foreach (var (i, who) in called.Index())
            {
                text.Add(i == 0 ? "" : " ");
                if (ChatIds.TryRead(who, out var id)) text.Person(id, "🔔");
                else text.Add(who);
            }
        });
    }

    private static bool IsSomebody(string who) =>
        (who.Length > 0 && who.All(char.IsAsciiDigit) && ChatIds.TryRead(who, out _))
        || (who.Length is > 4 and <= 33 && who[0] == '@' && who.Skip(1).All(c => char.IsAsciiLetterOrDigit(c) || c == '_'));

    /// <summary>Whether an empty line stands between two blocks; quotations stand apart by themselves.</summary>
    private static bool IsApart(Block before, Block block) =>
        !IsFolded(before) && !IsFolded(block) && before.GetType() != block.GetType();

    private static bool IsFolded(Block block) =>
        block is Block.Ledger or Block.SourceList or Block.Bullets { Priority: >= BackgroundPriority };

    private void Write(Block block)
    {
        switch (block)
        {
            case Block.Headline b: Line(t => Headline(t, b)); break;
            case Block.Sentence b: Line(t => Sentence(t, b)); break;
            case Block.Facts b: Line(t => Facts(t, b)); break;
            case Block.Paragraph b: Line(t => Spans(t, b.Spans)); break;
            case Block.Figures b: Titled(b.Title, [.. b.Lines.Select(Foreign)], b.LeftOut); break;
            case Block.Table b: Table(b); break;
            case Block.Bullets b when IsFolded(b): Fold(() => Bullets(b)); break;
            case Block.Bullets b: Bullets(b); break;
            case Block.Choices b: Choices(b); break;
            case Block.Ledger b: Fold(() => Titled(b.Title, [.. b.Lines.Select(Ledger)], b.LeftOut)); break;
            case Block.SourceList b: Fold(() => Titled(b.Title, [.. b.Lines.Select(Source)], b.LeftOut)); break;
        }
    }

    private void Headline(HtmlText text, Block.Headline block)
    {
        text.Add(Sign(_message.Tone));
        if (block.Label.Length > 0) text.Bold(SafeText.Ours(block.Label)).Add(" ");
        Span(text, block.Title);
        if (block.Note is { } note) text.Add(" (" + Number(SafeText.Ours(note)) + ")");
    }

    // Between Arabic letters the sign of a number would stand behind it (Unicode Standard Annex 9, W2).
    private string Number(string note) =>
        _direction == ReadingDirection.RightToLeft && note.StartsWith('#') && Direction.OfFirstLetter(note) is null
            ? $"\u2066{note}\u2069"
            : note;

    private void Sentence(HtmlText text, Block.Sentence block)
    {
        var shown = SafeText.Foreign(block.Text.Text, _direction);
        text.Link(block.Text.Link, t => Styled(t, block.Text, shown));
        foreach (var number in block.Sources) Number(text.Add(" "), number);
    }

    private void Facts(HtmlText text, Block.Facts block)
    {
        foreach (var (i, item) in block.Items.Index())
        {
            text.Add(i == 0 ? "" : Joint).Bold(SafeText.Ours(item.Name)).Add(" ");
            if (item.At is { } spot && _look.HasClocks) text.Clock(spot.AtUtc, SafeText.Ours(spot.Text));
            else text.Add(SafeText.Foreign(item.Value, _direction));
        }
    }

    private Action<HtmlText> Ledger(LedgerLine line) => text =>
    {
        text.Bold(SafeText.Ours(line.Role)).Add(" ").Add(SafeText.Foreign(line.Who, _direction));
        if (line.Quote.Length > 0) text.Add(": “").Add(SafeText.Foreign(line.Quote, _direction)).Add("”");
        Number(text.Add(" "), line.Source);
        text.Add(" ").Add(SafeText.Foreign(line.Outlet, _direction));
    };

    private Action<HtmlText> Source(SourceLine line) => text =>
    {
        text.Add(string.Create(CultureInfo.InvariantCulture, $"{line.Number}. "));
        text.Link(line.Link, t => t.Add(SafeText.Foreign(line.Outlet, _direction)));
        if (line.Note is { } note) text.Add(" (" + SafeText.Ours(note) + ")");
    };

    private Action<HtmlText> Foreign(string line) => text => text.Add(SafeText.Foreign(line, _direction));

    private void Bullets(Block.Bullets block) => Titled(
        block.Title,
        [.. block.Items.Select(item => (Action<HtmlText>)(text => Spans(text.Add("• "), item)))], block.LeftOut);

    // The buttons below bear the labels alone.
    private void Choices(Block.Choices block) => Bullets(new Block.Bullets(block.Priority, "",
    [
        .. block.Items.Where(i => i.Note.Length > 0)
            .Select(i => (IReadOnlyList<Span>)[new Span(i.Label, IsStrong: true), ": " + i.Note]),
    ]));

    private void Table(Block.Table block)
    {
        if (block.Title.Length > 0) Line(t => t.Bold(SafeText.Ours(block.Title)));
        Line(t => t.Tag("<i>", "</i>", i => i.Add(string.Join(Joint, block.Columns.Select(SafeText.Ours)))));
        Titled("", [.. block.Rows.Select(Row)], block.LeftOut);

        Action<HtmlText> Row(IReadOnlyList<Span> cells) => text =>
        {
            foreach (var (i, cell) in cells.Where(c => c.Text.Length > 0).Index())
                Span(text.Add(i == 0 ? "• " : Joint), cell);
        };
    }

    private void Titled(string title, IReadOnlyList<Action<HtmlText>> lines, int leftOut)
    {
        if (title.Length > 0) Line(t => t.Bold(SafeText.Ours(title)));
        foreach (var line in lines) Line(line);
        if (leftOut > 0) Line(t => t.Add(Message.More(leftOut, _message.Language)));
    }

    private void Fold(Action inner)
    {
        _isFirst = true;
        _text.Quote(_ => inner());
        _isFirst = false;
    }

    private void Line(Action<HtmlText> write)
    {
        if (!_isFirst) _text.NewLine();
        _isFirst = false;
        write(_text);
    }

    private void Spans(HtmlText text, IReadOnlyList<Span> spans)
    {
        foreach (var (i, span) in spans.Index())
        {
            // A line is cleaned as a whole: the blanks between its pieces must not be lost.
            if (i > 0 && (BeginsWithBlank(span) || EndsWithBlank(spans[i - 1]))) text.Add(" ");
            Span(text, span);
        }
    }

    private static bool BeginsWithBlank(Span span) => span.Text.Length > 0 && char.IsWhiteSpace(span.Text[0]);

    private static bool EndsWithBlank(Span span) => span.Text.Length > 0 && char.IsWhiteSpace(span.Text[^1]);

    private void Span(HtmlText text, Span span)
    {
        if (span.At is { } spot && _look.HasClocks)
        {
            text.Clock(spot.AtUtc, SafeText.Ours(spot.Text));
            return;
        }
        // What leads somewhere or was struck is a headline of somebody else's.
        var shown = span.Link is null && !span.IsStruck && !span.IsStrong
            ? SafeText.Ours(span.Text)
            : SafeText.Foreign(span.Text, _direction);
        text.Link(span.Link, t => Styled(t, span, shown));
    }

    private static void Styled(HtmlText text, Span span, string shown)
    {
        if (span.IsStruck) text.Struck(t => Strong(t, span, shown));
        else Strong(text, span, shown);
    }

    private static void Strong(HtmlText text, Span span, string shown) =>
        _ = span.IsStrong ? text.Bold(shown) : text.Add(shown);

    private void Number(HtmlText text, int number) => text.Link(
        _sources.GetValueOrDefault(number),
        t => t.Add(string.Create(CultureInfo.InvariantCulture, $"[{number}]")));

    private static string Sign(Tone tone) => tone switch
    {
        Tone.Critical => "🔴 ",
        Tone.High => "🟠 ",
        Tone.Medium => "🟡 ",
        Tone.Low => "🟢 ",
        Tone.Problem => "⚠️ ",
        _ => "",
    };
}
