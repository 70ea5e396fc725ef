namespace AlertBot.Incidents.Facts;

/// <content>What Arabic writes in one word, or the other way round.</content>
internal sealed partial class FigureReader
{
    // قتيلان: noun and number in one word; قتيل alone is one.
    private void BindSelf(int at, Tag casualty)
    {
        var word = _text.Words[at];
        var index = _counts.FindIndex(c => c.HeadAt == at || c.NounEnd == at);
        if (index >= 0)
        {
            _used[index] = true;
            Add(casualty, _counts[index], at, isTotal: false);
            return;
        }

        if (!word.Is(Tag.Singular) || at > _segment.First && _text.Words[at - 1].Is(Tag.Negation)) return;
        AddFigure(casualty, new Figure(1, 1, FigureQualifier.Exact, By(at), _sentence), at, false, false, false);
    }

    // أصيبوا, قتلوا: those who were named before.
    private bool IsArabicPlural(int at) => _text.Tokens[at].Folded is { Length: > 4 } verb && verb[0] >= '\u0600'
        && verb.EndsWith("وا", StringComparison.Ordinal);

    // "عسكريين أميركيين اثنين": the number follows what it counts.
    private bool IsPluralPerson(int i) => _text.Words[i].Is(Tag.Person) && !_text.Words[i].Is(Tag.Singular);

    // "وجندي بريطاني": one more, in a word of its own.
    private int JoinedSingles(Count count)
    {
        var more = 0;
        for (var i = count.NounEnd; i < _segment.End && i <= count.NounEnd + 2; i++)
        {
            var folded = _text.Tokens[i].Folded;
            if (_text.Breaks(i) || _text.Words[i].Is(Classes | Tag.Hit | Tag.Speech) || CountAt(i) >= 0) break;
            if (folded[0] == 'و' && folded.Length > 3 && _text.Words[i].Is(Tag.Singular) && IsPersonAlone(i)) more++;
        }

        return more;
    }

    private bool IsPersonAlone(int i) => _text.Words[i].Is(Tag.Person) && !_text.Words[i].Is(Tag.Number)
        && !_text.Tokens[i].Folded.StartsWith("وال", StringComparison.Ordinal);
}
