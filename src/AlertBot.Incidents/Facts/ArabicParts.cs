using AlertBot.Watchlists;

namespace AlertBot.Incidents.Facts;

/// <summary>Who was hit, hurt, or did it, in Arabic: the verb or noun of the deed comes first as a rule.</summary>
internal static class ArabicParts
{
    private const int Reach = 10;

    /// <summary>Target, victim, or suspected for one who is told to have done it; null when the words around the name
    /// give it no part.</summary>
    public static ActorRole? Of(TaggedText text, int i, Segment segment)
    {
        var next = i + Math.Max(1, (int)text.Spans[i]);

        // "قائد فيلق القدس قاسم سليماني": the person, not what he leads.
        var isTitle = text.Hit(i)?.Actor?.Kind != ActorKind.Person && IsPersonNear(text, next, segment);
        if (!isTitle && IsVictimAfter(text, next, segment)) return ActorRole.Victim;
        if (DoesNext(text, i, next, segment)) return ActorRole.Suspected;
        return isTitle ? null : Back(text, i, segment);
    }

    private static bool IsPersonNear(TaggedText text, int from, Segment segment)
    {
        for (var at = from; at < segment.End && at < from + 3 && !text.Breaks(at); at++)
            if (text.Hit(at)?.Actor is { Kind: ActorKind.Person }) return true;
        return false;
    }

    // "من عناصر التحالف أصيبوا"
    private static bool IsVictimAfter(TaggedText text, int next, Segment segment)
    {
        if (next >= segment.End || text.Breaks(next) || !text.Words[next].Is(Tag.Killed | Tag.Wounded)) return false;
        var verb = text.Tokens[next].Folded;
        return verb is "اصيبوا" or "قتلوا" or "استشهدوا" or "اصيب" or "استشهد" or "جرحوا" or "لقوا";
    }

    // "الجيش قتل …", "نفذ الجيش …", "من قبل الجيش"
    private static bool DoesNext(TaggedText text, int i, int next, Segment segment)
    {
        const Tag Deeds = Tag.Deed | Tag.Fire | Tag.Hit;
        if (text.Hit(i)?.Actor is { Kind: ActorKind.Person }) return false;
        if (i > segment.First && text.Tokens[i - 1].Folded is "قبل"
            && HasTag(text, i - 6, i, segment, Tag.Attack)) return true;
        if (i > segment.First + 1 && text.Words[i - 2].Is(Tag.Negation)) return false;
        if (i > segment.First && text.Tokens[i - 1].Folded is "قتل" or "وقتل"
            && IsObject(text, next, segment)) return true;
        if (i > segment.First && IsDeed(text, i - 1, Deeds)) return true;
        return next + 1 < segment.End && !text.Breaks(next)
            && (IsDeed(text, next, Deeds) || text.Tokens[next].Folded is "قتل" or "قتلت" or "يقتل" or "تقتل");
    }

    private static bool IsObject(TaggedText text, int from, Segment segment)
    {
        for (var at = from; at < segment.End && at < from + 8 && !text.Breaks(at); at++)
            if (text.Hit(at)?.Actor is { Kind: ActorKind.Person } || text.Words[at].Is(Tag.Number)) return true;
        return false;
    }

    // A verb, not the noun that it looks like.
    private static bool IsDeed(TaggedText text, int i, Tag deeds) => text.HitAt[i] == 0 && text.Words[i].Is(deeds)
        && !text.Words[i].Is(Tag.Attack | Tag.Person) && !IsDefinite(text, i)
        && text.Tokens[i].Folded is not ("تنفيذ" or "سقوط" or "وراء" or "تعرض" or "تعرضت" or "سقط" or "سقطت");

    private static bool IsDefinite(TaggedText text, int i) =>
        text.Tokens[i].Folded.StartsWith("ال", StringComparison.Ordinal);

    private static ActorRole? Back(TaggedText text, int i, Segment segment)
    {
        var isFor = text.Tokens[i].Folded is ['ل', _, ..];
        var isSite = false;
        var isToward = false;
        for (var at = i - 1; at >= segment.First && i - at <= Reach; at--)
        {
            if (text.Breaks(at + 1)) return null;
            if (text.HitAt[at] > 0)
            {
                // "قتل فلانا في ضربة بأمر من …": the one nearer to the deed is hurt.
                if (text.Hit(at)?.Actor is { Kind: ActorKind.Person } && text.Tokens[i].Folded[0] != 'و') return null;
                continue;
            }

            var word = text.Words[at];
            var folded = text.Tokens[at].Folded;
            if (word.Is(Tag.Killed | Tag.Wounded))
                return IsHarm(text, i, at, segment) ? ActorRole.Victim : null;
            if (word.Is(Tag.Attack) && at > segment.First && text.Tokens[at - 1].Folded == "في") continue;
            if (word.Is(Tag.Hit | Tag.Attack) && !word.Is(Tag.Reaction)) return isSite || isToward || isFor
                ? ActorRole.Target : null;
            if (word.Is(Tag.Clause | Tag.Speech | Tag.Accuse | Tag.Deny | Tag.Claim)
                && !IsDefinite(text, at)) return null;
            if (word.Is(Tag.Person) && text.Hit(i)?.Actor?.Kind is ActorKind.Militia && !isSite) return null;
            isSite |= word.Is(Tag.Site);
            isToward |= folded is "علي" or "ضد" or "نحو" or "باتجاه";
        }

        return null;
    }

    // "مقتل …", "أصيب …": whom it befell; not "ردا على مقتل …", which led to this event.
    private static bool IsHarm(TaggedText text, int i, int harm, Segment segment)
    {
        for (var at = harm - 1; at >= segment.First && harm - at <= 2; at--)
            if (text.Words[at].Is(Tag.Negation) || text.Tokens[at].Folded is "علي" or "بعد" or "عقب" or "اثر"
                or "منذ" or "ذكري") return false;
        if (text.Tokens[harm].Folded is "قتل" or "وقتل" or "قتلت" && harm == i - 1
            && IsObject(text, i + Math.Max(1, (int)text.Spans[i]), segment)) return false;
        return !text.Tokens[harm].Folded.EndsWith("اغتيال", StringComparison.Ordinal)
            || text.Hit(i)?.Actor?.Kind == ActorKind.Person;
    }

    private static bool HasTag(TaggedText text, int from, int to, Segment segment, Tag tags)
    {
        for (var at = Math.Max(segment.First, from); at < to; at++)
            if (text.Words[at].Is(tags)) return true;
        return false;
    }
}
