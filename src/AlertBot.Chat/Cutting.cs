namespace AlertBot.Chat;

/// <summary>The work of <see cref="MessageCutter"/> on one message.</summary>
internal sealed class Cutting(Message message, Func<Message, int> length, int limit)
{
    // A shorter title says too little; before that happens, paragraphs are shortened.
    private const int LeastTitle = 60;

    private readonly Block?[] _blocks = [.. message.Blocks];

    private Message Result => message with { Blocks = [.. _blocks.OfType<Block>()] };

    private bool Fits => length(Result) <= limit;

    public Message Run()
    {
        var optional = Places(block => block is { Priority: > 0 } and not Block.Headline)
            .OrderByDescending(place => message.Blocks[place].Priority).ThenByDescending(place => place);
        foreach (var place in optional)
            if (CutBlock(place)) return Result;
        foreach (var place in Places(block => BlockLines.Count(block) > 0).Reverse())
            if (CutLines(place, least: 0)) return Result;
        if (ShortenTitles(LeastTitle)) return Result;
        foreach (var place in Places(block => block is Block.Paragraph or Block.Sentence).Reverse())
            if (ShortenText(place)) return Result;
        ShortenTitles(least: 1);
        return Result;
    }

    private IEnumerable<int> Places(Func<Block, bool> chosen) =>
        Enumerable.Range(0, _blocks.Length).Where(i => _blocks[i] is { } block && chosen(block)).ToList();

    private bool CutBlock(int place)
    {
        // The line above the sources tells how many there are and how many are independent: it stays longest.
        if (CutLines(place, least: _blocks[place] is Block.SourceList ? 0 : 1)) return true;
        _blocks[place] = null;
        return Fits;
    }

    /// <summary>Keeps as many lines as fit; <paramref name="least"/> of them when even those do not.</summary>
    private bool CutLines(int place, int least)
    {
        var whole = _blocks[place]!;
        var cited = Cited();
        return Largest(place, least, BlockLines.Count(whole) - 1, count => BlockLines.Keep(whole, count, cited));
    }

    private bool ShortenTitles(int least)
    {
        foreach (var place in Places(block => block is Block.Headline).Reverse())
        {
            var headline = (Block.Headline)_blocks[place]!;
            var text = headline.Title.Text;
            if (Largest(place, least, text.Length - 1, count => headline with
            {
                Title = headline.Title with { Text = ShortText.Of(text, count) },
            }))
                return true;
        }
        return Fits;
    }

    private bool ShortenText(int place)
    {
        if (_blocks[place] is not Block.Paragraph paragraph)
        {
            _blocks[place] = null;
            return Fits;
        }
        return Largest(place, 1, paragraph.Spans.Sum(s => s.Text.Length) - 1, count => paragraph with
        {
            Spans = ShortText.Of(paragraph.Spans, count),
        });
    }

    /// <summary>Puts the largest version that fits in its place, or the least one when none does.</summary>
    private bool Largest(int place, int least, int most, Func<int, Block?> version)
    {
        if (most < least) return Fits;
        var best = -1;
        for (var (low, high) = (least, most); low <= high;)
        {
            var middle = low + ((high - low) / 2);
            _blocks[place] = version(middle);
            if (Fits) (best, low) = (middle, middle + 1);
            else high = middle - 1;
        }
        _blocks[place] = version(best < 0 ? least : best);
        return best >= 0;
    }

    private HashSet<int> Cited() =>
    [
        .. _blocks.OfType<Block.Sentence>().SelectMany(s => s.Sources),
        .. _blocks.OfType<Block.Ledger>().SelectMany(l => l.Lines).Select(l => l.Source),
    ];
}
