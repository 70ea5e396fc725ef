using AlertBot.Feeds;
using AlertBot.Incidents;
using AlertBot.Testing;
using Xunit;
using static AlertBot.Tests.Incidents.News;

namespace AlertBot.Tests.Incidents;

public sealed class RepairTests
{
    private const string Text =
        "Rockets struck the base at Taji north of the capital, and three soldiers were killed there.";

    [Fact]
    public void Twins_become_one_under_the_older_number()
    {
        var window = Twins(pinned: false);

        var outcome = Ask(window, new ClusterRequest.RepairTick());

        Assert.Equal("a b c d", Groups(outcome.NextWindow));
        var ended = outcome.Changes.Single(c => c.After.State == IncidentState.Merged);
        Assert.Equal((2, "a"), ((int)ended.After.Number, window.Find(ended.After.MergedInto!)!.Members[0].ArticleId));
        Assert.Empty(ended.After.Members);
        Assert.Equal(Relation.Update, outcome.NextWindow.Incidents.Single().Members.Single(m => m.ArticleId == "c")
            .Relation);
    }

    [Fact]
    public void What_has_not_changed_since_the_last_repair_is_not_judged_again()
    {
        var window = Twins(pinned: false);
        var changedUtc = window.Incidents.Max(i => i.UpdatedUtc);

        Assert.Empty(Ask(window, new ClusterRequest.RepairTick(changedUtc.AddSeconds(1))).Changes);
        Assert.NotEmpty(Ask(window, new ClusterRequest.RepairTick(changedUtc)).Changes);
    }

    [Fact]
    public void What_a_moderator_split_no_repair_joins_again()
    {
        var window = Twins(pinned: true);

        var outcome = Ask(window, new ClusterRequest.RepairTick());

        Assert.Empty(outcome.Changes);
    }

    [Fact]
    public void Two_events_in_one_incident_are_taken_apart_once_each_has_two_sources()
    {
        var window = Step(
            Article("a", "Rockets hit base", Text, 0, Rockets(Some.Taji, 0, 18, 3)),
            Article("b", "Base hit by rockets", "An army officer said that launchers aimed at Taji killed three.", 5,
                Rockets(Some.Taji, 0, 18, 3))).NextWindow;
        var other = Step(window,
            Article("m1", "Rockets fall on Mosul", "Rockets fell on a market in Mosul.", 10, Rockets(Mosul, 0, 4, 7)),
            Article("m2", "Market in Mosul hit", "A market in Mosul was hit by rockets.", 15,
                Rockets(Mosul, 0, 4, 7))).NextWindow;
        var mixed = Mixed(other);

        var outcome = Ask(mixed, new ClusterRequest.RepairTick());

        Assert.Equal("a b | m1 m2", Groups(outcome.NextWindow));
        Assert.Null(outcome.Changes.Single(c => c.After.Members.Any(m => m.ArticleId == "m1")).Before);
    }

    [Fact]
    public void A_merge_never_rests_on_private_articles_alone()
    {
        var a = Scope.Of(Some.CommunityA);
        var window = Unjoin(Step(
            Article("a", "Rockets hit Taji", Text, 0, Rockets(Some.Taji, 0, 18, 3), scope: a),
            Article("b", "Rockets hit Taji", Text, 5, Rockets(Some.Taji, 0, 18, 3), scope: a))
                .NextWindow, "b", pinned: false);

        var outcome = Ask(window, new ClusterRequest.RepairTick());

        Assert.Empty(outcome.Changes);
    }

    // Two incidents about one event, as two slow first reports leave them.
    private static IncidentWindow Twins(bool pinned) => Unjoin(Step(
        Article("a", "Rockets hit Taji", Text, 0, Rockets(Some.Taji, 0, 18, 3)),
        Article("b", "Three killed at Taji", Text, 5, Rockets(Some.Taji, 0, 18, 3)),
        Article("c", "Taji hit by rockets", Text, 9, Rockets(Some.Taji, 0, 18, 3)),
        Article("d", "Three die in Taji", Text, 15, Rockets(Some.Taji, 0, 18, 3))).NextWindow, "c d", pinned);

    private static IncidentWindow Unjoin(IncidentWindow window, string articles, bool pinned)
    {
        var incident = Assert.Single(window.Incidents);
        var split = Ask(window, new ClusterRequest.Split(incident.Id, articles.Split(' ')), 20).NextWindow;
        return pinned ? split : Unpinned(split);
    }

    private static IncidentWindow Mixed(IncidentWindow window)
    {
        var ids = window.Incidents.Select(i => i.Id).ToList();
        return Unpinned(Ask(window, new ClusterRequest.Merge(ids[0], ids[1]), 20).NextWindow);
    }

    private static IncidentWindow Unpinned(IncidentWindow window) => IncidentWindow.Restore(
        window.Incidents.Select(i =>
            (i with { IsPinned = false }, Prepared(i))), window.NextNumber, IncidentRules.Default);

    private static IEnumerable<PreparedArticle> Prepared(Incident incident) => [.. incident.Members.Select(m =>
        Article(m.ArticleId, m.Title, string.Join(' ', m.Sentences), (m.SeenUtc - StartUtc).TotalMinutes, m.Facts,
            m.Outlet, m.Scope))];
}
