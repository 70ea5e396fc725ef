using AlertBot.Watchlists;

namespace AlertBot.Incidents.Facts;

/// <summary>How loudly sentences speak for each kind of event.</summary>
internal sealed class KindScores
{
    private readonly double[] _scores = new double[Enum.GetValues<EventKind>().Length];

    private readonly bool[] _isOutright = new bool[Enum.GetValues<EventKind>().Length];

    /// <summary>Whether more than a word of many uses, "bomb" or "missile", speaks for a kind.</summary>
    public bool IsOutright(EventKind kind) => _isOutright[(int)kind];

    /// <summary>The score of a kind.</summary>
    public double this[EventKind kind] => _scores[(int)kind];

    /// <summary>The deed that is spoken for most; null when none is spoken for loudly enough.</summary>
    public EventKind? BestDeed(double least)
    {
        EventKind? best = null;
        foreach (var kind in Kinds.Deeds)
            if (_scores[(int)kind] >= least && (best is null
                || _scores[(int)kind] > _scores[(int)best.Value])) best = kind;
        return best;
    }

    /// <summary>Adds what one segment says.</summary>
    public void Add(TaggedText text, Segment segment, double weight)
    {
        Span<double> sentence = stackalloc double[_scores.Length];
        var scene = Scene.Of(text, segment);
        for (var i = segment.First; i < segment.End; i++)
        {
            var word = text.Words[i];
            if (word.Kind is not { } kind || Kinds.IsReaction(kind)) continue;
            if (word.Is(Tag.Munition) && !scene.HasViolence) continue;
            if (kind == EventKind.Airstrike && word.Strength < 1 && !scene.HasWar) continue;
            if (IsWeather(text, segment, i)) continue;
            if (kind == EventKind.Accident && IsShot(text, segment, i)) continue;
            if (scene.HasSpace && word.Is(Tag.Munition)) continue;
            if ((!IsLoose(word) && word.Strength >= 1) || scene.HasFire) _isOutright[(int)kind] = true;
            Weigh(sentence, word, kind, scene);
        }

        Settle(sentence, scene);
        if (sentence[(int)EventKind.Airstrike] >= 2) _isOutright[(int)EventKind.Airstrike] = true;
        if (sentence[(int)EventKind.ProtestViolence] >= 2.5) _isOutright[(int)EventKind.ProtestViolence] = true;
        for (var k = 0; k < sentence.Length; k++) _scores[k] += sentence[k] * weight;
    }

    private static void Weigh(Span<double> scores, Word word, EventKind kind, Scene scene)
    {
        var strength = word.Strength;
        if (IsLoose(word) && scene.HasAircraft) kind = EventKind.Airstrike;
        else if (scene.HasConvoy && strength < 2 && kind is EventKind.Bombing or EventKind.Explosion)
            (kind, strength) = (EventKind.IedAttack, 1.5);
        else if (kind == EventKind.ArmedAttack && scene.HasProtest
            && !word.Is(Tag.Attacker)) kind = EventKind.ProtestViolence;
        scores[(int)kind] = Math.Max(scores[(int)kind], strength) + (scores[(int)kind] > 0 ? 0.3 : 0);
    }

    // People storm a place; a storm that nobody does is weather.
    private static bool IsWeather(TaggedText text, Segment segment, int i)
    {
        if (text.Tokens[i].Folded is not ("storm" or "storms")) return false;
        if (i == segment.First) return true;
        return !text.Words[i - 1].Is(Tag.Person | Tag.Attacker | Tag.Protest | Tag.Group)
            && text.Hit(i - 1)?.Actor is null && text.Tokens[i - 1].Folded is not ("supporters" or "and" or "to");
    }

    // "Militants fire rockets", "jets fire at": nothing burns.
    private static bool IsShot(TaggedText text, Segment segment, int i)
    {
        if (text.Tokens[i].Folded is not ("fire" or "fires")) return false;
        if (i > segment.First && text.Words[i - 1].Is(Tag.Aircraft | Tag.Person | Tag.Attacker | Tag.Munition))
            return true;
        for (var at = i + 1; at < segment.End && at <= i + 3; at++)
            if (text.Words[at].Is(Tag.Munition)) return true;
        return false;
    }

    // Bombs are laid and dropped, missiles fired from the ground and from the air.
    private static bool IsLoose(Word word) => word is { Strength: < 2, Munition: "bomb" or "missile" };

    private static void Settle(Span<double> scores, Scene scene)
    {
        ref var drone = ref scores[(int)EventKind.DroneAttack];
        ref var air = ref scores[(int)EventKind.Airstrike];
        ref var rocket = ref scores[(int)EventKind.RocketAttack];
        var accident = scores[(int)EventKind.Accident];
        if (scene.HasAircraft && scene.HasDeed && accident == 0 && drone == 0) air = Math.Max(air, 2.5);
        if (drone >= 2)
        {
            air *= 0.4;
            if (rocket < drone + 1) rocket *= 0.4;
        }

        if (air >= 2 && rocket > 0 && scene.HasMissile) (air, rocket) = (air + (rocket * 0.5), 0);
        if (scene.HasProtest && (scene.HasCasualty || scores[(int)EventKind.ProtestViolence] > 0))
            scores[(int)EventKind.ProtestViolence] += 2.5;

        // A bomb that goes off is told as an explosion too: the cause speaks louder than the noise.
        if (scores[(int)EventKind.Bombing] + scores[(int)EventKind.IedAttack] + rocket + drone + air >= 2)
            scores[(int)EventKind.Explosion] *= 0.3;
        if (accident > 0 && accident < 1 && scene.HasDeed) scores[(int)EventKind.Accident] = 0;
    }

    /// <summary>What else is in a segment.</summary>
    private readonly record struct Scene(
        bool HasViolence, bool HasDeed, bool HasFire, bool HasAircraft, bool HasMissile, bool HasConvoy,
            bool HasProtest, bool HasCasualty,
        bool HasSpace, bool HasWar)
    {
        public static Scene Of(TaggedText text, Segment segment)
        {
            var tags = Tag.None;
            var hasMissile = false;
            var hasDeed = false;
            var hasArmed = false;
            for (var i = segment.First; i < segment.End; i++)
            {
                var word = text.Words[i];
                tags |= word.Tags;
                hasArmed |= text.Hit(i)?.Actor is { Kind: ActorKind.Militia or ActorKind.Military };
                hasMissile |= word.Munition == "missile";
                if (IsShot(text, segment, i)) tags |= Tag.Fire;
                hasDeed |= IsShot(text, segment, i) || word.Is(Tag.Attack | Tag.Hit | Tag.Fire)
                    && word.Kind is not EventKind.Accident;
            }

            const Tag Casualty = Tag.Killed | Tag.Wounded;
            return new Scene(
                (tags & (Tag.Attack | Tag.Hit | Tag.Fire | Casualty | Tag.Deed | Tag.Aircraft | Tag.Loss)) != Tag.None,
                hasDeed,
                (tags & Tag.Fire) != Tag.None, (tags & Tag.Aircraft) != Tag.None,
                hasMissile, (tags & Tag.Convoy) != Tag.None, (tags & Tag.Protest) != Tag.None,
                    (tags & Casualty) != Tag.None, (tags & Tag.Space) != Tag.None,
                (tags & (Casualty | Tag.Conflict | Tag.Aircraft)) != Tag.None || hasArmed);
        }
    }
}
