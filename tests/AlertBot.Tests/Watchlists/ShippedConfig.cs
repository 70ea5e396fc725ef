using AlertBot.Feeds;
using AlertBot.Testing;
using AlertBot.Watchlists;

namespace AlertBot.Tests.Watchlists;

/// <summary>The watchlists and the gazetteer that the product ships, as it reads them.</summary>
internal static class ShippedConfig
{
    private static readonly Lazy<(WatchlistIndex Index, IReadOnlyList<Place> Listed, IReadOnlyList<string> Problems)> Read =
        new(ReadAll);

    /// <summary>Everything in one index.</summary>
    public static WatchlistIndex Index => Read.Value.Index;

    /// <summary>The places that only the gazetteer knows.</summary>
    public static IReadOnlyList<Place> Listed => Read.Value.Listed;

    /// <summary>What reading complained of.</summary>
    public static IReadOnlyList<string> Problems => Read.Value.Problems;

    /// <summary>The topics whose rules a text satisfies, each once.</summary>
    /// <param name="title">The headline.</param>
    /// <param name="text">What stands below it.</param>
    /// <param name="kind">What is known to have happened; null when nothing is.</param>
    public static IReadOnlyList<string> Topics(string title, string text = "", EventKind? kind = null)
    {
        var named = Index.Names(TextFolder.Fold(title, text));
        var kinds = kind is { } known ? new HashSet<EventKind> { known } : [];
        return [.. Index.Match(named, kinds).Select(match => match.Topic).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The actors and places that a text names, in order.</summary>
    public static IReadOnlyList<string> Names(string text) =>
        [.. Index.Names(TextFolder.Fold("", text)).Hits.Select(hit => hit.Actor?.Id ?? hit.Place!.Id)];

    private static (WatchlistIndex, IReadOnlyList<Place>, IReadOnlyList<string>) ReadAll()
    {
        var config = Path.Combine(SharedData.RepositoryRoot!, "config");
        var problems = new List<string>();
        var watchlists = new List<Watchlist>();
        foreach (var path in Directory.GetFiles(Path.Combine(config, "watchlists"), "*.yaml").Order(StringComparer.Ordinal))
        {
            var read = WatchlistReader.Read(Path.GetFileName(path), File.ReadAllText(path), Scope.Shared);
            problems.AddRange(read.Problems.Select(problem => problem.ToString()));
            if (read.Watchlist is { } watchlist) watchlists.Add(watchlist);
        }

        using var tsv = File.OpenText(Path.Combine(config, "gazetteer.tsv"));
        var gazetteer = Gazetteer.Read("gazetteer.tsv", tsv);
        problems.AddRange(gazetteer.Problems.Select(problem => problem.ToString()));
        return (WatchlistIndex.Build(watchlists, gazetteer.Places), gazetteer.Places, problems);
    }
}
