using AlertBot.Alerts;
using AlertBot.Feeds;
using AlertBot.Incidents;
using AlertBot.Testing;
using AlertBot.Watchlists;
using Match = AlertBot.Watchlists.Match;

namespace AlertBot.Benchmarks;

/// <summary>Generated news with the incidents that an analysis would have made of them: the words are those of
/// <see cref="NewsStories"/>, actors and places those of the watchlists. One event in eight is of a watched topic, as
/// with real feeds most news is nobody's.</summary>
internal sealed class QueryNews(WatchlistIndex index, DateTimeOffset beginUtc)
{
    private const int Seed = 11;
    private const int Characters = 500;
    private const int Sentences = 4;
    private const int LargeEvery = 1000;
    private const int LargeTellings = 101;

    // How many articles tell of one event: most have few, some have many; five in the mean, with the large ones.
    private static readonly int[] Tellings = [1, 1, 1, 2, 2, 3, 3, 4, 6, 26];
    private static readonly TimeSpan BetweenTellings = TimeSpan.FromMinutes(11);
    private static readonly EventKind[] Kinds = Enum.GetValues<EventKind>();

    private readonly Random _random = new(Seed);
    private readonly NewsStories _stories = new(Seed);
    private readonly IReadOnlyList<Place> _places = [.. index.Watchlists.SelectMany(w => w.Places)];

    /// <summary>Words that few articles have.</summary>
    public static IReadOnlyList<string> Rare { get; } = [.. NewsCorpus.Vocabulary(Seed).TakeLast(200)];

    /// <summary>One event: its articles, the incident that they are, and what was owed for it.</summary>
    public sealed record Told(
        IReadOnlyList<Article> Articles, Incident Incident, IReadOnlyList<Delivery> Deliveries);

    /// <summary>Events that follow one another, a minute apart.</summary>
    public IReadOnlyList<Told> Tell(int first, int count)
    {
        var sizes = Enumerable.Range(first, count)
            .Select(n => n % LargeEvery == 0 ? LargeTellings : Tellings[n % Tellings.Length]).ToList();
        var stories = new Queue<NewsStory>(_stories.Write(sizes.Sum(), 50, Characters));
        return [.. sizes.Select((size, i) => Tell(first + i, [.. Enumerable.Range(0, size).Select(_ => stories.Dequeue())]))];
    }

    private Told Tell(int number, IReadOnlyList<NewsStory> stories)
    {
        var list = _random.Next(8) == 0 ? Any(index.Watchlists) : null;
        var place = list is null ? Any(_places) : Any(list.Places);
        var actor = list is null ? null : Any(list.Actors);
        var kind = Any(Kinds);
        var articles = stories.Select((story, i) => ArticleOf(number, i, story)).ToList();
        IReadOnlyList<Match> matches = list is null ? []
            : [Some.Match(list.Topic.Id, Any(list.Rules).Id, actor!.Id, place.Id)];
        var killed = _random.Next(4) == 0 ? _random.Next(1, 25) : 0;
        var incident = Some.Incident(number, members:
        [
            .. articles.Select(article => MemberOf(article, stories[0].Story, Some.Facts(
                kind, Where(place, article), killed, actor?.Id), matches)),
        ]);
        return new Told(articles, incident, list is null ? [] : Owed(number, articles[0]));
    }

    private Article ArticleOf(int incident, int telling, NewsStory story)
    {
        var seenUtc = beginUtc.AddMinutes(incident) + (BetweenTellings * telling);
        // Numbered by the time of the event, as ids are drawn: neither ids nor texts repeat.
        return new Article(
            $"{(incident * 2654435761L) & 0xffffffff:x8}-{incident}-{telling}", Scope.Shared, "", "", "", story.Title,
            story.Text, new Uri($"https://outlet{story.Outlet}.example/news/{incident}/{telling}"), story.Language,
            seenUtc.AddMinutes(-3), seenUtc, ArticleMaker.ContentHashOf(story.Title, $"{story.Text}{incident}"));
    }

    private IncidentMember MemberOf(Article article, int story, ArticleFacts facts, IReadOnlyList<Match> matches) =>
        Some.Member(article.Id, seenUtc: article.SeenUtc, facts: facts) with
        {
            Outlet = $"Outlet {_random.Next(1000)}",
            Report = $"{story}-{_random.Next(8)}",
            Title = article.Title,
            Link = article.Link,
            Language = article.Language,
            Sentences = [.. article.Text.Split(". ", Sentences + 1).Take(Sentences)],
            Matches = matches,
        };

    private static PlaceFact Where(Place place, Article article) => new(
        place.Id, place.Name, place.Country, place.Latitude, place.Longitude, place.Precision, place.Within,
        article.Text.Split(". ", 2)[0], place.Weight);

    // An alert, an edit and a reply in one channel.
    private static IReadOnlyList<Delivery> Owed(int number, Article article) =>
    [
        .. Enumerable.Range(1, 3).Select(sequence => Some.Delivery(number, sequence) with
        {
            CreatedUtc = article.SeenUtc.AddMinutes(sequence),
            PublishedUtc = article.PublishedUtc,
        }),
    ];

    private T Any<T>(IReadOnlyList<T> all) => all[_random.Next(all.Count)];
}
