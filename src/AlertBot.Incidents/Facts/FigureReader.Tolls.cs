namespace AlertBot.Incidents.Facts;

/// <content>Tolls, corrections, and figures that the text itself does not believe.</content>
internal sealed partial class FigureReader
{
    // "The number of wounded, first given as about 12 by the ministry, has been raised to 14."
    private const int TollReach = 20;

    private void BindToll(int at, Tag casualty)
    {
        var best = -1;
        for (var k = 0; k < _counts.Count; k++)
        {
            var count = _counts[k];
            if (count.First <= at || !IsPeople(count) || count.IsPart || _used[k]) continue;
            if (count.First - at > TollReach || HasBreak(at + 1, count.First)) break;
            if (HasBetween(at + 1, count.First, Classes & ~casualty)) break;
            var isNew = LeadsTo(count.First) && !IsOutdated(count.First, at);
            if (best >= 0 && !isNew) continue;
            if (isNew || !count.IsOld && !IsOutdated(count.First, at) && count.First - at <= Reach) best = k;
            if (isNew) break;
        }

        if (best < 0) return;
        _used[best] = true;
        Add(casualty, _counts[best], _counts[best].First, isTotal: true);
    }

    // "Two soldiers died with her": she is a third.
    private bool DiedWithOne(int index)
    {
        for (var i = _counts[index].NounEnd; i + 2 < _segment.End && i <= _counts[index].NounEnd + 3; i++)
            if (_text.Words[i].Is(Classes) && _text.Tokens[i + 1].Folded is "with" or "alongside" or "beside")
                return _text.Tokens[i + 2].Folded is "her" or "him";
        return false;
    }

    // "Two of the three soldiers who were hurt": these three, and there may be others.
    private bool IsOfTheFew(int index)
    {
        var first = _counts[index].First;
        return first > _segment.First + 2 && _text.Tokens[first - 1].Folded == "the"
            && _text.Words[first - 2].Is(Tag.Of)
            && (_text.Words[first - 3].Is(Tag.Number) || char.IsAsciiDigit(_text.Tokens[first - 3].Folded[0]));
    }

    // "rises to", "now stands at", "إلى"
    private bool LeadsTo(int number) => number > _segment.First
        && _text.Tokens[number - 1].Folded is "to" or "الي" or "at" or "بلغ" or "بلغت" or "now";

    // "First given as", "from 3 to 5": what held before.
    private bool IsOutdated(int number, int from)
    {
        for (var i = number - 1; i > from && number - i <= 5; i--)
        {
            if (_text.Breaks(i + 1) || CountAt(i) >= 0) return false;
            if (i == number - 1 && _text.Tokens[i].Folded is "from" or "من") return true;
            if (_text.Words[i].Is(Tag.Earlier) || _text.Tokens[i].Folded is "first" or "originally"
                or "previously") return true;
        }

        return false;
    }

    // "The number of soldiers hurt in the attack now stands at four": the number is told behind the verb.
    private bool IsNumberOf(int casualty)
    {
        for (var i = casualty - 1; i > _segment.First && casualty - i <= 8; i--)
        {
            if (_text.Breaks(i + 1) || CountAt(i) >= 0) return false;
            if (_text.Words[i].Is(Tag.Of) && _text.Tokens[i - 1].Folded is "number" or "count" or "tally" or "total")
                return true;
        }

        return false;
    }

    private bool HasBreak(int from, int to)
    {
        for (var i = from; i <= to; i++)
            if (_text.HasGap(i, Gap.Break)) return true;
        return false;
    }

    // "(Corrects the number of wounded; an earlier version gave 12)": numbers of such a note are old ones, but for what
    // it corrects them to.
    private bool IsCorrectionNote()
    {
        var (first, end) = _text.Bounds(_segment.Sentence);
        if (first >= end) return false;
        var start = _text.Tokens[first].Start;
        var isBracketed = start > 0 && _text.Text.Original[start - 1] is '(' or '[';
        for (var i = first; i < end && i < first + (isBracketed ? 12 : 2); i++)
            if (_text.Words[i].Is(Tag.Correction)) return true;
        return false;
    }

    private void KeepCorrected()
    {
        for (var k = _found.Count - 1; k >= 0; k--)
            if (!IsCorrected(_found[k].Token)) _found.RemoveAt(k);
    }

    // "to 14", "14, not 12", "14 وليس 12"
    private bool IsCorrected(int number)
    {
        if (number > _segment.First && _text.Tokens[number - 1].Folded is "to" or "الي" or "is" or "was"
            or "هو") return true;
        for (var i = number + 1; i + 1 < _segment.End && i <= number + 6; i++)
            if (_text.Tokens[i].Folded is "not" or "وليس" or "ليس" or "لا" or "instead"
                && (_text.Words[i + 1].Is(Tag.Number) || NumberReader.Digits(_text.Tokens[i + 1].Folded, out _)))
                return true;
        return false;
    }
}
