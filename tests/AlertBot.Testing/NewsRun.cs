using System.Globalization;
using System.Text.Json;
using AlertBot.Feeds;
using AlertBot.Incidents;
using AlertBot.Watchlists;

namespace AlertBot.Testing;

/// <summary>Runs articles of a file through reading and clustering, one a step, with the shipped watchlists.</summary>
public static class NewsRun
{
    // Articles without a time of their own; any instant does, as long as it is the same for all.
    private static readonly DateTimeOffset Undated = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The shipped watchlists and gazetteer; null outside a checkout.</summary>
    public static WatchlistIndex? ShippedWatchlists()
    {
        if (SharedData.RepositoryRoot is not { } root) return null;
        var lists = Directory.GetFiles(Path.Combine(root, "config", "watchlists"), "*.yaml")
            .Order(StringComparer.Ordinal)
            .Select(path => WatchlistReader.Read(path, File.ReadAllText(path), Scope.Shared).Watchlist)
                .OfType<Watchlist>();
        using var gazetteer = new StreamReader(Path.Combine(root, "config", "gazetteer.tsv"));
        return WatchlistIndex.Build([.. lists], Gazetteer.Read("gazetteer.tsv", gazetteer).Places);
    }

    /// <summary>Articles in the form that <c>analyze</c> reads, one a line.</summary>
    public static IReadOnlyList<Article> Articles(TextReader lines)
    {
        var articles = new List<Article>();
        while (lines.ReadLine() is { } line)
        {
            using var document = JsonDocument.Parse(line);
            articles.Add(ArticleOf(document.RootElement));
        }

        return articles;
    }

    /// <summary>Lines of an id, a tab and a cluster.</summary>
    public static IReadOnlyDictionary<string, string> Clusters(TextReader lines)
    {
        var clusters = new Dictionary<string, string>(StringComparer.Ordinal);
        while (lines.ReadLine() is { } line)
            if (line.Split('\t') is [var id, var cluster] && id != "article_id") clusters[id] = cluster;
        return clusters;
    }

    /// <summary>The incident of each article, once all have been read.</summary>
    public static IReadOnlyDictionary<string, string> Cluster(
        IEnumerable<Article> articles, WatchlistIndex watchlists, IncidentRules rules)
    {
        var preparer = new ArticlePreparer(watchlists);
        var window = IncidentWindow.Empty();
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var article in articles)
        {
            var outcome = Clusterer.Step(window, [preparer.Prepare(article)], [], article.SeenUtc, rules);
            foreach (var member in outcome.Changes.SelectMany(c =>
                c.After.Members.Select(m => (m.ArticleId, c.After.Id))))
                found[member.ArticleId] = member.Id;
            window = outcome.NextWindow;
        }

        return found;
    }

    private static Article ArticleOf(JsonElement line)
    {
        var published = Text("published") is { Length: > 0 } at
            ? DateTimeOffset.Parse(at, CultureInfo.InvariantCulture) : (DateTimeOffset?)null;
        return new Article(
            Text("id"), Scope.Shared, "", Text("source"), Text("source"), Text("title"), Text("text"), null, Text(
                "language"),
            published, published ?? Undated, ArticleMaker.ContentHashOf(Text("title"), Text("text")));

        string Text(string name) => line.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";
    }
}
