using AlertBot.Watchlists;

namespace AlertBot.Incidents.Facts;

/// <summary>Finds who did, claims, denies, is blamed, is hit. A role needs an actor, a verb and the clause that joins
/// them.</summary>
internal sealed partial class RoleReader
{
    private readonly TaggedText _text;
    private readonly RoleBook _book = new();
    private readonly List<(Actor Actor, string Sentence)> _doers = [];
    private Actor? _lastGroup;
    private Actor? _lastPerson;
    private Party? _lastSpeaker;

    private RoleReader(TaggedText text) => _text = text;

    /// <summary>All roles in the segments that tell of the main event or of what led to it.</summary>
    public static IReadOnlyList<ActorFact> Read(TaggedText text, IReadOnlyList<Segment> segments)
    {
        var reader = new RoleReader(text);
        foreach (var segment in segments)
        {
            if (segment.IsBack && !segment.IsCause || segment.IsAlike) continue;
            reader.ReadSegment(segment);
        }

        reader.SettleDoers();
        return reader._book.ToList();
    }

    private void ReadSegment(Segment segment)
    {
        var sentence = _text.Text.SentenceText(segment.Sentence);
        var isCause = segment.IsBack;
        for (var i = segment.First; i < segment.End; i++)
        {
            // "In fury at air strikes on X": what led to the event, up to the comma.
            isCause = segment.IsBack || _text.Words[i].Is(Tag.StrongAfter) || isCause && !_text.HasGap(i, Gap.Comma);
            if (Actor(i) is { } actor && _text.Spans[i] > 0)
            {
                _book.Add(actor, ActorRole.Mentioned, sentence);

                // Who was hit by what led to the event is not who is hit by it.
                if (!isCause) ReadActor(i, actor, segment, sentence);
                if (actor.Kind is ActorKind.Militia) _lastGroup = actor;
                if (actor.Kind is ActorKind.Person) _lastPerson = actor;
                continue;
            }

            if (!isCause && _text.Hit(i)?.Place is { Precision: PlacePrecision.Country }) AccuseCountry(i, segment,
                sentence);
            var word = _text.Words[i];
            if (_text.Tokens[i].Folded[0] >= '\u0600')
            {
                ArabicRoles.Read(_text, i, segment, sentence, _book, _lastGroup);
                continue;
            }

            if (word.Is(Tag.Claim | Tag.Deny | Tag.Accuse | Tag.Blame | Tag.Speech) || IsCulprit(i))
                ReadVerb(i, word, segment, sentence);
        }
    }

    private void ReadVerb(int i, Word word, Segment segment, string sentence)
    {
        if (IsCulprit(i) && !word.Is(Tag.Deny))
        {
            ReadHeldResponsible(i, segment, sentence);
            return;
        }

        if (IsNegated(i, segment)) return;
        if (word.Is(Tag.Claim) && IsOfInquiry(i + Math.Max(1, (int)_text.Spans[i]), segment))
        {
            // "Said it launched an inquiry": who looks into it claims nothing.
            if (Subject(i, segment) is { Actor: not null } asking) _book.Add(asking, ActorRole.Speaker, sentence);
        }
        else if (word.Is(Tag.Claim)) ReadOwn(i, ActorRole.Claimed, segment, sentence);
        else if (word.Is(Tag.Deny) && IsDenial(i, segment)) ReadOwn(i, ActorRole.Denied, segment, sentence);
        else if (word.Is(Tag.Deny)) return;
        else if (word.Is(Tag.Blame)) ReadBlamed(i, segment, sentence);
        else if (word.Is(Tag.Accuse)) ReadAccusation(i, segment, sentence);
        else if (Attribution.Speaks(_text, i, segment.First) && Speaker(i, segment) is { } speaker)
        {
            if (speaker.Actor is { Kind: ActorKind.Militia } && SaysOwnDeed(i, segment))
                _book.Add(speaker, ActorRole.Claimed, sentence);
            else if (speaker.Actor is not null) _book.Add(speaker, ActorRole.Speaker, sentence);
            _lastSpeaker = speaker;
        }
    }

    // A pronoun stands for whoever spoke before; who said nothing is no speaker.
    private Party? Speaker(int i, Segment segment)
    {
        var next = i + Math.Max(1, (int)_text.Spans[i]);
        if (next < segment.End && _text.Tokens[next].Folded == "nothing") return null;
        var (start, stop) = SubjectPhrase.Of(_text, i, segment.First);
        return stop - start == 1 && _text.Words[start].Is(Tag.Pronoun) ? _lastSpeaker : Subject(i, segment);
    }

    // "Says it killed eleven soldiers", "said they had shelled the camp"
    private bool SaysOwnDeed(int speech, Segment segment)
    {
        var at = speech + Math.Max(1, (int)_text.Spans[speech]);
        if (at < segment.End && _text.Tokens[at].Folded == "that") at++;
        if (at >= segment.End || _text.Breaks(at) || _text.Tokens[at].Folded is not ("it" or "they")) return false;
        at++;
        while (at < segment.End && _text.Words[at].Is(Tag.Have) && !_text.Breaks(at)) at++;
        if (at + 1 >= segment.End || _text.Breaks(at) || _text.Words[at].Is(Tag.Reaction | Tag.Hedge)) return false;
        return _text.Words[at].Is(Tag.Killed | Tag.Wounded) && IsActiveVerb(at, segment)
            || _text.Words[at].Is(Tag.Deed | Tag.Fire) && IsOfViolence(at, at + 1, segment);
    }

    // One rejects charges, but also offers and calls; one denies having done it, but also entry to a country.
    private bool IsDenial(int i, Segment segment)
    {
        var folded = _text.Tokens[i].Folded;
        var next = i + Math.Max(1, (int)_text.Spans[i]);
        if (folded == "no" && SpeechBefore(i, segment, 10) < 0) return false;
        while (next < segment.End && _text.Words[next].Is(Tag.DayWord | Tag.Weekday | Tag.DayPart)) next++;
        if (next >= segment.End) return true;
        if (folded.StartsWith("deny", StringComparison.Ordinal) || folded is "denied" or "denies")
            return _text.Tokens[next].Folded is not ("entry" or "access" or "permission" or "bail" or "visas" or "visa"
                or "them" or "him" or "medical" or "treatment" or "asylum") && IsAboutDeed(next, segment);
        if (_text.Spans[i] > 1 || !(folded.StartsWith("reject", StringComparison.Ordinal)
            || folded.StartsWith("dismiss", StringComparison.Ordinal))) return true;
        for (var at = next; at < segment.End && at < next + 7; at++)
        {
            if (at > next && _text.Breaks(at)) return false;
            if (_text.Tokens[at].Folded is "charge" or "charges" or "accusation" or "accusations" or "allegation"
                or "allegations" or "claim" or "claims" or "suggestion" or "suggestions" or "responsibility"
                or "involvement" or "blame" or "report" or "reports" or "link" or "links") return true;
            if (at == next && _text.Tokens[at].Folded == "that") return true;
        }

        return false;
    }

    // "Denied that there were differences" is not about the deed; "denied that rebels attacked" not about oneself.
    private bool IsAboutDeed(int from, Segment segment)
    {
        const Tag OfDeed = Tag.Attack | Tag.Hit | Tag.Deed | Tag.Fire | Tag.Killed | Tag.Wounded | Tag.Captured
            | Tag.Munition | Tag.Claim | Tag.Accuse | Tag.Blame | Tag.Deny | Tag.Pronoun | Tag.Negation;
        if (_text.Tokens[from].Folded is not ("that" or "there" or "reports" or "a" or "the")) return true;
        for (var i = from; i < segment.End && i < from + 5; i++)
            if (_text.Words[i].Is(Tag.Attacker) && i > from && _text.Tokens[i - 1].Folded is not ("its" or "their"
                or "his"))
                return false;
        for (var i = from; i < segment.End && i < from + 25 && !_text.HasGap(i, Gap.Break)
            && !_text.Words[i].Is(Tag.After | Tag.StrongAfter); i++)
            if (_text.Words[i].Is(OfDeed) || _text.Tokens[i].Folded is "involved" or "involvement" or "part" or "role"
                or "hand" or "behind" or "responsible" or "responsibility" or "charge" or "charges" or "accusation"
                or "accusations" or "allegation" or "allegations" or "claim" or "claims" or "link" or "links"
                or "knowledge" or "this" or "done") return true;
        return false;
    }

    // Claims and denials: the subject's own; "claimed by" names it afterwards.
    private void ReadOwn(int i, ActorRole role, Segment segment, string sentence)
    {
        var last = i + Math.Max(1, (int)_text.Spans[i]) - 1;
        if (_text.Tokens[last].Folded is "by" or "from" || (last + 1 < segment.End && _text.Words[last + 1].Is(Tag.By)))
        {
            if (Following(last + 1, segment, 4) is { } named) _book.Add(named, role, sentence);
            return;
        }

        if (IsNoun(i, segment)) return;
        if (role == ActorRole.Denied && _text.Spans[i] == 1 && SubjectPhrase.IsPassive(_text, i, segment.First)) return;
        if (Subject(i, segment) is { } actor) _book.Add(actor, role, sentence);
    }

    private void ReadAccusation(int i, Segment segment, string sentence)
    {
        var next = i + Math.Max(1, (int)_text.Spans[i]);
        var isPassive = SubjectPhrase.IsPassive(_text, i, segment.First)
            || next < segment.End && _text.Tokens[next].Folded is "for" or "by" or "over" && !HasPronoun(i, segment);
        if (isPassive)
        {
            if (Subject(i, segment) is { } blamed) _book.Add(blamed, ActorRole.Accused, sentence);
            for (var at = next; at < segment.End && at < next + 10; at++)
                if (_text.Words[at].Is(Tag.By) && Following(at + 1, segment, 4) is { } by) _book.Add(by,
                    ActorRole.Accuser, sentence);
            return;
        }

        var isSuspicion = _text.Tokens[i].Folded.StartsWith("suspect", StringComparison.Ordinal);
        var accused = Objects(next, segment);
        foreach (var actor in accused)
            _book.Add(actor, isSuspicion ? ActorRole.Suspected : ActorRole.Accused, sentence);
        if (isSuspicion || accused.Count == 0 && !TellsWhom(next, segment)) return;

        // "The fire brigade blames a worn pipe": one whom nobody watches accuses nobody whom anybody knows.
        if (Subject(i, segment) is { } accuser && (accused.Count > 0 || accuser.Actor is not null))
            _book.Add(accuser, ActorRole.Accuser, sentence);
    }

    // "Whom it blamed for the attack"
    private bool HasPronoun(int verb, Segment segment) => verb > segment.First && _text.Words[verb - 1].Is(Tag.Pronoun);

    // "blamed no one" accuses nobody.
    private bool TellsWhom(int next, Segment segment) => next < segment.End && !_text.Words[next].Is(Tag.Negation);

    private void ReadBlamed(int i, Segment segment, string sentence)
    {
        var next = i + Math.Max(1, (int)_text.Spans[i]);
        var role = HasWord(i, next, "accused", "blamed") ? ActorRole.Accused : ActorRole.Suspected;
        if (HasWord(i, next, "involvement", "role"))
        {
            // "The possible involvement of X", "suspected involvement by X".
            if (Following(next, segment, 3) is { } involved) _book.Add(involved, role, sentence);
            return;
        }

        if (role == ActorRole.Suspected && !IsOfDeed(i, next, segment)) return;
        if (Subject(i, segment) is { Actor: not null } subject) _book.Add(subject, role, sentence);
        else if (next < segment.End && Following(next, segment, 2) is { } named) _book.Add(named, role, sentence);
        for (var at = next; at < segment.End && at < next + 8; at++)
            if (_text.Words[at].Is(Tag.By) && Following(at + 1, segment, 4) is { } by) _book.Add(by,
                ActorRole.Accuser, sentence);
    }

    // Suspected of the attack, not "believed to be among the wounded" and not "targets linked to X".
    private bool IsOfDeed(int i, int next, Segment segment)
    {
        if (i > segment.First && _text.Words[i - 1].Is(Tag.Attack)) return true;
        for (var at = next; at < segment.End && at < next + 7; at++)
        {
            if (_text.HasGap(at, Gap.Break) || at > next && _text.HasGap(at, Gap.Comma)) return false;
            var word = _text.Words[at];
            if (word.Is(Tag.Including | Tag.Wounded) || word.Is(Tag.Killed) && word.Is(Tag.Participle)) return false;
            if (word.Is(Tag.Attack | Tag.Deed | Tag.Fire | Tag.Hit | Tag.Munition | Tag.Killed)
                || _text.Tokens[at].Folded is "behind" or "responsible") return true;
        }

        return false;
    }

    private bool HasWord(int from, int to, string one, string other)
    {
        for (var i = from; i < to; i++)
            if (_text.Tokens[i].Folded == one || _text.Tokens[i].Folded == other) return true;
        return false;
    }

    private void SettleDoers()
    {
        foreach (var (actor, sentence) in _doers)
        {
            var isState = actor.Kind is ActorKind.State or ActorKind.Military;
            var admits = isState && actor.Country is { } country && _book.Speaks(FindActor, country);
            _book.Add(actor, admits ? ActorRole.Confirmed : ActorRole.Suspected, sentence);
        }
    }

    private Actor? FindActor(string id)
    {
        foreach (var hit in _text.Names.Hits)
            if (hit.Actor?.Id == id) return hit.Actor;
        return null;
    }

    private bool HasTag(int from, int to, Tag tags)
    {
        for (var i = from; i < to; i++)
            if (_text.Words[i].Is(tags)) return true;
        return false;
    }

    // "The Iran-backed militia" behind a name is that name.
    private Actor? Actor(int token)
    {
        var actor = _text.Hit(token)?.Actor;
        if (actor is not { Kind: ActorKind.Militia } || _lastGroup is null || _lastGroup.Id == actor.Id) return actor;
        return IsReference(token) ? _lastGroup : actor;
    }

    private bool IsReference(int token)
    {
        var first = token;
        while (first > 0 && _text.HitAt[first - 1] == _text.HitAt[token]) first--;
        if (first == 0 || _text.Tokens[first - 1].Folded != "the") return false;
        var isSingular = false;
        for (var i = first; i < _text.Count && _text.HitAt[i] == _text.HitAt[token]; i++)
        {
            var folded = _text.Tokens[i].Folded;
            isSingular |= folded is "militia" or "group" or "faction";
            if (folded is not ("militia" or "group" or "faction" or "militant" or "armed" or "iran" or "iranian"
                or "backed"
                or "aligned" or "pro" or "iraqi" or "shiite" or "shia" or "paramilitary")) return false;
        }

        return isSingular;
    }
}
