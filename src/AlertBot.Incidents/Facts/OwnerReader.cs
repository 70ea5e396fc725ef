using AlertBot.Watchlists;

namespace AlertBot.Incidents.Facts;

/// <summary>Says of each segment which event it tells of: the main one, or another.</summary>
internal sealed class OwnerReader(TaggedText text, DayReader days, DateOnly? mainDay, EventKind? mainKind)
{
    private readonly List<Other> _others = [];
    private int _current;

    /// <summary>Sets <see cref="Segment.Owner"/> throughout; answers how many other events there are.</summary>
    public int Assign(IReadOnlyList<Segment> segments)
    {
        var order = 0;
        var last = -1;
        foreach (var segment in segments)
        {
            var isTitle = text.Text.Sentences[segment.Sentence].IsTitle;
            if (!isTitle && segment.Sentence != last) order++;
            last = segment.Sentence;
            segment.Owner = Owner(segment, order);
            if (segment.IsBack || HasEventWord(segment)) _current = segment.Owner;
        }

        return _others.Count;
    }

    private int Owner(Segment segment, int order)
    {
        var day = days.First(text, segment);
        var kind = Kind(segment);
        if (segment.IsBack) return Find(day, kind, segment.IsCause);

        // A day of its own, later in the text: another event.
        if (order > 1 && day is { } d && mainDay is { } main && d < main && HasEventWord(segment) && !IsReaction())
        {
            segment.IsAlike = kind is { } own && own == mainKind;
            return Find(day, kind, isCause: true);
        }

        if (_current == 0 || order <= 1) return 0;
        if (day is not null && day == mainDay) return 0;
        if (kind is { } k && mainKind is { } m && !Kinds.AreNear(k, m)) return Fits(_others[_current - 1], k)
            ? _current : 0;
        if (kind is not null && kind == mainKind && _others[_current - 1].Kind != kind) return 0;
        return IsDefinite(segment) && (kind is null || Fits(_others[_current - 1], kind.Value))
            && _others[_current - 1].IsCause ? _current : 0;
    }

    private static bool Fits(Other other, EventKind kind) => other.Kind is not { } known || Kinds.AreNear(known, kind);

    // Words about an event may come days after it: then a day in the text is the event's own.
    private bool IsReaction() => mainKind is null;

    private int Find(DateOnly? day, EventKind? kind, bool isCause)
    {
        for (var o = 0; o < _others.Count; o++)
        {
            var other = _others[o];
            if (day is not null && other.Day is not null && day != other.Day) continue;
            if (kind is { } k && !Fits(other, k)) continue;
            if (isCause != other.IsCause && !(day is not null && day == other.Day)) continue;
            _others[o] = new Other(other.Day ?? day, other.Kind ?? kind, other.IsCause || isCause);
            return o + 1;
        }

        _others.Add(new Other(day, kind, isCause));
        return _others.Count;
    }

    private EventKind? Kind(Segment segment)
    {
        var scores = new KindScores();
        scores.Add(text, segment, 1);
        return scores.BestDeed(1.2);
    }

    private bool HasEventWord(Segment segment)
    {
        for (var i = segment.First; i < segment.End; i++)
            if (text.Words[i].Is(Tag.Attack | Tag.Killed | Tag.Wounded | Tag.Munition)) return true;
        return false;
    }

    // "The attack", "the rockets": the one that was just told of.
    private bool IsDefinite(Segment segment)
    {
        for (var i = segment.First; i < segment.End; i++)
        {
            var word = text.Words[i];
            if (!word.Is(Tag.Attack | Tag.Munition)) continue;
            if (i > segment.First && text.Words[i - 1].Is(Tag.The)) return true;
            if (text.Tokens[i].Folded.StartsWith("ال", StringComparison.Ordinal)) return true;
        }

        return false;
    }

    private sealed record Other(DateOnly? Day, EventKind? Kind, bool IsCause);
}
