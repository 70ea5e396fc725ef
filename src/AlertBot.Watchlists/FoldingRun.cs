using System.Buffers;

namespace AlertBot.Watchlists;

/// <summary>One pass over one text, from its first character to its last.</summary>
internal ref struct FoldingRun
{
    private readonly string _original;
    private readonly int _titleLength;
    private readonly List<Sentence> _sentences = new(8);
    private Token[] _tokens;
    private int _count;
    private int _sentenceStart;
    private int _firstToken;

    public FoldingRun(string original, int titleLength)
    {
        _original = original;
        _titleLength = titleLength;
        _tokens = ArrayPool<Token>.Shared.Rent((original.Length / 4) + 16);
    }

    public FoldedText Run()
    {
        Span<char> buffer = stackalloc char[512];
        ReadOnlySpan<char> text = _original;
        var classes = CharTable.Classes;
        for (var i = 0; i < text.Length;)
        {
            var c = text[i];
            switch (classes[c])
            {
                case CharClass.Letter or CharClass.Digit:
                    i = ReadWord(text, i, buffer);
                    continue;
                case CharClass.Surrogate when WordFolder.WordRuneLength(text, i) > 0:
                    i = ReadWord(text, i, buffer);
                    continue;
            }

            i++;
            if (i > _titleLength && IsStop(c)) i = Stop(text, i - 1);
        }

        EndSentence(text, text.Length);
        var tokens = _tokens.AsSpan(0, _count).ToArray();
        ArrayPool<Token>.Shared.Return(_tokens, clearArray: true);
        return new FoldedText(_original, tokens, _sentences.ToArray());
    }

    private static bool IsStop(char c) =>
        c is '\n' or '.' or '!' or '?' or '؟' or '۔' or '…' or '。' or '\r' or '\u2029';

    // A text wrapped by hand breaks its lines within sentences: a line of such a width without a mark at its end goes on.
    private readonly bool IsWrap(ReadOnlySpan<char> text, int at)
    {
        const int Narrowest = 40;
        const int Widest = 100;
        if (text[at] != '\n' || at == _titleLength || at + 1 >= text.Length || char.IsWhiteSpace(text[at + 1])) return false;
        var width = at - 1 - text[..at].LastIndexOf('\n');
        return width is >= Narrowest and <= Widest && (char.IsLetterOrDigit(text[at - 1]) || text[at - 1] is ',' or '-');
    }

    private int Stop(ReadOnlySpan<char> text, int at)
    {
        if (IsWrap(text, at)) return at + 1;
        var lastToken = _count > _firstToken ? _tokens[_count - 1] : default;
        var end = text[at] is '\n' or '\r' or '\u2029' ? at + 1 : SentenceEnds.At(text, at, lastToken);
        if (end < 0) return at + 1;
        EndSentence(text, end);
        return end;
    }

    private void EndSentence(ReadOnlySpan<char> text, int end)
    {
        var isTitle = _sentenceStart < _titleLength;
        var slice = text[_sentenceStart..end];
        var start = _sentenceStart + (slice.Length - slice.TrimStart().Length);
        var length = slice.Trim().Length;
        _sentenceStart = end;
        if (_count == _firstToken && !(isTitle && length > 0)) return;
        _sentences.Add(new Sentence(start, length, _firstToken, _count - _firstToken, isTitle));
        _firstToken = _count;
    }

    private int ReadWord(ReadOnlySpan<char> text, int start, scoped Span<char> buffer)
    {
        // Most words are plain ASCII letters and stop at a space: lower them while looking for the end.
        var i = start;
        var last = Math.Min(text.Length, start + 64);
        while (i < last && char.IsAsciiLetter(text[i]))
        {
            buffer[i - start] = (char)(text[i] | 0x20);
            i++;
        }

        if (i < text.Length && !EndsHere(text, i)) return ReadRareWord(text, start, buffer);
        Add(start, i - start, CommonWords.Intern(buffer[..(i - start)]));
        return i;
    }

    private static bool EndsHere(ReadOnlySpan<char> text, int i) =>
        text[i] is ' ' or ',' or '-' or '\n' or '"' or ')' or ':' or ';'
        || (text[i] == '.' && (i + 1 == text.Length || text[i + 1] is ' ' or '\n'));

    private int ReadRareWord(ReadOnlySpan<char> text, int start, scoped Span<char> buffer)
    {
        var end = WordFolder.End(text, start, out var next);
        var slice = text[start..end];
        var size = WordFolder.MaxFolded(slice.Length);
        var rented = size > buffer.Length ? ArrayPool<char>.Shared.Rent(size) : null;
        scoped var folded = rented is null ? buffer : rented.AsSpan();
        var length = WordFolder.Fold(slice, folded);
        if (length > 0) Add(start, end - start, CommonWords.Intern(folded[..length]));
        if (rented is not null) ArrayPool<char>.Shared.Return(rented);
        return next;
    }

    private void Add(int start, int length, string folded)
    {
        if (_count == _tokens.Length)
        {
            var larger = ArrayPool<Token>.Shared.Rent(_count * 2);
            _tokens.AsSpan(0, _count).CopyTo(larger);
            ArrayPool<Token>.Shared.Return(_tokens, clearArray: true);
            _tokens = larger;
        }

        _tokens[_count++] = new Token(start, length, folded, _sentences.Count);
    }
}
