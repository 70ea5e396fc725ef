using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Feeds;
using AlertBot.Incidents;
using AlertBot.Watchlists;

namespace AlertBot.Commands;

/// <summary>
/// What one answer may show of incidents and articles, in the language of its reader: the only door to them, so that no
/// command can tell a public channel what is not safe. Commands hold no archive of their own.
/// </summary>
/// <param name="archive">All incidents.</param>
/// <param name="articles">All articles.</param>
/// <param name="community">Whose data may be shown.</param>
/// <param name="watched">Knows the names of places and actors.</param>
/// <param name="texts">The language of the answer.</param>
/// <param name="reading">What is safe where anybody reads; null where all may be shown.</param>
internal sealed class CallViews(
    IIncidentArchive archive, IArticleSearch articles, CommunityId community, WatchlistIndex watched, Texts texts,
    PublicReading? reading)
{
    private readonly Viewer _viewer = new(community, texts.Language);

    /// <summary>
    /// Whether anybody may read the answer: then no article is shown, and incidents later and in less detail.
    /// </summary>
    public bool IsPublic => reading is not null;

    /// <summary>Incidents, newest first, at most <paramref name="limit"/> (1 to 100).</summary>
    public async Task<IReadOnlyList<IncidentView>> ListAsync(
        IncidentQuery query, int limit, CancellationToken cancellationToken)
    {
        if (reading is null) return Named(await archive.ListAsync(query, _viewer, limit, cancellationToken));
        if (reading.Of(query) is not { } safe) return [];
        var recent = await RecentAsync(safe, cancellationToken);
        var shown = recent.Where(reading.IsOldEnough).Skip(query.Skip).Take(limit).ToList();
        if (shown.Count < limit)
        {
            var older = safe with { Skip = recent.Count + Math.Max(0, query.Skip - recent.Count(reading.IsOldEnough)) };
            shown.AddRange((await archive.ListAsync(older, _viewer, limit - shown.Count, cancellationToken))
                .Where(reading.IsOldEnough));
        }
        return Named(shown.Select(reading.Of));
    }

    /// <summary>
    /// What a subscription of the community would have got of an incident that it may see; null when it would have
    /// heard nothing. Where anybody reads it is told as to all.
    /// </summary>
    public async Task<Rehearsed?> RehearseAsync(
        long number, Subscription subscription, AlertRules rules, CancellationToken cancellationToken)
    {
        if (subscription.Community != community) return null;
        if (IsPublic) subscription = subscription with { Share = ShareLevel.Public };
        return await archive.WholeAsync(number, cancellationToken) is { } whole
            ? Rehearsal.Of(whole, subscription, rules with { Watched = watched }) : null;
    }

    /// <summary>The gravest incidents, level by level, at most <paramref name="limit"/> (1 to 100).</summary>
    public async Task<IReadOnlyList<IncidentView>> ListGravestAsync(
        IncidentQuery query, int limit, CancellationToken cancellationToken)
    {
        if (reading is null) return Named(await archive.ListGravestAsync(query, _viewer, limit, cancellationToken));
        if (reading.Of(query) is not { } safe) return [];
        var views = await archive.ListGravestAsync(safe, _viewer, PublicReading.MostRecent, cancellationToken);
        return Named(views.Where(reading.IsOldEnough).Take(limit).Select(reading.Of));
    }

    /// <summary>How many incidents there are in all, the query's skip aside.</summary>
    public async Task<IncidentCount> CountAsync(IncidentQuery query, CancellationToken cancellationToken)
    {
        if (reading is null) return await archive.CountAsync(query, community, cancellationToken);
        if (reading.Of(query) is not { } safe) return new IncidentCount(0);
        var all = await archive.CountAsync(safe, community, cancellationToken);
        var hidden = (await RecentAsync(safe, cancellationToken)).Count(v => !reading.IsOldEnough(v));
        return new IncidentCount(Math.Max(0, all.Known - hidden), all.IsMore && all.Known > hidden);
    }

    /// <summary>How many incidents there are in each of some spans that follow one another.</summary>
    public async Task<IReadOnlyList<int>> CountByTimeAsync(
        IncidentQuery query, DateTimeOffset fromUtc, TimeSpan step, int steps, CancellationToken cancellationToken)
    {
        if (reading is null)
            return await archive.CountByTimeAsync(query, community, fromUtc, step, steps, cancellationToken);
        var counts = new int[steps];
        if (reading.Of(query) is not { } safe) return counts;
        var all = await archive.CountByTimeAsync(safe, community, fromUtc, step, steps, cancellationToken);
        for (var i = 0; i < steps; i++) counts[i] = all[i];
        foreach (var view in (await RecentAsync(safe, cancellationToken)).Where(v => !reading.IsOldEnough(v)))
        {
            var at = (view.LatestUtc - fromUtc) / step;
            if (at >= 0 && at < steps && counts[(int)at] > 0) counts[(int)at]--;
        }
        return counts;
    }

    /// <summary>The incident with a number, of any state; null when there is none that may be shown.</summary>
    public async Task<IncidentView?> FindAsync(long number, CancellationToken cancellationToken) =>
        Shown(await archive.FindAsync(number, _viewer, cancellationToken));

    /// <summary>The incident with an id, of any state; null when there is none that may be shown.</summary>
    public async Task<IncidentView?> FindAsync(string id, CancellationToken cancellationToken) =>
        Shown(await archive.FindAsync(id, _viewer, cancellationToken));

    /// <summary>
    /// What a moderator may change of an incident, wherever they ask; null when there is none. It holds nothing that
    /// could not stand anywhere.
    /// </summary>
    public async Task<IncidentParts?> PartsAsync(long number, CancellationToken cancellationToken) =>
        await archive.FindAsync(number, _viewer, cancellationToken) is { } view ? IncidentParts.Of(view) : null;

    /// <summary>Articles that have all words, those read last first; none where anybody reads.</summary>
    public async Task<IReadOnlyList<ArticleHit>> SearchAsync(
        string words, int skip, int limit, CancellationToken cancellationToken) =>
        IsPublic ? [] : await articles.SearchAsync(words, community, skip, limit, cancellationToken);

    /// <summary>The article at an address; null when there is none, and where anybody reads.</summary>
    public async Task<FoundArticle?> ArticleAsync(Uri link, CancellationToken cancellationToken) =>
        IsPublic ? null : await articles.FindAsync(link, community, cancellationToken);

    /// <summary>The article with an id; null when there is none, and where anybody reads.</summary>
    public async Task<FoundArticle?> ArticleAsync(string articleId, CancellationToken cancellationToken) =>
        IsPublic ? null : await articles.FindAsync(articleId, community, cancellationToken);

    /// <summary>The incident that an article went to; null when there is none.</summary>
    public async Task<long?> IncidentOfAsync(string articleId, CancellationToken cancellationToken) =>
        (await articles.FindAsync(articleId, community, cancellationToken))?.IncidentNumber;

    /// <summary>
    /// A place as it may be named: where anybody reads, none finer than a province; null when there is none.
    /// </summary>
    public Place? PlaceShown(Place place) => reading is null ? place : reading.Coarse(place);

    private IncidentView? Shown(IncidentView? view) =>
        view is null || (reading is not null && !reading.IsOldEnough(view)) ? null
            : Named(reading is null ? view : reading.Of(view));

    private IncidentView Named(IncidentView view) => LocalNames.In(view, watched, Scope.Of(community), texts);

    private List<IncidentView> Named(IEnumerable<IncidentView> views) => [.. views.Select(Named)];

    /// <summary>All that is new enough to be held back perhaps, newest first: what comes after it may be shown.</summary>
    private async Task<List<IncidentView>> RecentAsync(IncidentQuery query, CancellationToken cancellationToken)
    {
        var recent = new List<IncidentView>();
        if (!reading!.IsDelayed) return recent;
        query = query with { SinceUtc = reading.Later(query.SinceUtc), Skip = 0 };
        while (recent.Count < PublicReading.MostRecent * PublicReading.MostRecent)
        {
            var more = await archive.ListAsync(
                query with { Skip = recent.Count }, _viewer, PublicReading.MostRecent, cancellationToken);
            recent.AddRange(more);
            if (more.Count < PublicReading.MostRecent) break;
        }
        return recent;
    }
}
