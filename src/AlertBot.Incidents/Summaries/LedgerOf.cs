namespace AlertBot.Incidents.Summaries;

/// <summary>Who says what of whom.</summary>
internal static class LedgerOf
{
    private const int MaxEntries = 24;

    /// <summary>Each actor once in each part, by the article that said so first.</summary>
    public static IReadOnlyList<LedgerEntry> Members(Telling telling)
    {
        // Who says so himself, or is said to by somebody, is no longer only suspected.
        var known = telling.Standing.SelectMany(m => m.Facts.Actors)
            .Where(a => a.Role is ActorRole.Claimed or ActorRole.Confirmed or ActorRole.Accused)
            .Select(a => a.ActorId ?? a.Name).ToHashSet(StringComparer.Ordinal);
        return [.. telling.Standing
            .SelectMany(m => m.Facts.Actors.Where(a => a.Role != ActorRole.Mentioned)
                .Select(a => (Actor: a, Member: m)))
            .Where(e => e.Actor.Role != ActorRole.Suspected || !known.Contains(e.Actor.ActorId ?? e.Actor.Name))
            .DistinctBy(e => (e.Actor.ActorId ?? e.Actor.Name, e.Actor.Role))
            .Take(MaxEntries)
            .Select(e => new LedgerEntry(
                e.Actor.Role, e.Actor.ActorId, e.Actor.Name, Dateline.Without(e.Actor.Sentence), e.Member.Outlet,
                telling.SourceOf(e.Member), e.Member.EffectiveUtc))];
    }
}
