using AlertBot.Watchlists;

namespace AlertBot.Incidents.Facts;

/// <summary>Finds who did, claims, denies, is blamed, is hit. A role needs an actor, a verb and the clause that joins
/// them.</summary>
internal sealed partial class RoleReader
{
    // A rank, a country and an office may stand between two names.
    private const int CompanyReach = 8;

    private const Tag Verbs = Tag.Speech | Tag.Accuse | Tag.Deny | Tag.Claim | Tag.Hit | Tag.Killed | Tag.Wounded
        | Tag.Deed
        | Tag.Blame | Tag.Reaction;

    private readonly TaggedText _text;
    private readonly RoleBook _book = new();
    private readonly List<(Actor Actor, string Sentence)> _doers = [];
    private Actor? _lastGroup;
    private Actor? _lastSpeaker;

    private RoleReader(TaggedText text) => _text = text;

    /// <summary>All roles in the segments that tell of the main event or of what led to it.</summary>
    public static IReadOnlyList<ActorFact> Read(TaggedText text, IReadOnlyList<Segment> segments)
    {
        var reader = new RoleReader(text);
        foreach (var segment in segments)
        {
            if (segment.IsBack && !segment.IsCause) continue;
            reader.ReadSegment(segment);
        }

        reader.SettleDoers();
        return reader._book.ToList();
    }

    private void ReadSegment(Segment segment)
    {
        var sentence = _text.Text.SentenceText(segment.Sentence);
        for (var i = segment.First; i < segment.End; i++)
        {
            if (Actor(i) is { } actor && _text.Spans[i] > 0)
            {
                _book.Add(actor, ActorRole.Mentioned, sentence);
                ReadActor(i, actor, segment, sentence);
                if (actor.Kind is ActorKind.Militia or ActorKind.Organisation) _lastGroup = actor;
                continue;
            }

            var word = _text.Words[i];
            if (!word.Is(Tag.Claim | Tag.Deny | Tag.Accuse | Tag.Blame | Tag.Speech)
                && _text.Tokens[i].Folded != "responsible") continue;
            if (_text.Tokens[i].Folded[0] >= '\u0600') ArabicRoles.Read(_text, i, segment, sentence, _book, _lastGroup);
            else ReadVerb(i, word, segment, sentence);
        }
    }

    private void ReadVerb(int i, Word word, Segment segment, string sentence)
    {
        if (_text.Tokens[i].Folded == "responsible" && !word.Is(Tag.Deny))
        {
            ReadHeldResponsible(i, segment, sentence);
            return;
        }

        if (IsNegated(i, segment)) return;
        if (word.Is(Tag.Claim)) ReadOwn(i, ActorRole.Claimed, segment, sentence);
        else if (word.Is(Tag.Deny)) ReadOwn(i, ActorRole.Denied, segment, sentence);
        else if (word.Is(Tag.Blame)) ReadBlamed(i, segment, sentence);
        else if (word.Is(Tag.Accuse)) ReadAccusation(i, segment, sentence);
        else if (Subject(i, segment) is { } speaker)
        {
            _book.Add(speaker, ActorRole.Speaker, sentence);
            _lastSpeaker = speaker;
        }
    }

    // Claims and denials: the subject's own; "claimed by" names it afterwards.
    private void ReadOwn(int i, ActorRole role, Segment segment, string sentence)
    {
        var last = i + Math.Max(1, (int)_text.Spans[i]) - 1;
        if (_text.Tokens[last].Folded is "by" or "from" || (last + 1 < segment.End && _text.Words[last + 1].Is(Tag.By)))
        {
            if (Following(last + 1, segment, 6) is { } named) _book.Add(named, role, sentence);
            return;
        }

        if (IsNoun(i, segment)) return;
        if (Subject(i, segment) is { } actor) _book.Add(actor, role, sentence);
        else if (HasGroupSubject(i, segment) && _lastGroup is { } group) _book.Add(group, role, sentence);
        else if (SubjectName(i, segment) is { } name) _book.Add(name, role, sentence);
    }

    private void ReadAccusation(int i, Segment segment, string sentence)
    {
        var next = i + Math.Max(1, (int)_text.Spans[i]);
        var isPassive = i > segment.First && _text.Words[i - 1].Is(Tag.Be)
            || next < segment.End && _text.Tokens[next].Folded is "for" or "by" or "over";
        if (isPassive)
        {
            if (Subject(i, segment) is { } blamed) _book.Add(blamed, ActorRole.Accused, sentence);
            for (var at = next; at < segment.End && at < next + 10; at++)
                if (_text.Words[at].Is(Tag.By) && Following(at + 1, segment, 4) is { } by) _book.Add(by,
                    ActorRole.Accuser, sentence);
            return;
        }

        var accused = Objects(next, segment);
        foreach (var actor in accused) _book.Add(actor, ActorRole.Accused, sentence);
        if (accused.Count == 0 && !TellsWhom(next, segment)) return;
        if (Subject(i, segment) is { } accuser) _book.Add(accuser, ActorRole.Accuser, sentence);
        else if (HasGroupSubject(i, segment)) AddAccuserBefore(sentence);
        else if (SubjectName(i, segment) is { } name) _book.Add(name, ActorRole.Accuser, sentence);
    }

    // "which it blames on": the one who spoke last, as nobody blames himself.
    private void AddAccuserBefore(string sentence)
    {
        if (_lastSpeaker is { } speaker) _book.Add(speaker, ActorRole.Accuser, sentence);
    }

    // "blamed no one" accuses nobody.
    private bool TellsWhom(int next, Segment segment) => next < segment.End && !_text.Words[next].Is(Tag.Negation);

    private void ReadBlamed(int i, Segment segment, string sentence)
    {
        var next = i + Math.Max(1, (int)_text.Spans[i]);
        var role = IsAccused(i, next) ? ActorRole.Accused : ActorRole.Suspected;
        if (Subject(i, segment) is { } subject) _book.Add(subject, role, sentence);
        else if (next < segment.End && Following(next, segment, 2) is { } named) _book.Add(named, role, sentence);
        for (var at = next; at < segment.End && at < next + 8; at++)
            if (_text.Words[at].Is(Tag.By) && Following(at + 1, segment, 4) is { } by) _book.Add(by,
                ActorRole.Accuser, sentence);
    }

    private bool IsAccused(int from, int to)
    {
        for (var i = from; i < to; i++)
            if (_text.Tokens[i].Folded is "accused" or "blamed") return true;
        return false;
    }

    // "holding Kata'ib Hezbollah responsible", "said X was responsible"
    private void ReadHeldResponsible(int i, Segment segment, string sentence)
    {
        for (var at = i - 1; at >= segment.First && i - at <= 12; at--)
        {
            if (Actor(at) is null || _text.Spans[at] == 0) continue;
            var accused = Actor(at)!;
            var isHeld = at > segment.First && _text.Tokens[at - 1].Folded is "hold" or "holds" or "holding" or "held";
            var isSaid = i > segment.First && _text.Words[i - 1].Is(Tag.Be);
            if (!isHeld && !isSaid || IsNegated(i, segment)) return;
            _book.Add(accused, ActorRole.Accused, sentence);
            var verb = isHeld ? at - 1 : SpeechBefore(at, segment);
            if (verb < 0) return;
            var speech = verb > segment.First && _text.Words[verb - 1].Is(Tag.Speech) ? verb - 1 : verb;
            if (Subject(speech, segment) is { } accuser) _book.Add(accuser, ActorRole.Accuser, sentence);
            else if (SubjectName(speech, segment) is { } name) _book.Add(name, ActorRole.Accuser, sentence);
            return;
        }
    }

    private int SpeechBefore(int at, Segment segment)
    {
        for (var i = at - 1; i >= segment.First && at - i <= 6; i--)
            if (_text.Words[i].Is(Tag.Speech | Tag.Accuse)) return i;
        return -1;
    }

    private void ReadActor(int i, Actor actor, Segment segment, string sentence)
    {
        var next = i + Math.Max(1, (int)_text.Spans[i]);
        if (IsTarget(i, segment)) _book.Add(actor, ActorRole.Target, sentence);
        else if (IsVictim(i, next, segment)) _book.Add(actor, ActorRole.Victim, sentence);
        else if (IsDoer(i, next, segment)) Accuse(i, actor, segment, sentence);
    }

    // Somebody who is said to have done it: accused by who says so, else settled when the whole text is read.
    private void Accuse(int i, Actor actor, Segment segment, string sentence)
    {
        if (_text.Words[i].Is(Tag.Negation) || IsNegated(i, segment) || HasHedge(i, segment)) return;
        var verb = SpeechBefore(i, segment);
        if (verb >= 0 && _text.Words[verb].Is(Tag.Speech) && Subject(verb, segment) is { } speaker)
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
    private bool IsTarget(int i, Segment segment)
    {
        for (var at = i - 1; at >= segment.First && i - at <= 7; at--)
        {
            if (_text.Breaks(at + 1)) break;
            if (_text.Spans[at] == 0) continue;
            var word = _text.Words[at];
            if (word.Is(Tag.By | Tag.Clause) && !word.Is(Tag.The)) return false;
            if (word.Is(Tag.Hit) && _text.Tokens[at].Folded is not "come" and not "under") return !IsPassiveBy(at);
            if (word.Is(Tag.Attack)) return _text.Words[at + Math.Max(1, (int)_text.Spans[at])].Is(Tag.At)
                || i - at > 3 && HasTag(at + 1, i, Tag.At);
            if (word.Is(Tag.Speech | Tag.Accuse | Tag.Deny)) return false;
        }

        var next = i + Math.Max(1, (int)_text.Spans[i]);
        if (next + 1 >= segment.End || !_text.Words[next].Is(Tag.Site)) return false;
        for (var at = next + 1; at < segment.End && at <= next + 3; at++)
            if (_text.Words[at].Is(Tag.Be) && at + 1 < segment.End && _text.Words[at + 1].Is(Tag.Hit)) return true;
        return false;
    }

    private bool IsPassiveBy(int at) => at + 1 < _text.Count
        && _text.Words[at + Math.Max(1, (int)_text.Spans[at])].Is(Tag.By);

    private bool IsVictim(int i, int next, Segment segment)
    {
        const Tag Harm = Tag.Killed | Tag.Wounded | Tag.Captured;

        // "the Quds Force commander Qassem Soleimani": the person, not what he leads.
        if (Actor(i)?.Kind != ActorKind.Person && Following(next, segment, 2)?.Kind == ActorKind.Person) return false;
        for (var at = i - 1; at >= segment.First && i - at <= 4; at--)
        {
            if (_text.Breaks(at + 1) || _text.Words[at].Is(Tag.By | Tag.At | Tag.Clause)) break;
            if (_text.Words[at].Is(Harm) && !_text.Words[at].Is(Tag.Toll)) return true;
        }

        for (var at = next; at < segment.End && at < next + 4; at++)
        {
            if (_text.Breaks(at)) return false;
            var word = _text.Words[at];
            if (word.Is(Harm) && word.Is(Tag.Participle)) return !IsActiveVerb(at, segment);
            if (!word.Is(Tag.Be | Tag.Have | Tag.Person | Tag.Attacker)) break;
        }

        return Actor(i)?.Kind == ActorKind.Person && IsVictimWith(next, segment);
    }

    // "Soleimani and the militia commander al-Muhandis were killed": what befell the second befell the first.
    private bool IsVictimWith(int next, Segment segment)
    {
        var isJoined = false;
        for (var at = next; at < segment.End && at - next <= CompanyReach; at++)
        {
            if (_text.Breaks(at) || _text.Words[at].Is(Tag.Speech | Tag.Clause)) return false;
            isJoined |= _text.Tokens[at].Folded is "and" or "و";
            if (!isJoined || _text.Hit(at)?.Actor is not { Kind: ActorKind.Person }) continue;
            return IsVictim(at, at + Math.Max(1, (int)_text.Spans[at]), segment);
        }

        return false;
    }

    private bool IsActiveVerb(int at, Segment segment) => at + 1 < segment.End && !_text.Words[at - 1].Is(Tag.Be)
        && (_text.Words[at + 1].Is(Tag.Number | Tag.A | Tag.The | Tag.Qualifier | Tag.Person)
        || char.IsAsciiDigit(_text.Tokens[at + 1].Folded[0]));

    private bool IsDoer(int i, int next, Segment segment)
    {
        const Tag Deeds = Tag.Deed | Tag.Hit | Tag.Fire | Tag.ActiveVerb | Tag.Attack;
        if (i > segment.First && _text.Words[i - 1].Is(Tag.By)
            && HasTag(Math.Max(segment.First, i - 4), i - 1, Deeds | Tag.Killed)) return true;
        if (i > segment.First + 1 && _text.Words[i - 1].Is(Tag.The) && _text.Words[i - 2].Is(Tag.By)
            && HasTag(Math.Max(segment.First, i - 5), i - 2, Deeds | Tag.Killed)) return true;
        var at = next;
        while (at < segment.End && at < next + 3 && _text.Gaps[at] == Gap.None
            && (_text.Words[at].Is(Tag.Have | Tag.Person | Tag.Aircraft) || _text.Words[at].Is(Tag.Munition)
            || _text.Tokens[at].Folded is "forces" or "also" or "then" or "fighters"
                || (_text.Words[at].Is(Tag.Be) && at + 1 < segment.End
                && _text.Tokens[at + 1].Folded == "behind"))) at++;
        if (at >= segment.End || _text.Breaks(at) || !_text.Words[at].Is(Deeds)) return false;
        var after = at + Math.Max(1, (int)_text.Spans[at]);
        return !(after < segment.End && _text.Words[after].Is(Tag.By)) && !_text.Words[at].Is(Tag.Reaction)
            && _text.Tokens[at].Folded is not "come" and not "comes" and not "came" and not "under";
    }

    private bool HasTag(int from, int to, Tag tags)
    {
        for (var i = from; i < to; i++)
            if (_text.Words[i].Is(tags)) return true;
        return false;
    }

    private Actor? Actor(int token) => _text.Hit(token)?.Actor;
}
