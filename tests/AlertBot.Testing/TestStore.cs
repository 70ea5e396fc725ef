using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Commands;
using AlertBot.Feeds;
using AlertBot.Incidents;
using AlertBot.Storage;
using AlertBot.Watchlists;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AlertBot.Testing;

/// <summary>A real store of its own for one test, with every port; its folder goes when the test ends.</summary>
public sealed class TestStore : IAsyncDisposable
{
    private const long MemoryWanted = 256L * 1024 * 1024;

    private readonly ServiceProvider services;
    private readonly bool ownsFolder;

    private TestStore(string folder, bool ownsFolder, StoreAccess access, IReadOnlyDictionary<string, string?> settings)
    {
        Folder = folder;
        this.ownsFolder = ownsFolder;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings)
            .AddInMemoryCollection([new("Storage:DataDirectory", folder)]).Build();
        services = new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddLogging()
            .AddStorage(access)
            .BuildServiceProvider();
    }

    /// <summary>The data folder.</summary>
    public string Folder { get; }

    /// <summary>The database file.</summary>
    public string DatabasePath => Path.Combine(Folder, "alertbot.db");

    /// <summary>The store as a whole.</summary>
    public IStore Store => Get<IStore>();

    /// <summary>The port of the same name; so are those that follow.</summary>
    public IAnalysisStore Analysis => Get<IAnalysisStore>();

    /// <inheritdoc cref="Analysis"/>
    public IOutbox Outbox => Get<IOutbox>();

    /// <inheritdoc cref="Analysis"/>
    public ISubscriptionStore Subscriptions => Get<ISubscriptionStore>();

    /// <inheritdoc cref="Analysis"/>
    public IChannelBook Channels => Get<IChannelBook>();

    /// <inheritdoc cref="Analysis"/>
    public ICoverageStore Coverage => Get<ICoverageStore>();

    /// <inheritdoc cref="Analysis"/>
    public ILeases Leases => Get<ILeases>();

    /// <inheritdoc cref="Analysis"/>
    public IPlatformState Platforms => Get<IPlatformState>();

    /// <inheritdoc cref="Analysis"/>
    public IIncidentArchive Incidents => Get<IIncidentArchive>();

    /// <inheritdoc cref="Analysis"/>
    public IArticleSearch Search => Get<IArticleSearch>();

    /// <inheritdoc cref="Analysis"/>
    public IAuditLog Audit => Get<IAuditLog>();

    /// <inheritdoc cref="Analysis"/>
    public IWatchlistStore Watchlists => Get<IWatchlistStore>();

    /// <inheritdoc cref="Analysis"/>
    public IMuteStore Mutes => Get<IMuteStore>();

    /// <inheritdoc cref="Analysis"/>
    public IFollowStore Follows => Get<IFollowStore>();

    /// <inheritdoc cref="Analysis"/>
    public IVoteStore Votes => Get<IVoteStore>();

    /// <inheritdoc cref="Analysis"/>
    public ICommunitySettings Settings => Get<ICommunitySettings>();

    /// <inheritdoc cref="Analysis"/>
    public ICommunityData Communities => Get<ICommunityData>();

    /// <inheritdoc cref="Analysis"/>
    public IFeedStore Feeds => Get<IFeedStore>();

    /// <inheritdoc cref="Analysis"/>
    public IHubStore Hubs => Get<IHubStore>();

    /// <inheritdoc cref="Analysis"/>
    public IHeartbeat Heartbeat => Get<IHeartbeat>();

    /// <summary>A new store on SQLite in a temporary folder.</summary>
    public static async Task<TestStore> NewSqliteAsync()
    {
        var store = At(NewFolder(), ownsFolder: true);
        return await store.Store.OpenAsync(CancellationToken.None) is { } problem
            ? throw new InvalidOperationException(problem.ToString())
            : store;
    }

    // In memory where there is plenty of it: what is proved here does not depend on a disk, and thousands of commits
    // that each wait for one would take minutes.
    private static string NewFolder()
    {
        var memory = new DirectoryInfo("/dev/shm");
        if (!memory.Exists || new DriveInfo(memory.FullName).AvailableFreeSpace < MemoryWanted)
            return Directory.CreateTempSubdirectory("alertbot-test-").FullName;
        return memory.CreateSubdirectory("alertbot-test-" + Guid.NewGuid().ToString("N")).FullName;
    }

    /// <summary>A store, not opened yet, on a folder that the caller looks after or leaves to it.</summary>
    public static TestStore At(
        string folder, bool ownsFolder = false, StoreAccess access = StoreAccess.Own,
        params (string Name, string Value)[] settings) => new(
        folder, ownsFolder, access, settings.ToDictionary(
            s => $"Storage:{s.Name}", s => (string?)s.Value, StringComparer.Ordinal));

    /// <summary>Any service of the store's room.</summary>
    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    /// <summary>Puts articles where the analysis finds them, as polls of their feeds do.</summary>
    public async Task AddArticlesAsync(params IReadOnlyList<Article> articles)
    {
        foreach (var group in articles.GroupBy(a => (a.FeedId, a.Scope)))
        {
            var outcome = await PollAsync([.. group]);
            if (outcome.New != group.Count())
                throw new InvalidOperationException($"Only {outcome.New} of {group.Count()} articles are new.");
        }
    }

    /// <summary>Replaces what an article says, as a poll does that finds it edited.</summary>
    public async Task EditArticleAsync(Article article)
    {
        var outcome = await PollAsync([article]);
        if (outcome is not { New: 0, Updated: 1 })
            throw new InvalidOperationException($"The article {article.Id} is not there, or not other than it was.");
    }

    /// <summary>Commits an outcome under a lease taken for it.</summary>
    public async Task<CommitResult> CommitAsync(AnalysisOutcome outcome)
    {
        var lease = await Leases.AcquireAsync(
            "analysis", "test", TimeSpan.FromMinutes(1), Some.NowUtc, CancellationToken.None)
            ?? throw new InvalidOperationException("Another holds the lease.");
        return await Analysis.CommitAsync(outcome, lease, CancellationToken.None);
    }

    /// <summary>Closes the store and opens another on the same folder, as a restart does.</summary>
    public async Task<TestStore> ReopenAsync()
    {
        await services.DisposeAsync();
        var next = new TestStore(Folder, ownsFolder, StoreAccess.Own, new Dictionary<string,
            string?>(StringComparer.Ordinal));
        return await next.Store.OpenAsync(CancellationToken.None) is { } problem
            ? throw new InvalidOperationException(problem.ToString())
            : next;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        if (ownsFolder && Directory.Exists(Folder)) Directory.Delete(Folder, recursive: true);
    }

    /// <summary>What one poll of one feed comes to that brings these articles.</summary>
    private async Task<PollOutcome> PollAsync(IReadOnlyList<Article> articles)
    {
        var first = articles[0];
        var feed = new Feed(
            first.FeedId, first.Scope, new Uri($"https://feeds.example/{Uri.EscapeDataString(first.FeedId)}"),
            first.Outlet, first.OutletGroup, null, Urgent: false);
        await Feeds.SaveAsync(new ConfiguredFeed(feed, DateTimeOffset.UnixEpoch), CancellationToken.None);
        // The claim ends as it begins: what a test breaks off keeps nobody waiting.
        var request = new ClaimRequest(
            FeedState.Never.AddDays(-1), 1000, "test", FeedState.Never.AddDays(-1), 1000, [], []);
        var claims = await Feeds.ClaimDueAsync(request, CancellationToken.None);
        var mine = claims.Single(c => c.Feed.Id == feed.Id);
        await Feeds.ReleaseAsync([.. claims.Where(c => c != mine).Select(c => c.Claim)], CancellationToken.None);
        var commit = new PollCommit(
            mine.Claim, mine.State, [
                .. articles.Select(a => new PolledArticle(a, a.Id, null) { WantsPage = a.Link is not null && !a.IsBacklog }),
            ], null);
        return (await Feeds.CommitPollsAsync([commit], CancellationToken.None)).Single();
    }
}
