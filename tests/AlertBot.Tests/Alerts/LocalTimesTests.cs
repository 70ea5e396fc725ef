using AlertBot.Alerts;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AlertBot.Tests.Alerts;

public sealed class LocalTimesTests
{
    private static readonly QuietHours Night = new(new TimeOnly(22, 0), new TimeOnly(6, 0));

    private static readonly string[] Zones =
        ["UTC", "Asia/Baghdad", "Europe/Berlin", "America/New_York", "Africa/Cairo", "Asia/Tehran",
            "Australia/Lord_Howe", "Asia/Beirut"];

    [Theory]
    [InlineData("2020-03-11T18:59:00Z", null)] // 21:59 in Baghdad
    [InlineData("2020-03-11T19:00:00Z", "2020-03-12T03:00:00Z")] // 22:00
    [InlineData("2020-03-12T02:59:00Z", "2020-03-12T03:00:00Z")] // 05:59
    [InlineData("2020-03-12T03:00:00Z", null)] // 06:00
    public void Quiet_hours_are_meant_in_the_channels_zone(string now, string? end) => Assert.Equal(
        end is null ? null : At(end), LocalTimes.QuietUntil(Night, "Asia/Baghdad", At(now)));

    [Theory]
    [InlineData("2020-03-29T00:30:00Z", "2020-03-29T01:00:00Z")] // 01:30: 02:30 does not come, 03:00 does
    [InlineData("2020-10-25T00:10:00Z", "2020-10-25T00:30:00Z")] // 02:10 for the first time
    [InlineData("2020-10-25T01:10:00Z", "2020-10-25T01:30:00Z")] // 02:10 again
    public void Where_clocks_change_quiet_hours_end_at_the_next_instant_that_shows_their_end(string now, string end)
    {
        var quiet = new QuietHours(new TimeOnly(1, 0), new TimeOnly(2, 30));

        Assert.Equal(At(end), LocalTimes.QuietUntil(quiet, "Europe/Berlin", At(now)));
    }

    [Theory]
    [InlineData(60, "2020-03-11T12:00:00Z", "2020-03-11T13:00:00Z")]
    [InlineData(60, "2020-03-11T12:59:59Z", "2020-03-11T13:00:00Z")]
    [InlineData(1440, "2020-03-11T12:00:00Z", "2020-03-11T21:00:00Z")] // midnight in Baghdad
    [InlineData(420, "2020-03-11T19:30:00Z", "2020-03-11T21:00:00Z")] // 00, 07, 14, 21 and again 00
    [InlineData(0, "2020-03-11T12:01:00Z", "2020-03-11T12:15:00Z")]
    public void Digests_come_at_whole_steps_from_midnight(int minutes, string now, string next) => Assert.Equal(
        At(next), LocalTimes.NextDigest(TimeSpan.FromMinutes(minutes), default, "Asia/Baghdad", At(now)));

    [Fact]
    public void A_zone_that_is_not_known_here_is_taken_as_UTC()
    {
        Assert.Equal(At("2020-03-12T06:00:00Z"),
            LocalTimes.QuietUntil(Night, "Mars/Olympus", At("2020-03-11T22:30:00Z")));
        Assert.Equal(At("2020-03-11T13:00:00Z"),
            LocalTimes.NextDigest(TimeSpan.FromHours(1), default, "", At("2020-03-11T12:30:00Z")));
    }

    [Fact]
    public void The_next_digest_is_always_later_and_never_further_than_two_steps_and_a_change_of_clocks() => Prop.ForAll(
        Gen.Zip(Gen.Choose(0, 2 * 366 * 24 * 60), Gen.Choose(0, 1439)).ToArbitrary(),
        Gen.Choose(15, 1440).ToArbitrary(), Gen.Elements(Zones).ToArbitrary(), (minutes, step, zone) =>
        {
            var (minute, at) = (minutes.Item1, TimeOnly.MinValue.AddMinutes(minutes.Item2));
            var now = At("2019-12-31T00:00:00Z").AddMinutes(minute);
            var next = LocalTimes.NextDigest(TimeSpan.FromMinutes(step), at, zone, now);

            Assert.InRange(next - now, TimeSpan.FromTicks(1), TimeSpan.FromMinutes(step) + TimeSpan.FromHours(2));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Quiet_hours_always_end_within_a_day_and_are_over_then() => Prop.ForAll(
        Gen.Choose(0, 2 * 366 * 24 * 60).ToArbitrary(), Gen.Choose(0, (1440 * 1440) - 1).ToArbitrary(),
        Gen.Elements(Zones).ToArbitrary(), (minute, hours, zone) =>
        {
            var quiet = new QuietHours(
                TimeOnly.MinValue.AddMinutes(hours / 1440), TimeOnly.MinValue.AddMinutes(hours % 1440));
            var now = At("2019-12-31T00:00:00Z").AddMinutes(minute);
            if (LocalTimes.QuietUntil(quiet, zone, now) is not { } end) return;

            Assert.InRange(end - now, TimeSpan.FromTicks(1), TimeSpan.FromHours(26));
            Assert.Null(LocalTimes.QuietUntil(quiet, zone, end));
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("2020-03-28T20:00:00Z", "2020-03-29T01:00:00Z")] // 02:30 does not exist on the 29th: 03:00 stands for it
    [InlineData("2020-03-29T01:00:00Z", "2020-03-30T00:30:00Z")]
    [InlineData("2020-10-24T20:00:00Z", "2020-10-25T00:30:00Z")] // 02:30 comes twice on the 25th: the first counts
    [InlineData("2020-10-25T00:30:00Z", "2020-10-26T01:30:00Z")]
    public void A_daily_digest_comes_once_a_day_at_its_local_time(string now, string next) => Assert.Equal(
        At(next), LocalTimes.NextDigest(TimeSpan.FromDays(1), new TimeOnly(2, 30), "Europe/Berlin", At(now)));

    [Theory]
    [InlineData("2020-10-25T00:00:00Z", "2020-10-25T00:15:00Z")]
    [InlineData("2020-10-25T00:15:00Z", "2020-10-25T01:15:00Z")] // the second 02:15
    [InlineData("2020-10-25T01:15:00Z", "2020-10-25T02:15:00Z")]
    public void An_hourly_digest_comes_every_hour_also_in_the_one_that_comes_twice(string now, string next) => Assert.Equal(
        At(next), LocalTimes.NextDigest(TimeSpan.FromHours(1), new TimeOnly(8, 15), "Europe/Berlin", At(now)));

    private static DateTimeOffset At(string text) =>
        DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
