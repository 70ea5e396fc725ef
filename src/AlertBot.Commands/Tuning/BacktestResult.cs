using AlertBot.Incidents;

namespace AlertBot.Commands;

/// <summary>How much of the past is looked at.</summary>
/// <param name="Articles">Most articles, 1 or more.</param>
/// <param name="Incidents">Most incidents that are told apart, 1 or more.</param>
/// <param name="Time">Longest time that it may take; the answer then says how far it came.</param>
public sealed record BacktestLimits(int Articles, int Incidents, TimeSpan Time)
{
    /// <summary>For an answer in a chat: seconds.</summary>
    public static BacktestLimits ForChat { get; } = new(50_000, 500, TimeSpan.FromSeconds(10));

    /// <summary>For a verb that somebody waits for.</summary>
    public static BacktestLimits ForVerb { get; } = new(2_000_000, 5_000, TimeSpan.FromMinutes(10));
}

/// <summary>An incident that a rule would have found.</summary>
/// <param name="Number">Its number; null for an article that is in none.</param>
/// <param name="Title">What it is called; the article's title where it is in none.</param>
/// <param name="Language">BCP 47 tag of the title; null when that is not known.</param>
/// <param name="Link">Where the newest article that matches can be read; null when there is no safe address.</param>
/// <param name="Outlet">Who published that article.</param>
/// <param name="AtUtc">When that article appeared.</param>
/// <param name="Severity">How grave it is; null for an article that is in no incident.</param>
/// <param name="IsNew">No other rule of the community alerted it.</param>
public sealed record BacktestHit(
    long? Number, string Title, string? Language, Uri? Link, string Outlet, DateTimeOffset AtUtc, SeverityLevel? Severity, bool IsNew);

/// <summary>What a rule would have found in the stored articles.</summary>
/// <param name="Topic">The topic whose names it used.</param>
/// <param name="Query">The rule in its plainest form.</param>
/// <param name="Days">How many days were asked for.</param>
/// <param name="CoveredDays">How many of them were looked at, and have articles.</param>
/// <param name="Articles">How many articles were looked at.</param>
/// <param name="Matched">How many of them it matches.</param>
/// <param name="Incidents">The incidents, newest first.</param>
/// <param name="NoisiestOutlet">Who published most of the articles that match; null when none does.</param>
/// <param name="NoisiestCount">How many of them.</param>
/// <param name="IsCut">The limit of articles, incidents or time was met before the end.</param>
public sealed record BacktestResult(
    string Topic, string Query, int Days, double CoveredDays, int Articles, int Matched,
    IReadOnlyList<BacktestHit> Incidents, string? NoisiestOutlet, int NoisiestCount, bool IsCut)
{
    /// <summary>What it makes of what readers judged; null when nobody judged an incident of these days.</summary>
    public BacktestMarks? Marks { get; init; }

    /// <summary>What anybody may read of it: the numbers, and incidents as they are shown there; nothing of articles.</summary>
    public BacktestResult ForAnybody() => this with
    {
        NoisiestOutlet = null,
        Incidents = [.. Incidents.Select(hit => hit with
        {
            Title = hit.Number is null ? "" : hit.Title,
            Link = null,
            Outlet = "",
        })],
    };

    /// <summary>How many incidents a day, by the days that were looked at; less than one day tells nothing of more.</summary>
    public double PerDay => Incidents.Count / Math.Max(1, CoveredDays);

    /// <summary>How many incidents no other rule alerted.</summary>
    public int New => Incidents.Count(i => i.IsNew);

    /// <summary>How many incidents are grave enough for a subscription that says nothing of severity.</summary>
    public int Grave => Incidents.Count(i => i.Severity >= SeverityLevel.Medium);
}
