using System.Globalization;
using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Incidents;

namespace AlertBot.Commands;

/// <summary>A subscription in words, and as the options that make it. Pure.</summary>
internal static class SubscriptionText
{
    /// <summary>For example "Medium and graver, at once, quiet 22:00 to 06:00 (Asia/Baghdad)".</summary>
    public static string Of(Subscription subscription, Texts texts)
    {
        var parts = new List<string>
        {
            texts.Of("commands.subscription.severity", ("level", texts.Of(subscription.LeastSeverity))),
            Mode(subscription, texts),
        };
        if (subscription.Quiet is { } quiet)
            parts.Add(texts.Of("commands.subscription.quiet",
                ("from", ClockText.Of(quiet.From)), ("to", ClockText.Of(quiet.To)), ("zone", subscription.TimeZone)));
        if (subscription.Mention is { } mention)
            parts.Add(subscription.MentionFrom == SeverityLevel.Low
                ? texts.Of("commands.subscription.mention", ("who", mention))
                : texts.Of("commands.subscription.mention.from",
                    ("who", mention), ("level", texts.Of(subscription.MentionFrom))));
        if (subscription.Language is { } language)
            parts.Add(texts.Of("commands.subscription.language", ("language", texts[$"commands.language.{language}"])));
        if (subscription.Share == ShareLevel.Public)
            parts.Add(subscription.PublicDelay > TimeSpan.Zero
                ? texts.Of("commands.subscription.public.delay", ("delay", ClockText.Of(subscription.PublicDelay, texts)))
                : texts["commands.subscription.public"]);
        if (subscription.PausedWhy is { } why)
            parts.Add(texts.Of("commands.subscription.paused", ("why", PlatformReason.Of(texts, why))));
        return string.Join(texts["chat.list.between"], parts);
    }

    /// <summary>
    /// The options that make it what it is, as they are typed: what the audit log keeps, and what an undoing goes by.
    /// </summary>
    public static string Line(Subscription subscription)
    {
        var options = new List<string> { $"severity:{Word(subscription.LeastSeverity)}" };
        options.Add("mode:" + (subscription.Mode == SubscriptionMode.Instant ? "instant"
            : subscription.DigestEvery >= TimeSpan.FromDays(1) ? "daily" : "hourly"));
        if (subscription.Mode == SubscriptionMode.InstantFrom) options.Add($"urgent:{Word(subscription.InstantFrom)}");
        if (subscription.Mode != SubscriptionMode.Instant) options.Add($"at:{ClockText.Of(subscription.DigestAt)}");
        if (subscription.Quiet is { } quiet)
            options.Add($"quiet:{ClockText.Of(quiet.From)}-{ClockText.Of(quiet.To)}");
        if (subscription.TimeZone != "UTC") options.Add($"zone:{subscription.TimeZone}");
        if (subscription.Mention is { } mention) options.Add($"mention:{mention}");
        if (subscription.MentionFrom != SeverityLevel.Low)
            options.Add($"mentionfrom:{Word(subscription.MentionFrom)}");
        if (subscription.Language is { } language) options.Add($"language:{language}");
        if (subscription.Share == ShareLevel.Public)
            options.Add($"share:public delay:{ClockText.Of(subscription.PublicDelay)}");
        return string.Join(' ', options);
    }

    /// <summary>When its next digest is due; null when it has none.</summary>
    public static DateTimeOffset? NextDigestUtc(Subscription subscription, DateTimeOffset nowUtc) =>
        subscription.Mode == SubscriptionMode.Instant
            ? null
            : LocalTimes.NextDigest(subscription.DigestEvery, subscription.DigestAt, subscription.TimeZone, nowUtc);

    private static string Mode(Subscription subscription, Texts texts)
    {
        if (subscription.Mode == SubscriptionMode.Instant) return texts["commands.subscription.instant"];
        var isDaily = subscription.DigestEvery >= TimeSpan.FromDays(1);
        var digest = isDaily
            ? texts.Of("commands.subscription.daily",
                ("at", ClockText.Of(subscription.DigestAt)), ("zone", subscription.TimeZone))
            : texts.Of("commands.subscription.hourly",
                ("minute", subscription.DigestAt.Minute.ToString("00", CultureInfo.InvariantCulture)));
        return subscription.Mode == SubscriptionMode.Digest
            ? digest
            : texts.Of("commands.subscription.urgent",
                ("level", texts.Of(subscription.InstantFrom)), ("digest", digest));
    }

    private static string Word(SeverityLevel level) => level.ToString().ToLowerInvariant();
}
