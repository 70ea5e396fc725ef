using System.Text.RegularExpressions;
using AlertBot.Feeds;
using AlertBot.Incidents;
using AlertBot.Storage;
using AlertBot.Testing;
using AlertBot.Watchlists;
using SQLitePCL;
using Xunit;

namespace AlertBot.Tests.Storage;

/// <summary>No question of people reads a table from end to end: SQLite is asked how it would answer every statement that
/// the questions come to.</summary>
public sealed partial class QueryPlanTests
{
    private static readonly IncidentQuery All = IncidentQuery.All;

    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task No_question_reads_a_table_from_end_to_end()
    {
        await using var store = await FilledAsync();
        var statements = await TraceAsync(store, AskAsync);

        Assert.InRange(statements.Count, 30, 1000);
        foreach (var statement in statements)
            foreach (var step in await PlanAsync(store, statement))
                Assert.False(
                    IsScan(statement, step), $"{step}\nin the plan of\n{statement}");
    }

    [Theory]
    [InlineData("""SELECT "Id" FROM "Incidents" WHERE "Body" = ''""")]
    [InlineData("""SELECT x."List" FROM "IncidentEntries" x WHERE x."Number" = 1""")]
    [InlineData("""SELECT n."value" FROM json_each('[1]') n JOIN "IncidentMembers" m ON m."Scope" = n."value" """)]
    public async Task What_reads_a_table_from_end_to_end_is_seen(string statement)
    {
        await using var store = await FilledAsync();

        Assert.Contains(await PlanAsync(store, statement), step => IsScan(statement, step));
    }

    [Fact]
    public async Task A_page_of_one_thing_is_read_in_its_order()
    {
        await using var store = await FilledAsync();
        var statements = await TraceAsync(store, async each =>
        {
            await each.Incidents.ListAsync(All with { Topic = "militias" }, Some.CommunityA, 10, None);
            await each.Incidents.ListAsync(All, Some.CommunityB, 10, None);
            await each.Search.SearchAsync("rockets", Some.CommunityA, 20, 10, None);
        });

        var pages = statements.Where(s => s.Contains("OFFSET", StringComparison.Ordinal)).ToList();
        Assert.Equal(3, pages.Count);
        foreach (var page in pages)
            Assert.DoesNotContain(await PlanAsync(store, page), s => s.Contains("TEMP B-TREE", StringComparison.Ordinal));
    }

    private static async Task AskAsync(TestStore store)
    {
        IncidentQuery[] queries =
        [
            All, All with { IsWatched = true }, All with { Topic = "militias" }, All with { ActorId = "kh" },
            All with { PlaceId = "taji", Kind = EventKind.RocketAttack, LeastSeverity = SeverityLevel.Medium },
            All with { SinceUtc = Some.NowUtc.AddHours(-1) }, All with { PlaceIds = ["taji", "iraq"] },
            All with { Topic = "militias", ActorId = "kh" }, All with { ActorId = "kh", PlaceIds = ["taji", "iraq"] },
            All with { Text = "rockets" }, All with { Text = "rockets", Topic = "militias", PlaceIds = ["taji"] },
        ];
        foreach (var community in (CommunityId[])[Some.CommunityA, Some.CommunityB])
            foreach (var query in queries)
            {
                await store.Incidents.CountAsync(query, community, None);
                await store.Incidents.ListAsync(query with { Skip = 1 }, community, 10, None);
                await store.Incidents.ListGravestAsync(query, community, 10, None);
                await store.Incidents.CountByTimeAsync(
                    query, community, Some.NowUtc.AddDays(-3.5), TimeSpan.FromDays(1), 4, None);
                await store.Incidents.CountByTimeAsync(
                    query, community, Some.NowUtc.AddDays(-1), TimeSpan.FromHours(1), 24, None);
            }

        await store.Incidents.FindAsync(1, Some.CommunityA, None);
        await store.Incidents.FindAsync("incident-1", Some.CommunityA, None);
        await store.Search.SearchAsync("rockets", Some.CommunityA, 0, 10, None);
        await store.Search.FindAsync("1", Some.CommunityA, None);
        await store.Search.FindAsync(new Uri("https://outlet.example/1"), Some.CommunityA, None);
        await store.Outbox.ListAsync("incident-1", None);
        await store.Audit.ListAsync(Some.CommunityA, 0, 10, None);
        await store.Subscriptions.ListAsync(Some.ChannelA, None);
    }

    private static async Task<TestStore> FilledAsync()
    {
        var store = await TestStore.NewSqliteAsync();
        await store.AddArticlesAsync(Some.Article("1"), Some.Article("2", Scope.Of(Some.CommunityA)));
        var facts = Some.Facts(place: Some.Taji, killed: 3, actor: "kh");
        await store.CommitAsync(Some.Outcome(
            Some.Incident(1, members:
            [
                Some.Member("1", facts: facts, matches: Some.Match("militias")),
                Some.Member("2", Scope.Of(Some.CommunityA), facts: facts, matches: Some.Match("militias")),
            ])));
        return store;
    }

    /// <summary>The statements that some work comes to, each once, with their values.</summary>
    private static async Task<List<string>> TraceAsync(TestStore store, Func<TestStore, Task> work)
    {
        var statements = new HashSet<string>(StringComparer.Ordinal);
        // The pool gives the connection out again: one at a time is in use.
        await using (var connection = await store.Get<SqliteConnections>().OpenAsync(None))
            raw.sqlite3_trace(connection.Handle!, (_, sql) => statements.Add(sql), null!);
        await work(store);
        await using (var connection = await store.Get<SqliteConnections>().OpenAsync(None))
            raw.sqlite3_trace(connection.Handle!, (strdelegate_trace)null!, null!);
        return [.. statements.Where(s => s.TrimStart().StartsWith("SELECT", StringComparison.Ordinal))];
    }

    private static async Task<List<string>> PlanAsync(TestStore store, string statement)
    {
        await using var connection = await store.Get<SqliteConnections>().OpenAsync(None);
        await using var command = connection.CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + statement;
        await using var reader = await command.ExecuteReaderAsync(None);
        var steps = new List<string>();
        while (await reader.ReadAsync(None)) steps.Add(reader.GetString(3));
        return steps;
    }

    // "SCAN x" where x is a table of the statement; the index of words, arrays and subqueries are read to their end.
    private static bool IsScan(string statement, string step) =>
        step.StartsWith("SCAN ", StringComparison.Ordinal) && !step.Contains("VIRTUAL TABLE", StringComparison.Ordinal)
        && Tables().Matches(statement).Any(t => step.Split(' ')[1] == (t.Groups["alias"].Success ? t.Groups["alias"].Value
            : t.Groups["table"].Value));

    [GeneratedRegex("""(FROM|JOIN|,) "(?<table>\w+)"( (?<alias>[a-z])\b)?""", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Tables();
}
