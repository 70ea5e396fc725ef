using AlertBot.Feeds;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AlertBot.Tests.Feeds.Polling;

public sealed class FeedSilenceTests
{
    private const int Week = 7 * 24;

    private static readonly DateTimeOffset StartUtc = new(2020, 3, 2, 0, 0, 0, TimeSpan.Zero); // a Monday

    [Fact]
    public void A_steady_feed_is_called_silent_less_than_once_in_a_thousand_looks()
    {
        var (looks, silent) = (0, 0);
        for (var seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            var perHour = Math.Pow(10, (random.NextDouble() * 3) - 2.3); // from one in a week to one in twelve minutes
            var rhythm = Watch(FeedRhythm.None, 0, 2 * Week, _ => Chance(random, perHour));
            for (var hour = 2 * Week; hour < 6 * Week; hour += 6)
            {
                rhythm = Watch(rhythm, hour, 6, _ => Chance(random, perHour));
                looks++;
                if (FeedSilence.Of(rhythm) is not null) silent++;
            }
        }

        Assert.True(silent * 1000 < looks, $"{silent} of {looks} looks found a silence.");
    }

    [Theory]
    [InlineData(4, 3, 6)]
    [InlineData(1, 10, 16)]
    [InlineData(0.25, 36, 60)]
    [InlineData(0.1, 60, 170)]
    public void A_feed_that_stops_is_found_the_sooner_the_busier_it_was(double perHour, int least, int most)
    {
        var random = new Random(7);
        var rhythm = Watch(FeedRhythm.None, 0, 4 * Week, _ => Chance(random, perHour));
        var hours = 0;

        while (FeedSilence.Of(rhythm) is null) rhythm = Watch(rhythm, (4 * Week) + hours++, 1, static _ => 0);

        Assert.InRange(hours, least, most);
    }

    [Fact]
    public void Nights_and_free_days_are_no_silence()
    {
        static bool IsWork(int hour) => hour % 24 is >= 6 and < 18 && hour / 24 % 7 < 5;
        var random = new Random(3);
        var rhythm = Watch(FeedRhythm.None, 0, 2 * Week, hour => IsWork(hour) ? Chance(random, 2) : 0);
        for (var hour = 2 * Week; hour < 5 * Week; hour++)
        {
            rhythm = Watch(rhythm, hour, 1, at => IsWork(at) ? Chance(random, 2) : 0);
            Assert.Null(FeedSilence.Of(rhythm));
        }

        // But a working day without a word is one, before it is over.
        rhythm = Watch(rhythm, 5 * Week, 16, static _ => 0);
        Assert.NotNull(FeedSilence.Of(rhythm));
    }

    [Fact]
    public void Hours_in_which_nobody_looked_prove_nothing() =>
        Prop.ForAll(Gen.Choose(0, 1000).ToArbitrary(), static seed =>
        {
            var random = new Random(seed);
            var rhythm = Watch(FeedRhythm.None, 0, 3 * Week, _ => Chance(random, 3));
            // The bot was off for days; the first poll after that brings what stands in the document.
            var nowUtc = StartUtc.AddHours((3 * Week) + random.Next(30, 200));
            rhythm = rhythm.With(nowUtc, StartUtc.AddHours((3 * Week) - 1), false, []);
            return FeedSilence.Of(rhythm) is null;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void More_news_never_makes_a_feed_silent() =>
        Prop.ForAll(
            (from seed in Gen.Choose(0, 10_000)
             from rate in Gen.Choose(0, 40)
             from late in Gen.Choose(0, 40)
             select (seed, rate, late)).ToArbitrary(), static one =>
            {
                var random = new Random(one.seed);
                var rhythm = Watch(FeedRhythm.None, 0, 3 * Week, _ => Chance(random, one.rate / 10d));
                rhythm = Watch(rhythm, 3 * Week, 24, _ => Chance(random, one.late / 100d));
                if (FeedSilence.Of(rhythm) is not null) return true;
                // The hours before the last ones are the same; more in the last hour is more in every window.
                var more = rhythm.With(StartUtc.AddHours((3 * Week) + 23).AddMinutes(40), null, true, []);
                return FeedSilence.Of(more) is null;
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_chance_falls_with_what_was_expected_and_rises_with_what_came() =>
        Prop.ForAll(
            (from brought in Gen.Choose(0, 50)
             from expected in Gen.Choose(0, 4000)
             from weeks in Gen.Choose(1, 3)
             select (brought, expected: expected / 10d, weeks)).ToArbitrary(), static one =>
            {
                var chance = FeedSilence.ChanceOf(one.brought, one.expected, one.weeks);
                return chance is >= 0 and <= 1 && !double.IsNaN(chance)
                    && FeedSilence.ChanceOf(one.brought + 1, one.expected, one.weeks) >= chance
                    && FeedSilence.ChanceOf(one.brought, one.expected + 1, one.weeks) <= chance + 1e-12
                    && (one.expected < 2
                        || FeedSilence.ChanceOf(0, one.expected, 3) <= FeedSilence.ChanceOf(0, one.expected, 1));
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void Silence_is_told_from_the_last_news_on()
    {
        var rhythm = Watch(FeedRhythm.None, 0, 3 * Week, static _ => 4);
        rhythm = Watch(rhythm, 3 * Week, 6, static _ => 0);

        Assert.Equal(StartUtc.AddHours(3 * Week), FeedSilence.Of(rhythm)!.SinceUtc);
    }

    [Fact]
    public void It_is_over_when_half_of_what_was_usual_comes_again()
    {
        var rhythm = Watch(FeedRhythm.None, 0, 3 * Week, static _ => 2);
        rhythm = Watch(rhythm, 3 * Week, 12, static _ => 0);
        var silence = FeedSilence.Of(rhythm)!;
        var hours = 0;
        while (!FeedSilence.IsOver(rhythm, silence.Hours, silence.Expected))
            rhythm = Watch(rhythm, (3 * Week) + 12 + hours++, 1, static _ => 2);

        Assert.InRange(hours, silence.Hours / 4, silence.Hours);
    }

    private static int Chance(Random random, double perHour) =>
        Enumerable.Range(0, 4).Count(_ => random.NextDouble() < perHour / 4);

    /// <summary>Watches hours, with news in so many quarters of each.</summary>
    private static FeedRhythm Watch(FeedRhythm rhythm, int from, int hours, Func<int, int> newsIn)
    {
        for (var hour = from; hour < from + hours; hour++)
        {
            var (startUtc, quarters) = (StartUtc.AddHours(hour), newsIn(hour));
            var dates = Enumerable.Range(0, quarters).Select(quarter => startUtc.AddMinutes((quarter * 15) + 1));
            rhythm = rhythm.With(startUtc.AddMinutes(59), startUtc.AddMinutes(-1), quarters > 0, dates);
        }

        return rhythm;
    }
}
