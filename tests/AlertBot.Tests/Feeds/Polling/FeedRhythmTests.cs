using AlertBot.Feeds;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AlertBot.Tests.Feeds.Polling;

public sealed class FeedRhythmTests
{
    private static readonly DateTimeOffset StartUtc = new(2020, 3, 2, 0, 0, 0, TimeSpan.Zero); // a Monday

    private static readonly Gen<(int Wait, bool IsNews)[]> Polls =
        from polls in Gen.ArrayOf(
            from wait in Gen.Frequency((8, Gen.Choose(5, 90)), (1, Gen.Choose(90, 60 * 24 * 40)))
            from news in ArbMap.Default.GeneratorFor<bool>()
            select (wait, news))
        select polls;

    [Fact]
    public void What_was_written_is_read_again() =>
        Prop.ForAll(Polls.ToArbitrary(), static polls =>
        {
            var rhythm = After(polls);
            return Hours(rhythm).SequenceEqual(Hours(FeedRhythm.Parse(rhythm.ToString())));
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("438000")]
    [InlineData("438000.")]
    [InlineData("x.AAAA")]
    [InlineData("438000.AAAA")]
    [InlineData("-1.AAAA")]
    public void What_nobody_wrote_is_no_rhythm(string? text) => Assert.Same(FeedRhythm.None, FeedRhythm.Parse(text));

    [Fact]
    public void Only_hours_that_were_watched_hold_news_and_none_is_older_than_four_weeks() =>
        Prop.ForAll(Polls.ToArbitrary(), static polls =>
        {
            var rhythm = After(polls);
            return Enumerable.Range(-2000, 4000).Select(back => rhythm.LastHour - back).All(hour =>
                (rhythm.NewsIn(hour) == 0 || rhythm.IsWatched(hour))
                && (rhythm.NewsIn(hour) == 0 || (hour <= rhythm.LastHour && hour > rhythm.LastHour - FeedRhythm.Hours)));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Ten_entries_at_once_are_one_quarter_of_an_hour_and_dates_are_put_where_they_belong()
    {
        var lastUtc = StartUtc.AddHours(10);
        var rhythm = FeedRhythm.None.With(lastUtc, null, false, []);
        var at = Enumerable.Range(0, 10).Select(second => StartUtc.AddHours(11).AddSeconds(second));

        var next = rhythm.With(
            lastUtc.AddHours(3), lastUtc, true, [.. at, StartUtc.AddHours(12.3), StartUtc, StartUtc.AddDays(9)]);

        Assert.Equal([0, 1, 1, 0], Enumerable.Range(10, 4).Select(hour => next.NewsIn(FeedRhythm.HourOf(StartUtc) + hour)));
    }

    [Fact]
    public void A_day_without_polls_was_not_watched()
    {
        var rhythm = FeedRhythm.None.With(StartUtc, null, false, []);

        var next = rhythm.With(StartUtc.AddHours(30), StartUtc, true, [StartUtc.AddHours(29)]);

        var first = FeedRhythm.HourOf(StartUtc);
        Assert.True(next.IsWatched(first) && next.IsWatched(first + 30));
        Assert.DoesNotContain(Enumerable.Range(1, 29), hour => next.IsWatched(first + hour));
    }

    [Fact]
    public void Unchanged_polls_within_an_hour_write_nothing_anew()
    {
        var rhythm = FeedRhythm.None.With(StartUtc, null, false, []);

        Assert.Same(rhythm, rhythm.With(StartUtc.AddMinutes(5), StartUtc, false, []));
    }

    private static FeedRhythm After((int Wait, bool IsNews)[] polls)
    {
        var (rhythm, nowUtc, lastUtc) = (FeedRhythm.None, StartUtc, (DateTimeOffset?)null);
        foreach (var (wait, isNews) in polls)
        {
            nowUtc = nowUtc.AddMinutes(wait);
            rhythm = rhythm.With(nowUtc, lastUtc, isNews, []);
            lastUtc = nowUtc;
        }

        return rhythm;
    }

    private static IEnumerable<(bool, int)> Hours(FeedRhythm rhythm) => Enumerable.Range(0, FeedRhythm.Hours)
        .Select(back => (rhythm.IsWatched(rhythm.LastHour - back), rhythm.NewsIn(rhythm.LastHour - back)));
}
