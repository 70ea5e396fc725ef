using AlertBot.Watchlists;

namespace AlertBot.Incidents.Facts;

/// <summary>Roles in Arabic sentences, where the verb as a rule comes first and its subject follows.</summary>
internal static class ArabicRoles
{
    private const int Reach = 9;
    private const Tag Verbs = Tag.Claim | Tag.Deny | Tag.Accuse | Tag.Blame | Tag.Speech;

    /// <summary>Reads one word.</summary>
    public static void Read(TaggedText text, int verb, Segment segment, string sentence, RoleBook book,
        Actor? lastGroup)
    {
        var word = text.Words[verb];
        if (IsInvolvement(text, verb))
        {
            ReadInvolvement(text, verb, segment, sentence, book);
            return;
        }

        // A verb never has the article: النفي is the denial, الكشف the discovery.
        if (!word.Is(Verbs) || text.Tokens[verb].Folded.StartsWith("ال", StringComparison.Ordinal)) return;
        if (verb > segment.First && text.Words[verb - 1].Is(Tag.Negation)) return;
        var end = verb + Math.Max(1, (int)text.Spans[verb]);
        if (word.Is(Tag.Speech) && !word.Is(Tag.Claim | Tag.Deny) && TakesResponsibility(text, end, segment)
            && First(text, end, segment, Reach).Actor is { } claimant)
        {
            book.Add(claimant, ActorRole.Claimed, sentence);
            return;
        }

        if (word.Is(Tag.Accuse))
        {
            Accusation(text, verb, end, segment, sentence, book);
            return;
        }

        var role = word.Is(Tag.Claim) ? ActorRole.Claimed : word.Is(Tag.Deny) ? ActorRole.Denied
            : word.Is(Tag.Blame) ? ActorRole.Suspected : ActorRole.Speaker;
        if (Own(text, verb, end, segment, lastGroup, role) is not { } party) return;
        if (party.Actor is not null || role is ActorRole.Denied or ActorRole.Claimed) book.Add(party, role, sentence);
    }

    // Whose the verb is: the name before it in a headline, the one behind it, or whom a verb without one goes on from.
    private static Party? Own(TaggedText text, int verb, int end, Segment segment, Actor? lastGroup, ActorRole role)
    {
        if (Before(text, verb, segment) is { } before) return Party.Of(before);
        if (role == ActorRole.Denied && verb > segment.First && IsGroup(text, verb - 1) && lastGroup is not null)
            return Party.Of(lastGroup);
        for (var i = end; i < segment.End && i < end + Reach; i++)
        {
            if (i > end && text.HasGap(i, Gap.Break) && !text.HasGap(i, Gap.Quote)) break;
            if (text.HitAt[i] > 0 && text.Spans[i] == 0) continue;
            if (text.Hit(i)?.Actor is { } actor) return Party.Of(actor);
            if (i == end && Party.At(text, i) is { } country) return country;
            if (text.HitAt[i] > 0 || text.Words[i].Is(Tag.Clause | Tag.Speech | Tag.Attack | Tag.Accuse)) break;
            if (i == end && IsGroup(text, i)) return lastGroup is null ? null : Party.Of(lastGroup);
            if (role is ActorRole.Denied or ActorRole.Claimed && text.Words[i].Is(Tag.Blame)) break;
        }

        return role is ActorRole.Denied or ActorRole.Claimed && GoesOn(text, verb, segment)
            ? Opening(text, segment) ?? (lastGroup is null ? null : Party.Of(lastGroup)) : null;
    }

    // "لكنها نفت", "ونفت", "التي نفت": the verb goes on with a subject that was named before.
    private static bool GoesOn(TaggedText text, int verb, Segment segment)
    {
        if (text.Tokens[verb].Folded[0] == 'و') return true;
        if (verb <= segment.First) return false;
        var before = text.Tokens[verb - 1].Folded;
        return before.StartsWith("لكن", StringComparison.Ordinal) || before.StartsWith("ولكن", StringComparison.Ordinal)
            || before is "انها" or "انه" or "انهم" or "ثم" or "كما" or "التي" or "الذي" or "والتي" or "وهي"
                or "وهو" or "قد";
    }

    // The subject of the sentence: the name right behind its first verb, or the one that opens it.
    private static Party? Opening(TaggedText text, Segment segment)
    {
        var (first, end) = text.Bounds(segment.Sentence);
        for (var i = first; i < end && i <= first + 2; i++)
            if (text.Hit(i)?.Actor is { } actor && text.Spans[i] > 0) return Party.Of(actor);
        return null;
    }

    private static bool IsGroup(TaggedText text, int i) => text.Words[i].Is(Tag.Group) && text.HitAt[i] == 0
        && text.Tokens[i].Folded.StartsWith("ال", StringComparison.Ordinal);

    // أعلن ... مسؤوليته: verb and noun with the subject between them.
    private static bool TakesResponsibility(TaggedText text, int from, Segment segment)
    {
        for (var i = from; i < segment.End && i < from + 7; i++)
        {
            if (text.Tokens[i].Folded is "مسووليته" or "مسووليتها" or "مسووليتهم" or "المسووليه") return true;
            if (text.Words[i].Is(Tag.Clause | Tag.Speech | Tag.Accuse)) return false;
        }

        return false;
    }

    private static void Accusation(TaggedText text, int verb, int end, Segment segment, string sentence, RoleBook book)
    {
        if (IsOfLast(text, verb))
        {
            AccusationOfLast(text, verb, segment, sentence, book);
            return;
        }

        var accuser = Before(text, verb, segment);
        var (first, at) = First(text, end, segment, Reach + 6);
        if (first is null)
        {
            // "اتهمت واشنطن إيران": two countries, side by side.
            if (end < segment.End && Party.At(text, end) is { } country && text.Words[verb].Is(Tag.Accuse)
                && end + text.Spans[end] < segment.End && Party.At(text, end + text.Spans[end]) is { } other)
            {
                book.Add(country, ActorRole.Accuser, sentence);
                book.Add(other, ActorRole.Accused, sentence);
            }

            return;
        }

        if (accuser is not null)
        {
            book.Add(accuser, ActorRole.Accuser, sentence);
            book.Add(first, ActorRole.Accused, sentence);
            return;
        }

        var behind = at + Math.Max(1, (int)text.Spans[at]);
        var (second, _) = First(text, behind, segment, Reach);
        if (at - end <= 2)
        {
            // The one behind the verb accuses; whom, an actor or a country says.
            Party? accused = second is not null ? Party.Of(second)
                : behind < segment.End && text.Hit(behind)?.Place is not null ? Party.At(text, behind) : null;
            if (accused is { } other)
            {
                book.Add(first, ActorRole.Accuser, sentence);
                book.Add(other, ActorRole.Accused, sentence);
                return;
            }
        }

        book.Add(first, ActorRole.Accused, sentence);
        if (at <= end) return;
        var name = text.Slice(end, at).Trim();
        if (name.Length is > 2 and <= 60) book.Add(name, ActorRole.Accuser, sentence);
    }

    // تحمّلها: whom it blames is written on to the verb.
    private static bool IsOfLast(TaggedText text, int verb) =>
        text.Tokens[verb].Folded is "تحملها" or "تحمله" or "يحملها" or "يحمله" or "حملتها" or "حملته" or "حملها"
            or "وحملتها" or "وحملته" or "تتهمها" or "تتهمه" or "اتهمتها" or "اتهمته" or "يتهمها" or "يتهمه";

    private static void AccusationOfLast(TaggedText text, int verb, Segment segment, string sentence, RoleBook book)
    {
        Actor? last = null;
        for (var i = verb - 1; i >= segment.First && verb - i <= 4 && last is null; i--) last = text.Hit(i)?.Actor;
        if (last is null) return;
        book.Add(last, ActorRole.Accused, sentence);
        var end = verb + Math.Max(1, (int)text.Spans[verb]);
        var accuser = end < segment.End && text.Hit(end)?.Actor is { } named ? Party.Of(named) : Opening(text, segment);
        if (accuser is { } party && party.Name != last.Name) book.Add(party, ActorRole.Accuser, sentence);
    }

    private static bool IsInvolvement(TaggedText text, int i) => text.HitAt[i] == 0
        && text.Tokens[i].Folded is "ضلوع" or "تورط" or "بضلوع" or "بتورط" or "وقوف" or "بوقوف" or "ضلوعها" or "تورطها";

    // "ترجح مصادر ضلوع كتائب …": thought to have had a hand in it.
    private static void ReadInvolvement(TaggedText text, int noun, Segment segment, string sentence, RoleBook book)
    {
        if (First(text, noun + 1, segment, 2).Actor is not { } actor) return;
        for (var i = noun - 1; i >= segment.First && noun - i <= 7; i--)
        {
            if (text.HasGap(i + 1, Gap.Comma | Gap.Break)) return;
            var word = text.Words[i];
            if (word.Is(Tag.Deny | Tag.Negation)) return;
            if (word.Is(Tag.Accuse)) book.Add(actor, ActorRole.Accused, sentence);
            if (word.Is(Tag.Accuse)) return;
            if (!word.Is(Tag.Blame | Tag.Hedge) && text.Tokens[i].Folded is not ("ترجح" or "وترجح" or "رجح" or "رجحت"
                or "ورجحت" or "ورجح" or "يرجح" or "ويرجح" or "مرجحا" or "مرجحه" or "شبهه" or "احتمال"
                    or "تشتبه")) continue;
            book.Add(actor, ActorRole.Suspected, sentence);
            return;
        }
    }

    // Headlines put the subject first: "كتائب حزب الله تنفي".
    private static Actor? Before(TaggedText text, int verb, Segment segment) =>
        verb > segment.First && !text.HasGap(verb, Gap.Comma) && text.Tokens[verb].Folded[0] != 'و'
            ? text.Hit(verb - 1)?.Actor : null;

    private static (Actor? Actor, int At) First(TaggedText text, int from, Segment segment, int reach)
    {
        for (var i = from; i < segment.End && i < from + reach; i++)
        {
            if (i > from && text.HasGap(i, Gap.Break) && !text.HasGap(i, Gap.Quote)) break;
            if (text.Hit(i)?.Actor is { } actor && text.Spans[i] > 0) return (actor, i);
        }

        return (null, -1);
    }
}
