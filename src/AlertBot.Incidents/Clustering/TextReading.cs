using AlertBot.Watchlists;

namespace AlertBot.Incidents.Clustering;

/// <summary>Reads an article's words into vectors. Sentences that look back at other events are passed over.</summary>
internal sealed class TextReading
{
    // What an event is about stands at the front; the rest of a long text is background and other events.
    private const int MaxTokens = 250;

    private readonly FoldedText _text;
    private readonly bool[] _isBackground;
    private readonly bool[] _isNamed;
    private int _arabic;
    private int _latin;

    public TextReading(PreparedArticle prepared)
    {
        _text = prepared.Names.Text;
        _isBackground = new bool[_text.Sentences.Count];
        foreach (var index in prepared.Facts.BackgroundSentences)
            if (index >= 0 && index < _isBackground.Length) _isBackground[index] = true;
        _isNamed = new bool[_text.Tokens.Count];
        var (names, capitals) = (ReadNames(prepared.Names.Hits), new List<ulong>());
        (Text, Title) = ReadWords(capitals);
        Entities = TermVector.Count(System.Runtime.InteropServices.CollectionsMarshal.AsSpan([.. names, .. capitals]));
        Tongue = TongueOf(prepared.Article.Language);
    }

    public TermVector Text { get; }

    public TermVector Title { get; }

    public TermVector Entities { get; }

    public string Tongue { get; }

    private List<ulong> ReadNames(IReadOnlyList<NameHit> hits)
    {
        var found = new List<ulong>();
        foreach (var hit in hits)
        {
            for (var i = hit.FirstToken; i < hit.FirstToken + hit.TokenCount; i++) _isNamed[i] = true;
            if (hit.FirstToken >= MaxTokens || _isBackground[_text.Tokens[hit.FirstToken].Sentence]) continue;
            if (hit.Actor is { } actor) found.Add(TermHash.Actor(actor.Id));
            if (hit.Place is { } place) found.Add(TermHash.Place(place.Id));
        }

        return found;
    }

    private (TermVector Text, TermVector Title) ReadWords(List<ulong> capitals)
    {
        var limit = Math.Min(_text.Tokens.Count, MaxTokens);
        var all = new ulong[limit];
        var inTitle = new ulong[limit];
        int words = 0, titleWords = 0, sentence = -1;
        for (var i = 0; i < limit; i++)
        {
            var token = _text.Tokens[i];
            var isFirst = token.Sentence != sentence;
            sentence = token.Sentence;
            if (_isBackground[sentence]) continue;
            CountScript(token.Folded[0]);
            var stem = Stems.Of(token.Folded);
            if (stem.IsEmpty) continue;
            var term = TermHash.Word(stem);
            all[words++] = term;
            if (_text.Sentences[sentence].IsTitle) inTitle[titleWords++] = term;
            if (!isFirst && !_isNamed[i] && char.IsUpper(_text.Original[token.Start]))
                capitals.Add(TermHash.Name(stem));
        }

        return (TermVector.Count(all.AsSpan(0, words)), TermVector.Count(inTitle.AsSpan(0, titleWords)));
    }

    private void CountScript(char first)
    {
        if (Stems.IsArabic(first)) _arabic++;
        else if (char.IsAsciiLetter(first)) _latin++;
    }

    // The script decides over the tag: feeds tag Arabic texts "en" when their software is English.
    private string TongueOf(string? tag)
    {
        var primary = tag is null ? "" : tag.Split('-', 2)[0];
        var writesArabic = primary is "ar" or "fa" or "ckb" or "ur" or "ps" or "ku";
        if (_arabic > _latin) return writesArabic ? primary : "ar";
        return primary.Length == 0 || (writesArabic && primary is not "ku") ? "en" : primary;
    }
}
