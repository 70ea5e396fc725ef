using AlertBot.Incidents;
using AlertBot.Testing;
using AlertBot.Watchlists;
using Xunit;
using static AlertBot.Tests.Incidents.News;

namespace AlertBot.Tests.Incidents;

public sealed class SeverityTests
{
    [Fact]
    public void Eighteen_rockets_that_kill_three_at_a_coalition_base_are_high_or_critical()
    {
        var severity = Of(Rockets(Some.Taji with { Weight = 15 }, 0, 18, 3,
            Actor("coalition", ActorRole.Target, weight: 10)) with
        {
            Wounded = Exactly(12),
        });

        Assert.InRange(severity.Level, SeverityLevel.High, SeverityLevel.Critical);
        Assert.Equal(new SeverityReason(SeverityReasonKind.Killed, 18) { Count = 3 }, severity.Reasons[0]);
    }

    [Fact]
    public void One_rocket_that_hurt_nobody_near_the_green_zone_is_medium() =>
        Assert.Equal(SeverityLevel.Medium, Of(Rockets(GreenZone, count: 1, killed: 0)).Level);

    [Fact]
    public void A_crash_that_kills_two_in_a_place_that_nobody_watches_is_low() =>
        Assert.Equal(SeverityLevel.Low,
            Of(Rockets(Mosul with { Weight = 0 }, killed: 2) with { Kind = EventKind.Accident }).Level);

    [Fact]
    public void Sport_is_low_whatever_it_names() =>
        Assert.Equal(SeverityLevel.Low, Of(ArticleFacts.None with
        {
            Place = GreenZone,
            Places = [GreenZone],
            Actors = [Actor("esper", ActorRole.Target, weight: 25)],
        }).Level);

    [Fact]
    public void What_is_unconfirmed_weighs_half_and_what_could_happen_a_fifth()
    {
        var facts = Rockets(Some.Taji with { Weight = 15 }, 0, 18, 3);
        var full = Of(facts).Score;

        Assert.Equal((int)Math.Round(full * 0.5), Of(facts with { Status = FactStatus.Unconfirmed }).Score);
        Assert.InRange(Of(facts with { Status = FactStatus.Hypothetical }).Score, 0, full / 4);
    }

    [Fact]
    public void Words_about_an_attack_never_pass_thirty() =>
        Assert.InRange(Of(Rockets(Some.Taji with { Weight = 25 }, 0, 18, 30) with { Kind = EventKind.Statement })
            .Score, 0, 30);

    [Fact]
    public void More_dead_are_never_less_severe()
    {
        var scores = Enumerable.Range(0, 60).Select(n => Of(Rockets(Some.Taji, killed: n)).Score).ToList();

        Assert.Equal(scores.Order(), scores);
    }

    private static Severity Of(ArticleFacts facts) =>
        View(Step(Article("a", "What happened", "It happened there, a source said.", 0, facts)).NextWindow).Severity;
}
