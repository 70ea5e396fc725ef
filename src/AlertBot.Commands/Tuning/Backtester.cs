using AlertBot.Alerts;
using AlertBot.Feeds;
using AlertBot.Incidents;
using AlertBot.Watchlists;

namespace AlertBot.Commands;

/// <summary>Tries a rule on the articles that were read, by the matcher that alerts and within the same borders.</summary>
public sealed class Backtester(IArticleHistory history, Func<WatchlistIndex> index, TimeProvider time)
{
    /// <summary>Longest stretch that may be asked for, in days.</summary>
    public const int MaxDays = 366;

    private const int PageSize = 500;

    private static readonly HashSet<EventKind> NoKinds = [];

    /// <summary>Tries it.</summary>
    /// <param name="list">The watchlist whose names the rule uses.</param>
    /// <param name="rule">The rule; one of the list's own is told by its id.</param>
    /// <param name="community">Whose articles count.</param>
    /// <param name="days">How far back, 1 to <see cref="MaxDays"/>.</param>
    /// <param name="limits">How much is looked at.</param>
    /// <param name="votes">What the community's readers think of alerts.</param>
    /// <param name="find">Gives the incident with a number as it may be shown; null when it may not.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<BacktestResult> RunAsync(
        Watchlist list, Rule rule, CommunityId community, int days, BacktestLimits limits, IReadOnlyList<Vote> votes,
        Func<long, CancellationToken, Task<IncidentView?>> find, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        var nowUtc = time.GetUtcNow();
        var sinceUtc = nowUtc.AddDays(-days);
        var matches = Matcher(index().Trying(list with { Rules = [rule] }), rule);
        var words = RuleWords.AnyOf(rule.Expression, list);
        var found = new List<FoundArticle>();
        var (looked, isCut, from) = (0, false, (long?)null);
        // What was forgotten, or is from before the first start, does not make the days quieter.
        var keptUtc = await history.OldestUtcAsync(cancellationToken) ?? nowUtc;
        var coveredUtc = keptUtc > sinceUtc ? keptUtc : sinceUtc;
        var oldestUtc = nowUtc;
        do
        {
            var page = await history.ReadBackAsync(sinceUtc, words, from, community, PageSize, cancellationToken);
            foreach (var article in page.Articles)
            {
                cancellationToken.ThrowIfCancellationRequested();
                looked++;
                oldestUtc = article.Article.SeenUtc;
                // What was old when it was first read alerts nobody.
                if (!article.Article.IsBacklog && matches(article.Article)) found.Add(article);
            }
            from = page.Next;
            isCut = from is not null && (looked >= limits.Articles || time.GetElapsedTime(begun) >= limits.Time);
        }
        while (from is not null && !isCut);
        var incidents = await IncidentsAsync(found, list, rule, find, limits.Incidents, cancellationToken);
        var noisiest = found.GroupBy(f => f.Article.Outlet, StringComparer.Ordinal)
            .OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).FirstOrDefault();
        if (isCut) coveredUtc = oldestUtc;
        var marks = await BacktestMarks.OfAsync(
            votes, list.Topic.Id, found.Select(f => f.IncidentNumber).OfType<long>().ToHashSet(), coveredUtc,
            limits.Incidents, find, cancellationToken);
        return new BacktestResult(
            list.Topic.Id, rule.ToString(), days, (nowUtc - coveredUtc).TotalDays, looked, found.Count,
            incidents, noisiest?.Key, noisiest?.Count() ?? 0, isCut || incidents.Count == limits.Incidents)
        {
            Marks = marks,
        };
    }

    // Facts are read only where the rule asks what happened: they are the dearest part.
    private static Func<Article, bool> Matcher(WatchlistIndex trying, Rule rule)
    {
        if (!RuleWords.AsksKind(rule.Expression))
            return article => trying.Match(trying.Names(TextFolder.Fold(article.Title, article.Text)), NoKinds).Count > 0;
        var preparer = new ArticlePreparer(trying);
        return article => preparer.Prepare(article).Matches.Count > 0;
    }

    private static async Task<IReadOnlyList<BacktestHit>> IncidentsAsync(
        List<FoundArticle> found, Watchlist list, Rule rule, Func<long, CancellationToken, Task<IncidentView?>> find,
        int most, CancellationToken cancellationToken)
    {
        var hits = new List<BacktestHit>();
        var groups = found.GroupBy(f => f.IncidentNumber is { } number ? $"#{number}" : f.Article.Id, StringComparer.Ordinal);
        foreach (var group in groups.Take(most))
        {
            var newest = group.First();
            var view = newest.IncidentNumber is { } number
                ? await find(number, cancellationToken)
                : null;
            var isNew = view is null
                || view.Matches.All(m => m.Topic == Follow.TopicId
                    || (m.Topic == list.Topic.Id && rule.Id.Length > 0 && m.Rule == rule.Id));
            hits.Add(new BacktestHit(
                view?.Number, view?.Title ?? newest.Article.Title,
                view is null ? newest.Article.Language : view.TitleLanguage, newest.Article.Link, newest.Article.Outlet,
                newest.Article.EffectiveUtc, view?.Severity.Level, isNew));
        }
        return hits;
    }
}
