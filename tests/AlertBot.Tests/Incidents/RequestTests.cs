using AlertBot.Incidents;
using AlertBot.Testing;
using Xunit;
using static AlertBot.Tests.Incidents.News;

namespace AlertBot.Tests.Incidents;

public sealed class RequestTests
{
    private static readonly IncidentWindow Window = Step(
        Article("a", "Rockets hit Taji base", "Rockets struck the base at Taji.", 0, Rockets(Some.Taji, killed: 3)),
        Article("b", "Taji base hit by rockets", "The base at Taji was struck by rockets.", 5,
            Rockets(Some.Taji, killed: 3)),
        Article("c", "Rockets fall on Mosul", "Rockets fell on a market in Mosul.", 9, Rockets(Mosul, killed: 7)))
            .NextWindow;

    private static readonly string Taji = Window.IncidentOf("a")!;
    private static readonly string InMosul = Window.IncidentOf("c")!;

    [Fact]
    public void Merging_moves_all_articles_and_ends_the_other()
    {
        var outcome = Ask(Window, new ClusterRequest.Merge(Taji, InMosul));

        Assert.Equal("a b c", Groups(outcome.NextWindow));
        Assert.Equal(Taji, outcome.Changes.Single(c => c.After.Id == InMosul).After.MergedInto);
    }

    [Fact]
    public void Splitting_gives_the_leaving_articles_a_new_number()
    {
        var outcome = Ask(Window, new ClusterRequest.Split(Taji, ["a"]));

        Assert.Equal("b | c | a", Groups(outcome.NextWindow));
        Assert.Equal(3, outcome.NextWindow.Incidents.Last().Number);
        Assert.Equal(3, outcome.NextWindow.Incidents.Select(i => i.Id).Distinct().Count());
        Assert.Equal("b", outcome.NextWindow.Find(Taji)!.Members.Single().Report);
    }

    [Fact]
    public void Moving_the_last_article_ends_the_incident_it_leaves()
    {
        var outcome = Ask(Window, new ClusterRequest.Move("c", Taji));

        Assert.Equal("a b c", Groups(outcome.NextWindow));
        Assert.Equal(IncidentState.Merged, outcome.Changes.Single(c => c.After.Id == InMosul).After.State);
    }

    [Fact]
    public void A_withdrawn_incident_says_why()
    {
        var outcome = Ask(Window, new ClusterRequest.Retract(Taji, "It was a drill."));

        var after = Assert.Single(outcome.Changes).After;
        Assert.Equal((IncidentState.Retracted, "It was a drill."), (after.State, after.RetractedWhy));
    }

    [Fact]
    public void A_request_that_cannot_be_met_is_refused_with_its_reason_and_changes_nothing()
    {
        var requests = new ClusterRequest[]
        {
            new ClusterRequest.Merge(Taji, Taji), new ClusterRequest.Merge(Taji, "gone"), new ClusterRequest.Split(
                Taji, ["a", "b"]),
            new ClusterRequest.Split(Taji, ["c"]), new ClusterRequest.Move("x", Taji), new ClusterRequest.Retract(
                "gone", "why"),
        };

        var outcome = Clusterer.Step(Window, [], requests, StartUtc, IncidentRules.Default);

        Assert.Equal(requests, outcome.Refused.Select(r => r.Request));
        Assert.Equal(
            [
                ClusterRefusal.Itself, ClusterRefusal.Gone, ClusterRefusal.AllOfThem, ClusterRefusal.NoneOfThem,
                ClusterRefusal.NoArticle, ClusterRefusal.Gone,
            ],
            outcome.Refused.Select(r => r.Why));
        Assert.Empty(outcome.Changes);
    }

    [Fact]
    public void Sources_that_all_withdraw_take_the_incident_back()
    {
        var told = Step(
            Article("a", "Rockets hit Taji base", "Rockets struck the base at Taji.", 0, Rockets(Some.Taji), "One"),
            Article("b", "Taji base hit by rockets", "The base at Taji was struck by rockets.", 5, Rockets(Some.Taji),
                "Two"));
        var withdrawn = Rockets(Some.Taji) with
        {
            Status = FactStatus.Retracted,
            CorrectionSentence = "The report of an attack was wrong.",
        };

        var one = Step(told.NextWindow,
            Article("a2", "No rockets on Taji base", "Rockets did not strike the base at Taji.", 30, withdrawn, "One"));
        var both = Step(one.NextWindow,
            Article("b2", "Taji base not hit by rockets", "The base at Taji was not struck.", 40, withdrawn, "Two"));

        Assert.Equal(IncidentState.Open, one.NextWindow.Incidents.Single().State);
        var after = Assert.Single(both.NextWindow.Incidents);
        Assert.Equal((IncidentState.Retracted, "The report of an attack was wrong."),
            (after.State, after.RetractedWhy));
    }
}
