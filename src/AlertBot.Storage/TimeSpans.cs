namespace AlertBot.Storage;

/// <summary>Spans of one length that follow one another.</summary>
/// <param name="FromUtc">Where the first begins.</param>
/// <param name="Step">How long each is, 1 minute or more.</param>
/// <param name="Count">How many there are, 1 or more.</param>
internal sealed record TimeSpans(DateTimeOffset FromUtc, TimeSpan Step, int Count)
{
    /// <summary>Where the last ends.</summary>
    public DateTimeOffset EndUtc => FromUtc + (Step * Count);

    /// <summary>In which one an instant lies; -1 before the first, <see cref="Count"/> after the last.</summary>
    public int IndexOf(DateTimeOffset at) => at < FromUtc ? -1 : (int)Math.Min(Count, (at - FromUtc).Ticks / Step.Ticks);

    /// <summary>How many rows of a query for times and numbers lie in each; none for no query.</summary>
    public async Task<IReadOnlyList<int>> CountAsync(
        Session session, SqlText? select, CancellationToken cancellationToken)
    {
        var counts = new int[Count];
        if (select is null) return counts;
        var found = await session.ListAsync(
            $"""
            SELECT (s."LatestUtc" - {FromUtc} ) / {(long)Step.TotalMilliseconds} , COUNT(*) FROM ({select} ) s
            WHERE s."LatestUtc" >= {FromUtc} AND s."LatestUtc" < {EndUtc} GROUP BY 1
            """,
            reader => (Index: reader.GetInt32(0), Count: reader.GetInt32(1)), cancellationToken);
        foreach (var (index, count) in found) counts[index] = count;
        return counts;
    }
}
