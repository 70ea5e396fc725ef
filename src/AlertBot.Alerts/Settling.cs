using AlertBot.Chat;
using AlertBot.Incidents;

namespace AlertBot.Alerts;

/// <summary>What an answer of a platform means for a row of the outbox. Pure.</summary>
internal static class Settling
{
    // A platform that says to wait no time at all must not be asked in a loop.
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(100);

    /// <summary>What to record for the answer to an attempt. <paramref name="jitter"/> is 0 to 1.</summary>
    public static Settlement Of(
        DeliveryResult result, OutboxRow row, DeliveryOptions options, DateTimeOffset nowUtc, double jitter) =>
        result switch
        {
            DeliveryResult.Sent sent => new Settlement.Sent(sent.Message),
            DeliveryResult.Refused refused =>
                new Settlement.Parked(refused.Reason, refused.What == RefusedWhat.Channel) { Said = refused.Said },
            DeliveryResult.Moved moved =>
                new Settlement.Again(nowUtc, $"the channel moved to {moved.To}", IsCounted: false),
            // A rate limit is no fault of the row: it waits as long as it was told and is never given up for it.
            DeliveryResult.RateLimited limited => new Settlement.Again(
                nowUtc + Longer(limited.After), $"rate limited for {limited.After.TotalSeconds:0.#} s",
                IsCounted: false)
            {
                Told = limited.Scope,
            },
            DeliveryResult.NotSent notSent => Again(row, notSent.Reason, options, nowUtc, jitter),
            DeliveryResult.Unknown unknown => new Settlement.Unknown(nowUtc, unknown.Reason),
            _ => throw new InvalidOperationException($"No rule for {result.GetType().Name}."),
        };

    /// <summary>What to record for a row of which nobody knew, once the platform was asked.</summary>
    public static Settlement Of(
        FindResult found, OutboxRow row, DeliveryOptions options, DateTimeOffset nowUtc, double jitter)
    {
        var reason = row.Reason ?? "the answer never came";
        return found switch
        {
            FindResult.Found there => new Settlement.Sent(there.Message),
            FindResult.Absent => Again(row, reason, options, nowUtc, jitter),
            FindResult.NotNow => Ask(row, reason, options, nowUtc, jitter),
            _ when MayResend(row, options) => Again(row, reason, options, nowUtc, jitter),
            _ => new Settlement.Unknown(null, reason),
        };
    }

    /// <summary>
    /// What to record when nobody knows and the platform is to be asked later; by a person when it was asked too often.
    /// </summary>
    public static Settlement Ask(
        OutboxRow row, string reason, DeliveryOptions options, DateTimeOffset nowUtc, double jitter) =>
        new Settlement.Unknown(
            row.Attempts + 1 >= options.MaxAttempts ? null : nowUtc + Wait(row.Attempts, options, jitter), reason);

    /// <summary>
    /// What to record for a row whose alert may or may not stand in the channel; null when it is to be sent all the
    /// same. A reply tells its news by itself, and a version of the alert stands in for it where it would be resent.
    /// </summary>
    public static Settlement? WithoutAlert(OutboxRow row, DeliveryOptions options) =>
        row.Delivery.Kind == DeliveryKind.Reply || MayResend(row, options)
            ? null
            : new Settlement.Unknown(null, "whether the message that it changes was posted is unknown");

    // An edit or a delete done twice does no harm; a message posted twice does.
    private static bool MayResend(OutboxRow row, DeliveryOptions options) =>
        (row.Delivery.Kind is DeliveryKind.Edit or DeliveryKind.Delete && row.AlertMessage is not null) ||
        options.OnUnknown == OnUnknown.Resend ||
        (options.OnUnknown == OnUnknown.ResendFromHigh && row.Delivery.Severity >= SeverityLevel.High);

    private static Settlement Again(
        OutboxRow row, string reason, DeliveryOptions options, DateTimeOffset nowUtc, double jitter) =>
        row.Attempts + 1 >= options.MaxAttempts
            ? new Settlement.Parked($"given up after {row.Attempts + 1} attempts: {reason}")
            : new Settlement.Again(nowUtc + Wait(row.Attempts, options, jitter), reason);

    /// <summary>The wait doubles with each attempt, and is spread so that many rows do not come back at once.</summary>
    private static TimeSpan Wait(int attempts, DeliveryOptions options, double jitter)
    {
        var wait = options.FirstRetry * Math.Pow(2, Math.Min(attempts, 20));
        return (wait > options.LongestRetry ? options.LongestRetry : wait) * (0.8 + (0.4 * jitter));
    }

    private static TimeSpan Longer(TimeSpan after) => after < ShortestWait ? ShortestWait : after;
}
