using AlertBot.Feeds;
using AlertBot.Storage;
using AlertBot.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AlertBot.Tests.Storage;

/// <summary>A community that is erased leaves no trace in any table, whichever tables there will be.</summary>
public sealed class EraseTests
{
    // Rows of the process and of platforms: no community has one.
    private static readonly string[] OfNobody = ["Leases", "PlatformValues", "Heartbeats", "Counters", "Hosts"];

    // They belong to lists, whose audience is named there alone, and go with them: the check of the store tells.
    private static readonly string[] OfLists = ["IncidentEntries", "IncidentTallies"];

    private static readonly string[] NamesOfA = ["test:a", "test/a/"];
    private static readonly string[] NamesOfB = ["test:b", "test/b/"];

    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task No_row_of_any_table_names_the_community_and_all_of_others_is_there()
    {
        await using var store = await TestStore.NewSqliteAsync();
        await SomeCommunity.FillAsync(store, Some.ChannelA);
        await SomeCommunity.FillAsync(store, Some.ChannelB);
        var others = await CountAsync(store, NamesOfB);
        var before = await CountAsync(store, NamesOfA);
        Assert.Empty(before.Where(t => t.Value == 0).Select(t => t.Key).Except(OfNobody).Except(OfLists));

        var erased = await store.Communities.EraseAsync(Some.CommunityA, Some.NowUtc, None);

        Assert.InRange(erased, before.Values.Sum() / 2, before.Values.Sum());
        Assert.All(await CountAsync(store, NamesOfA), t => Assert.True(t.Value == 0, $"{t.Value} rows of {t.Key}"));
        Assert.Equal(others, await CountAsync(store, NamesOfB));
        Assert.Null(await store.Store.CheckAsync(thorough: true, None));
    }

    [Fact]
    public async Task That_somebody_erased_is_kept_as_a_count_alone()
    {
        await using var store = await TestStore.NewSqliteAsync();
        await SomeCommunity.FillAsync(store, Some.ChannelA);

        var erased = await store.Communities.EraseAsync(Some.CommunityA, Some.NowUtc, None);

        Assert.Empty(await store.Audit.ListAsync(Some.CommunityA, 0, 10, None));
        var kept = Assert.Single(await store.Audit.ListAsync(new CommunityId(""), 0, 10, None));
        Assert.Equal(
            ("settings erase", "a community", "", "", $"{erased} rows"),
            (kept.Action, kept.Subject, kept.UserId, kept.UserName, kept.After));
    }

    [Fact]
    public async Task What_is_erased_is_found_by_no_search_and_not_analysed_any_more()
    {
        await using var store = await TestStore.NewSqliteAsync();
        await SomeCommunity.FillAsync(store, Some.ChannelA);
        Assert.NotEmpty(await store.Search.SearchAsync("Waiting", Some.CommunityA, 0, 10, None));

        await store.Communities.EraseAsync(Some.CommunityA, Some.NowUtc, None);

        Assert.Empty(await store.Search.SearchAsync("Waiting", Some.CommunityA, 0, 10, None));
        Assert.Empty(await store.Search.SearchAsync("Wait*", Some.CommunityA, 0, 10, None));
        Assert.NotEmpty(await store.Search.SearchAsync("Share*", Some.CommunityA, 0, 10, None));
        Assert.NotEmpty(await store.Search.SearchAsync("Shared", Some.CommunityA, 0, 10, None));
        var input = await store.Analysis.ReadWaitingAsync(10, None);
        Assert.Empty(input.Articles);
        Assert.Empty(input.Requests);
        Assert.Empty(input.Subscriptions);
    }

    /// <summary>How many rows of each table have one of these texts in any column.</summary>
    private static async Task<Dictionary<string, long>> CountAsync(TestStore store, string[] names)
    {
        var connections = store.Get<SqliteConnections>();
        await using var connection = await connections.OpenAsync(None);
        await using var context = connections.ContextOn(connection);
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var type in context.Model.GetEntityTypes())
        {
            var columns = type.GetProperties().Select(p => $"COALESCE(\"{p.GetColumnName()}\", '')");
            var row = string.Join(" || ' ' || ", columns);
            var hits = names.Select(name => $"instr({row}, '{name}') > 0");
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT COUNT(*) FROM \"{type.GetTableName()}\" WHERE {string.Join(" OR ", hits)}";
            counts[type.GetTableName()!] = (long)(await command.ExecuteScalarAsync(None))!;
        }
        return counts;
    }
}
