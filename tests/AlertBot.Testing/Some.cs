using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Feeds;
using AlertBot.Incidents;
using AlertBot.Watchlists;
using Match = AlertBot.Watchlists.Match;

namespace AlertBot.Testing;

/// <summary>Records where a test cares for a part of them only.</summary>
public static class Some
{
    /// <summary>A Wednesday at noon.</summary>
    public static DateTimeOffset NowUtc { get; } = new(2020, 3, 11, 12, 0, 0, TimeSpan.Zero);

    /// <summary>One community.</summary>
    public static CommunityId CommunityA { get; } = new("test:a");

    /// <summary>Another community.</summary>
    public static CommunityId CommunityB { get; } = new("test:b");

    /// <summary>A channel of <see cref="CommunityA"/>.</summary>
    public static ChannelRef ChannelA { get; } = new("test", "a", "main", null);

    /// <summary>A channel of <see cref="CommunityB"/>.</summary>
    public static ChannelRef ChannelB { get; } = new("test", "b", "main", "thread");

    /// <summary>An article.</summary>
    public static Article Article(
        string id = "article-1", Scope scope = default, string title = "Rockets hit Taji", string text = "Three were killed.",
        DateTimeOffset? seenUtc = null, string? feedId = null) => new(
        id, scope, feedId ?? (scope.IsShared ? "feed" : $"feed of {scope}"), "Outlet", "", title, text,
        new Uri($"https://outlet.example/{id}"), "en", (seenUtc ?? NowUtc).AddMinutes(-3), seenUtc ?? NowUtc,
        ArticleMaker.ContentHashOf(title, text));

    /// <summary>A match of one rule.</summary>
    public static Match Match(string topic = "iraq", string rule = "attack", string? actor = null, string? place = null) => new(
        topic, rule, actor is null ? [] : [actor], place is null ? [] : [place], [new MatchedTerm("rockets", 0, 7)]);

    /// <summary>What an article says of an attack.</summary>
    public static ArticleFacts Facts(
        EventKind? kind = EventKind.RocketAttack, PlaceFact? place = null, int? killed = null, string? actor = null) => new()
        {
            Kind = kind,
            Place = place,
            Places = place is null ? [] : [place],
            Killed = killed is { } n ? new Figure(n, n, FigureQualifier.Exact, "the Pentagon", $"{n} were killed.") : null,
            Actors = actor is null ? [] : [new ActorFact(actor, actor, ActorRole.Accused, $"Officials blamed {actor}.", 10)],
        };

    /// <summary>Taji, in the governorate of Baghdad, in Iraq.</summary>
    public static PlaceFact Taji { get; } = new(
        "taji", "Taji", "IQ", 33.52, 44.25, PlacePrecision.Site, ["baghdad-governorate", "iraq"], "Rockets hit Taji.", 10);

    /// <summary>An article as an incident keeps it.</summary>
    public static IncidentMember Member(
        string articleId = "article-1", Scope scope = default, DateTimeOffset? seenUtc = null, ArticleFacts? facts = null,
        params IReadOnlyList<Match> matches) => new(
        articleId, scope, "Outlet", "", $"report-{articleId}", "Rockets hit Taji", new Uri("https://outlet.example/1"), "en",
        (seenUtc ?? NowUtc).AddMinutes(-3), seenUtc ?? NowUtc, Relation.NewIncident, facts ?? Facts(),
        ["Three were killed."], matches.Count == 0 ? [Match()] : matches);

    /// <summary>An incident; without members given it has one, of the scope.</summary>
    public static Incident Incident(
        long number = 1, int revision = 1, Scope scope = default, IncidentState state = IncidentState.Open,
        params IReadOnlyList<IncidentMember> members) => new(
        $"incident-{number}", number, state, null, revision, NowUtc, NowUtc, null, null,
        members.Count == 0 ? [Member($"article-{number}", scope, NowUtc.AddMinutes(number))] : members);

    /// <summary>An alert of an incident in a channel.</summary>
    public static Alert Alert(long number = 1, int sequence = 1, ChannelRef? channel = null) => new(
        AlertId(number, channel), $"incident-{number}", channel ?? ChannelA, NowUtc, sequence, null, sequence, null,
        $"content-{sequence}", SeverityLevel.High, [new AlertChange(NowUtc, Deaths) { Outlet = "Outlet" }]);

    private static NamedChange Deaths { get; } =
        new(NamedChangeKind.DeathsStep, 1) { Deaths = new NumberRange(3, 3), WasDeaths = new NumberRange(2, 2) };

    /// <summary>A delivery of the alert of an incident in a channel.</summary>
    public static Delivery Delivery(
        long number = 1, int sequence = 1, DeliveryKind? kind = null, SeverityLevel severity = SeverityLevel.High,
        ChannelRef? channel = null, DateTimeOffset? dueUtc = null) => new(
        Keys.Of(AlertId(number, channel), $"{sequence}"), AlertId(number, channel), sequence,
        kind ?? (sequence == 1 ? DeliveryKind.Send : DeliveryKind.Edit), channel ?? ChannelA, $"incident-{number}", severity,
        Chat.Message.Line($"Incident {number}, {sequence}"), false, null, NowUtc.AddMinutes(-3), NowUtc, dueUtc ?? NowUtc);

    /// <summary>What the platform made of a delivery.</summary>
    public static MessageRef Message(Delivery delivery) => new(delivery.Channel, $"message-of-{delivery.Key}");

    /// <summary>An outcome that is empty but for what is given.</summary>
    public static AnalysisOutcome Outcome(
        IReadOnlyList<AnalysedArticle>? articles = null, IReadOnlyList<Incident>? incidents = null,
        IReadOnlyList<Alert>? alerts = null, IReadOnlyList<Digest>? digests = null, IReadOnlyList<Delivery>? deliveries = null,
        IReadOnlyList<string>? superseded = null, IReadOnlyList<string>? requests = null) => new(
        articles ?? [], requests ?? [], incidents ?? [], alerts ?? [], digests ?? [], deliveries ?? [], superseded ?? [],
        AnalysisWindow.Empty);

    /// <summary>An outcome with incidents alone.</summary>
    public static AnalysisOutcome Outcome(params Incident[] incidents) => Outcome(articles: null, incidents: incidents);

    /// <summary>An outcome with deliveries alone.</summary>
    public static AnalysisOutcome Outcome(params Delivery[] deliveries) => Outcome(articles: null, deliveries: deliveries);

    private static string AlertId(long number, ChannelRef? channel) =>
        Keys.Of("alert", $"{number}", (channel ?? ChannelA).ToString());
}
