namespace AlertBot.Feeds;

/// <summary>A feed publishes far less than it used to.</summary>
/// <param name="SinceUtc">When that began: the end of its last news, else the beginning of the hours that were looked
/// at.</param>
/// <param name="Hours">How many hours were looked at.</param>
/// <param name="Expected">In how many quarters of an hour of these it would have brought news by its habit.</param>
internal sealed record Silence(DateTimeOffset SinceUtc, int Hours, double Expected);

/// <summary>Tells by a feed's own habit whether it has gone silent. Pure.</summary>
/// <remarks>
/// <para>What it would have brought in the last hours is reckoned from the same hours of the week, an hour before and
/// behind, in up to three weeks before: nights, Fridays and a publisher's own hours are in it. Hours in which it was
/// not watched count for nothing on either side.</para>
/// <para>It is silent when it brought at most a quarter of that, and when so little would come by chance less than once
/// in ten thousand looks. The chance is that of a Poisson count whose rate is known only from as many weeks (a
/// gamma-Poisson, or negative binomial, count): one loud week proves less than three. A feed of one entry an hour is
/// silent after half a day, one of a few a day after some days, one of a few a month never.</para>
/// </remarks>
internal static class FeedSilence
{
    private const double Chance = 1e-4;
    private const double Little = 0.25;
    private const double Enough = 0.5;
    private const int WeekHours = 7 * 24;
    private const int LeastBaseline = 5 * 24;
    private static readonly int[] Windows = [3, 6, 12, 24, 48, 96, WeekHours];

    /// <summary>The silence that a rhythm shows; null when it shows none.</summary>
    public static Silence? Of(FeedRhythm rhythm)
    {
        foreach (var hours in Windows)
        {
            var (expected, weeks) = Expected(rhythm, hours);
            var brought = Brought(rhythm, hours);
            if (brought <= expected * Little && ChanceOf(brought, expected, weeks) < Chance)
                return new Silence(Since(rhythm, hours), hours, expected);
        }

        return null;
    }

    /// <summary>Whether a feed that had gone silent publishes again: half of what it used to.</summary>
    public static bool IsOver(FeedRhythm rhythm, int hours, double expected) =>
        Brought(rhythm, hours) >= expected * Enough;

    /// <summary>How many quarters of an hour with news an hour is used to; null when that is not known.</summary>
    public static double? HabitOf(FeedRhythm rhythm, long hour)
    {
        var (news, watched) = Habit(rhythm, hour, rhythm.LastHour - 1);
        return watched == 0 || !HasBaseline(rhythm, 1) ? null : (double)news / watched;
    }

    /// <summary>The chance of as few or fewer when so many are expected by the record of so many weeks.</summary>
    public static double ChanceOf(int brought, double expected, double weeks)
    {
        if (weeks <= 0) return 1;
        var (shape, ratio) = ((expected * weeks) + 0.5, weeks / (weeks + 1));
        var (term, sum) = (Math.Pow(ratio, shape), 0d);
        for (var k = 0; k <= brought; k++)
        {
            sum += term;
            term *= (shape + k) / (k + 1) * (1 - ratio);
        }

        return Math.Min(sum, 1);
    }

    private static int Brought(FeedRhythm rhythm, int hours)
    {
        var brought = 0;
        for (var hour = rhythm.LastHour - hours + 1; hour <= rhythm.LastHour; hour++) brought += rhythm.NewsIn(hour);
        return brought;
    }

    // The hour that runs has not brought all of its news yet: it counts for what came, not for what is missing.
    private static (double Expected, double Weeks) Expected(FeedRhythm rhythm, int hours)
    {
        if (!HasBaseline(rhythm, hours)) return (0, 0);
        var (expected, samples, counted) = (0d, 0, 0);
        for (var hour = rhythm.LastHour - hours + 1; hour < rhythm.LastHour; hour++)
        {
            if (!rhythm.IsWatched(hour)) continue;
            var (news, watched) = Habit(rhythm, hour, rhythm.LastHour - hours);
            if (watched == 0) continue;
            expected += (double)news / watched;
            samples += watched;
            counted++;
        }

        return counted == 0 ? (0, 0) : (expected, samples / 3d / counted);
    }

    private static (int News, int Watched) Habit(FeedRhythm rhythm, long hour, long lastHour)
    {
        var (news, watched) = (0, 0);
        for (var week = 1; week <= 3; week++)
            for (var same = hour - (week * WeekHours) - 1; same <= hour - (week * WeekHours) + 1; same++)
            {
                if (same > lastHour || !rhythm.IsWatched(same)) continue;
                news += rhythm.NewsIn(same);
                watched++;
            }

        return (news, watched);
    }

    private static bool HasBaseline(FeedRhythm rhythm, int hours)
    {
        var watched = 0;
        for (var hour = rhythm.LastHour - FeedRhythm.Hours + 1; hour <= rhythm.LastHour - hours; hour++)
            if (rhythm.IsWatched(hour) && ++watched >= LeastBaseline) return true;
        return false;
    }

    // Where most of the hours brought nothing at all it began with these, else with the hours that were looked at.
    private static DateTimeOffset Since(FeedRhythm rhythm, int hours)
    {
        var hour = rhythm.LastHour + 1;
        var first = rhythm.LastHour - FeedRhythm.Hours + 1;
        while (hour > first && rhythm.NewsIn(hour - 1) == 0 && rhythm.IsWatched(hour - 1)) hour--;
        if ((rhythm.LastHour - hour + 1) * 2 < hours) hour = rhythm.LastHour - hours + 1;
        return DateTimeOffset.FromUnixTimeSeconds(hour * 3600);
    }
}
