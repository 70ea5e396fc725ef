using AlertBot.Incidents;
using AlertBot.Testing;
using AlertBot.Watchlists;
using Xunit;
using static AlertBot.Tests.Incidents.News;

namespace AlertBot.Tests.Incidents;

public sealed class IncidentChangesTests
{
    private const string Text = "Rockets struck the base at Taji north of the capital on Wednesday evening.";

    [Fact]
    public void Deaths_are_told_at_each_step_and_not_between()
    {
        Assert.Equal("Deaths: 3 (was 2)", Single(Deaths(2), Deaths(3)));
        Assert.Equal("Deaths: 1", Single(Deaths(null), Deaths(1)));
        Assert.DoesNotContain(Between(Deaths(3), Deaths(4)), c => c.Kind == NamedChangeKind.DeathsStep);

        static string Single(IncidentView before, IncidentView after) =>
            Assert.Single(Between(before, after), c => c.Kind == NamedChangeKind.DeathsStep).InEnglish();
    }

    [Fact]
    public void A_first_claim_and_a_first_denial_are_told_once_with_their_source()
    {
        var one = Rockets(Some.Taji, actors: Actor("kh", ActorRole.Denied));
        var window = Step(Article("a", "Rockets hit Taji", Text, 0, Rockets(Some.Taji))).NextWindow;
        var denied = Step(window, Article("b", "Rockets hit Taji base", Text, 30, one)).NextWindow;
        var again = Step(denied, Article("c", "Rockets on Taji base", Text, 60, one)).NextWindow;

        var change = Assert.Single(Between(View(window), View(denied)), c => c.Kind == NamedChangeKind.FirstDenial);
        Assert.Equal(("Denied by kh", 2), (change.InEnglish(), change.Source));
        Assert.DoesNotContain(Between(View(denied), View(again)), c => c.Kind == NamedChangeKind.FirstDenial);
    }

    [Fact]
    public void A_toll_that_is_taken_back_is_a_correction()
    {
        var window = Step(Article("a", "Rockets hit Taji", Text, 0, Rockets(Some.Taji, killed: 5), "One")).NextWindow;
        var lower = Rockets(Some.Taji, killed: 2) with { CorrectionSentence = "The toll is lower than was given." };
        var after = Step(window, Article("b", "Rockets hit Taji: toll corrected", Text, 30, lower, "One")).NextWindow;

        var change = Between(View(window), View(after))[0];
        Assert.Equal((NamedChangeKind.Correction, "Deaths corrected: 2 (was 5)", 2),
            (change.Kind, change.InEnglish(), change.Source));
    }

    [Fact]
    public void A_place_is_new_only_when_it_is_neither_known_nor_around_what_is_known()
    {
        var taji = View(Step(Article("a", "Rockets hit Taji", Text, 0, Rockets(Some.Taji))).NextWindow);

        Assert.Empty(Between(taji, taji with { Places = [Some.Taji, Wider] }));
        Assert.Equal("Place: Mosul", Assert.Single(Between(taji, taji with { Places = [Some.Taji, Mosul] })).InEnglish());
    }

    [Fact]
    public void A_withdrawal_comes_first()
    {
        var window = Step(Article("a", "Rockets hit Taji", Text, 0, Rockets(Some.Taji))).NextWindow;
        var withdrawn = Ask(window, new ClusterRequest.Retract(window.Incidents.Single().Id, "It was a drill."))
            .NextWindow;

        Assert.Equal("Withdrawn: It was a drill.", Between(View(window), View(withdrawn))[0].InEnglish());
    }

    private static PlaceFact Wider { get; } = new(
        "baghdad-governorate", "Baghdad Governorate", "IQ", 33.3, 44.4, PlacePrecision.Region, ["iraq"], "");

    private static IReadOnlyList<NamedChange> Between(IncidentView before, IncidentView after) =>
        IncidentChanges.Between(before, after);

    private static IncidentView Deaths(int? killed) =>
        View(Step(Article("a", "Rockets hit Taji", Text, 0, Rockets(Some.Taji, killed: killed))).NextWindow);
}
