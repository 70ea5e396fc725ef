using AlertBot.Incidents;
using FsCheck;
using FsCheck.Fluent;
using Xunit;
using static AlertBot.Tests.Incidents.News;

namespace AlertBot.Tests.Incidents;

public sealed class RestartTests
{
    [Fact]
    public void A_restart_at_any_point_changes_nothing() =>
        Prop.ForAll(Streams.Seeds, Gen.Choose(0, 23).ToArbitrary(), (seed, cut) =>
        {
            var stream = Streams.Make(seed);
            var at = Math.Min(cut, stream.Length);
            var stored = new Dictionary<long, Incident>();
            var window = Run(IncidentWindow.Empty(), stream.Take(at), stored);
            var articles = stream.ToDictionary(a => a.Article.Id);
            var restored = IncidentWindow.Restore(
                stored.Values.Select(i =>
                    (i, i.Members.Select(m => articles[m.ArticleId]))),
                window.NextNumber, IncidentRules.Default);

            var straight = Run(window, stream.Skip(at), []);
            var resumed = Run(restored, stream.Skip(at), []);
            return Print(straight) == Print(resumed);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void An_incident_whose_articles_are_gone_still_stands_and_can_be_withdrawn()
    {
        var window = Step(Article("a", "Rockets hit Taji base", "Rockets struck the base.", 0,
            Rockets(Testing.Some.Taji))).NextWindow;
        var incident = window.Incidents.Single();

        var restored = IncidentWindow.Restore([(incident, [])], window.NextNumber, IncidentRules.Default);
        var outcome = Ask(restored, new ClusterRequest.Retract(incident.Id, "It was an exercise."));

        Assert.Equal(IncidentState.Retracted, outcome.Changes.Single().After.State);
        Assert.Equal(incident.Id, restored.IncidentOf("a"));
    }

    private static IncidentWindow Run(
        IncidentWindow window, IEnumerable<PreparedArticle> articles, Dictionary<long, Incident> stored)
    {
        var count = 0;
        foreach (var article in articles)
        {
            var requests = ++count % 4 == 0 ? new ClusterRequest[] { new ClusterRequest.RepairTick() } : [];
            var outcome = Clusterer.Step(window, [article], requests, article.Article.SeenUtc, IncidentRules.Default);
            foreach (var change in outcome.Changes) stored[change.After.Number] = change.After;
            window = outcome.NextWindow;
        }

        return window;
    }

    private static string Print(IncidentWindow window) => string.Join('\n', window.Incidents.Select(i =>
        $"{i.Number} {i.Id} {i.State} {i.Revision} {i.RelatedTo} " +
            string.Join(' ', i.Members.Select(m => $"{m.ArticleId}:{m.Relation}:{m.Report}"))))
        + $"\nnext {window.NextNumber}";
}
