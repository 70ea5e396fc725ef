using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Incidents;

namespace AlertBot.Commands;

/// <summary>What options make of a subscription: only what is named changes. Pure.</summary>
/// <param name="option">What was typed for an option, by its name; null when it was left out.</param>
/// <param name="texts">In which problems are told.</param>
/// <param name="nowUtc">The instant of asking.</param>
internal sealed class SubscriptionChange(Func<string, string?> option, Texts texts, DateTimeOffset nowUtc)
{
    /// <summary>The word that takes something away.</summary>
    public const string None = "none";

    private const int MaxMention = 100;

    private static readonly TimeSpan LongestDelay = TimeSpan.FromDays(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private string? _problem;

    /// <summary>The options, the topic aside.</summary>
    public static IReadOnlyList<OptionDefinition> Options { get; } =
    [
        OptionDefinition.Optional("severity", OptionType.Severity),
        OptionDefinition.Optional("mode", OptionType.Choice, "instant", "hourly", "daily"),
        OptionDefinition.Optional("urgent", OptionType.Choice, "medium", "high", "critical", None),
        OptionDefinition.Optional("at", OptionType.Clock),
        OptionDefinition.Optional("quiet", OptionType.Hours),
        OptionDefinition.Optional("zone", OptionType.Zone),
        OptionDefinition.Optional("mention", OptionType.Word),
        OptionDefinition.Optional("mentionfrom", OptionType.Severity),
        OptionDefinition.Optional("language", OptionType.Choice, [.. TextBook.Languages]),
        OptionDefinition.Optional("share", OptionType.Choice, "full", "public"),
        OptionDefinition.Optional("delay", OptionType.Duration),
    ];

    /// <summary>The subscription as it becomes; one line for people when that makes no sense.</summary>
    public (Subscription? After, string? Problem) Of(Subscription before)
    {
        Func<Subscription, Subscription>[] steps = [Severity, Zone, Mode, Urgent, At, Quiet, Mention, Language, Share];
        var after = steps.Aggregate(before, (s, step) => _problem is null ? step(s) : s);
        return _problem is null ? (after, null) : (null, _problem);
    }

    private Subscription Severity(Subscription s) =>
        Level("severity") is { } level ? s with { LeastSeverity = level } : s;

    private Subscription Zone(Subscription s)
    {
        if (option("zone") is not { } typed) return s;
        var (found, near) = ClockText.Zone(typed);
        if (found is not null) return s with { TimeZone = found };
        return near is null
            ? Fail(s, "commands.subscribe.zone.none", ("typed", typed))
            : Fail(s, "commands.subscribe.zone.near", ("typed", typed), ("near", near));
    }

    private Subscription Mode(Subscription s) => option("mode")?.ToUpperInvariant() switch
    {
        null => s,
        "INSTANT" when option("urgent") is { } urgent && !IsNone(urgent) =>
            Fail(s, "commands.subscribe.urgent.instant"),
        "INSTANT" => s with { Mode = SubscriptionMode.Instant },
        "HOURLY" => Digest(s) with { DigestEvery = Hour },
        _ => Digest(s) with { DigestEvery = Day },
    };

    // What came at once from a level on goes on to.
    private static Subscription Digest(Subscription s) =>
        s.Mode == SubscriptionMode.Instant ? s with { Mode = SubscriptionMode.Digest } : s;

    private Subscription Urgent(Subscription s)
    {
        if (option("urgent") is not { } typed) return s;
        if (IsNone(typed))
            return s.Mode == SubscriptionMode.InstantFrom ? s with { Mode = SubscriptionMode.Digest } : s;
        if (s.Mode == SubscriptionMode.Instant) return Fail(s, "commands.subscribe.urgent.instant");
        if (Level("urgent") is not { } level) return s;
        return level <= s.LeastSeverity
            ? Fail(s, "commands.subscribe.urgent.low", ("level", texts.Of(s.LeastSeverity)))
            : s with { Mode = SubscriptionMode.InstantFrom, InstantFrom = level };
    }

    private Subscription At(Subscription s)
    {
        if (option("at") is not { } typed) return s;
        if (ClockText.Time(typed) is not { } time) return Fail(s, "commands.subscribe.at", ("typed", typed));
        return s.Mode == SubscriptionMode.Instant
            ? Fail(s, "commands.subscribe.at.instant")
            : s with { DigestAt = time };
    }

    private Subscription Quiet(Subscription s)
    {
        if (option("quiet") is not { } typed) return s;
        if (IsNone(typed)) return s with { Quiet = null };
        return ClockText.Span(typed) is var (from, to)
            ? s with { Quiet = new QuietHours(from, to) }
            : Fail(s, "commands.subscribe.quiet", ("typed", typed));
    }

    private Subscription Mention(Subscription s)
    {
        if (option("mention") is { } typed)
        {
            if (IsNone(typed)) return s with { Mention = null, MentionFrom = SeverityLevel.Low };
            // As Discord writes them: <@7> is a user, <@!7> one too, <@&7> a role; users keep their @.
            var id = typed.Trim().Trim('<', '>').Replace("@!", "@", StringComparison.Ordinal)
                .Replace("@&", "", StringComparison.Ordinal);
            if (id.TrimStart('@').Length == 0 || id.Length > MaxMention || id.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)))
                return Fail(s, "commands.subscribe.mention", ("typed", typed));
            s = s with { Mention = id };
        }
        if (Level("mentionfrom") is not { } level) return s;
        return s.Mention is null
            ? Fail(s, "commands.subscribe.mentionfrom")
            : s with { MentionFrom = level };
    }

    private Subscription Language(Subscription s) =>
        option("language") is { } typed ? s with { Language = typed.ToLowerInvariant() } : s;

    private Subscription Share(Subscription s)
    {
        var isPublic = option("share")?.Equals("public", StringComparison.OrdinalIgnoreCase);
        if (isPublic is false) s = s with { Share = ShareLevel.Full, PublicDelay = TimeSpan.Zero };
        if (isPublic is true) s = s with { Share = ShareLevel.Public };
        if (option("delay") is not { } typed) return s;
        var delay = IsNone(typed) || typed.TrimEnd('m', 'h', 'd', ' ') == "0" ? TimeSpan.Zero
            : ClockText.Length(typed, nowUtc);
        if (delay is not { } length || length > LongestDelay)
            return Fail(s, "commands.subscribe.delay", ("typed", typed));
        return s.Share == ShareLevel.Public || length == TimeSpan.Zero
            ? s with { PublicDelay = length }
            : Fail(s, "commands.subscribe.delay.full");
    }

    private SeverityLevel? Level(string name)
    {
        if (option(name) is not { } typed) return null;
        var (level, problem) = Lookup.Severity(typed, texts);
        if (level is null) _problem = $"{name}: {problem}";
        return level;
    }

    private Subscription Fail(Subscription s, string key, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        _problem = texts.Of(key, values);
        return s;
    }

    private static bool IsNone(string text) => text.Trim().Equals(None, StringComparison.OrdinalIgnoreCase);
}
