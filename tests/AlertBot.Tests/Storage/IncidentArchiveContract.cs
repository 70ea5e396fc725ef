using AlertBot.Feeds;
using AlertBot.Incidents;
using AlertBot.Storage.Json;
using AlertBot.Testing;
using AlertBot.Watchlists;
using Xunit;

namespace AlertBot.Tests.Storage;

/// <summary>What every incident archive promises. A new database gets a subclass and no new test.</summary>
public abstract class IncidentArchiveContract(Func<Task<TestStore>> newStore)
{
    private static readonly Scope PrivateA = Scope.Of(Some.CommunityA);

    private static CancellationToken None => CancellationToken.None;

    private static DateTimeOffset NowUtc => Some.NowUtc;

    [Fact]
    public async Task Incidents_come_newest_first_and_page_by_page()
    {
        await using var store = await newStore();
        await store.CommitAsync(Some.Outcome([.. Enumerable.Range(1, 25).Select(i => Some.Incident(i))]));

        var first = await store.Incidents.ListAsync(IncidentQuery.All, Some.CommunityA, 10, None);
        var third = await store.Incidents.ListAsync(IncidentQuery.All with { Skip = 20 }, Some.CommunityA, 10, None);

        Assert.Equal([25, 24, 23, 22, 21, 20, 19, 18, 17, 16], first.Select(v => v.Number));
        Assert.Equal([5, 4, 3, 2, 1], third.Select(v => v.Number));
        Assert.Equal(new IncidentCount(25), await store.Incidents.CountAsync(IncidentQuery.All with { Skip = 20 }, Some.CommunityA, None));
    }

    [Fact]
    public async Task A_view_is_the_one_that_the_incident_gives()
    {
        await using var store = await newStore();
        var incident = Some.Incident(4, members: [Some.Member("a", facts: Some.Facts(place: Some.Taji, killed: 3))]);
        await store.CommitAsync(Some.Outcome(incident));

        var found = await store.Incidents.FindAsync(4, Some.CommunityA, None);

        Assert.Equal(3, found!.Killed?.Min);
        Assert.Equivalent(IncidentView.For(incident, Some.CommunityA), found, strict: true);
        Assert.Null(await store.Incidents.FindAsync(5, Some.CommunityA, None));
    }

    [Fact]
    public async Task An_incident_known_from_a_private_feed_alone_is_hidden_from_other_communities()
    {
        await using var store = await newStore();
        await store.CommitAsync(Some.Outcome(Some.Incident(scope: PrivateA)));

        Assert.Empty(await store.Incidents.ListAsync(IncidentQuery.All, Some.CommunityB, 10, None));
        Assert.Equal(new IncidentCount(0), await store.Incidents.CountAsync(IncidentQuery.All, Some.CommunityB, None));
        Assert.Null(await store.Incidents.FindAsync(1, Some.CommunityB, None));
        Assert.Single(await store.Incidents.ListAsync(IncidentQuery.All, Some.CommunityA, 10, None));
    }

    [Fact]
    public async Task What_a_communitys_own_rule_matches_is_found_by_its_topic_there_alone()
    {
        await using var store = await newStore();
        var own = Some.Match("own") with { Scope = PrivateA };
        await store.CommitAsync(Some.Outcome(Some.Incident(1, members: [Some.Member(matches: [Some.Match(), own])])));
        var query = IncidentQuery.All with { Topic = "own" };

        Assert.Single(await store.Incidents.ListAsync(query, Some.CommunityA, 10, None));
        Assert.Empty(await store.Incidents.ListAsync(query, Some.CommunityB, 10, None));
        foreach (var community in (CommunityId[])[Some.CommunityA, Some.CommunityB])
            Assert.Single(await store.Incidents.ListAsync(IncidentQuery.All, community, 10, None));
    }

    [Fact]
    public async Task A_shared_rule_in_whose_place_a_community_has_its_own_finds_nothing_there()
    {
        await using var store = await newStore();
        var replaced = Some.Match() with { Except = [Some.CommunityA] };
        await store.CommitAsync(Some.Outcome(Some.Incident(1, members: [Some.Member(matches: [replaced])])));
        var query = IncidentQuery.All with { Topic = "iraq" };

        Assert.Empty(await store.Incidents.ListAsync(query, Some.CommunityA, 10, None));
        Assert.Single(await store.Incidents.ListAsync(query, Some.CommunityB, 10, None));
        Assert.Empty((await store.Incidents.FindAsync(1, Some.CommunityA, None))!.Matches);
    }

    [Fact]
    public async Task What_only_a_private_article_says_finds_nothing_for_others()
    {
        await using var store = await newStore();
        await store.AddArticlesAsync(
            Some.Article("shared", text: "A blast was heard."),
                Some.Article("secret", PrivateA, "Names", "Kataib fired."));
        var shared = Some.Member("shared", facts: new ArticleFacts(), matches: Some.Match("iraq"));
        var secret = Some.Member(
            "secret", PrivateA, NowUtc.AddHours(2), Some.Facts(EventKind.RocketAttack, Some.Taji, 30, "kh"),
            Some.Match("militias", actor: "kh"));
        await store.CommitAsync(Some.Outcome(Some.Incident(members: [shared, secret])));
        IncidentQuery[] secrets =
        [
            IncidentQuery.All with { Topic = "militias" }, IncidentQuery.All with { ActorId = "kh" },
            IncidentQuery.All with { PlaceId = "taji" }, IncidentQuery.All with { PlaceId = "iraq" },
            IncidentQuery.All with { Kind = EventKind.RocketAttack }, IncidentQuery.All with { Text = "kataib" },
            IncidentQuery.All with { SinceUtc = NowUtc.AddHours(1) },
            IncidentQuery.All with { LeastSeverity = SeverityLevel.Medium },
        ];

        foreach (var query in secrets)
        {
            Assert.Empty(await store.Incidents.ListAsync(query, Some.CommunityB, 10, None));
            Assert.Equal(new IncidentCount(0), await store.Incidents.CountAsync(query, Some.CommunityB, None));
            Assert.True((await store.Incidents.ListAsync(query, Some.CommunityA, 10, None)).Count == 1, $"{query}");
            Assert.Equal(new IncidentCount(1), await store.Incidents.CountAsync(query, Some.CommunityA, None));
        }

        Assert.Single(await store.Incidents.ListAsync(IncidentQuery.All with { Topic = "iraq" }, Some.CommunityB, 10,
            None));
    }

    [Fact]
    public async Task An_incident_that_two_views_have_is_listed_once_and_by_the_own_view()
    {
        await using var store = await newStore();
        var late = Some.Member("secret", PrivateA, NowUtc.AddHours(5));
        await store.CommitAsync(Some.Outcome(
            Some.Incident(1, members: [Some.Member("shared", seenUtc: NowUtc), late]), Some.Incident(2)));

        var a = await store.Incidents.ListAsync(IncidentQuery.All, Some.CommunityA, 10, None);
        var b = await store.Incidents.ListAsync(IncidentQuery.All, Some.CommunityB, 10, None);

        Assert.Equal([(1, 2), (2, 1)], a.Select(v => (v.Number, v.Sources.Count)));
        Assert.Equal([(2, 1), (1, 1)], b.Select(v => (v.Number, v.Sources.Count)));
        Assert.Equal(new IncidentCount(2), await store.Incidents.CountAsync(IncidentQuery.All, Some.CommunityA, None));
    }

    [Fact]
    public async Task Every_field_of_a_query_narrows()
    {
        await using var store = await newStore();
        await store.AddArticlesAsync(Some.Article("one", text: "Rockets struck the base."));
        var facts = Some.Facts(EventKind.RocketAttack, Some.Taji, 40, "kh");
        var wanted = Some.Incident(1, members: [Some.Member("one", facts: facts, matches: Some.Match("militias"))]);
        await store.CommitAsync(Some.Outcome(wanted, Some.Incident(2, members:
            [Some.Member("two", seenUtc: NowUtc.AddDays(-1), facts: new ArticleFacts(),
                matches: Some.Match("floods"))])));
        var view = IncidentView.For(wanted, null)!;
        var all = new IncidentQuery("militias", "kh", "taji", EventKind.RocketAttack, view.Severity.Level,
            NowUtc.AddHours(-1), "rockets", 0);
        IncidentQuery[] others =
        [
            all with { Topic = "floods" }, all with { ActorId = "other" }, all with { PlaceId = "basra" },
            all with { Kind = EventKind.Airstrike }, all with { SinceUtc = NowUtc }, all with { Text = "drones" },
            all with { Text = "!?" },
        ];

        Assert.Equal([1], (await store.Incidents.ListAsync(all, Some.CommunityA, 10, None)).Select(v => v.Number));
        Assert.Equal([1], (await store.Incidents.ListAsync(all with { PlaceId = "iraq" }, Some.CommunityA, 10,
            None)).Select(v => v.Number));
        foreach (var query in others) Assert.Empty(await store.Incidents.ListAsync(query, Some.CommunityA, 10, None));
        foreach (var query in others) Assert.Equal(new IncidentCount(0), await store.Incidents.CountAsync(query, Some.CommunityA, None));
    }

    [Fact]
    public async Task Merged_incidents_are_found_by_nobody_and_retracted_ones_are_listed()
    {
        await using var store = await newStore();
        await store.CommitAsync(Some.Outcome(
            Some.Incident(1, state: IncidentState.Retracted) with { RetractedWhy = "It was a drill." },
                Some.Incident(2)));
        await store.CommitAsync(Some.Outcome(
            Some.Incident(2, 2, state: IncidentState.Merged) with { Members = [], MergedInto = "incident-1" }));

        var listed = Assert.Single(await store.Incidents.ListAsync(IncidentQuery.All, Some.CommunityA, 10, None));

        Assert.Equal((1, IncidentState.Retracted, "It was a drill."),
            (listed.Number, listed.State, listed.RetractedWhy));
        Assert.Equal(new IncidentCount(1), await store.Incidents.CountAsync(IncidentQuery.All, Some.CommunityA, None));
    }

    [Fact]
    public async Task A_change_moves_an_incident_to_where_it_belongs_now()
    {
        await using var store = await newStore();
        await store.CommitAsync(Some.Outcome(Some.Incident(1), Some.Incident(2)));
        var late = Some.Member("late", seenUtc: NowUtc.AddHours(1), matches: Some.Match("floods"));
        await store.CommitAsync(Some.Outcome(Some.Incident(1, 2, members: [Some.Member("article-1"), late])));

        var all = await store.Incidents.ListAsync(IncidentQuery.All, Some.CommunityB, 10, None);
        var floods = await store.Incidents.ListAsync(IncidentQuery.All with { Topic = "floods" }, Some.CommunityB, 10,
            None);

        Assert.Equal([1, 2], all.Select(v => v.Number));
        Assert.Equal([1], floods.Select(v => v.Number));
    }

    [Fact]
    public async Task A_stored_incident_is_the_same_in_every_part()
    {
        await using var store = await newStore();
        var member = Some.Member("a", PrivateA, facts: Some.Facts(place: Some.Taji, killed: 3, actor: "kh")) with
        {
            Title = "سقوط صواريخ \"كاتيوشا\" <b> & \u2028 😀",
            Link = null,
            Language = "ar",
            Relation = Relation.Correction,
            IsBacklog = true,
        };
        var incident = Some.Incident(9, 3, state: IncidentState.Retracted, members: [member]) with
        {
            RelatedTo = "incident-2",
            RetractedWhy = "نفي",
            IsPinned = true,
        };
        await store.CommitAsync(Some.Outcome(incident));

        var window = await store.Analysis.LoadWindowAsync(DateTimeOffset.UnixEpoch, 4_000, None);

        Assert.Equal(StoreJson.Write(incident), StoreJson.Write(Assert.Single(window.Incidents)));
        Assert.Equivalent(incident, Assert.Single(window.Incidents), strict: true);
    }
}

public sealed class SqliteIncidentArchiveTests() : IncidentArchiveContract(TestStore.NewSqliteAsync);
