using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace AlertBot.Feeds;

/// <summary>How a failure spreads the next tries.</summary>
internal enum FailureKind
{
    /// <summary>The server or the way to it is overloaded or closed: each wait is twice the one before.</summary>
    Steep,

    /// <summary>A fault that passes by itself, mostly soon: each wait is half as long again as the one
    /// before.</summary>
    Gentle,

    /// <summary>No fault of the server's: it is tried again at the same short intervals, so that it is read as soon as
    /// it can be.</summary>
    Flat,
}

/// <summary>A failed poll, as far as the next one depends on it.</summary>
/// <param name="Kind">How waits grow.</param>
/// <param name="Count">Failures since the last success, this one included; 1 or more.</param>
/// <param name="RetryAfter">What the server asked for; null when nothing.</param>
internal sealed record PollFailure(FailureKind Kind, int Count, TimeSpan? RetryAfter);

/// <summary>All that the time of the next poll depends on.</summary>
/// <param name="FeedId">Spreads feeds: each waits a little longer, and each a little different.</param>
/// <param name="NowUtc">When the poll ended.</param>
/// <param name="Pace">What the settings allow.</param>
/// <param name="Cache">What the server said.</param>
/// <param name="State">What the last document said and how often it changes.</param>
/// <param name="Failure">Set when the poll failed.</param>
internal sealed record NextPollFacts(
    string FeedId, DateTimeOffset NowUtc, PollPace Pace, CacheHints Cache, FeedState State, PollFailure? Failure)
{
    /// <summary>Until when a hub that is trusted pushes what is new; null when none does.</summary>
    public DateTimeOffset? PushedUntilUtc { get; init; }
}

/// <summary>When a feed is polled next, and which rule decided.</summary>
internal sealed record NextPollDecision(DateTimeOffset AtUtc, PollRule Rule);

/// <summary>Decides when a feed is polled next. Pure.</summary>
/// <remarks>After a success the longest wait that anything asks for wins, up to a ceiling. What the server says counts
/// in
/// full; what the document says counts for an hour at most, and no longer than the feed's own record bears
/// out.</remarks>
internal static class NextPoll
{
    private const double MaxJitter = 0.1;
    private static readonly TimeSpan UrgentCeiling = TimeSpan.FromMinutes(60);
    private static readonly TimeSpan Ceiling = TimeSpan.FromHours(24);
    private static readonly TimeSpan DocumentCeiling = TimeSpan.FromMinutes(60);
    private static readonly TimeSpan AdaptiveCeiling = TimeSpan.FromMinutes(60);
    private static readonly TimeSpan UrgentAdaptiveCeiling = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Beneath = TimeSpan.FromMinutes(60); // polling goes on below what a hub pushes
    private static readonly TimeSpan FirstBackOff = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromHours(6);

    // Four polls between two entries cost little and find an entry within a quarter of the usual gap.
    private const int PollsPerGap = 4;

    /// <summary>Decides.</summary>
    public static NextPollDecision Decide(NextPollFacts facts) =>
        facts.Failure is { } failure ? AfterFailure(facts, failure) : AfterSuccess(facts);

    private static NextPollDecision AfterSuccess(NextPollFacts facts)
    {
        var (wait, rule) = (facts.Pace.MinInterval, PollRule.OwnMinimum);
        Longest(ref wait, ref rule, Adaptive(facts), PollRule.Adaptive);
        Longest(ref wait, ref rule, facts.Cache.MaxAge, PollRule.CacheControl);
        Longest(ref wait, ref rule, facts.Cache.Expires, PollRule.Expires);
        Longest(ref wait, ref rule, OfDocument(facts),
            facts.State.IsDocumentIntervalPeriod ? PollRule.UpdatePeriod : PollRule.Ttl);
        Longest(ref wait, ref rule, facts.PushedUntilUtc is null ? null : Beneath, PollRule.Pushed);
        var ceiling = facts.Pace.IsUrgent ? UrgentCeiling : Ceiling;
        if (wait > ceiling) (wait, rule) = (ceiling, PollRule.Ceiling);
        var jittered = wait * (1 + (MaxJitter * Fraction(facts)));
        var atUtc = facts.NowUtc + (jittered > ceiling ? ceiling : jittered);
        // Once the lease has ended nobody pushes: then the feed is asked as ever.
        if (rule is PollRule.Pushed && facts.PushedUntilUtc < atUtc) atUtc = facts.PushedUntilUtc.Value;
        // Somebody who marks a feed urgent overrules what its document wants.
        var allowedUtc = facts.Pace.IsUrgent
            ? atUtc
            : SkipTimes.Next(atUtc, facts.State.SkipHours, facts.State.SkipDays);
        return allowedUtc == atUtc
            ? new NextPollDecision(atUtc, rule)
            : new NextPollDecision(allowedUtc + (TimeSpan.FromMinutes(10) * Fraction(facts)), PollRule.SkipTimes);
    }

    private static NextPollDecision AfterFailure(NextPollFacts facts, PollFailure failure)
    {
        var first = facts.Pace.IsPrivate && facts.Pace.MinInterval < FirstBackOff
            ? facts.Pace.MinInterval
            : FirstBackOff;
        var jitter = 1 + (MaxJitter * Fraction(facts));
        if (failure.RetryAfter is { } asked)
            return new NextPollDecision(
                facts.NowUtc + AsAsked(asked > first ? asked : first, jitter), PollRule.RetryAfter);
        var growth = failure.Kind switch { FailureKind.Steep => 2, FailureKind.Gentle => 1.5, _ => 1 };
        var factor = Math.Pow(growth, Math.Min(failure.Count - 1, 64));
        var most = LongestBackOff / (1 + MaxJitter);
        var wait = factor > most / first ? most : first * factor;
        return new NextPollDecision(facts.NowUtc + (wait * jitter), PollRule.BackOff);
    }

    // Never sooner than the server asked, and of a day at most.
    private static TimeSpan AsAsked(TimeSpan asked, double jitter)
    {
        var wait = asked * jitter;
        if (wait > asked + FirstBackOff) wait = asked + FirstBackOff;
        return wait < ResponseHead.LongestRetryAfter ? wait : ResponseHead.LongestRetryAfter;
    }

    // A feed on the operator's own machine costs nobody anything.
    private static TimeSpan? Adaptive(NextPollFacts facts)
    {
        if (facts.Pace.IsPrivate || Shortest(GapByDates(facts), GapByHabit(facts)) is not { } gap) return null;
        var most = facts.Pace.IsUrgent ? UrgentAdaptiveCeiling : AdaptiveCeiling;
        return gap / PollsPerGap < most ? gap / PollsPerGap : most;
    }

    // What its entries say of themselves: the usual time between two, and how long there was none.
    private static TimeSpan? GapByDates(NextPollFacts facts)
    {
        if (facts.State.TypicalGap is not { } gap) return null;
        return facts.NowUtc - facts.State.NewestEntryUtc is { } quiet && quiet > gap ? quiet : gap;
    }

    // What was seen of it in the hour that comes, in the weeks before: a feed that is used to begin at six is asked
    // often at six, however long the night was; and one without dates has this alone.
    private static TimeSpan? GapByHabit(NextPollFacts facts)
    {
        var rhythm = FeedRhythm.Parse(facts.State.Rhythm);
        var hour = FeedRhythm.HourOf(facts.NowUtc);
        if (FeedSilence.HabitOf(rhythm, hour) is not { } now) return null;
        var quarters = Math.Max(now, FeedSilence.HabitOf(rhythm, hour + 1) ?? 0);
        return quarters > 0 ? TimeSpan.FromHours(Math.Min(1 / quarters, 24)) : TimeSpan.FromHours(24);
    }

    private static TimeSpan? Shortest(TimeSpan? left, TimeSpan? right) =>
        left is null || right < left ? right : left;

    // Many blogs say "hourly" because their software does, while they publish every few minutes.
    private static TimeSpan? OfDocument(NextPollFacts facts)
    {
        if (facts.State.DocumentInterval is not { } interval) return null;
        if (interval > DocumentCeiling) interval = DocumentCeiling;
        return facts.State.TypicalGap is { } gap && gap < interval ? gap : interval;
    }

    private static void Longest(ref TimeSpan wait, ref PollRule rule, TimeSpan? other, PollRule otherRule)
    {
        if (other is { } known && known > wait) (wait, rule) = (known, otherRule);
    }

    // From 0 up to 1, the same for the same poll of the same feed on every machine.
    private static double Fraction(NextPollFacts facts) =>
        Spread.Fraction(facts.FeedId, facts.NowUtc.ToUnixTimeMilliseconds());
}

/// <summary>Numbers that look random and are the same on every machine. Pure.</summary>
internal static class Spread
{
    /// <summary>From 0 up to, but not, 1.</summary>
    public static double Fraction(string feedId, long salt)
    {
        Span<byte> bytes = stackalloc byte[8 + Encoding.UTF8.GetMaxByteCount(64)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, salt);
        var count = 8 + Encoding.UTF8.GetBytes(feedId.AsSpan(0, Math.Min(feedId.Length, 64)), bytes[8..]);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes[..count], hash);
        return (BinaryPrimitives.ReadUInt64LittleEndian(hash) >> 11) / (double)(1UL << 53);
    }
}
