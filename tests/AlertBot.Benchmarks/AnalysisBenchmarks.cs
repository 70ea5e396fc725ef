using AlertBot.Feeds;
using AlertBot.Incidents;
using AlertBot.Testing;
using BenchmarkDotNet.Attributes;

namespace AlertBot.Benchmarks;

/// <summary>Reading, clustering and showing articles of 4,500 characters with a thousand live incidents.</summary>
[MemoryDiagnoser]
public class AnalysisBenchmarks
{
    private const int Live = 1000;
    private const int Batch = 30;

    private readonly List<Article> _articles = [];
    private ArticlePreparer _preparer = null!;
    private PreparedArticle[] _next = [];
    private IncidentWindow _window = IncidentWindow.Empty();
    private Incident _incident = null!;

    /// <summary>Fills the window.</summary>
    [GlobalSetup]
    public void Fill()
    {
        var index = NewsRun.ShippedWatchlists() ?? throw new InvalidOperationException("Run this in a checkout.");
        var names = index.Watchlists.SelectMany(l =>
            l.Actors.Select(a => a.Name).Concat(l.Places.Select(p => p.Name))).ToList();
        _preparer = new ArticlePreparer(index);
        _articles.AddRange(NewsCorpus.Articles(Live + Batch, names, 7).Select(ArticleOf));
        foreach (var article in _articles.Take(Live))
            _window = Clusterer.Step(_window, [_preparer.Prepare(article)], [], article.SeenUtc,
                IncidentRules.Default).NextWindow;
        _next = [.. _articles.Skip(Live).Select(_preparer.Prepare)];
        _incident = _window.Incidents.MaxBy(i => i.Members.Count)!;
    }

    /// <summary>Names, facts and matches of a batch.</summary>
    [Benchmark(OperationsPerInvoke = Batch)]
    public int Prepare() => _articles.Skip(Live).Sum(a => _preparer.Prepare(a).Matches.Count);

    /// <summary>One step with a batch, as the worker makes it.</summary>
    [Benchmark(OperationsPerInvoke = Batch)]
    public ClusterOutcome ClusterBatch() =>
        Clusterer.Step(_window, _next, [], _next[^1].Article.SeenUtc, IncidentRules.Default);

    /// <summary>One step with one article, as <c>analyze</c> makes it.</summary>
    [Benchmark]
    public ClusterOutcome ClusterOne() =>
        Clusterer.Step(_window, [_next[0]], [], _next[0].Article.SeenUtc, IncidentRules.Default);

    /// <summary>What is shown of the incident with the most articles.</summary>
    [Benchmark]
    public IncidentView? View() => IncidentView.For(_incident, community: null);

    private static Article ArticleOf((string Title, string Text) text, int i)
    {
        var at = new DateTimeOffset(2020, 3, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(i * 2);
        return new Article(
            $"a{i}", Scope.Shared, "feed", $"Outlet {i % 50}", $"Group {i % 50}", text.Title, text.Text, null, "en",
                at, at,
            ArticleMaker.ContentHashOf(text.Title, text.Text));
    }
}
