using AlertBot.Watchlists;

namespace AlertBot.Incidents.Facts;

/// <summary>Roles in Arabic sentences, where the verb as a rule comes first and its subject follows.</summary>
internal static class ArabicRoles
{
    private const int Reach = 9;

    /// <summary>Reads one verb.</summary>
    public static void Read(TaggedText text, int verb, Segment segment, string sentence, RoleBook book,
        Actor? lastGroup)
    {
        var word = text.Words[verb];
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
        if (Before(text, verb, segment) is { } before) book.Add(before, role, sentence);
        else if (First(text, end, segment, Reach) is (var actor, var at) && actor is not null
            && !HasClause(text, end, at)) book.Add(actor, role, sentence);
        else if (role is ActorRole.Claimed or ActorRole.Denied && HasGroup(text, end, segment) && lastGroup is not null)
            book.Add(lastGroup, role, sentence);
    }

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
        var accuser = Before(text, verb, segment);
        var (first, at) = First(text, end, segment, Reach + 6);
        if (first is null) return;
        if (accuser is not null)
        {
            book.Add(accuser, ActorRole.Accuser, sentence);
            book.Add(first, ActorRole.Accused, sentence);
            return;
        }

        var (second, _) = First(text, at + Math.Max(1, (int)text.Spans[at]), segment, Reach);
        if (second is not null && at - end <= 2)
        {
            book.Add(first, ActorRole.Accuser, sentence);
            book.Add(second, ActorRole.Accused, sentence);
            return;
        }

        book.Add(first, ActorRole.Accused, sentence);
        if (at <= end) return;
        var name = text.Slice(end, at).Trim();
        if (name.Length is > 2 and <= 60) book.Add(name, ActorRole.Accuser, sentence);
    }

    // Headlines put the subject first: "كتائب حزب الله تنفي".
    private static Actor? Before(TaggedText text, int verb, Segment segment) =>
        verb > segment.First && !text.HasGap(verb, Gap.Comma) ? text.Hit(verb - 1)?.Actor : null;

    private static (Actor? Actor, int At) First(TaggedText text, int from, Segment segment, int reach)
    {
        for (var i = from; i < segment.End && i < from + reach; i++)
        {
            if (i > from && text.HasGap(i, Gap.Break) && !text.HasGap(i, Gap.Quote)) break;
            if (text.Hit(i)?.Actor is { } actor && text.Spans[i] > 0) return (actor, i);
        }

        return (null, -1);
    }

    private static bool HasClause(TaggedText text, int from, int to)
    {
        for (var i = from; i < to; i++)
            if (text.Words[i].Is(Tag.Clause | Tag.Speech)) return true;
        return false;
    }

    private static bool HasGroup(TaggedText text, int from, Segment segment)
    {
        for (var i = from; i < segment.End && i < from + 3; i++)
            if (text.Words[i].Is(Tag.Group)) return true;
        return false;
    }
}
