using AlertBot.Watchlists;

namespace AlertBot.Incidents.Facts;

/// <summary>What kind of event an article is about.</summary>
/// <param name="Kind">Null when it is about none.</param>
/// <param name="IsVague">Only "an attack".</param>
/// <param name="ReactsTo">For words about an event: its kind.</param>
internal readonly record struct KindVerdict(EventKind? Kind, bool IsVague, EventKind? ReactsTo)
{
    /// <summary>The kind of the deed itself, whatever the article says of it.</summary>
    public EventKind? Deed => Kind is { } kind && Kinds.IsReaction(kind) ? ReactsTo : Kind;
}

/// <summary>Decides what kind of event an article is about: title and lead decide, the rest helps where they are
/// vague.</summary>
internal static class KindReader
{
    private const double LeastDeed = 1.2;

    // Title, then the sentences of the text.
    private static readonly double[] Weights = [2, 1.2, 0.8, 0.4, 0.4, 0.4];

    /// <summary>Reads the kind out of the segments that tell of the main event.</summary>
    public static KindVerdict Read(TaggedText text, IReadOnlyList<Segment> segments)
    {
        var scores = new KindScores();
        var context = new Context();
        var heads = new List<Segment>();
        var order = 0;
        var lastSentence = -1;
        var hasTitle = text.Text.Sentences[0].IsTitle;
        foreach (var segment in segments)
        {
            var isTitle = text.Text.Sentences[segment.Sentence].IsTitle;
            if (!isTitle && segment.Sentence != lastSentence) order++;
            lastSentence = segment.Sentence;
            var place = isTitle ? 0 : order;
            if (place <= 5) context.Add(text, segment);
            if (segment.IsBack) continue;
            if (place <= 1) heads.Add(segment);
            var weight = isTitle || (place == 1 && !hasTitle) ? 3 : place - 1 < Weights.Length ? Weights[place - 1]
                : 0.1;
            scores.Add(text, segment, weight);
        }

        return Decide(text, heads, scores, context);
    }

    private static KindVerdict Decide(TaggedText text, List<Segment> heads, KindScores scores, Context context)
    {
        if (context.IsElsewhere) return default;
        var deed = scores.BestDeed(LeastDeed);
        var isVague = false;
        if (deed is null or EventKind.Other && context.HasAttack && context.HasWar)
            (deed, isVague) = (EventKind.ArmedAttack, true);
        else if (deed is { } known) isVague = !scores.IsOutright(known);
        deed ??= context.HasDead && context.HasWar ? EventKind.Other : null;

        for (var h = 0; h < heads.Count; h++)
        {
            var (reaction, isOutright, deedFirst) = Reaction(text, heads[h]);
            if (deedFirst && reaction is not EventKind.FalseAlarm) break;
            if (reaction is not { } kind) continue;
            if (!isOutright && deed is not null && !isVague && kind is EventKind.Statement or EventKind.Threat)
                continue;
            if (kind is EventKind.Statement or EventKind.Threat && !context.HasAnyConflict) continue;
            if (!text.Text.Sentences[heads[h].Sentence].IsTitle && heads.Count > 1
                && TitleTellsDeed(text, heads[0])) break;
            return new KindVerdict(kind, isVague, deed);
        }

        return new KindVerdict(deed, isVague, null);
    }

    private static bool TitleTellsDeed(TaggedText text, Segment title)
    {
        for (var i = title.First; i < title.End; i++)
            if (text.Words[i].Is(Tag.Attack | Tag.Munition | Tag.Killed | Tag.Wounded)) return true;
        return false;
    }

    // The first word decides what a headline is about: the condemnation of an attack, or an attack that is condemned.
    private static (EventKind? Kind, bool IsOutright, bool DeedFirst) Reaction(TaggedText text, Segment head)
    {
        var deedFirst = false;
        EventKind? weak = null;
        for (var i = head.First; i < head.End; i++)
        {
            var word = text.Words[i];
            if (word.Kind is EventKind.FalseAlarm) return (EventKind.FalseAlarm, true, false);
            if (word.Is(Tag.Reaction) && word.Kind is { } kind && !deedFirst)
            {
                if (word.Strength >= 2) return (kind, true, false);
                weak ??= kind;
            }

            // "US accuses ...", but not "is blamed for": that tells of the attack once more.
            if (!deedFirst && word.Is(Tag.Accuse) && !IsPassive(text, i, head))
                return (EventKind.Statement, true, false);
            deedFirst |= IsDeed(text, i, head);
        }

        return (weak, false, deedFirst);
    }

    private static bool IsDeed(TaggedText text, int i, Segment head)
    {
        var word = text.Words[i];
        if (word.Is(Tag.Attack | Tag.Munition | Tag.Attacker)) return true;
        if (!word.Is(Tag.Hit | Tag.Killed | Tag.Wounded)) return false;

        // "the general killed in ..." says who is buried, not what happened.
        return !word.Is(Tag.Participle) || i + 1 >= head.End || !text.Words[i + 1].Is(Tag.At | Tag.By);
    }

    private static bool IsPassive(TaggedText text, int i, Segment head)
    {
        var next = i + Math.Max(1, (int)text.Spans[i]);
        if (next < head.End && text.Tokens[next].Folded is "for" or "of" or "by" or "over") return true;
        return i > head.First && text.Words[i - 1].Is(Tag.Be);
    }

    /// <summary>The world of title and lead.</summary>
    private sealed class Context
    {
        private int _sport;
        private int _labour;
        private int _leisure;
        private int _space;
        private int _hard;
        private bool _hasWarWords;
        private Tag _tags;
        private bool _hasActor;
        private bool _hasArmedActor;

        public bool HasAttack => (_tags & Tag.Attack) != Tag.None;

        public bool HasDead => (_tags & (Tag.Killed | Tag.Wounded)) != Tag.None;

        public bool HasWar => (_tags & Tag.Conflict) != Tag.None || _hasArmedActor || (HasAttack && HasDead);

        public bool HasAnyConflict => HasWar || _hasActor || HasAttack;

        /// <summary>Sport, a strike of workers, space or culture, where the words of violence mean something
        /// else.</summary>
        public bool IsElsewhere => (_sport >= 2 && _hard < 2) || (_labour >= 2 && _hard == 0)
            || (_space >= 2 && _hard == 0)
            || (_leisure >= 2 && _hard == 0 && !_hasWarWords) || _sport + _leisure + _labour + _space >= 4 && _hard < 2;

        public void Add(TaggedText text, Segment segment)
        {
            var hasMunition = false;
            var hasHit = false;
            for (var i = segment.First; i < segment.End; i++)
            {
                var word = text.Words[i];
                _tags |= word.Tags;
                if (word.Is(Tag.Sport)) _sport++;
                if (word.Is(Tag.Labour)) _labour++;
                if (word.Is(Tag.Leisure)) _leisure++;
                if (word.Is(Tag.Space)) _space++;
                if (word.Is(Tag.Killed | Tag.Wounded | Tag.Attacker)) _hard++;
                hasMunition |= word.Is(Tag.Munition);
                hasHit |= word.Is(Tag.Hit);
                _hasWarWords |= word.Is(Tag.Conflict) && !word.Is(Tag.Munition);
                if (text.Hit(i)?.Actor is not { } actor) continue;
                _hasActor = true;
                _hasArmedActor |= actor.Kind is ActorKind.Militia or ActorKind.Military;
            }

            if (hasMunition && hasHit) _hard++;
        }
    }
}
