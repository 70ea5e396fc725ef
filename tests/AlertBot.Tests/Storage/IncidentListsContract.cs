using AlertBot.Feeds;
using AlertBot.Incidents;
using AlertBot.Storage;
using AlertBot.Storage.Rows;
using AlertBot.Testing;
using AlertBot.Watchlists;
using Xunit;
using Match = AlertBot.Watchlists.Match;

namespace AlertBot.Tests.Storage;

/// <summary>What every archive promises of lists and counts, whatever has happened to the incidents: the same as if each
/// of them were looked at.</summary>
public abstract class IncidentListsContract(Func<Task<TestStore>> newStore)
{
    private const int Steps = 60;
    private const int MostIncidents = 25;

    private static readonly string[] Topics = ["militias", "ships"];
    private static readonly string[] Actors = ["kh", "aah", "is"];
    private static readonly CommunityId[] Communities = [Some.CommunityA, Some.CommunityB, new("test:c")];
    private static readonly EventKind[] Kinds = [EventKind.RocketAttack, EventKind.Airstrike, EventKind.Statement];

    private static readonly PlaceFact[] Places =
    [
        Some.Taji,
        Some.Taji with { PlaceId = "balad", Name = "Balad", Within = ["saladin", "iraq"] },
        Some.Taji with { PlaceId = "aden", Name = "Aden", Country = "YE", Within = ["yemen"] },
    ];

    private static CancellationToken None => CancellationToken.None;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Lists_and_counts_are_those_of_the_incidents_one_by_one(int seed)
    {
        await using var store = await newStore();
        var random = new Random(seed);
        var incidents = new Dictionary<long, Incident>();
        for (var step = 0; step < Steps; step++)
        {
            var changed = Enumerable.Range(0, random.Next(1, 4)).Select(_ => Changed(incidents, random))
                .DistinctBy(i => i.Number).ToArray();
            foreach (var incident in changed) incidents[incident.Number] = incident;
            await store.CommitAsync(Some.Outcome(changed));
            if (step % 20 == 19) await CheckAsync(store, incidents.Values, random);
        }

        Assert.Null(await store.Store.CheckAsync(thorough: true, None));
    }

    [Fact]
    public async Task Counts_stop_where_they_tell_nothing_and_pages_go_on()
    {
        await using var store = await newStore();
        await store.CommitAsync(Some.Outcome([.. Enumerable.Range(1, 1005).Select(i => Some.Incident(i, members:
            [Some.Member($"{i}", seenUtc: Some.NowUtc.AddHours(i),
                facts: Some.Facts(place: Places[0], actor: "kh"), matches: Some.Match("militias"))]))]));
        var several = IncidentQuery.All with { Topic = "militias", ActorId = "kh" };
        var near = IncidentQuery.All with { PlaceIds = ["taji", "baghdad-governorate", "balad"] };

        Assert.Equal(
            new IncidentCount(1005),
            await store.Incidents.CountAsync(IncidentQuery.All with { Topic = "militias" }, Some.CommunityA, None));
        foreach (var query in (IncidentQuery[])[several, near])
        {
            var deep = await store.Incidents.ListAsync(query with { Skip = 1000 }, Some.CommunityA, 10, None);

            Assert.Equal(
                new IncidentCount(1000, IsMore: true), await store.Incidents.CountAsync(query, Some.CommunityA, None));
            Assert.Equal([5, 4, 3, 2, 1], deep.Select(v => v.Number));
            Assert.Equal(
                new IncidentCount(24), await store.Incidents.CountAsync(
                    query with { SinceUtc = Some.NowUtc.AddHours(981) }, Some.CommunityA, None));
        }
    }

    [Fact]
    public async Task Words_that_many_articles_have_find_the_newest_of_them()
    {
        await using var store = await newStore();
        var articles = Enumerable.Range(1, 2100).Select(i => Some.Article($"{i}", title: $"Rockets again {i}")).ToList();
        await store.AddArticlesAsync(articles);
        await store.CommitAsync(Some.Outcome(
            [.. articles.Select((a, i) => Some.Incident(i + 1, members: [Some.Member(a.Id, seenUtc: Some.NowUtc.AddMinutes(i))]))]));
        var query = IncidentQuery.All with { Text = "rockets" };

        var count = await store.Incidents.CountAsync(query, Some.CommunityA, None);
        var first = await store.Incidents.ListAsync(query, Some.CommunityA, 2, None);

        Assert.Equal(new IncidentCount(1000, IsMore: true), count);
        Assert.Equal([2100, 2099], first.Select(v => v.Number));
        Assert.Equal(
            new IncidentCount(1),
            await store.Incidents.CountAsync(query with { Text = "again 17" }, Some.CommunityA, None));
    }

    /// <summary>A new incident, or one that gained, lost or changed articles, went into another or was withdrawn.</summary>
    private static Incident Changed(Dictionary<long, Incident> incidents, Random random)
    {
        var number = random.Next(1, MostIncidents + 1);
        if (!incidents.TryGetValue(number, out var old) || old.Members.Count == 0)
            return Some.Incident(number, (old?.Revision ?? 0) + 1, members: [Member(number, random)]);
        var next = old with { Revision = old.Revision + 1 };
        return random.Next(8) switch
        {
            0 => next with { State = IncidentState.Merged, MergedInto = "incident-1", Members = [] },
            1 => next with { State = IncidentState.Retracted, RetractedWhy = "It was a drill." },
            2 when next.Members.Count > 1 => next with { Members = [.. next.Members.Skip(1)] },
            3 => next with { Members = [Member(number, random) with { ArticleId = next.Members[0].ArticleId }] },
            _ => next with { State = IncidentState.Open, Members = [.. next.Members, Member(number, random)] },
        };
    }

    private static IncidentMember Member(long number, Random random)
    {
        var scope = random.Next(4) == 0 ? Scope.Of(Communities[random.Next(2)]) : Scope.Shared;
        var facts = Some.Facts(
            Kinds[random.Next(Kinds.Length)], random.Next(4) == 0 ? null : Places[random.Next(Places.Length)],
            random.Next(60), random.Next(3) == 0 ? null : Actors[random.Next(Actors.Length)]);
        IReadOnlyList<Match> matches = random.Next(3) == 0
            ? []
            : [Some.Match(Topics[random.Next(Topics.Length)]) with
                {
                    Scope = random.Next(5) == 0 ? Scope.Of(Communities[random.Next(2)]) : Scope.Shared,
                }];
        return Some.Member(
            $"{number}-{random.Next()}", scope, Some.NowUtc.AddMinutes(random.Next(-30 * 24 * 60, 60)), facts) with
        {
            Matches = matches,
        };
    }

    private static async Task CheckAsync(TestStore store, IEnumerable<Incident> incidents, Random random)
    {
        var all = incidents.ToList();
        foreach (var community in Communities)
            foreach (var query in Queries(random))
            {
                var expected = Expected(all, query, community);
                var listed = new List<long>();
                for (var skip = 0; skip == listed.Count; skip += 7)
                    listed.AddRange((await store.Incidents.ListAsync(query with { Skip = skip }, community, 7, None))
                        .Select(v => v.Number));
                var days = await store.Incidents.CountByTimeAsync(
                    query, community, Some.NowUtc.AddDays(-20), TimeSpan.FromHours(60), 8, None);
                var hours = await store.Incidents.CountByTimeAsync(
                    query, community, Some.NowUtc.AddDays(-20), TimeSpan.FromHours(6), 80, None);
                var gravest = await store.Incidents.ListGravestAsync(query, community, 5, None);

                Assert.Equal(expected.Select(e => e.Number), listed);
                Assert.Equal(
                    new IncidentCount(expected.Count), await store.Incidents.CountAsync(query, community, None));
                var bars = Expected(all, query with { SinceUtc = null }, community);
                Assert.Equal(Bars(bars, TimeSpan.FromHours(60), 8), days);
                Assert.Equal(Bars(bars, TimeSpan.FromHours(6), 80), hours);
                Assert.Equal(
                    expected.OrderByDescending(e => e.Level).ThenByDescending(e => e.LatestUtc)
                        .ThenByDescending(e => e.Number).Take(5).Select(e => e.Number),
                    gravest.Select(v => v.Number));
            }
    }

    private static IEnumerable<IncidentQuery> Queries(Random random)
    {
        var all = IncidentQuery.All;
        yield return all;
        yield return all with { IsWatched = true };
        yield return all with { SinceUtc = Some.NowUtc.AddMinutes(-random.Next(40_000)) };
        yield return all with { LeastSeverity = SeverityLevel.Medium };
        yield return all with { Kind = Kinds[random.Next(Kinds.Length)], IsWatched = true };
        yield return all with { Topic = Topics[0], SinceUtc = Some.NowUtc.AddMinutes(-random.Next(40_000)) };
        yield return all with { Topic = Topics[1], ActorId = Actors[0] };
        yield return all with { ActorId = Actors[1], LeastSeverity = SeverityLevel.High };
        yield return all with { PlaceId = "iraq", Kind = Kinds[0] };
        yield return all with { PlaceId = "taji", ActorId = Actors[2], Topic = Topics[0] };
        yield return all with { PlaceIds = ["taji", "balad", "saladin"] };
        yield return all with { PlaceIds = ["taji", "aden"], Topic = Topics[1], LeastSeverity = SeverityLevel.Medium };
        yield return all with { PlaceIds = ["balad", "aden"], SinceUtc = Some.NowUtc.AddDays(-9), IsWatched = true };
        yield return all with { PlaceIds = [], ActorId = Actors[0] };
        yield return all with { Topic = "nobody's" };
    }

    private static List<(long Number, DateTimeOffset LatestUtc, SeverityLevel Level)> Expected(
        List<Incident> incidents, IncidentQuery query, CommunityId community) =>
    [
        .. incidents.Select(i => (i.Number, Listings: IncidentListing.Of(i).Where(l => !l.IsHidden).ToList()))
            .Select(i => (i.Number, Seen: i.Listings.Find(l => l.Audience == community.Value)
                ?? i.Listings.Find(l => l.Audience.Length == 0)))
            .Where(i => i.Seen is { } seen && Fits(seen, query))
            .Select(i => (i.Number, i.Seen!.LatestUtc, new Severity(i.Seen.Severity, []).Level))
            .OrderByDescending(i => i.LatestUtc).ThenByDescending(i => i.Number),
    ];

    private static bool Fits(IncidentListing seen, IncidentQuery query) =>
        Has(seen, Facet.Topic, query.Topic) && Has(seen, Facet.Actor, query.ActorId)
        && Has(seen, Facet.Place, query.PlaceId)
        && (!query.IsWatched || seen.Facets.Any(f => f.Facet == Facet.Topic))
        && (query.PlaceIds is not { } places || places.Any(p => Has(seen, Facet.Place, p)))
        && (query.Kind is not { } kind || seen.Kind == (int)kind)
        && (query.SinceUtc is not { } sinceUtc || seen.LatestUtc >= sinceUtc)
        && new Severity(seen.Severity, []).Level >= (query.LeastSeverity ?? SeverityLevel.Low);

    private static bool Has(IncidentListing seen, Facet facet, string? value) =>
        value is null || seen.Facets.Contains((facet, value));

    private static int[] Bars(
        List<(long Number, DateTimeOffset LatestUtc, SeverityLevel Level)> all, TimeSpan step, int steps) =>
    [
        .. Enumerable.Range(0, steps).Select(i => all.Count(a =>
            a.LatestUtc >= Some.NowUtc.AddDays(-20) + (step * i)
            && a.LatestUtc < Some.NowUtc.AddDays(-20) + (step * (i + 1)))),
    ];
}

public sealed class SqliteIncidentListsTests() : IncidentListsContract(TestStore.NewSqliteAsync)
{
    [Fact]
    public async Task An_incident_that_was_taken_away_is_counted_no_more()
    {
        using var folder = new TemporaryFolder();
        await using var store = TestStore.At(folder.Path, settings: ("KeepNews", "30.00:00:00"));
        await store.Store.OpenAsync(CancellationToken.None);
        var later = Some.NowUtc.AddDays(100);
        await store.CommitAsync(Some.Outcome(
            Some.Incident(1), Some.Incident(2, members: [Some.Member("2", seenUtc: later)]),
            Some.Incident(3, scope: Scope.Of(Some.CommunityA))));

        await store.Get<IHousekeeping>().TidyAsync(later, CancellationToken.None);

        foreach (var community in (CommunityId[])[Some.CommunityA, Some.CommunityB])
            Assert.Equal(
                new IncidentCount(1),
                await store.Incidents.CountAsync(IncidentQuery.All, community, CancellationToken.None));
    }
}
