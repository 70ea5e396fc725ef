using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Incidents;
using Xunit;

namespace AlertBot.Tests.Alerts;

/// <summary>What a subscription promises, from the article to the screen.</summary>
public sealed class PipelineSubscriptionTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Theory]
    [InlineData("2020-03-27T12:00Z", "08:00", "28T07:00Z 29T06:00Z 30T06:00Z")]
    [InlineData("2020-10-23T12:00Z", "08:00", "24T06:00Z 25T07:00Z 26T07:00Z")]
    // The hour that is skipped begins at its end, and the one that comes twice counts once.
    [InlineData("2020-03-27T12:00Z", "02:30", "28T01:30Z 29T01:00Z 30T00:30Z")]
    [InlineData("2020-10-23T12:00Z", "02:30", "24T00:30Z 25T00:30Z 26T01:30Z")]
    public void A_daily_digest_comes_at_its_local_time_also_when_clocks_change(string start, string at, string expected) =>
        Pipeline.Run(
            async bot =>
            {
                var room = await bot.SubscribeAsync("news", s => s with
                {
                    Mode = SubscriptionMode.Digest,
                    DigestEvery = Day,
                    DigestAt = TimeOnly.ParseExact(at, "HH:mm", null),
                    TimeZone = "Europe/Berlin",
                });
                foreach (var place in FragileBot.Places[..3])
                {
                    await bot.TellAsync(new Story("at" + place, place, 3));
                    await bot.PassAsync(Day);
                }

                Assert.Equal(expected, string.Join(' ', bot.In(room).Select(m => $"{Minute(m.PostedUtc):dd'T'HH':'mm'Z'}")));
                Assert.All(bot.In(room), m => Assert.Contains("1 incident", m.Text, StringComparison.Ordinal));
            },
            startUtc: DateTimeOffset.Parse(start, null));

    [Fact]
    public void An_hourly_digest_stands_for_all_of_its_hour_and_an_hour_without_news_has_none() => Pipeline.Run(async bot =>
    {
        var room = await bot.SubscribeAsync("news", s => s with
        {
            Mode = SubscriptionMode.Digest,
            DigestEvery = TimeSpan.FromHours(1),
            DigestAt = new TimeOnly(0, 15),
        });
        await bot.TellAsync(new Story("a", "Taji", 3), new Story("b", "Kirkuk", 1));
        await bot.PassAsync(TimeSpan.FromMinutes(10));
        await bot.TellAsync(new Story("c", "Basra", 3));
        await bot.PassAsync(TimeSpan.FromHours(3));
        await bot.TellAsync(new Story("d", "Mosul", 3));
        await bot.PassAsync(TimeSpan.FromHours(1));

        Assert.Equal(["12:15", "15:15"], bot.In(room).Select(m => $"{Minute(m.PostedUtc):HH:mm}"));
        Assert.Contains("3 incidents", bot.In(room)[0].Text, StringComparison.Ordinal);
    });

    [Fact]
    public void From_High_on_it_comes_at_once_and_below_it_is_gathered() => Pipeline.Run(async bot =>
    {
        var room = await bot.SubscribeAsync("news", s => s with
        {
            Mode = SubscriptionMode.InstantFrom,
            InstantFrom = SeverityLevel.High,
            DigestEvery = TimeSpan.FromHours(1),
        });
        await bot.TellAsync(new Story("a", "Taji", 1), new Story("b", "Kirkuk", 20), new Story("c", "Basra", 1));
        var atOnce = Assert.Single(bot.In(room));
        await bot.PassAsync(TimeSpan.FromMinutes(30));
        await bot.TellAsync(new Story("d", "Basra", 20));
        await bot.PassAsync(TimeSpan.FromHours(1));

        Assert.Contains("Kirkuk", atOnce.Text, StringComparison.Ordinal);
        Assert.Equal(3, bot.In(room).Count);
        // What got graver has its own alert and is not told again in the digest.
        Assert.Contains("Basra", bot.In(room)[1].Text, StringComparison.Ordinal);
        Assert.Contains("1 incident", bot.In(room)[2].Text, StringComparison.Ordinal);
        Assert.Contains("Taji", bot.In(room)[2].Text, StringComparison.Ordinal);
    });

    [Fact]
    public void In_quiet_hours_only_what_is_Critical_comes_and_the_rest_catches_up_at_their_end() => Pipeline.Run(async bot =>
    {
        var room = await bot.SubscribeAsync("news", s => s with
        {
            Quiet = new QuietHours(new TimeOnly(15, 0), new TimeOnly(19, 0)),
            TimeZone = "Asia/Baghdad",
            Mention = "desk",
        });
        foreach (var place in FragileBot.Places) await bot.TellAsync(new Story("at" + place, place, 3));
        await bot.TellAsync(new Story("grave", "Erbil", 40) { IsHistoric = true });
        await bot.PassAsync(TimeSpan.FromHours(3));
        var inQuiet = bot.In(room).ToList();
        await bot.PassAsync(TimeSpan.FromHours(2));

        Assert.Contains("Erbil", Assert.Single(inQuiet).Text, StringComparison.Ordinal);
        Assert.False(inQuiet[0].IsSilent);
        var after = bot.In(room).Skip(1).ToList();
        Assert.All(after, m => Assert.Equal("16:00", $"{Minute(m.PostedUtc):HH:mm}"));
        var catchUp = Assert.Single(after, m => m.Text.Contains("CATCH-UP", StringComparison.Ordinal));
        var own = after.Count - 1;
        Assert.InRange(own, 1, AlertRules.Default.CatchUpAlerts);
        Assert.Contains($"{FragileBot.Places.Length - own} more incidents", catchUp.Text, StringComparison.Ordinal);
    });

    [Fact]
    public void Who_is_to_be_called_is_called_from_a_level_on_and_by_nothing_else() => Pipeline.Run(async bot =>
    {
        var from = await bot.SubscribeAsync("from", s => s with { Mention = "77", MentionFrom = SeverityLevel.Critical });
        var none = await bot.SubscribeAsync("none");
        await bot.TellAsync(new Story("a", "Taji", 3) { Tail = " @77 @everyone look." });
        await bot.PassAsync(TimeSpan.FromMinutes(5));
        await bot.TellAsync(new Story("b", "Taji", 40) { IsHistoric = true });
        await bot.PassAsync(TimeSpan.FromHours(1));

        Assert.Equal([[], ["77"]], bot.In(from).Select(m => m.Pinged));
        Assert.All(bot.In(none), m => Assert.Empty(m.Pinged));
        Assert.Empty(bot.Server.Misdeeds);
    });

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    public void A_public_channel_hears_after_its_delay_even_of_none_and_never_more_than_is_safe(int minutes) =>
        Pipeline.Run(async bot =>
        {
            var room = await bot.SubscribeAsync("news", s => s with
            {
                Share = ShareLevel.Public,
                PublicDelay = TimeSpan.FromMinutes(minutes),
            });
            var toldUtc = bot.NowUtc;
            await bot.TellAsync(new Story("a", "Taji", 3) { IsHistoric = true });
            await bot.PassAsync(TimeSpan.FromMinutes(2));
            await bot.TellAsync(new Story("b", "Taji", 40) { IsHistoric = true, ClaimedBy = "the general" });
            await bot.PassAsync(TimeSpan.FromHours(1));

            var first = bot.In(room)[0];
            Assert.InRange(first.PostedUtc - toldUtc, TimeSpan.FromMinutes(minutes), TimeSpan.FromMinutes(minutes + 1));
            Assert.DoesNotContain(
                bot.In(room).SelectMany(m => m.Texts),
                text => text.Contains("Taji", StringComparison.Ordinal)
                    || text.Contains("the general", StringComparison.Ordinal));
        });

    [Fact]
    public void A_channel_that_becomes_public_is_not_told_in_full_what_waited_for_it() => Pipeline.Run(async bot =>
    {
        var quiet = new QuietHours(new TimeOnly(11, 0), new TimeOnly(14, 0));
        var room = await bot.SubscribeAsync("news", s => s with { Quiet = quiet });
        await bot.TellAsync(new Story("a", "Taji", 3));
        await bot.SubscribeAsync("news", s => s with { Quiet = quiet, Share = ShareLevel.Public });
        await bot.WorkAsync();
        await bot.PassAsync(TimeSpan.FromHours(3));

        Assert.DoesNotContain("Taji", Assert.Single(bot.In(room)).Text, StringComparison.Ordinal);
    });

    [Fact]
    public void What_waited_for_the_end_of_quiet_hours_comes_at_once_when_they_are_taken_away() => Pipeline.Run(async bot =>
    {
        var room = await bot.SubscribeAsync(
            "news", s => s with { Quiet = new QuietHours(new TimeOnly(11, 0), new TimeOnly(14, 0)) });
        await bot.TellAsync(new Story("a", "Taji", 3));
        await bot.SubscribeAsync("news");
        await bot.WorkAsync();

        Assert.Single(bot.In(room));
    });

    [Fact]
    public void Two_topics_that_want_one_incident_are_one_alert_with_one_call() => Pipeline.Run(async bot =>
    {
        var room = await bot.SubscribeAsync("news", s => s with { Mention = "desk" });
        await bot.SubscribeAsync("news", s => s with { Mention = "desk", Mode = SubscriptionMode.Digest }, topic: "bases");
        await bot.TellAsync(new Story("a", "Taji", 3) { Topics = ["iraq", "bases"] });
        await bot.PassAsync(TimeSpan.FromDays(2));

        Assert.Equal(["desk"], Assert.Single(bot.In(room)).Pinged);
    });

    [Fact]
    public void A_zone_that_is_not_known_any_more_is_taken_as_UTC_and_loses_nothing() => Pipeline.Run(async bot =>
    {
        var room = await bot.SubscribeAsync("news", s => s with
        {
            Mode = SubscriptionMode.Digest,
            DigestEvery = Day,
            DigestAt = new TimeOnly(14, 0),
            TimeZone = "Asia/Atlantis",
        });
        await bot.TellAsync(new Story("a", "Taji", 3));
        await bot.PassAsync(TimeSpan.FromHours(3));

        Assert.Equal("14:00", $"{Minute(Assert.Single(bot.In(room)).PostedUtc):HH:mm}");
    });

    private static DateTimeOffset Minute(DateTimeOffset atUtc) => atUtc.AddSeconds(1);
}
