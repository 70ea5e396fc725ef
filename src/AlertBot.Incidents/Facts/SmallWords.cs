namespace AlertBot.Incidents.Facts;

/// <summary>English: the small words that hold a sentence together.</summary>
internal static class SmallWords
{
    /// <summary>The list.</summary>
    public static IReadOnlyList<Entry> All { get; } =
    [
        new("was, were, is, are, been, be, being, get, got, gets", Tag.Be),
        new("has, have, had, having", Tag.Have),
        new("no, not, none, nobody, never, neither, nor, without, didnt, doesnt, dont, hasnt, havent, wasnt, "
            + "werent, isnt, arent, cannot, cant, wont, wouldnt, no one, no-one, nothing, yet to, nor, false",
            Tag.Negation),
        new("in, at, near, on, against, outside, inside, into, around, across, over, close to, next to, within, "
            + "throughout, targeting, toward, towards",
            Tag.At),
        new("by", Tag.By),
        new("of", Tag.Of),
        new("and, plus, as well as, &", Tag.And),
        new("a, an", Tag.A),
        new("the, this, these, those, that", Tag.The),
        new("that, which, who, whom, whose, where, when, while, whilst, but, although, though, because, as, however",
            Tag.Clause),
        new("he, she, it, they, its spokesman, its spokesperson", Tag.Pronoun),
        new("the group, group, the militia, militia, the faction, faction, the movement, movement, "
            + "the organisation, the organization, the militants, the force, the party, the army, the ministry, "
            + "the coalition, the rebels, the guerrillas, the brigade",
            Tag.Group),
        new("north of, south of, east of, west of, northeast of, north-east of, northwest of, north-west of, "
            + "southeast of, south-east of, southwest of, south-west of, km from, kilometres from, kilometers from, "
            + "miles from, from, outskirts of",
            Tag.Toward),
    ];
}
