using AlertBot.Chat;
using AlertBot.Feeds;
using AlertBot.Incidents;
using AlertBot.Watchlists;

namespace AlertBot.Alerts;

/// <summary>When a channel hears of an incident.</summary>
public enum SubscriptionMode
{
    /// <summary>At once.</summary>
    Instant,

    /// <summary>Gathered into one message at fixed times.</summary>
    Digest,

    /// <summary>At once from a level on, gathered below it.</summary>
    InstantFrom,
}

/// <summary>What a channel may be told of an incident.</summary>
public enum ShareLevel
{
    /// <summary>Everything: a room of analysts.</summary>
    Full,

    /// <summary>
    /// What is safe where anybody reads: later, without exact places, names of victims and graphic links.
    /// </summary>
    Public,
}

/// <summary>Hours in which only Critical alerts come; the rest waits for their end.</summary>
/// <param name="From">Local time at which they begin.</param>
/// <param name="To">Local time at which they end; before <paramref name="From"/> when they span midnight.</param>
public sealed record QuietHours(TimeOnly From, TimeOnly To);

/// <summary>What a channel wants to hear of.</summary>
/// <param name="Id">Stable identity, 1 to 64 characters: one a channel and topic.</param>
/// <param name="Channel">Where alerts go.</param>
/// <param name="TopicId">What they are about.</param>
/// <param name="LeastSeverity">Nothing below it comes.</param>
/// <param name="Mode">At once, gathered, or by severity the one or the other.</param>
/// <param name="DigestEvery">Time between two digests, from 15 minutes to 1 day, counted from <see
/// cref="DigestAt"/>.</param>
/// <param name="Quiet">Quiet hours; null when there are none.</param>
/// <param name="TimeZone">
/// IANA name in which quiet hours and digests are meant, for example <c>Asia/Baghdad</c>.
/// </param>
/// <param name="Mention">The platform's own id of a role or user to notify; null for nobody.</param>
/// <param name="CreatedUtc">Since when; older articles are not owed.</param>
/// <param name="PausedWhy">Why nothing is sent at present; null when it is active.</param>
public sealed record Subscription(
    string Id, ChannelRef Channel, string TopicId, SeverityLevel LeastSeverity, SubscriptionMode Mode,
    TimeSpan DigestEvery, QuietHours? Quiet, string TimeZone, string? Mention, DateTimeOffset CreatedUtc,
    string? PausedWhy)
{
    /// <summary>
    /// Local time of the daily digest; more frequent ones are counted from it. Midnight unless said otherwise.
    /// </summary>
    public TimeOnly DigestAt { get; init; }

    /// <summary>
    /// From which level on news comes at once; counts for <see cref="SubscriptionMode.InstantFrom"/> alone.
    /// </summary>
    public SeverityLevel InstantFrom { get; init; }

    /// <summary>From which level on <see cref="Mention"/> is notified; Low for always.</summary>
    public SeverityLevel MentionFrom { get; init; }

    /// <summary>BCP 47 tag of the language in which alerts are written; null for English.</summary>
    public string? Language { get; init; }

    /// <summary>What the channel may be told.</summary>
    public ShareLevel Share { get; init; }

    /// <summary>How much later everything comes where <see cref="Share"/> is Public; 0 to 1 day.</summary>
    public TimeSpan PublicDelay { get; init; }

    /// <summary>
    /// Only what satisfies this rule of the topic; null for all of the topic. Set for what a reader follows alone.
    /// </summary>
    public string? RuleId { get; init; }

    /// <summary>Whether it is one reader's and not the channel's.</summary>
    public bool IsFollow => RuleId is not null;

    /// <summary>Whether a match is one that it asks for.</summary>
    public bool AsksFor(Match match) => match.Topic == TopicId && (RuleId is null || match.Rule == RuleId);

    /// <summary>Whether news of that level comes at once and is not gathered.</summary>
    public bool IsInstant(SeverityLevel level) =>
        Mode == SubscriptionMode.Instant || (Mode == SubscriptionMode.InstantFrom && level >= InstantFrom);

    /// <summary>Whose data the channel may be shown.</summary>
    public CommunityId Community => Communities.Of(Channel);

    /// <summary>A subscription as people get it when they name no more than channel and topic.</summary>
    public static Subscription Default(ChannelRef channel, string topicId, DateTimeOffset nowUtc) => new(
        Keys.Of("subscription", channel.ToString(), topicId), channel, topicId, SeverityLevel.Medium,
        SubscriptionMode.Instant, TimeSpan.FromDays(1), null, "UTC", null, nowUtc, null);
}

/// <summary>Which community a channel belongs to.</summary>
public static class Communities
{
    /// <summary>Platform and the platform's own id of the server or chat.</summary>
    public static CommunityId Of(ChannelRef channel) => new($"{channel.Platform}:{channel.Community}");
}
