using AlertBot.Alerts;
using AlertBot.Commands;
using AlertBot.Feeds;
using AlertBot.Incidents;
using AlertBot.Testing;
using AlertBot.Watchlists;
using Xunit;

namespace AlertBot.Tests.Storage;

/// <summary>What subscriptions, platform values, the audit log, watchlists and the heartbeat promise on every
/// database.</summary>
public abstract class SmallStoresContract(Func<Task<TestStore>> newStore)
{
    private static CancellationToken None => CancellationToken.None;

    private static DateTimeOffset NowUtc => Some.NowUtc;

    [Fact]
    public async Task A_subscription_comes_back_whole_and_is_replaced_by_its_id()
    {
        await using var store = await newStore();
        var first = Subscription.Default(Some.ChannelB, "iraq", NowUtc) with
        {
            LeastSeverity = SeverityLevel.Critical,
            Mode = SubscriptionMode.Digest,
            DigestEvery = TimeSpan.FromHours(6),
            Quiet = new QuietHours(new TimeOnly(22, 30), new TimeOnly(6, 0)),
            TimeZone = "Asia/Baghdad",
            Mention = "1234",
            PausedWhy = "The channel is gone.",
        };
        var other = Subscription.Default(Some.ChannelA, "floods", NowUtc);
        await store.Subscriptions.SaveAsync(first with { Mention = null }, None);
        await store.Subscriptions.SaveAsync(other, None);
        await store.Subscriptions.SaveAsync(first, None);

        Assert.Equal([first], await store.Subscriptions.ListAsync(Some.ChannelB, None));
        Assert.Equal(
            new[] { first, other }.OrderBy(s =>
                s.Id, StringComparer.Ordinal), await store.Subscriptions.ListAsync(None));
        Assert.True(await store.Subscriptions.RemoveAsync(first.Id, None));
        Assert.False(await store.Subscriptions.RemoveAsync(first.Id, None));
        Assert.Equal([other], await store.Subscriptions.ListAsync(None));
    }

    [Fact]
    public async Task Bytes_of_a_platform_change_only_from_the_version_that_was_read()
    {
        await using var store = await newStore();
        Assert.Equal(new PlatformRead(null, 0), await ReadAsync(store, "discord", "session"));

        Assert.False(await WriteAsync(store, "discord", 1, expected: 1));
        Assert.True(await WriteAsync(store, "discord", 1, expected: 0));
        Assert.False(await WriteAsync(store, "discord", 2, expected: 0));
        Assert.True(await WriteAsync(store, "discord", 3, expected: 1));
        Assert.False(await WriteAsync(store, "discord", 4, expected: 1));
        Assert.True(await WriteAsync(store, "telegram", 9, expected: 0));

        Assert.Equal(new PlatformRead(3, 2), await ReadAsync(store, "discord", "session"));
        Assert.Equal(new PlatformRead(null, 0), await ReadAsync(store, "discord", "other"));
    }

    [Fact]
    public async Task Of_many_writers_at_one_version_one_wins()
    {
        await using var store = await newStore();

        var won = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() =>
            WriteAsync(store, "discord", (byte)i, expected: 0))));

        Assert.Single(won, true);
    }

    [Fact]
    public async Task The_audit_log_shows_a_community_its_own_changes_newest_first()
    {
        await using var store = await newStore();
        var entries = Enumerable.Range(0, 5).Select(i => new AuditEntry(
            NowUtc.AddSeconds(-i), i == 3 ? Some.CommunityB : Some.CommunityA, $"{i}", "Ann", "watch add", "iraq",
            i == 0 ? null : "قبل", i == 1 ? null : "بعد")).ToList();
        foreach (var entry in entries) await store.Audit.AddAsync(entry, None);

        Assert.Equal([entries[4], entries[2], entries[1], entries[0]],
            await store.Audit.ListAsync(Some.CommunityA, 0, 10, None));
        Assert.Equal([entries[2], entries[1]], await store.Audit.ListAsync(Some.CommunityA, 1, 2, None));
        Assert.Equal([entries[3]], await store.Audit.ListAsync(Some.CommunityB, 0, 10, None));
    }

    [Fact]
    public async Task The_newest_version_of_each_watchlist_is_loaded()
    {
        await using var store = await newStore();
        var shared = new StoredWatchlist("iraq", Scope.Shared, 1, "topic: iraq\nname: العراق\n", NowUtc, "Ann");
        var own = shared with { Scope = Scope.Of(Some.CommunityA), ChangedBy = "Bob" };
        await store.Watchlists.SaveAsync(shared, None);
        await store.Watchlists.SaveAsync(own, None);
        await store.Watchlists.SaveAsync(own with { Version = 2, Yaml = "changed" }, None);

        Assert.Equal([shared, own with { Version = 2, Yaml = "changed" }], await store.Watchlists.LoadAsync(None));
    }

    [Fact]
    public async Task A_watchlist_version_that_is_not_the_next_is_refused()
    {
        await using var store = await newStore();
        var watchlist = new StoredWatchlist("iraq", Scope.Shared, 1, "first", NowUtc, "Ann");
        await store.Watchlists.SaveAsync(watchlist, None);

        Assert.False(await store.Watchlists.SaveAsync(watchlist with { Yaml = "again" }, None));
        Assert.False(await store.Watchlists.SaveAsync(watchlist with { Version = 3 }, None));

        Assert.Equal([watchlist], await store.Watchlists.LoadAsync(None));
    }

    [Fact]
    public async Task Every_version_of_a_watchlist_is_kept_and_listed_newest_first()
    {
        await using var store = await newStore();
        var first = new StoredWatchlist("iraq", Scope.Of(Some.CommunityA), 1, "first", NowUtc, "Ann");
        var second = first with { Version = 2, Yaml = "", ChangedUtc = NowUtc.AddMinutes(1), ChangedBy = "Bob" };
        foreach (var version in (StoredWatchlist[])[first, second, first with { Scope = Scope.Shared }])
            Assert.True(await store.Watchlists.SaveAsync(version, None));

        Assert.Equal([second, first], await store.Watchlists.HistoryAsync("iraq", first.Scope, 0, 10, None));
        Assert.Equal([first], await store.Watchlists.HistoryAsync("iraq", first.Scope, 1, 10, None));
        Assert.Empty(await store.Watchlists.HistoryAsync("iraq", Scope.Of(Some.CommunityB), 0, 10, None));
    }

    [Fact]
    public async Task A_saved_watchlist_changes_the_stamp_and_is_a_request_of_the_analysis()
    {
        await using var store = await newStore();
        var stamps = new List<long> { await store.Watchlists.StampAsync(None) };
        var watchlist = new StoredWatchlist("iraq", Scope.Of(Some.CommunityA), 1, "first", NowUtc, "Ann");
        for (var version = 1; version <= 3; version++)
        {
            await store.Watchlists.SaveAsync(watchlist with { Version = version }, None);
            await store.Watchlists.SaveAsync(watchlist with { Version = 9 }, None);
            stamps.Add(await store.Watchlists.StampAsync(None));
        }

        Assert.Equal(4, stamps.Distinct().Count());
        var requests = (await store.Analysis.ReadWaitingAsync(10, None)).Requests;
        Assert.Equal(
            [("iraq", watchlist.Scope, 1), ("iraq", watchlist.Scope, 2), ("iraq", watchlist.Scope, 3)],
            requests.Cast<AnalysisRequest.WatchlistChanged>().Select(r => (r.TopicId, r.Scope, r.Version)));
    }

    [Fact]
    public async Task The_last_beat_of_any_worker_is_the_sign_of_life()
    {
        await using var store = await newStore();
        Assert.Null(await store.Heartbeat.LastUtcAsync(None));

        await store.Heartbeat.BeatAsync("one", NowUtc, None);
        await store.Heartbeat.BeatAsync("two", NowUtc.AddSeconds(7), None);
        await store.Heartbeat.BeatAsync("one", NowUtc.AddSeconds(3), None);

        Assert.Equal(NowUtc.AddSeconds(7), await store.Heartbeat.LastUtcAsync(None));
    }

    private static Task<bool> WriteAsync(TestStore store, string platform, byte value, long expected) =>
        store.Platforms.TryWriteAsync(platform, "session", new[] { value }, expected, None);

    private static async Task<PlatformRead> ReadAsync(TestStore store, string platform, string key)
    {
        var value = await store.Platforms.ReadAsync(platform, key, None);
        return new PlatformRead(value.Value is { } bytes ? bytes.Span[0] : null, value.Version);
    }

    private sealed record PlatformRead(byte? FirstByte, long Version);
}

public sealed class SqliteSmallStoresTests() : SmallStoresContract(TestStore.NewSqliteAsync);
