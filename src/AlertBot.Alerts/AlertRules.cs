using AlertBot.Watchlists;

namespace AlertBot.Alerts;

/// <summary>The numbers that "who is owed what" depends on.</summary>
/// <param name="MaxArticleAge">Articles older than this when they were first seen are kept, but alert nobody.</param>
/// <param name="ReplyEvery">
/// Least time between two replies under one alert, unless severity rose or a figure was withdrawn.
/// </param>
/// <param name="MaxChanges">How many changes end an alert.</param>
public sealed record AlertRules(TimeSpan MaxArticleAge, TimeSpan ReplyEvery, int MaxChanges)
{
    /// <summary>24 hours, 30 minutes, 5 changes.</summary>
    public static AlertRules Default { get; } = new(TimeSpan.FromHours(24), TimeSpan.FromMinutes(30), 5);

    /// <summary>Least time between two versions of one alert: what changes meanwhile goes into the next.</summary>
    public TimeSpan EditEvery { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// From this age on an alert is edited more slowly: Discord caps edits of messages older than an hour (error
    /// 30046).
    /// </summary>
    public TimeSpan OldAfter { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Least time between two versions of an old alert.</summary>
    public TimeSpan OldEditEvery { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Most alerts of their own that a channel gets within <see cref="CrowdWindow"/>; half of them stand open to Medium
    /// and Low, three
    /// quarters to High. Each may be edited once a minute, and the tightest of the platforms takes 20 messages a
    /// minute.
    /// </summary>
    public int CrowdAlerts { get; init; } = 20;

    /// <summary>Names of platforms that take any number: there every incident has its own alert at once.</summary>
    public IReadOnlyList<string> Boundless { get; init; } = [];

    /// <summary>See <see cref="CrowdAlerts"/>.</summary>
    public TimeSpan CrowdWindow { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Most alerts of their own that come at the end of quiet hours, shared out as <see cref="CrowdAlerts"/>.
    /// </summary>
    public int CatchUpAlerts { get; init; } = 6;

    /// <summary>How long a message that stands for several incidents is kept right after it was posted.</summary>
    public TimeSpan DigestKept { get; init; } = TimeSpan.FromDays(1);

    /// <summary>Knows the names of places and actors; what is safe to share depends on it.</summary>
    public WatchlistIndex Watched { get; init; } = WatchlistIndex.Empty;

    /// <summary>Least time between two versions of an alert of that age.</summary>
    public TimeSpan EditPause(TimeSpan age) => age < OldAfter ? EditEvery : OldEditEvery;
}
