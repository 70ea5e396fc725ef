using AlertBot.Alerts;
using AlertBot.Incidents;
using AlertBot.Storage;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Storage;

public sealed class HousekeepingTests
{
    private static readonly DateTimeOffset LaterUtc = Some.NowUtc.AddDays(100);

    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task What_was_settled_long_ago_leaves_the_outbox_alert_by_alert()
    {
        await using var store = await TestStore.NewSqliteAsync();
        await store.CommitAsync(Some.Outcome(
            Some.Delivery(1, 1), Some.Delivery(1, 2), // sent both
            Some.Delivery(2, 1), // parked
            Some.Delivery(3, 1), Some.Delivery(3, 2) with { CreatedUtc = LaterUtc }, // sent long ago, and young
            Some.Delivery(4, 1))); // still due
        await SendAsync(store, Some.Delivery(1, 1), Some.Delivery(1, 2), Some.Delivery(3, 1), Some.Delivery(3, 2));
        await store.Outbox.SettleAsync(Some.Delivery(2, 1).Key, new Settlement.Parked("no"), Some.NowUtc, None);

        var report = await TidyAsync(store, LaterUtc);

        Assert.Equal(new TidyReport(2, 0, 0, 0), report);
        Assert.Equal(
            ["incident-4", "incident-3", "incident-3", "incident-2"],
            (await store.Outbox.ListAsync(null, 10, None)).Select(r => r.Delivery.IncidentId));
        Assert.Equal(new TidyReport(0, 0, 0, 0), await TidyAsync(store, LaterUtc));
    }

    [Fact]
    public async Task News_are_kept_for_ever_unless_a_time_is_set()
    {
        await using var store = await TestStore.NewSqliteAsync();
        await store.AddArticlesAsync(Some.Article());
        await store.CommitAsync(Some.Outcome([new AnalysedArticle("article-1", "incident-1", [])], [Some.Incident()]));

        Assert.Equal(new TidyReport(0, 0, 0, 0), await TidyAsync(store, Some.NowUtc.AddYears(50)));
    }

    [Fact]
    public async Task News_past_their_time_go_with_everything_that_hangs_on_them_and_are_not_new_again()
    {
        using var folder = new TemporaryFolder();
        await using var store = TestStore.At(folder.Path, settings: ("KeepNews", "30.00:00:00"));
        await store.Store.OpenAsync(None);
        await store.AddArticlesAsync(
            Some.Article("old", title: "Old"), Some.Article("waiting", title: "Waiting"),
            Some.Article("new", title: "New", seenUtc: LaterUtc));
        await store.CommitAsync(Some.Outcome(
            [new AnalysedArticle("old", "incident-1", []), new AnalysedArticle("new", "incident-2", [])],
            [
                Some.Incident(1, members: [Some.Member("old")]),
                Some.Incident(2, members: [Some.Member("new", seenUtc: LaterUtc)]),
                Some.Incident(3, state: IncidentState.Merged) with { Members = [] },
            ],
            [Some.Alert(1), Some.Alert(2)]));

        var report = await TidyAsync(store, LaterUtc);

        Assert.Equal(new TidyReport(0, 0, 2, 1), report);
        var window = await store.Analysis.LoadWindowAsync(DateTimeOffset.UnixEpoch, 4_000, None);
        Assert.Equal([2], window.Incidents.Select(i => i.Number));
        Assert.Equal(4, window.NextNumber);
        Assert.Equal(["incident-2"], window.Alerts.Select(a => a.IncidentId));
        Assert.Null(await store.Incidents.FindAsync(1, Some.CommunityA, None));
        Assert.Empty(await store.Search.SearchAsync("old", Some.CommunityA, 0, 10, None));
        Assert.Single(await store.Search.SearchAsync("waiting", Some.CommunityA, 0, 10, None));
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            store.AddArticlesAsync(Some.Article("old", title: "Old")));
        Assert.Null(await store.Store.CheckAsync(thorough: true, None));
    }

    [Fact]
    public async Task Space_that_was_freed_goes_back_to_the_disk()
    {
        using var folder = new TemporaryFolder();
        await using var store = TestStore.At(folder.Path, settings: ("KeepNews", "30.00:00:00"));
        await store.Store.OpenAsync(None);
        var text = string.Concat(Enumerable.Range(0, 8000).Select(i => $"word{i} "));
        for (var i = 0; i < 20; i++) await store.AddArticlesAsync(Some.Article($"{i}", text: $"{i} {text}"));
        await store.CommitAsync(Some.Outcome([.. Enumerable.Range(0, 20).Select(i =>
            new AnalysedArticle($"{i}", "x", []))]));
        var before = await PagesAsync(store);

        await TidyAsync(store, LaterUtc);

        Assert.True(await PagesAsync(store) < before / 2, $"{before} pages before, {await PagesAsync(store)} after");
    }

    private static Task<TidyReport> TidyAsync(TestStore store, DateTimeOffset nowUtc) =>
        store.Get<IHousekeeping>().TidyAsync(nowUtc, None);

    private static async Task SendAsync(TestStore store, params Delivery[] deliveries)
    {
        foreach (var delivery in deliveries)
            await store.Outbox.SettleAsync(
                delivery.Key, new Settlement.Sent(Some.Message(delivery)), Some.NowUtc, None);
    }

    private static async Task<long> PagesAsync(TestStore store)
    {
        await using var connection = await store.Get<SqliteConnections>().OpenAsync(None);
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA page_count";
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
