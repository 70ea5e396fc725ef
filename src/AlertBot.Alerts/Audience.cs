using AlertBot.Chat;
using AlertBot.Feeds;
using AlertBot.Incidents;

namespace AlertBot.Alerts;

/// <summary>A channel with all that it asked for.</summary>
internal sealed class Audience(ChannelRef channel, IReadOnlyList<Subscription> wanting)
{
    public ChannelRef Channel { get; } = channel;

    /// <summary>Its subscriptions that are not paused, by id.</summary>
    public IReadOnlyList<Subscription> Wanting { get; } = wanting;

    public CommunityId Community { get; } = Communities.Of(channel);

    /// <summary>In the language of the first subscription that names one; English when none does.</summary>
    public Texts Texts { get; } = TextsOf(wanting);

    /// <summary>
    /// Of two subscriptions of one channel the more careful one holds: who reads the channel is the same.
    /// </summary>
    public bool IsPublic { get; } = wanting.Any(s => s.Share == ShareLevel.Public);

    /// <summary>How much later everything comes.</summary>
    public TimeSpan Delay { get; } = wanting.Where(s => s.Share == ShareLevel.Public)
        .Select(s => s.PublicDelay).DefaultIfEmpty().Max();

    /// <summary>
    /// Whether a message of that level makes no sound now: all subscriptions lie in their quiet hours.
    /// </summary>
    public bool IsQuiet(SeverityLevel level, DateTimeOffset nowUtc) =>
        level < SeverityLevel.Critical && Wanting.Count > 0 &&
        Wanting.All(s => LocalTimes.QuietUntil(s.Quiet, s.TimeZone, nowUtc) is not null);

    /// <summary>The texts for a channel with such subscriptions.</summary>
    public static Texts TextsOf(IEnumerable<Subscription> wanting) => AlertTexts.Book.For(
        wanting.OrderBy(s => s.Id, StringComparer.Ordinal).Select(s => s.Language)
            .FirstOrDefault(language => language is not null));

    /// <summary>Everybody's, channel by channel; paused subscriptions are left out.</summary>
    public static IReadOnlyList<Audience> Of(IEnumerable<Subscription> subscriptions) =>
    [
        .. subscriptions.Where(s => s.PausedWhy is null).GroupBy(s => s.Channel)
            .OrderBy(g => g.Key.ToString(), StringComparer.Ordinal)
            .Select(g => new Audience(g.Key, WithManners([.. g.OrderBy(s => s.Id, StringComparer.Ordinal)]))),
    ];

    // What one reader follows there keeps the hours of the channel: all hear the sound.
    private static IReadOnlyList<Subscription> WithManners(List<Subscription> wanting)
    {
        var own = wanting.Where(s => !s.IsFollow).ToList();
        return own.Count == 0 || own.Count == wanting.Count || own.Exists(s => s.Quiet is null)
            ? wanting
            : [.. wanting.Select(s => s.IsFollow ? s with { Quiet = own[0].Quiet, TimeZone = own[0].TimeZone } : s)];
    }
}

/// <summary>One change as one channel sees it.</summary>
/// <param name="Change">What changed.</param>
/// <param name="View">What the channel is shown.</param>
/// <param name="CauseUtc">When the article that caused it appeared; null when none did.</param>
/// <param name="Subscriptions">Those of the channel that want it.</param>
internal sealed record Asked(
    IncidentChange Change, IncidentView View, DateTimeOffset? CauseUtc, IReadOnlyList<Subscription> Subscriptions)
{
    public SeverityLevel Level => View.Severity.Level;

    public IEnumerable<Subscription> Instants => Subscriptions.Where(s => s.IsInstant(Level));

    public bool IsInstant => Instants.Any();

    public Subscription? Digest => Subscriptions.FirstOrDefault(s => !s.IsInstant(Level));

    /// <summary>Whom to notify of it; null for nobody.</summary>
    public string? Mention => Instants.Where(s => !s.IsFollow && Level >= s.MentionFrom).Select(s => s.Mention)
        .FirstOrDefault(m => m is not null);

    /// <summary>The readers who follow it there, each once, by the platform's own ids.</summary>
    public IReadOnlyList<string> Followers =>
        [.. Subscriptions.Where(s => s.IsFollow).Select(s => s.Mention).OfType<string>().Distinct(StringComparer.Ordinal)];

    /// <summary>Whom to notify because it just got grave enough; null for nobody.</summary>
    public string? MentionSince(SeverityLevel shown) => Instants
        .Where(s => !s.IsFollow && shown < s.MentionFrom && Level >= s.MentionFrom).Select(s => s.Mention)
        .FirstOrDefault(m => m is not null);
}
