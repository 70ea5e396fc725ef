using AlertBot.Watchlists;

namespace AlertBot.Incidents.Facts;

internal sealed partial class RoleReader
{
    private const int MaxTies = 2;

    // Who does what the verb says: an actor in its subject, whom a pronoun or "the group" stands for, a country, or
    // else the words themselves.
    private Party? Subject(int verb, Segment segment, int ties = 0)
    {
        var (first, end) = _text.Bounds(segment.Sentence);
        var (start, stop) = SubjectPhrase.Of(_text, verb, first);
        if (start == stop) return Relative(start, first) ?? Tied(verb, segment, first, ties);
        for (var i = start; i < stop; i++)
            if (_text.Words[i].Is(Tag.Negation)) return null;
        if (_text.Words[start].Is(Tag.Pronoun) && stop - start == 1) return Pronoun(start, first);
        for (var i = start; i < stop; i++)
            if (Actor(i) is { } actor && !(i > start && _text.Words[i - 1].Is(Tag.By))) return Party.Of(actor);
        if (IsGroupWord(start, stop)) return _lastGroup is { } group ? Party.Of(group) : null;
        if (_text.HitAt[start] > 0 && start + _text.Spans[start] >= stop && Party.At(_text, start) is { } country)
            return country;
        if (_text.Tokens[verb].Folded.EndsWith("ing", StringComparison.Ordinal)) return null;
        return Attribution.Before(_text, verb, first, end) is { } name ? new Party(null, name) : null;
    }

    // "Kata'ib Hezbollah, which denied it"
    private Party? Relative(int at, int first)
    {
        if (at <= first + 1 || _text.Tokens[at - 1].Folded is not ("which" or "who")) return null;
        return Party.At(_text, at - 2) is { Actor: not null } actor ? actor : null;
    }

    private Party? Pronoun(int at, int first)
    {
        if (_text.Tokens[at].Folded is "he" or "she") return _lastPerson is { } person ? Party.Of(person) : null;
        if (_text.Tokens[at].Folded is not ("it" or "they")) return null;

        // "The ministry said it …": it is whoever just spoke.
        for (var i = at - 1; i >= first && at - i <= 10; i--)
        {
            if (!_text.Words[i].Is(Tag.Speech) || _text.HitAt[i] > 0) continue;
            var (start, stop) = SubjectPhrase.Of(_text, i, first);
            for (var k = start; k < stop; k++)
                if (Actor(k) is { } actor) return Party.Of(actor);
            if (start < stop && !IsGroupWord(start, stop)) return null;
        }

        // Within a sentence it is whom the sentence is about: the group, a name, or somebody whom no list has.
        if (at > first + 2 && !HasGroup(first, at))
        {
            if (Opening(first, at) is { } opening) return opening;
            for (var i = at - 1; i >= first; i--)
                if (Actor(i) is { } near) return Party.Of(near);
            if (HasTag(first, at, Tag.Group | Tag.Person)
                || _text.Words[first].Is(Tag.The) && first + 1 < at && !_text.Breaks(first + 1)) return null;
        }

        return _lastGroup is { } group ? Party.Of(group) : null;
    }

    // "The militia", "the group": armed men, not the army, a ministry or a party.
    private bool IsGroupWord(int start, int stop)
    {
        for (var i = start; i < stop; i++)
            if (_text.Words[i].Is(Tag.Group) && _text.HitAt[i] == 0 && IsGroupNoun(i)) return !IsNobody(i);
        return false;
    }

    private bool HasGroup(int first, int end)
    {
        for (var i = first; i < end; i++)
            if (_text.Words[i].Is(Tag.Group) && _text.HitAt[i] == 0 && IsGroupNoun(i)) return !IsNobody(i);
        return false;
    }

    private bool IsGroupNoun(int i)
    {
        var noun = _text.Tokens[i + Math.Max(1, (int)_text.Spans[i]) - 1].Folded;
        return noun is "group" or "militia" or "faction" or "movement" or "militants" or "organisation"
            or "organization" or "rebels" or "guerrillas" or "brigade";
    }

    private bool IsNobody(int i) => i > 0 && (_text.Words[i - 1].Is(Tag.Negation | Tag.A)
        || _text.Tokens[i - 1].Folded is "immediately" or "which" or "another" or "other");

    // "X praised the attack, but denied …", "the Pentagon said, holding …": the verb before has the subject.
    private Party? Tied(int verb, Segment segment, int first, int ties)
    {
        if (ties >= MaxTies) return null;
        var isParticiple = _text.Tokens[verb].Folded.EndsWith("ing", StringComparison.Ordinal);
        if (!isParticiple && !SubjectPhrase.IsTied(_text, verb, first)) return null;
        const Tag Finite = Tag.Speech | Tag.Deny | Tag.Accuse | Tag.Claim | Tag.Reaction;
        for (var i = verb - 1; i >= first; i--)
        {
            if (_text.HitAt[i] > 0 || !_text.Words[i].Is(Finite)) continue;
            if (isParticiple && !Attribution.Speaks(_text, i, first)) continue;
            return Subject(i, segment, ties + 1);
        }

        return isParticiple ? null : Opening(first, verb);
    }

    // The name that opens the sentence, behind the place and agency of a report.
    private Party? Opening(int first, int verb)
    {
        var start = first;
        for (var i = first; i < verb && i < first + 8; i++)
            if (_text.HasGap(i, Gap.Break)) start = i;
        for (var i = start; i < verb && i < start + 4; i++)
            if (Party.At(_text, i) is { } party) return party;
        return null;
    }

    private bool IsNegated(int i, Segment segment)
    {
        if (_text.Words[i].Is(Tag.Deny) && _text.Spans[i] > 1) return false;
        for (var at = i - 1; at >= segment.First && i - at <= 3; at--)
        {
            if (_text.Breaks(at + 1)) break;
            if (_text.Words[at].Is(Tag.Negation) && _text.Tokens[at].Folded[0] < '\u0600') return true;
        }

        return false;
    }

    // "the denial", "its claim": nouns that somebody else speaks of.
    private bool IsNoun(int i, Segment segment) => i > segment.First
        && (_text.Words[i - 1].Is(Tag.The | Tag.A) || _text.Tokens[i - 1].Folded is "his" or "her" or "its" or "their")
        && _text.Tokens[i].Folded is "claim" or "claims" or "denial" or "denials";

    private List<Party> Objects(int from, Segment segment)
    {
        var found = new List<Party>();
        for (var i = from; i < segment.End && i < from + 16; i++)
        {
            if (_text.HasGap(i, Gap.Break)) break;
            if (Object(i, from) is { } party && _text.Spans[i] > 0)
            {
                found.Add(party);
                var next = i + Math.Max(1, (int)_text.Spans[i]);
                if (next + 1 >= segment.End || !_text.Words[next].Is(Tag.And) && !_text.HasGap(next, Gap.Comma)) break;
                var joined = _text.Words[next].Is(Tag.And) ? next + 1 : next;
                if (Actor(joined) is null) break;
                i = joined - 1;
            }
            else if (found.Count == 0 && _text.Words[i].Is(Tag.Speech | Tag.Deny)) break;
        }

        return found;
    }

    // An actor anywhere behind the verb; a country or "the group" only where it is the object.
    private Party? Object(int i, int from)
    {
        if (Actor(i) is { } actor) return Party.Of(actor);
        var isDirect = i == from || _text.Tokens[i - 1].Folded == "on" || i == from + 1
            && _text.Words[from].Is(Tag.The);
        if (isDirect && _text.Hit(i)?.Place is { Precision: PlacePrecision.Country }
            && !_text.HasGap(i + _text.Spans[i], Gap.Hyphen)) return Party.At(_text, i);
        return isDirect && _text.HitAt[i] == 0 && IsGroupWord(i, i + 1) && _lastGroup is { } group ? Party.Of(group)
            : null;
    }

    private Party? Following(int from, Segment segment, int reach)
    {
        for (var i = from; i < segment.End && i < from + reach; i++)
            if (Actor(i) is { } actor) return Party.Of(actor);
        return null;
    }

    private bool IsCulprit(int i) => _text.HitAt[i] == 0 && _text.Tokens[i].Folded is "responsible" or "culprit"
        or "culprits" or "perpetrator" or "perpetrators";

    // "Holding Kata'ib Hezbollah responsible", "said X was responsible", "that the group was the likely culprit".
    private void ReadHeldResponsible(int i, Segment segment, string sentence)
    {
        for (var at = i - 1; at >= segment.First && i - at <= 12; at--)
        {
            if (_text.HasGap(at + 1, Gap.Break)) return;
            if (_text.HitAt[at] > 0 || _text.Spans[at] == 0) continue;
            if (_text.Tokens[at].Folded is "hold" or "holds" or "holding" or "held"
                && _text.Tokens[i].Folded == "responsible")
            {
                if (!IsNegated(at, segment)) ReadHolding(at, i, segment, sentence);
                return;
            }

            if (!_text.Words[at].Is(Tag.Be) || i - at > 4) continue;
            if (IsNegated(i, segment) || HasTag(at, i, Tag.Negation)) return;
            ReadCulprit(at, i, segment, sentence);
            return;
        }
    }

    private void ReadHolding(int verb, int end, Segment segment, string sentence)
    {
        // "Would not say whether they hold …"
        for (var i = verb - 1; i >= segment.First && verb - i <= 3; i--)
            if (_text.Tokens[i].Folded is "whether" or "if" or "whom" or "who") return;
        Party? accused = null;
        for (var i = verb + 1; i < end && accused is null; i++) accused = Object(i, verb + 1);
        if (accused is not { } party) return;
        _book.Add(party, ActorRole.Accused, sentence);
        if (Subject(verb, segment) is { } accuser) _book.Add(accuser, ActorRole.Accuser, sentence);
    }

    private void ReadCulprit(int be, int noun, Segment segment, string sentence)
    {
        if (Subject(be, segment) is not { Actor: not null } party) return;
        for (var i = be; i < noun; i++)
        {
            if (!_text.Words[i].Is(Tag.Hedge) && _text.Tokens[i].Folded is not ("likely" or "probable"
                or "prime")) continue;
            _book.Add(party, ActorRole.Suspected, sentence);
            return;
        }

        var verb = SpeechBefore(be, segment, 8);
        if (verb < 0 || Subject(verb, segment) is not { } accuser || accuser.Name == party.Name) return;
        _book.Add(party, ActorRole.Accused, sentence);
        _book.Add(accuser, ActorRole.Accuser, sentence);
    }

    private int SpeechBefore(int at, Segment segment, int reach)
    {
        for (var i = at - 1; i >= segment.First && at - i <= reach; i--)
            if (_text.Words[i].Is(Tag.Speech | Tag.Accuse)) return i;
        return -1;
    }
}
