using AlertBot.Watchlists;

namespace AlertBot.Incidents.Facts;

/// <content>Who was hit, who was hurt, who did it: what the words around a name say.</content>
internal sealed partial class RoleReader
{
    // A rank, a country and an office may stand between two names.
    private const int CompanyReach = 8;

    // "Strikes on Sunday against five weapons storage facilities of X"
    private const int TargetReach = 12;

    // What somebody is, between two commas.
    private const int AsideReach = 20;

    // "The murder of the national fire department's director colonel X"
    private const int TitleReach = 10;

    private const Tag Harm = Tag.Killed | Tag.Wounded | Tag.Captured;

    private void ReadActor(int i, Actor actor, Segment segment, string sentence)
    {
        var next = i + Math.Max(1, (int)_text.Spans[i]);
        if (_text.Tokens[i].Folded[0] >= '\u0600')
        {
            if (ArabicParts.Of(_text, i, segment) is { } role && role != ActorRole.Suspected)
                _book.Add(actor, role, sentence);
            else if (ArabicParts.Of(_text, i, segment) is not null) _doers.Add((actor, sentence));
            return;
        }

        if (IsTarget(i, next, segment)) _book.Add(actor, ActorRole.Target, sentence);
        else if (IsVictim(i, next, segment)) _book.Add(actor, ActorRole.Victim, sentence);
        else if (IsDoer(i, next, segment)) Accuse(i, actor, segment, sentence);
    }

    // Somebody who is said to have done it: accused by who says so, else settled when the whole text is read.
    private void Accuse(int i, Actor actor, Segment segment, string sentence)
    {
        if (_text.Words[i].Is(Tag.Negation) || IsNegated(i, segment) || HasHedge(i, segment)) return;
        var verb = SpeechBefore(i, segment, 6);
        if (verb >= 0 && _text.Words[verb].Is(Tag.Speech) && Subject(verb, segment) is { Actor: { } speaker })
        {
            if (speaker.Id == actor.Id || IsOneSide(speaker, actor)) _book.Add(actor, ActorRole.Confirmed, sentence);
            else
            {
                _book.Add(actor, ActorRole.Accused, sentence);
                _book.Add(speaker, ActorRole.Accuser, sentence);
            }

            return;
        }

        _doers.Add((actor, sentence));
    }

    private static bool IsOneSide(Actor a, Actor b) => a.Country is not null && a.Country == b.Country
        && a.Kind is ActorKind.State or ActorKind.Military or ActorKind.Organisation
        && b.Kind is ActorKind.State or ActorKind.Military;

    private bool HasHedge(int i, Segment segment)
    {
        for (var at = Math.Max(segment.First, i - 4); at < segment.End && at < i + 5; at++)
            if (_text.Words[at].Is(Tag.Hedge)) return true;
        return false;
    }

    // "strikes on X", "targeting X facilities", "facilities belonging to X", "X positions were hit"
    private bool IsTarget(int i, int next, Segment segment)
    {
        for (var at = i - 1; at >= segment.First && i - at <= TargetReach; at--)
        {
            if (_text.Breaks(at + 1)) break;
            if (_text.Spans[at] == 0 || _text.HitAt[at] > 0) continue;
            var word = _text.Words[at];
            if (word.Is(Tag.By | Tag.After) || word.Is(Tag.Clause) && (!word.Is(Tag.The)
                || _text.Tokens[at].Folded == "that"))
                return false;
            if (word.Is(Tag.Speech | Tag.Accuse | Tag.Deny | Tag.Killed | Tag.Wounded)
                && !word.Is(Tag.Attack)) return false;
            if (word.Is(Tag.And) && IsVerbAt(next, segment)) return false;
            if (word.Is(Tag.Hit) && _text.Tokens[at].Folded is not "come" and not "under" || StrikesAt(at))
                return !IsPassiveBy(at);
            if (word.Is(Tag.Attack) && (FollowsIt(at, segment) || IsBlamedOn(at, i, segment))) return false;
            if (word.Is(Tag.Attack)) return _text.Words[at + Math.Max(1, (int)_text.Spans[at])].Is(Tag.At)
                || i - at > 3 && HasTag(at + 1, i, Tag.At);
        }

        return IsSiteHit(i, next, segment);
    }

    // "It followed the air strikes on X": another event.
    private bool FollowsIt(int attack, Segment segment)
    {
        for (var at = attack - 1; at >= segment.First && attack - at <= 3; at--)
            if (_text.Tokens[at].Folded is "followed" or "follows" or "avenge") return true;
        return false;
    }

    // "Blamed the bombing in Erbil on X": X is no target.
    private bool IsBlamedOn(int attack, int i, Segment segment)
    {
        var on = i > 0 && _text.Words[i - 1].Is(Tag.The) ? i - 2 : i - 1;
        if (on < attack || _text.Tokens[on].Folded is not ("on" or "to")) return false;
        for (var at = attack - 1; at >= segment.First && attack - at <= 5; at--)
            if (_text.Words[at].Is(Tag.Accuse)) return _text.Tokens[at].Folded is not ("accused" or "accuses");
        return false;
    }

    // A headline's "US strikes five sites": a name before it and what is hit behind it make it a verb.
    private bool StrikesAt(int at) => at > 0 && at + 1 < _text.Count
        && (_text.HitAt[at - 1] > 0 || _text.Words[at - 1].Is(Tag.Aircraft | Tag.Person))
        && _text.Tokens[at].Folded is "strikes" or "raids" or "bombs" or "attacks" or "strike" or "raid" or "bomb"
            or "attack"
        && (_text.HitAt[at + 1] > 0 || _text.Words[at + 1].Is(Tag.Number | Tag.A | Tag.The)
            || char.IsAsciiDigit(_text.Tokens[at + 1].Folded[0]));

    private bool IsVerbAt(int next, Segment segment) => next < segment.End
        && _text.Words[next].Is(Tag.Speech | Tag.Deny | Tag.Accuse | Tag.Claim | Tag.Reaction);

    // "X positions were hit", "a depot of X was bombed"
    private bool IsSiteHit(int i, int next, Segment segment)
    {
        var at = next;
        if (at < segment.End && _text.Words[at].Is(Tag.Site)) at++;
        else if (!HasTag(Math.Max(segment.First, i - 4), i, Tag.Site)) return false;
        for (var end = at + 5; at + 1 < segment.End && at < end; at++)
        {
            if (_text.Breaks(at)) return false;
            if (_text.Words[at].Is(Tag.Be) && _text.Words[at + 1].Is(Tag.Hit)) return true;
        }

        return false;
    }

    private bool IsPassiveBy(int at) => at + 1 < _text.Count
        && _text.Words[at + Math.Max(1, (int)_text.Spans[at])].Is(Tag.By);

    private bool IsVictim(int i, int next, Segment segment)
    {
        // "the Quds Force commander Qassem Soleimani": the person, not what he leads.
        if (Actor(i)?.Kind != ActorKind.Person
            && Following(next, segment, 2)?.Actor?.Kind == ActorKind.Person) return false;
        for (var at = i - 1; at >= segment.First && i - at <= 4; at--)
        {
            if (_text.Breaks(at + 1) || _text.Words[at].Is(Tag.By | Tag.At | Tag.Clause)
                && !_text.Words[at].Is(Tag.The))
                break;
            if (_text.Words[at].Is(Harm) && !_text.Words[at].Is(Tag.Toll)) return !IsOfAnother(at, segment);
        }

        for (var at = next; at < segment.End && at < next + 4; at++)
        {
            if (_text.Breaks(at)) break;
            var word = _text.Words[at];
            if (word.Is(Harm) && word.Is(Tag.Participle)) return !IsActiveVerb(at, segment);
            if (!word.Is(Tag.Be | Tag.Have | Tag.Person | Tag.Attacker)) break;
        }

        return Actor(i)?.Kind == ActorKind.Person
            ? IsVictimWith(next, segment) || IsVictimAside(i, next, segment) || IsVictimOfNoun(i, next, segment)
            : IsCounted(i, segment) && IsVictimBeside(next, segment);
    }

    // "X, a former minister, was shot dead", "X, who was kidnapped": what is told of a person behind a comma.
    private bool IsVictimAside(int i, int next, Segment segment)
    {
        if (next >= segment.End || !_text.HasGap(next, Gap.Comma)) return false;
        var isRelative = _text.Tokens[next].Folded == "who";
        for (var at = next + 1; at + 1 < segment.End && at - next <= AsideReach; at++)
        {
            if (_text.HasGap(at, Gap.Break)) return false;
            var isBehind = isRelative ? at == next + 1 : _text.HasGap(at, Gap.Comma);
            if (!isBehind || !_text.Words[at].Is(Tag.Be | Tag.Have)) continue;
            for (var verb = at + 1; verb < segment.End && verb <= at + 2; verb++)
                if (_text.Words[verb].Is(Harm) && _text.Words[verb].Is(Tag.Participle)) return true;
            return false;
        }

        return false;
    }

    // "The murder of the former mayor X", "X's assassination"
    private bool IsVictimOfNoun(int i, int next, Segment segment)
    {
        if (next < segment.End && IsKilling(next)
            && _text.Surface(next - 1).EndsWith("s", StringComparison.OrdinalIgnoreCase)
            && _text.Surface(next - 1).IndexOfAny('\'', '’') > 0) return true;
        for (var at = i - 1; at > segment.First && i - at <= TitleReach; at--)
        {
            if (_text.Breaks(at + 1)) return false;
            if (_text.HitAt[at] > 0) continue;
            if (_text.Words[at].Is(Tag.Of) && IsKilling(at - 1)) return !IsOfAnother(at - 1, segment);
            if (_text.Words[at].Is(Harm | Tag.Hit | Tag.Speech | Tag.Be | Tag.Have | Tag.Clause | Tag.By | Tag.And
                | Tag.At)
                && !_text.Words[at].Is(Tag.The)) return false;
        }

        return false;
    }

    private bool IsKilling(int i) => _text.HitAt[i] == 0 && _text.Tokens[i].Folded is "murder" or "assassination"
        or "killing"
        or "death" or "kidnapping" or "abduction" or "slaying" or "shooting";

    // "In revenge for the killing of X", "after the death of X": that was another deed.
    private bool IsOfAnother(int noun, Segment segment)
    {
        if (_text.Words[noun].Is(Tag.Participle)) return false;
        for (var at = noun - 1; at >= segment.First && noun - at <= 2; at--)
            if (_text.Tokens[at].Folded is "for" or "over" or "after" or "avenge" or "avenging" or "since"
                or "following")
                return !HasTag(Math.Max(segment.First, at - 3), at, Tag.Claim | Tag.Accuse)
                    && !(at > segment.First && _text.Tokens[at - 1].Folded is "responsibility" or "responsible"
                        or "credit");
        return false;
    }

    // "Soleimani and the militia commander al-Muhandis were killed": what befell the second befell the first.
    private bool IsVictimWith(int next, Segment segment)
    {
        var isJoined = false;
        for (var at = next; at < segment.End && at - next <= CompanyReach; at++)
        {
            if (_text.Breaks(at) || _text.Words[at].Is(Tag.Speech | Tag.Clause)
                && !_text.Words[at].Is(Tag.The)) return false;
            isJoined |= _text.Tokens[at].Folded is "and";
            if (!isJoined || _text.Hit(at)?.Actor is not { Kind: ActorKind.Person }) continue;
            return IsVictim(at, at + Math.Max(1, (int)_text.Spans[at]), segment);
        }

        return false;
    }

    // "Two US soldiers and a Briton were killed": a number, what it counts, and nothing else before the verb.
    private bool IsVictimBeside(int next, Segment segment)
    {
        var isJoined = false;
        for (var at = next; at < segment.End && at - next <= CompanyReach; at++)
        {
            var word = _text.Words[at];
            isJoined |= word.Is(Tag.And) || _text.HasGap(at, Gap.Comma);
            if (_text.HasGap(at, Gap.Break)) return false;
            if (isJoined && word.Is(Harm) && word.Is(Tag.Participle)) return !IsActiveVerb(at, segment);
            if (_text.HitAt[at] == 0 && !word.Is(Tag.And | Tag.Number | Tag.A | Tag.Person | Tag.Be | Tag.Have
                | Tag.Qualifier | Tag.Another) && !char.IsAsciiDigit(_text.Tokens[at].Folded[0])) return false;
        }

        return false;
    }

    private bool IsCounted(int i, Segment segment)
    {
        for (var at = i - 1; at >= segment.First && i - at <= 5; at--)
        {
            var word = _text.Words[at];
            if (word.Is(Tag.Number | Tag.A) || char.IsAsciiDigit(_text.Tokens[at].Folded[0])) return true;
            if (_text.Breaks(at + 1) || !word.Is(Tag.Of | Tag.The | Tag.Person)) return false;
        }

        return false;
    }

    private bool IsActiveVerb(int at, Segment segment) => at + 1 < segment.End && !_text.Breaks(at + 1)
        && !_text.Words[at - 1].Is(Tag.Be)
        && (_text.Words[at + 1].Is(Tag.Number | Tag.A | Tag.The | Tag.Qualifier | Tag.Person)
        || char.IsAsciiDigit(_text.Tokens[at + 1].Folded[0]));
}
