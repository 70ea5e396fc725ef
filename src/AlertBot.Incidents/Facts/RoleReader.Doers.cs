namespace AlertBot.Incidents.Facts;

/// <content>Who did it, as the words around a name tell it: by X, X fired, X air strikes.</content>
internal sealed partial class RoleReader
{
    private const Tag Deeds = Tag.Deed | Tag.Hit | Tag.Fire | Tag.ActiveVerb | Tag.Attack;

    // "By three members of the armed wing of X"
    private const int ByReach = 7;

    private bool IsDoer(int i, int next, Segment segment) => IsBehindBy(i, segment) || DoesNext(next, segment);

    private bool IsBehindBy(int i, Segment segment)
    {
        for (var at = i - 1; at > segment.First && i - at <= ByReach; at--)
        {
            if (_text.Breaks(at + 1)) return false;
            var word = _text.Words[at];
            if (word.Is(Tag.By)) return HasTag(Math.Max(segment.First, at - 4), at, Deeds | Tag.Killed | Tag.Wounded)
                || at > segment.First && IsKidnapping(at - 1);
            if (!word.Is(Tag.Of | Tag.The | Tag.A | Tag.Number | Tag.Person | Tag.Attacker | Tag.Group)
                && _text.Tokens[at].Folded is not ("so" or "called" or "alleged" or "suspected" or "armed" or "wing")
                && !char.IsAsciiDigit(_text.Tokens[at].Folded[0])) return false;
        }

        return false;
    }

    private bool DoesNext(int next, Segment segment)
    {
        // The same name again in brackets: "Army of Liberation (AL) attacked".
        var at = next;
        if (at < segment.End && at > 0 && _text.HitAt[at] > 0 && _text.HasGap(at, Gap.Break)
            && Actor(at)?.Id == Actor(at - 1)?.Id) at += Math.Max(1, (int)_text.Spans[at]);
        var first = at;
        while (at < segment.End && at < first + 4 && (at == first || _text.Gaps[at] == Gap.None)
            && IsPartOfSubject(at, segment))
            at++;
        if (at >= segment.End || at > first && _text.Breaks(at) || at == next && _text.Breaks(at)) return false;
        var word = _text.Words[at];
        if (word.Is(Tag.Captured) && !IsKidnapping(at)) return false;
        if (word.Is(Harm) && word.Is(Tag.Participle)) return IsActiveVerb(at, segment);
        if (!word.Is(Deeds) || word.Is(Tag.Reaction)) return false;
        var after = at + Math.Max(1, (int)_text.Spans[at]);
        if (after < segment.End && _text.Words[after].Is(Tag.By)) return false;
        if (word.Is(Tag.Deed) && !word.Is(Tag.Conflict | Tag.Hit) && !IsOfViolence(at, after, segment)) return false;
        return _text.Tokens[at].Folded is not ("come" or "comes" or "came" or "under" or "landed" or "land" or "lands"
            or "fell" or "falls" or "fall" or "exploded");
    }

    // Police arrest; whoever kidnaps has done it.
    private bool IsKidnapping(int at) => _text.Tokens[at].Folded is "kidnapped" or "kidnaped" or "abducted" or "kidnap"
        or "abduct" or "kidnaps" or "hostage" or "captive";

    // "Said Iran was behind the attack": a country is accused by whoever says so.
    private void AccuseCountry(int i, Segment segment, string sentence)
    {
        var next = i + Math.Max(1, (int)_text.Spans[i]);
        if (next >= segment.End || !DoesNext(next, segment) || HasHedge(i, segment)) return;
        var verb = SpeechBefore(i, segment, 3);
        if (verb < 0 || IsNegated(verb, segment) || HasTag(verb, i, Tag.Negation)
            || Party.At(_text, i) is not { } country)
            return;
        if (Subject(verb, segment) is not { Actor: { } speaker }
            || speaker.Country == _text.Hit(i)?.Place?.Country) return;
        _book.Add(country, ActorRole.Accused, sentence);
        _book.Add(speaker, ActorRole.Accuser, sentence);
    }

    private bool IsPartOfSubject(int at, Segment segment) =>
        _text.Words[at].Is(Tag.Have | Tag.Person | Tag.Aircraft | Tag.Munition)
        || _text.Words[at].Is(Tag.Attacker)
        || _text.Tokens[at].Folded is "forces" or "also" or "then" or "fighters" or "unit" or "units" or "guerrilla"
            or "rebel" or "column" or "battalion" or "cell"
        || (_text.Words[at].Is(Tag.Be) && at + 1 < segment.End && _text.Tokens[at + 1].Folded == "behind");

    // One launches an attack, but also an inquiry, and carries out orders.
    private bool IsOfViolence(int at, int after, Segment segment)
    {
        if (IsOfInquiry(after, segment)) return false;
        const Tag Violence = Tag.Attack | Tag.Munition | Tag.Killed | Tag.Wounded | Tag.Conflict | Tag.Hit;
        return HasTag(after, Math.Min(segment.End, after + 6), Violence)
            || HasTag(Math.Max(segment.First, at - 8), at, Violence);
    }

    // "Launched its own inquiry into the attack": what is done stands before what it is about.
    private bool IsOfInquiry(int after, Segment segment)
    {
        for (var at = after; at < segment.End && at < after + 5 && !_text.Breaks(at); at++)
        {
            if (_text.Tokens[at].Folded is "inquiry" or "enquiry" or "investigation" or "investigations" or "probe"
                or "review" or "search" or "manhunt" or "appeal" or "rescue") return true;
            if (_text.Words[at].Is(Tag.Attack | Tag.Munition | Tag.Killed | Tag.Wounded)) return false;
        }

        return false;
    }
}
