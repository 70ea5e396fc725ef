namespace AlertBot.Feeds;

/// <summary>Tells from a document's own dates how often it changes. Pure.</summary>
internal static class EntryDates
{
    private const int Newest = 10;
    private const int LeastDates = 4; // fewer say nothing about a habit

    /// <summary>The newest date that is not in the future, and the median time between the newest ones.</summary>
    public static (DateTimeOffset? NewestUtc, TimeSpan? TypicalGap) Of(FeedDocument document, DateTimeOffset nowUtc)
    {
        var dates = document.Entries
            .Select(static entry => entry.PublishedUtc ?? entry.UpdatedUtc)
            .Where(date => date <= nowUtc)
            .Select(static date => date!.Value)
            .Distinct()
            .OrderDescending()
            .Take(Newest)
            .ToArray();
        if (dates.Length == 0) return (null, null);
        if (dates.Length < LeastDates) return (dates[0], null);
        var gaps = new TimeSpan[dates.Length - 1];
        for (var i = 0; i < gaps.Length; i++) gaps[i] = dates[i] - dates[i + 1];
        Array.Sort(gaps);
        return (dates[0], gaps[gaps.Length / 2]);
    }
}
