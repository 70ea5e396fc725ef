using System.Globalization;
using AlertBot.Feeds;
using AlertBot.Incidents;
using AlertBot.Storage;
using AlertBot.Storage.Json;
using AlertBot.Storage.Rows;
using AlertBot.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AlertBot.Tests.Storage;

/// <summary>A database that an earlier version made and filled is the same, after it was brought up to date, as if the
/// present version had filled it.</summary>
public sealed class MigrationTests
{
    private const string Initial = "20261122080000_Initial";
    private const string BeforeTallies = "20261122132355_FollowsVotesAndCommunities";

    // What a database is compared by: lists by their names, as their numbers come as they are needed.
    private static readonly string[] Questions =
    [
        """SELECT "Audience", "Facet", "Value", "IsHidden" FROM "IncidentLists" ORDER BY 1, 2, 3, 4""",
        """
        SELECT l."Audience", l."Facet", l."Value", l."IsHidden", e."LatestUtc", e."Number", e."Severity", e."Kind"
        FROM "IncidentEntries" e JOIN "IncidentLists" l ON l."Id" = e."List" ORDER BY 1, 2, 3, 4, 5, 6
        """,
        """
        SELECT l."Audience", l."Facet", l."Value", l."IsHidden", t."Day", t."Level", t."Kind", t."Count"
        FROM "IncidentTallies" t JOIN "IncidentLists" l ON l."Id" = t."List" ORDER BY 1, 2, 3, 4, 5, 6, 7
        """,
        """
        SELECT s."Number", s."Audience", s."IsHidden", s."LatestUtc", s."Severity", s."Kind", l."Facet", l."Value"
        FROM "IncidentListings" s, json_each(s."Lists") n JOIN "IncidentLists" l ON l."Id" = n."value"
            AND l."Audience" = s."Audience" AND l."IsHidden" = s."IsHidden" ORDER BY 1, 2, 3, 7, 8
        """,
    ];

    private static readonly string[] OldQuestions =
    [
        """SELECT "Number", "Audience", "LatestUtc", "Severity", "Kind" FROM "IncidentListings" ORDER BY 1, 2""",
        """
        SELECT "Number", "Audience", "Facet", "Value", "LatestUtc", "Severity", "Kind" FROM "IncidentFacets"
        ORDER BY 1, 2, 3, 4
        """,
    ];

    private static CancellationToken None => CancellationToken.None;

    [Theory]
    [InlineData(Initial)]
    [InlineData("20261122110000_MutesAndChannels")]
    [InlineData(BeforeTallies)]
    public async Task Incidents_of_an_earlier_version_are_listed_and_counted(string version)
    {
        using var folder = new TemporaryFolder();
        await using var store = TestStore.At(folder.Path);
        await MakeAsync(store, version, Incidents);
        await using var fresh = await TestStore.NewSqliteAsync();
        await fresh.CommitAsync(Some.Outcome([.. Incidents]));

        Assert.Null(await store.Store.OpenAsync(None));

        foreach (var question in Questions)
        {
            var expected = await RowsAsync(fresh, question);
            Assert.NotEmpty(expected);
            Assert.Equal(expected, await RowsAsync(store, question));
        }

        Assert.Null(await store.Store.CheckAsync(thorough: true, None));
        Assert.Equal(
            new IncidentCount(4), await store.Incidents.CountAsync(IncidentQuery.All, Some.CommunityA, None));
    }

    [Fact]
    public async Task What_was_brought_up_to_date_goes_on_as_ever()
    {
        using var folder = new TemporaryFolder();
        await using var store = TestStore.At(folder.Path);
        await MakeAsync(store, BeforeTallies, Incidents);
        await store.Store.OpenAsync(None);
        await using var fresh = await TestStore.NewSqliteAsync();
        await fresh.CommitAsync(Some.Outcome([.. Incidents]));
        var changed = Some.Incident(1, 2, members:
            [Member("one", Scope.Shared), Member("late", Scope.Of(Some.CommunityB), minutes: 3000)]);
        var merged = Incidents[1] with { Revision = 2, State = IncidentState.Merged, Members = [] };

        foreach (var each in (TestStore[])[store, fresh]) await each.CommitAsync(Some.Outcome(changed, merged));

        foreach (var question in Questions)
            Assert.Equal(await RowsAsync(fresh, question), await RowsAsync(store, question));
    }

    [Fact]
    public async Task The_way_back_leaves_what_was_there()
    {
        using var folder = new TemporaryFolder();
        await using var store = TestStore.At(folder.Path);
        await MakeAsync(store, BeforeTallies, Incidents);
        var before = new List<List<string>>();
        foreach (var question in OldQuestions) before.Add(await RowsAsync(store, question));
        await store.Store.OpenAsync(None);

        await MigrateAsync(store, BeforeTallies);

        for (var i = 0; i < OldQuestions.Length; i++) Assert.Equal(before[i], await RowsAsync(store, OldQuestions[i]));
    }

    [Fact]
    public async Task A_delivery_of_the_first_version_knows_its_channel()
    {
        using var folder = new TemporaryFolder();
        await using var store = TestStore.At(folder.Path);
        await MigrateAsync(store, Initial);
        var delivery = Some.Delivery();
        await RunAsync(
            store,
            """
            INSERT INTO "Deliveries" ("Key", "Scope", "AlertId", "Sequence", "Kind", "IncidentId", "Severity", "CreatedUtc",
                "State", "Attempts", "ReadyUtc", "Body")
            VALUES (@p0, 'test:a', @p1, 1, 0, 'incident-1', 2, 0, 0, 0, 0, @p2)
            """,
            delivery.Key, delivery.AlertId, StoreJson.Write(delivery));

        Assert.Null(await store.Store.OpenAsync(None));

        Assert.Equal(
            ["test/a/main"], await RowsAsync(store, """SELECT "Channel" FROM "Deliveries" """));
        Assert.Equal(delivery.Key, Assert.Single(await store.Outbox.ListAsync(null, 10, None)).Delivery.Key);
    }

    [Fact]
    public async Task Words_of_articles_of_an_earlier_version_may_be_typed_in_part()
    {
        using var folder = new TemporaryFolder();
        await using var store = TestStore.At(folder.Path);
        await MigrateAsync(store, BeforeTallies);
        await RunAsync(
            store,
            """
            INSERT INTO "Articles" ("Row", "Id", "Scope", "FeedId", "Outlet", "OutletGroup", "Title", "SeenUtc", "IsBacklog",
                "ContentHash", "Text")
            VALUES (7, 'a', '', 'feed', 'Outlet', '', 'Rockets hit Taji', 0, 0, 'hash', '');
            INSERT INTO "ArticleWords" (rowid, "Words") VALUES (7, 'rockets hit taji ');
            """);

        Assert.Null(await store.Store.OpenAsync(None));

        Assert.Equal("a", Assert.Single(await store.Search.SearchAsync("rock*", Some.CommunityA, 0, 10, None)).ArticleId);
        Assert.Single(await store.Search.SearchAsync("taji", Some.CommunityA, 0, 10, None));
    }

    /// <summary>One that all see, one that a community sees more of, one that it alone sees, one of nobody's topic from
    /// before 1970, and one that went into another.</summary>
    private static IReadOnlyList<Incident> Incidents { get; } =
    [
        Some.Incident(1, members: [Member("one", Scope.Shared)]),
        Some.Incident(2, members: [Member("two", Scope.Shared), Member("two-own", Scope.Of(Some.CommunityA), 90)]),
        Some.Incident(3, members: [Member("three", Scope.Of(Some.CommunityA), 2000)]),
        Some.Incident(4, members:
        [
            Member("four", Scope.Shared) with
            {
                EffectiveUtc = DateTimeOffset.UnixEpoch.AddHours(-30), Matches = [], Facts = new ArticleFacts(),
            },
        ]),
        Some.Incident(5, state: IncidentState.Merged) with { Members = [], MergedInto = "incident-1" },
    ];

    private static IncidentMember Member(string id, Scope scope, int minutes = 0) => Some.Member(
        id, scope, Some.NowUtc.AddMinutes(minutes), Some.Facts(place: Some.Taji, killed: minutes / 50, actor: "kh"),
        Some.Match("militias", actor: "kh"));

    /// <summary>A database as that version left it.</summary>
    private static async Task MakeAsync(TestStore store, string version, IEnumerable<Incident> incidents)
    {
        await MigrateAsync(store, version);
        foreach (var incident in incidents)
        {
            await RunAsync(
                store,
                """
                INSERT INTO "Incidents" ("Number", "Id", "Scope", "State", "Revision", "UpdatedUtc", "LastSeenUtc", "Body")
                VALUES (@p0, @p1, '', @p2, 1, 0, 0, @p3)
                """,
                incident.Number, incident.Id, (int)incident.State, StoreJson.Write(incident with { Members = [] }));
            foreach (var (member, position) in incident.Members.Select((m, i) => (m, i)))
                await RunAsync(
                    store,
                    """
                    INSERT INTO "IncidentMembers" ("ArticleId", "IncidentNumber", "Position", "Scope", "Body")
                    VALUES (@p0, @p1, @p2, @p3, @p4)
                    """,
                    member.ArticleId, incident.Number, position, member.Scope.ToString(), StoreJson.Write(member));
            foreach (var listing in IncidentListing.Of(incident).Where(l => !l.IsHidden))
                await ListAsync(store, incident.Number, listing);
        }
    }

    private static async Task ListAsync(TestStore store, long number, IncidentListing listing)
    {
        object[] common = [number, listing.Audience, listing.LatestUtc.ToUnixTimeMilliseconds(), listing.Severity, listing.Kind];
        await RunAsync(
            store,
            """
            INSERT INTO "IncidentListings" ("Number", "Audience", "LatestUtc", "Severity", "Kind")
            VALUES (@p0, @p1, @p2, @p3, @p4)
            """,
            common);
        foreach (var (facet, value) in listing.Facets.Where(f => f.Facet <= Facet.Place))
            await RunAsync(
                store,
                """
                INSERT INTO "IncidentFacets" ("Number", "Audience", "LatestUtc", "Severity", "Kind", "Facet", "Value")
                VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6)
                """,
                [.. common, (int)facet, value]);
    }

    private static async Task MigrateAsync(TestStore store, string version)
    {
        await using var connection = await store.Get<SqliteConnections>().OpenAsync(None);
        await using var context = store.Get<SqliteConnections>().ContextOn(connection);
        await context.Database.MigrateAsync(version, None);
    }

    private static async Task RunAsync(TestStore store, string sql, params object[] values)
    {
        await using var connection = await store.Get<SqliteConnections>().OpenAsync(None);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (value, i) in values.Select((v, i) => (v, i)))
            command.Parameters.AddWithValue(string.Create(CultureInfo.InvariantCulture, $"@p{i}"), value);
        await command.ExecuteNonQueryAsync(None);
    }

    private static async Task<List<string>> RowsAsync(TestStore store, string question)
    {
        await using var connection = await store.Get<SqliteConnections>().OpenAsync(None);
        await using var command = connection.CreateCommand();
        command.CommandText = question;
        await using var reader = await command.ExecuteReaderAsync(None);
        var rows = new List<string>();
        while (await reader.ReadAsync(None))
            rows.Add(string.Join(" | ", Enumerable.Range(0, reader.FieldCount).Select(i => $"{reader.GetValue(i)}")));
        return rows;
    }
}
