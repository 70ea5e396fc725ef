using AlertBot.Watchlists;

namespace AlertBot.Incidents.Facts;

/// <summary>What stands between a token and the one before it.</summary>
[Flags]
internal enum Gap : byte
{
    None = 0,
    Comma = 1,

    /// <summary>Colon, semicolon, dash, bracket: a new thought.</summary>
    Break = 2,

    /// <summary>A hyphen without space.</summary>
    Hyphen = 4,
    Money = 8,
    Percent = 16,
    Quote = 32,

    /// <summary>A colon between digits, as in clock times.</summary>
    Colon = 64,

    /// <summary>A dash between digits without space.</summary>
    DigitDash = 128,
}

/// <summary>A text with what the word lists and the watchlists know of each of its words.</summary>
internal sealed class TaggedText
{
    /// <summary>Longer articles tell nothing new of an event after so many words.</summary>
    public const int MaxTokens = 6000;

    private readonly string[] _stems;

    private TaggedText(NamedText names, Token[] tokens)
    {
        Names = names;
        Text = names.Text;
        Tokens = tokens;
        Count = Math.Min(tokens.Length, MaxTokens);
        Words = new Word[Count];
        Spans = new byte[Count];
        Gaps = new Gap[Count + 1];
        HitAt = new short[Count];
        _stems = new string[Count];
    }

    public NamedText Names { get; }

    public FoldedText Text { get; }

    public Token[] Tokens { get; }

    /// <summary>How many tokens are read.</summary>
    public int Count { get; }

    /// <summary>By token; the first token of a phrase has the meaning of the phrase, the others none.</summary>
    public Word[] Words { get; }

    /// <summary>How many tokens the word or phrase or name that begins here takes; 0 inside one.</summary>
    public byte[] Spans { get; }

    /// <summary>What stands before each token; the last entry is what stands at the end.</summary>
    public Gap[] Gaps { get; }

    /// <summary>1-based index of the name that a token belongs to; 0 when it belongs to none.</summary>
    public short[] HitAt { get; }

    /// <summary>Reads the word lists over a text.</summary>
    public static TaggedText Of(NamedText names)
    {
        var tagged = new TaggedText(names, names.Text.Tokens as Token[] ?? [.. names.Text.Tokens]);
        tagged.FindWords();
        tagged.FindGaps();
        tagged.PlaceNames();
        tagged.FindPhrases();
        return tagged;
    }

    /// <summary>The name at a token, or null.</summary>
    public NameHit? Hit(int token) => HitAt[token] > 0 ? Names.Hits[HitAt[token] - 1] : null;

    /// <summary>Whether a comma or a stronger mark stands before a token.</summary>
    public bool Breaks(int token) => HasGap(token, Gap.Comma | Gap.Break);

    /// <summary>Whether any of <paramref name="gaps"/> stands before a token.</summary>
    public bool HasGap(int token, Gap gaps) => (Gaps[token] & gaps) != Gap.None;

    /// <summary>The token as the text has it.</summary>
    public ReadOnlySpan<char> Surface(int token) =>
        Text.Original.AsSpan(Tokens[token].Start, Tokens[token].Length);

    /// <summary>The words from one token up to, but without, another, as the text has them.</summary>
    public string Slice(int first, int end)
    {
        var start = Tokens[first].Start;
        return Text.Original[start..(Tokens[end - 1].Start + Tokens[end - 1].Length)];
    }

    /// <summary>First and end token of a sentence, within what is read.</summary>
    public (int First, int End) Bounds(int sentence)
    {
        var s = Text.Sentences[sentence];
        return (Math.Min(s.FirstToken, Count), Math.Min(s.FirstToken + s.TokenCount, Count));
    }

    private void FindWords()
    {
        for (var i = 0; i < Count; i++)
        {
            Words[i] = Lexicon.Find(Tokens[i].Folded, out _stems[i]);
            Spans[i] = 1;
        }
    }

    private void FindGaps()
    {
        ReadOnlySpan<char> text = Text.Original;
        var end = 0;
        for (var i = 0; i <= Count; i++)
        {
            var start = i < Tokens.Length ? Tokens[i].Start : text.Length;
            var gap = Gap.None;
            if (start - end == 1 && text[end] == ' ')
            {
                end = i < Tokens.Length ? start + Tokens[i].Length : start;
                continue;
            }

            for (var at = end; at < start; at++) gap |= GapOf(text, at, end, start);
            Gaps[i] = gap;
            end = i < Tokens.Length ? start + Tokens[i].Length : start;
        }
    }

    private static Gap GapOf(ReadOnlySpan<char> text, int at, int from, int to)
    {
        var isAlone = to - from == 1;
        return text[at] switch
        {
            ',' or '،' => Gap.Comma,
            ':' when isAlone && from > 0 && char.IsDigit(text[from - 1]) => Gap.Colon,
            '-' or '‐' or '‑' when isAlone => Gap.Hyphen,
            '–' when isAlone && from > 0 && char.IsDigit(text[from - 1]) => Gap.DigitDash,
            ';' or '؛' or ':' or '–' or '—' or '-' or '(' or ')' or '[' or ']' or '|' or '\n' or '…' or '.' or '!'
                or '?'
                => Gap.Break,
            '$' or '€' or '£' => Gap.Money,
            '%' or '٪' => Gap.Percent,
            '"' or '“' or '”' or '«' or '»' => Gap.Quote,
            _ => Gap.None,
        };
    }

    // Words of names keep only what names may lend: "US soldiers" are persons, "Islamic State" is no state.
    private void PlaceNames()
    {
        const Tag Kept = Tag.Person | Tag.Attacker | Tag.Aircraft | Tag.Group | Tag.Singular;
        for (var h = 0; h < Names.Hits.Count && h < short.MaxValue; h++)
        {
            var hit = Names.Hits[h];
            var end = hit.FirstToken + hit.TokenCount;
            if (end > Count) break;
            if (hit is { Place.IsWatched: false, TokenCount: 1 } && Words[hit.FirstToken].Tags != Tag.None) continue;
            for (var i = hit.FirstToken; i < end; i++)
            {
                HitAt[i] = (short)(h + 1);
                var tags = hit.Actor is null ? Tag.None : Words[i].Tags & Kept;
                Words[i] = tags == Tag.None ? Word.None : new Word(tags, null, 0, null, -1);
                Spans[i] = (byte)(i == hit.FirstToken ? Math.Min(hit.TokenCount, 255) : 0);
            }
        }
    }

    private void FindPhrases()
    {
        for (var i = 0; i < Count; i++)
        {
            var phrases = Words[i].Phrases;
            if (phrases.Count == 0) continue;
            foreach (var phrase in phrases)
            {
                if (!Matches(i, phrase.Rest)) continue;
                Words[i] = phrase.Meaning;
                Spans[i] = (byte)(phrase.Rest.Length + 1);
                for (var k = 1; k <= phrase.Rest.Length; k++)
                {
                    Words[i + k] = Word.None;
                    Spans[i + k] = 0;
                }

                i += phrase.Rest.Length;
                break;
            }
        }
    }

    private bool Matches(int first, string[] rest)
    {
        if (first + rest.Length >= Count) return false;
        var sentence = Tokens[first].Sentence;
        for (var k = 0; k < rest.Length; k++)
        {
            var i = first + 1 + k;
            if (HitAt[i] > 0 || Tokens[i].Sentence != sentence || Breaks(i)) return false;
            if (Tokens[i].Folded != rest[k] && _stems[i] != rest[k]) return false;
        }

        return true;
    }
}
