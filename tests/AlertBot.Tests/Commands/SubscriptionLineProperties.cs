using AlertBot.Alerts;
using AlertBot.Commands;
using AlertBot.Incidents;
using AlertBot.Testing;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AlertBot.Tests.Commands;

/// <summary>What the audit log keeps of a subscription makes it again, whatever it is: undoing rests on that.</summary>
public sealed class SubscriptionLineProperties
{
    private static readonly Gen<SeverityLevel> Levels = Gen.Elements(Enum.GetValues<SeverityLevel>());

    private static readonly Gen<TimeOnly> Times = Gen.Choose(0, (24 * 60) - 1).Select(m => new TimeOnly(m / 60, m % 60));

    private static readonly Gen<Subscription> Subscriptions =
        from least in Levels
        from mode in Gen.Elements(Enum.GetValues<SubscriptionMode>())
        from isHourly in Gen.Elements(true, false)
        from urgent in Levels
        from at in Times
        from quiet in Gen.Two(Times)
        from hasQuiet in Gen.Elements(true, false)
        from zone in Gen.Elements(ClockText.Zones.ToArray())
        from mention in Gen.Elements<string?>(null, "77", "@77", "role-1")
        from mentionFrom in Levels
        from language in Gen.Elements<string?>(null, "en", "ar")
        from delay in Gen.Choose(-1, 24 * 60)
        let isUrgent = mode == SubscriptionMode.InstantFrom && urgent > least
        let digest = mode == SubscriptionMode.Instant ? SubscriptionMode.Instant
            : isUrgent ? SubscriptionMode.InstantFrom : SubscriptionMode.Digest
        select Subscription.Default(Some.ChannelA, "iraq", Some.NowUtc) with
        {
            LeastSeverity = least,
            Mode = digest,
            DigestEvery = digest != SubscriptionMode.Instant && isHourly ? TimeSpan.FromHours(1) : TimeSpan.FromDays(1),
            InstantFrom = isUrgent ? urgent : default,
            DigestAt = digest == SubscriptionMode.Instant ? default : at,
            Quiet = hasQuiet && quiet.Item1 != quiet.Item2 ? new QuietHours(quiet.Item1, quiet.Item2) : null,
            TimeZone = zone,
            Mention = mention,
            MentionFrom = mention is null ? SeverityLevel.Low : mentionFrom,
            Language = language,
            Share = delay < 0 ? ShareLevel.Full : ShareLevel.Public,
            PublicDelay = delay < 0 ? TimeSpan.Zero : TimeSpan.FromMinutes(delay),
        };

    [Fact]
    public void The_line_of_a_subscription_makes_the_same_again() => Prop.ForAll(Subscriptions.ToArbitrary(), wanted =>
    {
        var options = SubscriptionText.Line(wanted).Split(' ').Select(word => word.Split(':', 2))
            .ToDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal);
        var fresh = Subscription.Default(Some.ChannelA, "iraq", Some.NowUtc);

        var (made, problem) = new SubscriptionChange(options.GetValueOrDefault, TestTexts.English, Some.NowUtc).Of(fresh);

        Assert.Null(problem);
        Assert.Equal(wanted, made);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_line_of_settings_makes_the_same_again() => Prop.ForAll(
        (from language in Gen.Elements<string?>(null, "en", "ar")
         from zone in Gen.Elements(ClockText.Zones.ToArray())
         from role in Gen.Elements<string?>(null, "42", "moderators")
         from mayFollow in Gen.Elements(true, false)
         select new CommunitySettings(language, zone, role) { MayFollow = mayFollow }).ToArbitrary(),
        wanted =>
        {
            var options = SettingsChange.Line(wanted).Split(' ').Select(word => word.Split(':', 2))
                .ToDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal);

            Assert.Equal(
                wanted, SettingsChange.Of(CommunitySettings.None, options.GetValueOrDefault, TestTexts.English).After);
        }).QuickCheckThrowOnFailure();
}
