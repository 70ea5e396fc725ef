using AlertBot.Watchlists;

namespace AlertBot.Incidents.Facts;

/// <summary>A figure as one place of the text gives it, before several are made into one.</summary>
/// <param name="Class">Killed, wounded or captured.</param>
/// <param name="Figure">The figure.</param>
/// <param name="Token">Where.</param>
/// <param name="IsTotal">"The toll rises to": it replaces what was said before.</param>
/// <param name="IsAnother">It comes on top.</param>
/// <param name="IsOfAttackers">It counts those who attacked.</param>
internal sealed record RawFigure(Tag Class, Figure Figure, int Token, bool IsTotal, bool IsAnother, bool IsOfAttackers)
{
    /// <summary>The text itself says that it is not proven.</summary>
    public bool IsUnproven { get; init; }
}

/// <summary>Binds numbers to the words that say that people were killed, hurt or taken.</summary>
internal sealed partial class FigureReader
{
    private const Tag Classes = Tag.Killed | Tag.Wounded | Tag.Captured;
    // A rank, a country and a forename may stand before the name.
    private const int NamedReach = 6;

    private const int Reach = 12;

    private readonly TaggedText _text;
    private readonly Segment _segment;
    private readonly List<Count> _counts;
    private readonly bool[] _used;
    private readonly List<RawFigure> _found = [];
    private readonly string _sentence;

    private FigureReader(TaggedText text, Segment segment, List<Count> counts, bool[] used)
    {
        _text = text;
        _segment = segment;
        _counts = counts;
        _used = used;
        _sentence = text.Text.SentenceText(segment.Sentence);
    }

    /// <summary>Reads one segment. <paramref name="used"/> tells afterwards which of <paramref name="counts"/> were
    /// bound.</summary>
    public static List<RawFigure> Read(TaggedText text, Segment segment, List<Count> counts, bool[] used)
    {
        var reader = new FigureReader(text, segment, counts, used);
        for (var i = segment.First; i < segment.End; i++)
            if (text.Words[i].Is(Classes)) reader.Bind(i);
        if (reader._found.Count > 0 && reader.IsCorrectionNote()) reader.KeepCorrected();
        if (reader._found.Count > 0 && Doubts.Cast(text, segment.Sentence))
            for (var k = 0; k < reader._found.Count; k++)
                reader._found[k] = reader._found[k] with { IsUnproven = true };
        LossReader.Read(text, segment, reader._sentence, reader._found);
        return reader._found;
    }

    private void Bind(int at)
    {
        var word = _text.Words[at];
        if (IsNegated(at)) return;
        foreach (var casualty in (ReadOnlySpan<Tag>)[Tag.Killed, Tag.Wounded, Tag.Captured])
        {
            if (!word.Is(casualty)) continue;
            if (word.Is(Tag.Toll) || IsNumberOf(at)) BindToll(at, casualty);
            else if (word.Is(Tag.Number | Tag.Singular)) BindSelf(at, casualty);
            else if (word.Is(Tag.CasualtyNoun)) BindNoun(at, casualty);
            else if (word.Is(Tag.ActiveVerb) || IsActive(at)) BindForward(at, casualty);
            else BindBackward(at, casualty);
            return;
        }
    }

    // "Did not kill anyone" is for LossReader; "had not been killed" says nothing.
    private bool IsNegated(int at)
    {
        for (var i = at - 1; i >= _segment.First && at - i <= 3; i--)
        {
            if (_text.Words[i].Is(Tag.Negation) && _text.Tokens[i].Folded[0] < '\u0600') return true;
            if (_text.Breaks(i + 1)) break;
        }

        // "Neither side reported a single death."
        for (var i = at - 1; i >= _segment.First && at - i <= 12 && !_text.Breaks(i + 1); i--)
            if (_text.Tokens[i].Folded is "neither") return true;
        return false;
    }

    private bool IsActive(int at)
    {
        var next = at + _text.Spans[at];
        if (next >= _segment.End || _text.Breaks(next)) return false;
        var before = at - 1;
        while (before >= _segment.First && (_text.Tokens[before].Folded is "also" or "reportedly" or "later"
            or "fatally" || _text.Spans[before] == 0)) before--;
        if (before >= _segment.First && _text.Words[before].Is(Tag.Be)) return false;
        return CountAt(next) >= 0 && !(before >= _segment.First && IsCounted(before));
    }

    private bool IsCounted(int token) => _counts.Exists(c =>
        c.Head is Head.Person or Head.None or Head.Other or Head.Attacker && token >= c.First
            && token < Math.Max(c.End, c.NounEnd));

    private int CountAt(int token)
    {
        for (var k = 0; k < _counts.Count; k++)
            if (_counts[k].First <= token && token < _counts[k].End) return k;
        return -1;
    }

    private void BindNoun(int at, Tag casualty)
    {
        var index = _counts.FindIndex(c => c.HeadAt == at || (c.NounEnd <= at && at - c.NounEnd <= 1 && IsPeople(c)
            && !_text.Breaks(at)));
        var next = at + Math.Max(1, (int)_text.Spans[at]);
        if (index < 0 && next < _segment.End && _text.Words[next].Is(Tag.Of))
            index = CountAt(next + 1) is >= 0 and var found && IsPeople(_counts[found]) ? found : -1;
        if (index < 0 && at > _segment.First && !_text.Words[at - 1].Is(Tag.The | Tag.Of))
            index = _text.Words[at].Is(Tag.Participle) ? -1 : LastBefore(at, 4);
        if (index < 0 || _used[index] || _counts[index].IsPart || _counts[index].IsOld) return;
        Take(index, casualty);
    }

    private int LastBefore(int at, int reach)
    {
        var k = _counts.FindLastIndex(c => c.End <= at && at - c.NounEnd <= reach && IsPeople(c));
        return k >= 0 && !_used[k] && !HasBetween(_counts[k].NounEnd, at, Tag.Clause | Tag.Speech | Classes | Tag.Hit)
            ? k : -1;
    }

    // Who names the dead man does not say that he died alone: "killed the commander, Qassem Soleimani".
    private bool IsNamed(int noun)
    {
        for (var i = noun; i < _segment.End && i - noun <= NamedReach; i++)
            if (_text.Hit(i)?.Actor is { Kind: ActorKind.Person }) return true;
        return false;
    }

    private Figure One(int at, bool isNamed) => isNamed
        ? new Figure(1, null, FigureQualifier.AtLeast, By(at), _sentence)
        : new Figure(1, 1, FigureQualifier.Exact, By(at), _sentence);

    private void BindForward(int at, Tag casualty)
    {
        var next = at + Math.Max(1, (int)_text.Spans[at]);
        if (IsArabicPlural(at) && LastBefore(at, 6) is >= 0 and var those)
        {
            if (next < _segment.End && _text.Words[next].Is(Tag.Qualifier)
                && (FigureQualifier)_text.Words[next].Number == FigureQualifier.AtLeast)
                _counts[those] = _counts[those] with { Max = null, Qualifier = FigureQualifier.AtLeast };
            Take(those, casualty);
            return;
        }

        if (next >= _segment.End) return;
        var index = _counts.FindIndex(c => c.First >= next);
        if (index >= 0 && _counts[index].First - next <= 3 && IsPeople(_counts[index]) && !_counts[index].IsPart
            && IsOpen(next, _counts[index].First)) Take(index, casualty, sumForward: true);
        else if (_text.Words[next].Is(Tag.Singular) && !_text.Breaks(next)
            && !(next + 1 < _segment.End && NumberReader.Digits(_text.Tokens[next + 1].Folded, out _)))
            AddFigure(casualty, One(at, IsNamed(next)), at, false, IsAnother(next), false);
        else if (_text.Words[at].Is(Tag.ActiveVerb) && _text.Tokens[at].Folded[0] >= '\u0600'
            && LastBefore(at, 1) is >= 0 and var before)
            Take(before, casualty);
    }

    private bool IsAnother(int at) => at + 1 < _segment.End && _text.Words[at + 1].Is(Tag.Another);

    // Between verb and number only words that lead up to it: no punctuation, no other verb.
    private bool IsOpen(int from, int to)
    {
        for (var i = from; i <= to; i++)
        {
            if (_text.Breaks(i)) return false;
            if (i == to || _text.Tokens[i].Folded[0] >= '\u0600' && IsPluralPerson(i)) continue;
            if (_text.Words[i].Is(Classes | Tag.Hit | Tag.Deed | Tag.Clause | Tag.At | Tag.Person)) return false;
        }

        return true;
    }

    private void BindBackward(int at, Tag casualty)
    {
        for (var k = _counts.Count - 1; k >= 0; k--)
        {
            var count = _counts[k];
            if (count.End > at) continue;
            if (at - count.NounEnd > Reach || _used[k] && count.Head != Head.None) return;
            if (HasBetween(count.NounEnd, at, Tag.Person | Tag.Speech | Tag.ActiveVerb | Tag.Deed | Tag.Fire)
                && !count.IsPart
                && !HasBetween(count.NounEnd, at, Tag.Including)) { BindBare(at, casualty); return; }
            if (count.IsPart || !IsPeople(count))
            {
                if (count.IsPart || count.Head == Head.Person) continue;
                break;
            }

            if (count.Head == Head.Other && at - count.NounEnd > 6) return;
            Take(k, casualty, sumBackward: true);
            return;
        }

        BindBare(at, casualty);
    }

    // A headline drops the article: "US contractor killed in rocket attack".
    private void BindBare(int at, Tag casualty)
    {
        if (!_text.Text.Sentences[_segment.Sentence].IsTitle || at == _segment.First) return;
        var noun = at - 1;
        if (_text.Words[noun].Is(Tag.Be) && noun > _segment.First) noun--;
        if (_text.Words[noun].Is(Tag.Person) && IsSingular(_text.Tokens[noun].Folded) && _text.Spans[noun] <= 1)
            AddFigure(casualty, new Figure(1, 1, FigureQualifier.Exact, By(at), _sentence), at, false, false,
                _text.Words[noun].Is(Tag.Attacker));
    }

    private static bool IsSingular(string noun) => noun[^1] != 's' && !noun.EndsWith("men", StringComparison.Ordinal)
        && noun is not ("people" or "children" or "personnel" or "crew" or "staff" or "police" or "youth" or "iraqi"
        or "french");

    private void Take(int index, Tag casualty, bool sumBackward = false, bool sumForward = false)
    {
        var count = _counts[index];
        if (_used[index] && count.Head != Head.None) return;
        _used[index] = true;
        var sum = (count.Min, count.Max, count.Qualifier);
        if (sumBackward)
            for (var k = index - 1; k >= 0 && Joins(k, index); k--) Sum(ref sum, k);
        if (sumForward)
        {
            var last = index;
            for (var k = index + 1; k < _counts.Count && Joins(k - 1, k) && !HasOwnVerb(k); k++) Sum(ref sum, last = k);
            var more = JoinedSingles(_counts[last]);
            sum = (sum.Min + more, sum.Max + more, sum.Qualifier);
        }

        if (sumBackward && FollowsBarePlural(index)) sum = (sum.Min, null, FigureQualifier.AtLeast);
        if (count.IsOld) return;
        if (DiedWithOne(index)) sum = (sum.Min + 1, sum.Max + 1, sum.Qualifier);
        if (IsOfTheFew(index)) sum = (sum.Min, null, FigureQualifier.AtLeast);
        var figure = sum is (1, 1, FigureQualifier.Exact) ? One(count.First, sumForward && IsNamed(count.First))
            : new Figure(sum.Min, sum.Max, sum.Qualifier, By(count.First), _sentence);
        AddFigure(casualty, figure, count.First, false, count.IsAnother, count.Head == Head.Attacker);
    }

    // "Soldiers and a civilian were killed": more than the one.
    private bool FollowsBarePlural(int index)
    {
        var and = _counts[index].First - 1;
        if (and <= _segment.First || !_text.Words[and].Is(Tag.And)) return false;
        return _text.Words[and - 1].Is(Tag.Person) && !IsSingular(_text.Tokens[and - 1].Folded) && !IsCounted(and - 1);
    }

    private void Sum(ref (int? Min, int? Max, FigureQualifier Qualifier) sum, int k)
    {
        var part = _counts[k];
        _used[k] = true;
        sum = (sum.Min + part.Min, sum.Max + part.Max,
            sum.Qualifier == FigureQualifier.Exact ? part.Qualifier : sum.Qualifier);
    }

    // "Two Americans and one Briton": two counts of people, side by side.
    private bool Joins(int left, int right)
    {
        var (a, b) = (_counts[left], _counts[right]);
        if (_used[left] && _used[right] || a.IsPart || b.IsPart || a.IsOld || b.IsOld) return false;
        if (a.Head is not (Head.Person or Head.Other) || b.Head is not (Head.Person or Head.Other)) return false;
        if (b.First - a.NounEnd > 8) return false;
        var isLinked = false;
        for (var i = a.NounEnd; i <= b.First; i++)
        {
            isLinked |= _text.HasGap(i, Gap.Comma) || (i < b.First && _text.Words[i].Is(Tag.And));
            isLinked |= _text.Tokens[i].Folded[0] == 'و';
            if (_text.HasGap(i, Gap.Break)) return false;
            if (i < b.First && _text.Words[i].Is(Classes | Tag.Speech | Tag.Hit | Tag.Deed | Tag.Fire | Tag.Clause
                | Tag.Attack | Tag.Munition
                | Tag.Including | Tag.Be)) return false;
        }

        return isLinked;
    }

    // "killed two soldiers and five civilians were wounded"
    private bool HasOwnVerb(int k)
    {
        if (_text.Tokens[_counts[k].First].Folded[0] >= '\u0600') return false;
        for (var i = _counts[k].NounEnd; i < _segment.End && i < _counts[k].NounEnd + 3; i++)
        {
            if (_text.Breaks(i)) return false;
            if (_text.Words[i].Is(Tag.Be | Classes | Tag.Have)) return true;
        }

        return false;
    }

    private static bool IsPeople(Count count) => count.Head is Head.None or Head.Other or Head.Person or Head.Attacker;

    private bool HasBetween(int from, int to, Tag tags)
    {
        for (var i = from; i < to; i++)
            if (_text.Words[i].Is(tags) && !IsCounted(i)) return true;
        return false;
    }

    private string? By(int at)
    {
        var (first, end) = _text.Bounds(_segment.Sentence);
        return Attribution.Of(_text, first, end, at);
    }

    private void Add(Tag casualty, Count count, int at, bool isTotal) => AddFigure(
        casualty, new Figure(count.Min, count.Max, count.Qualifier, By(at), _sentence), at, isTotal, count.IsAnother,
        count.Head == Head.Attacker);

    private void AddFigure(Tag casualty, Figure figure, int at, bool isTotal, bool isAnother, bool isOfAttackers) =>
        _found.Add(new RawFigure(casualty, figure, at, isTotal, isAnother, isOfAttackers));
}
