using AlertBot.Watchlists;

namespace AlertBot.Incidents.Facts;

/// <summary>Finds the noun that a number counts.</summary>
internal static class HeadReader
{
    private const int MaxWords = 6;

    /// <summary>The noun after a number: what it is, where it stands and where it ends.</summary>
    public static (Head Head, int At, int End) Read(TaggedText text, int number, int after, int end)
    {
        // Duals and Arabic singulars are number and noun at once.
        var self = text.Words[number];
        if (self.Is(Tag.Number | Tag.Singular) && self.Is(Tag.Person | Tag.Munition | Tag.Site | Tag.CasualtyNoun))
            return (Of(self), number, after);

        var isFirst = true;
        for (var i = after; i < end && i < after + MaxWords; i += Step(text, i))
        {
            if (text.Breaks(i)) break;
            if (MeasureEnd(text, i, end) is > 0 and var measureEnd && i > after - 1)
            {
                if (measureEnd >= end) break;
                i = measureEnd - Math.Max(1, (int)text.Spans[i]);
                continue;
            }

            var word = text.Words[i];
            var isCompound = isFirst && text.HasGap(i, Gap.Hyphen);
            isFirst = false;
            if (word.Is(Tag.Unit)) return (Head.Measure, i, i + 1);
            if (isCompound && !word.Is(Tag.Munition | Tag.Person)) continue;
            if (Of(word) is not Head.None and var head)
            {
                // "اثنين وجندي": a further one, not what is counted.
                if (text.Tokens[i].Folded[0] == 'و' && !word.Is(Tag.Killed)) break;
                i = WithinName(text, i, end);
                if (Extends(text, i, end) is { } further && further > i)
                {
                    head = Of(text.Words[further]);
                    i = further;
                }

                return (head, i, i + Step(text, i));
            }

            if (word.Is(Tag.Of) && IsLinking(text, number, after)) continue;
            if (i == after && text.Tokens[i].Folded == "من" && i + 1 < end)
            {
                // "ثلاثة من قوات التحالف": of a force, its men.
                if (Of(text.Words[i + 1]) == Head.None && text.HitAt[i + 1] == 0) return (Head.Other, i + 1, i + 2);
                if (IsForce(text, i + 1)) return (Head.Person, i + 1, Math.Min(end, i + 1 + text.Spans[i + 1]));
                continue;
            }

            if (IsStop(word)) return i > after ? (Head.Other, i - 1, i) : (Head.None, -1, after);
        }

        return (Head.None, -1, after);
    }

    // Within a name every word is looked at: "a US contractor" may be one.
    private static int Step(TaggedText text, int i) => text.HitAt[i] > 0 ? 1 : Math.Max(1, (int)text.Spans[i]);

    // "American service members": the name as a whole is the noun.
    private static int WithinName(TaggedText text, int i, int end)
    {
        if (text.HitAt[i] == 0 || text.Hit(i)?.Actor is null) return i;
        var last = i;
        while (last + 1 < end && text.HitAt[last + 1] == text.HitAt[i]) last++;
        return last;
    }

    private static bool IsForce(TaggedText text, int i) => text.Spans[i] > 0
        && text.Hit(i)?.Actor is { Kind: ActorKind.Military or ActorKind.Militia or ActorKind.Organisation };

    // "One 26-year-old soldier", "18 107 mm rockets": the measure between number and noun is passed over.
    private static int MeasureEnd(TaggedText text, int i, int end)
    {
        if (!char.IsAsciiDigit(text.Tokens[i].Folded[0]) || i + 1 >= end || !text.Words[i + 1].Is(Tag.Unit)) return 0;
        var at = i + 1 + Math.Max(1, (int)text.Spans[i + 1]);
        return at < end && text.Tokens[at].Folded == "old" ? at + 1 : at;
    }

    private static Head Of(Word word)
    {
        if (word.Is(Tag.Munition)) return Head.Munition;
        if (word.Is(Tag.Attacker)) return Head.Attacker;
        if (word.Is(Tag.Person)) return Head.Person;
        if (word.Is(Tag.Site)) return Head.Site;
        if (word.Is(Tag.Thing | Tag.Attack)) return Head.Thing;
        return word.Is(Tag.CasualtyNoun) ? Head.Person : Head.None;
    }

    // "An Iraqi base" counts a base, "two police officers" officers.
    private static int? Extends(TaggedText text, int i, int end)
    {
        var next = i + Step(text, i);
        if (next >= end || text.Gaps[next] != Gap.None || text.Words[next].Is(Tag.Participle | Tag.Number)) return null;
        if (text.Words[next].Is(Tag.Hit | Tag.Deed | Tag.Speech)) return null;
        if (text.Words[next].Is(Tag.Attack)) return null;
        return Of(text.Words[next]) != Head.None ? Extends(text, next, end) ?? next : null;
    }

    private static bool IsLinking(TaggedText text, int number, int after) =>
        text.Words[number].Is(Tag.Number) && after - number <= 2;

    private static bool IsStop(Word word) => word.Is(
        Tag.Be | Tag.Have | Tag.By | Tag.Of | Tag.And | Tag.At | Tag.Clause | Tag.Speech | Tag.Participle
            | Tag.ActiveVerb
        | Tag.Hit | Tag.Deed | Tag.Fire | Tag.Number | Tag.A | Tag.The | Tag.Toward | Tag.After | Tag.Weekday
            | Tag.DayWord
        | Tag.Including | Tag.Negation | Tag.Accuse | Tag.Reaction | Tag.Pronoun | Tag.Deny);
}
