using AlertBot.Incidents;
using AlertBot.Testing;
using AlertBot.Watchlists;
using Xunit;

namespace AlertBot.Tests.Incidents.Facts;

/// <summary>A real report that tells of two events: air strikes, and the attack that provoked them.</summary>
public sealed class RealArticleTests
{
    [Theory]
    [InlineData('’')]
    [InlineData('\'')]
    public void Both_events_and_who_says_what_are_found_under_either_apostrophe(char apostrophe)
    {
        var folder = SharedData.Find("articles");
        Assert.SkipWhen(folder is null, "../shared/articles is not there");
        var lines = File.ReadAllText(Directory.GetFiles(folder!,
            "*.txt").Order(StringComparer.Ordinal).First()).Split('\n', 2);

        var facts = SomeNames.Facts(lines[0].Trim(), lines[1].Trim().Replace('’', apostrophe), "2020-03-13T12:00:00Z");

        Assert.Equal((EventKind.Airstrike, 5, new DateOnly(2020, 3, 12)),
            (facts.Kind, facts.Sites?.Min, facts.EventDay));
        Assert.Null(facts.Killed);
        Assert.Contains(facts.OtherEvents, o => o is
        {
            Kind: EventKind.RocketAttack, Killed: { Min: 3, Max: 3 }, Place.PlaceId: "taji-base",
            Munitions: { Type: "rocket", Count.Min: 18 },
        } && o.Day == new DateOnly(2020, 3, 11));
        Assert.Contains("perpetrators are still unknown", facts.PerpetratorUnknownSentence, StringComparison.Ordinal);
        AssertRole(facts, "kataib-hezbollah", ActorRole.Accused);
        AssertRole(facts, "kataib-hezbollah", ActorRole.Denied);
        AssertRole(facts, "kataib-hezbollah", ActorRole.Target);
        AssertRole(facts, "us-department-of-defense", ActorRole.Accuser);
        Assert.Contains(facts.Actors, a => a.ActorId == "mark-esper");
        Assert.DoesNotContain(facts.Actors, a => a.Role == ActorRole.Claimed);
    }

    private static void AssertRole(ArticleFacts facts, string actor, ActorRole role) =>
        Assert.Contains(facts.Actors, a => a.ActorId == actor && a.Role == role);
}
