using AlertBot.Feeds;
using AlertBot.Incidents;
using AlertBot.Testing;
using AlertBot.Watchlists;
using FsCheck;
using FsCheck.Fluent;
using static AlertBot.Tests.Incidents.News;

namespace AlertBot.Tests.Incidents;

/// <summary>Streams of articles about events that repeat, as the news of a bad week do.</summary>
internal static class Streams
{
    private static readonly PlaceFact[] Places = [Some.Taji, GreenZone, Baghdad, Mosul];
    private static readonly EventKind[] Kinds =
        [EventKind.RocketAttack, EventKind.Airstrike, EventKind.IedAttack, EventKind.Statement];

    private static readonly string[] Phrases =
    [
        "struck the compound before dawn", "damaged a fuel store near the gate", "landed beside the runway",
            "hit a convoy of trucks",
        "officials blamed a militia", "no group claimed the attack", "soldiers closed the road",
            "witnesses heard several blasts",
        "a spokesman denied any part in it", "smoke rose over the district",
    ];

    /// <summary>Seeds of streams: a failing one is short to read and easy to run again.</summary>
    public static Arbitrary<int> Seeds => Gen.Choose(0, int.MaxValue).ToArbitrary();

    /// <summary>One article a step.</summary>
    public static IncidentWindow Run(IReadOnlyList<PreparedArticle> articles)
    {
        var window = IncidentWindow.Empty();
        foreach (var article in articles) window = Step(window, article).NextWindow;
        return window;
    }

    public static PreparedArticle[] Make(int seed, bool withPrivate = true)
    {
        var random = new Random(seed);
        var minutes = 0.0;
        var articles = new PreparedArticle[random.Next(4, 24)];
        for (var i = 0; i < articles.Length; i++)
        {
            // Some come at the same minute, some after so long that what was there is let go.
            minutes += random.Next(10) switch { 0 => 0, 1 => random.Next(60 * 40), _ => random.Next(120) };
            articles[i] = OneArticle(random, $"n{i:00}", minutes, withPrivate);
        }

        return articles;
    }

    private static PreparedArticle OneArticle(Random random, string id, double minutes, bool withPrivate)
    {
        var place = Places[random.Next(Places.Length)];
        var kind = Kinds[random.Next(Kinds.Length)];
        var killed = random.Next(4);
        var scope = withPrivate ? Audience(random.Next(5)) : Scope.Shared;
        var told = Rockets(place, (int)(minutes / 60 / 24), random.Next(3) * 6, killed) with { Kind = kind };
        var corrected = told with { CorrectionSentence = "An earlier report was wrong." };
        var facts = random.Next(12) switch { 0 or 1 => ArticleFacts.None, 2 => corrected, _ => told };
        var phrases = Enumerable.Range(0, 3).Select(_ => Phrases[random.Next(Phrases.Length)]).ToList();
        var text = $"The attack at {place.Name} {string.Join(", and ", phrases)}. There were {killed} dead.";
        return Article(
            id, $"{kind} at {place.Name}, {killed} dead", text, minutes, facts, outlet: $"Outlet {random.Next(5)}",
            scope: scope, language: random.Next(5) == 0 ? "fr" : "en");
    }

    private static Scope Audience(int draw) =>
        draw == 0 ? Scope.Of(Some.CommunityA) : draw == 1 ? Scope.Of(Some.CommunityB) : Scope.Shared;
}
