using AlertBot.Feeds;
using AlertBot.Incidents;
using AlertBot.Testing;
using AlertBot.Watchlists;
using Xunit;

namespace AlertBot.Tests.Incidents;

/// <summary>Articles whose facts a test sets itself, so that it is about clustering and views alone.</summary>
internal static class News
{
    public static DateTimeOffset StartUtc => Some.NowUtc;

    public static DateOnly Day => DateOnly.FromDateTime(StartUtc.UtcDateTime);

    public static PlaceFact GreenZone { get; } = new(
        "green-zone", "Green Zone", "IQ", 33.31, 44.39, PlacePrecision.Site, ["baghdad", "baghdad-governorate",
            "iraq"], "", 15);

    public static PlaceFact Baghdad { get; } = new(
        "baghdad", "Baghdad", "IQ", 33.34, 44.40, PlacePrecision.City, ["baghdad-governorate", "iraq"], "", 10);

    public static PlaceFact Mosul { get; } = new(
        "mosul", "Mosul", "IQ", 36.34, 43.12, PlacePrecision.City, ["nineveh", "iraq"], "", 7);

    public static ArticleFacts Rockets(
        PlaceFact place, int day = 0, int? count = null, int? killed = null, params ActorFact[] actors) => new()
        {
            Kind = EventKind.RocketAttack,
            Place = place,
            Places = [place],
            EventDay = Day.AddDays(day),
            Munitions = count is { } n ? new Munitions(Exactly(n), "rocket") : null,
            Killed = killed is { } k ? Exactly(k) : null,
            Actors = actors,
        };

    public static Figure Exactly(int n, string? by = null) => new(n, n, FigureQualifier.Exact, by, $"{n} of them.");

    public static ActorFact Actor(string id, ActorRole role, string sentence = "", int weight = 0) =>
        new(id, id, role, sentence, weight);

    /// <summary>An article seen some minutes after the start.</summary>
    public static PreparedArticle Article(
        string id, string title, string text = "", double minutes = 0, ArticleFacts? facts = null, string? outlet =
            null,
        Scope scope = default, string language = "en")
    {
        var at = StartUtc.AddMinutes(minutes);
        var article = new Article(
            id, scope, "feed", outlet ?? "Outlet of " + id, outlet ?? "Group of " + id, title, text,
            new Uri("https://news.example/" + id), language, at, at, ArticleMaker.ContentHashOf(title, text));
        var given = facts ?? ArticleFacts.None;
        var names = new NamedText(TextFolder.Fold(title, text), []);
        return new PreparedArticle(article, names, given, []);
    }

    /// <summary>All articles in one step.</summary>
    public static ClusterOutcome Step(params PreparedArticle[] articles) =>
        Step(IncidentWindow.Empty(), articles);

    public static ClusterOutcome Step(IncidentWindow window, params PreparedArticle[] articles) => Clusterer.Step(
        window, articles, [], articles.Length == 0 ? StartUtc
            : articles.Max(a => a.Article.SeenUtc), IncidentRules.Default);

    public static ClusterOutcome Ask(IncidentWindow window, ClusterRequest request, double minutes = 60) =>
        Clusterer.Step(window, [], [request], StartUtc.AddMinutes(minutes), IncidentRules.Default);

    /// <summary>The articles of each incident, "a b | c", oldest incident first.</summary>
    public static string Groups(IncidentWindow window) => string.Join(" | ", window.Incidents
        .Select(i => string.Join(' ', i.Members.Select(m => m.ArticleId).Order(StringComparer.Ordinal))));

    /// <summary>What everybody sees of the only incident.</summary>
    public static IncidentView View(IncidentWindow window) => IncidentView.For(Assert.Single(window.Incidents), null)!;
}
