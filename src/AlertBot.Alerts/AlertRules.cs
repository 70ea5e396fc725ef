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

    /// <summary>Least time between two versions of an alert of that age.</summary>
    public TimeSpan EditPause(TimeSpan age) => age < OldAfter ? EditEvery : OldEditEvery;
}
