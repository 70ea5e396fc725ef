using AlertBot.Alerts;
using AlertBot.Configuration;
using AlertBot.Feeds;
using AlertBot.Incidents;
using AlertBot.Storage;
using AlertBot.Terminal;
using AlertBot.Watchlists;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AlertBot.Hosting;

/// <summary>The watchlists of the hour: those of <c>config/</c> and those that moderators tuned.</summary>
/// <remarks>A tuned shared watchlist stands in the place of the file with its topic; one of a community takes its
/// place for that community alone. A bad one is told once and left out, and the rest serves. Safe to call from several threads: who holds an index
/// keeps it, whatever is read meanwhile.</remarks>
internal sealed partial class WatchedLists(
    BotConfig config, IWatchlistStore store, IFollowStore follows, IOptions<FeedOptions> feeds,
    TimeProvider time,
    ILogger<WatchedLists> logger)
{
    /// <summary>The most articles that a worker holds: a small host is worth more than the last unwatched story.</summary>
    public const int MaxHeldArticles = 2_000;

    // What another process saved is known here so much later at most; asking is one look at an index.
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly Lock _turn = new();
    private readonly HashSet<TunedVersion> _told = [];
    private Dictionary<TunedVersion, Watchlist?> _read = [];
    private State? _state;
    private (long Lists, long Follows) _stamp = (-1, -1);
    private DateTimeOffset _lookedUtc = DateTimeOffset.MinValue;

    /// <summary>See <see cref="DeliveryOptions.EditEvery"/>.</summary>
    public TimeSpan EditEvery { get; init; } = AlertRules.Default.EditEvery;

    /// <summary>What is watched now.</summary>
    public WatchlistIndex Index => Now().Index;

    /// <summary>The rules of the analysis that go with it.</summary>
    /// <param name="mayHaveChanged">Looks into the store first whether a watchlist was saved.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    public async Task<AnalysisRules> RulesAsync(bool mayHaveChanged, CancellationToken cancellationToken)
    {
        if (mayHaveChanged) await LoadAsync(cancellationToken);
        return Now().Rules;
    }

    /// <summary>Looks whether somebody saved a watchlist, in whichever process, and goes by it. A store that cannot be
    /// asked changes nothing.</summary>
    /// <param name="atOnce">Also when somebody looked a moment ago.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    public async Task RefreshAsync(bool atOnce, CancellationToken cancellationToken)
    {
        lock (_turn)
        {
            var nowUtc = time.GetUtcNow();
            if (!atOnce && nowUtc - _lookedUtc < LookEvery && nowUtc >= _lookedUtc) return;
            _lookedUtc = nowUtc;
        }

        try
        {
            var stamp = await StampAsync(cancellationToken);
            lock (_turn)
                if (stamp == _stamp) return;
            await LoadAsync(cancellationToken);
        }
        catch (StoreUnavailableException)
        {
            // The outage is told by those who cannot work without the store.
        }
    }

    /// <summary>Reads the tuned watchlists, and puts another index in place when one of them changed.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        // Asked first: what is saved between the two is found by the next look.
        var stamp = await StampAsync(cancellationToken);
        var tuned = await store.LoadAsync(cancellationToken);
        var followed = await follows.ListAsync(cancellationToken);
        var versions = tuned.Select(t => new TunedVersion(t.TopicId, t.Scope, t.Version))
            .Concat(followed.Select(f => new TunedVersion(f.Id, Scope.Of(f.Community), 0))).ToHashSet();
        lock (_turn)
        {
            _stamp = stamp;
            if (_state is { } known && known.Versions.SetEquals(versions)) return;
            var isAnew = _state is not null;
            _state = Make(tuned, followed, versions);
            if (isAnew) LogChanged(_state.Index.Watchlists.Count, tuned.Count);
        }
    }

    private async Task<(long Lists, long Follows)> StampAsync(CancellationToken cancellationToken) =>
        (await store.StampAsync(cancellationToken), await follows.StampAsync(cancellationToken));

    private State Now()
    {
        lock (_turn) return _state ??= Make([], [], []);
    }

    private State Make(
        IReadOnlyList<StoredWatchlist> tuned, IReadOnlyList<Follow> followed, HashSet<TunedVersion> versions)
    {
        var lists = config.Watchlists.ToList();
        var read = new Dictionary<TunedVersion, Watchlist?>();
        foreach (var stored in tuned.Where(t => t.Yaml.Length > 0))
        {
            var place = stored.Scope.IsShared ? lists.FindIndex(l => IsShared(l, stored.TopicId)) : -1;
            var version = new TunedVersion(stored.TopicId, stored.Scope, stored.Version);
            // Read once: a thousand communities' lists are not read again because one of them changed.
            read[version] = _read.TryGetValue(version, out var known) ? known : Read(stored, hasFile: place >= 0);
            if (read[version] is not { } list) continue;
            if (place >= 0) lists[place] = list;
            else lists.Add(list);
        }

        _read = read;
        lists.AddRange(FollowRules.Watchlists(followed, lists.SelectMany(l => l.Places).Concat(config.Gazetteer)));
        var index = WatchlistIndex.Build(lists, config.Gazetteer);
        var alerts = AlertRules.Default with
        {
            MaxArticleAge = feeds.Value.MaxArticleAge,
            EditEvery = EditEvery,
            Watched = index,
            Boundless = [TerminalPlatform.PlatformName],
        };
        var incidents = IncidentRules.Default with { MaxHeldArticles = MaxHeldArticles };
        return new State(versions, index, new AnalysisRules(
            new ArticlePreparer(index).Prepare, incidents, alerts, AnalysisRules.DefaultBatchSize));
    }

    private static bool IsShared(Watchlist list, string topicId) =>
        list.Topic.Scope.IsShared && list.Topic.Id == topicId;

    private Watchlist? Read(StoredWatchlist stored, bool hasFile)
    {
        var owner = stored.Scope.Community is { } community ? $" of {community.Value}" : "";
        var name = $"tuned watchlist '{stored.TopicId}'{owner}, version {stored.Version}";
        var (list, problems) = WatchlistReader.Read(name, stored.Yaml, stored.Scope, stored.Version);
        if (list?.Topic.Id is { } topic && topic != stored.TopicId)
        {
            var remedy = $"write 'topic: {stored.TopicId}'";
            (list, problems) = (null, [new ConfigProblem(name, 1, 1, $"its topic is '{topic}'", remedy), .. problems]);
        }

        if (problems.Count == 0) return list;
        if (_told.Add(new TunedVersion(stored.TopicId, stored.Scope, stored.Version)))
            LogBad(
                problems[0].ToString(), problems.Count > 1 ? $" (and {problems.Count - 1} more)" : "",
                list is not null ? "What is right of it serves."
                    : hasFile ? "It is left out, and the file with its topic serves in its place."
                    : "It is left out.");
        return list;
    }

    private sealed record TunedVersion(string TopicId, Scope Scope, int Version);

    private sealed record State(HashSet<TunedVersion> Versions, WatchlistIndex Index, AnalysisRules Rules);

    [LoggerMessage(8020, LogLevel.Error, "{Problem}{More}. {Effect}")]
    private partial void LogBad(string problem, string more, string effect);

    [LoggerMessage(8021, LogLevel.Information,
        "The watchlists were read anew: {Watchlists} in all, {Tuned} of them tuned. They hold for news from now on.")]
    private partial void LogChanged(int watchlists, int tuned);
}
