using AlertBot.Testing;
using Xunit;
using static AlertBot.Tests.Incidents.News;

namespace AlertBot.Tests.Incidents;

public sealed class WireCopyTests
{
    private const string Wire =
        "A volley of rockets struck a camp that houses coalition troops north of the capital on Wednesday evening, " +
        "two " +
        "security officials said. Ambulances were seen racing to the gate, and helicopters circled for an hour. " +
        "No group has claimed the attack so far, and the army said it had found a truck fitted with launch tubes.";

    [Fact]
    public void Copies_under_another_dateline_or_cut_at_the_end_are_one_report()
    {
        var outcome = Step(
            Article("a", "Rockets hit camp", "BAGHDAD (Wire) - " + Wire, 0, Rockets(Some.Taji)),
            Article("b", "Camp under fire", "By our correspondent. " + Wire, 10, Rockets(Some.Taji)),
            Article("c", "Rockets hit camp", Wire[..230], 20, Rockets(Some.Taji)));

        Assert.Equal(["a", "a", "a"], outcome.Assignments.Select(a => a.Report));
        Assert.Equal(1, View(outcome.NextWindow).Reports);
    }

    [Fact]
    public void The_same_telling_with_another_number_is_no_copy()
    {
        var outcome = Step(
            Article("a", "Rockets hit camp", Wire + " The dead were 2 soldiers.", 0, Rockets(Some.Taji, killed: 2)),
            Article("b", "Rockets hit camp", Wire + " The dead were 3 soldiers.", 10, Rockets(Some.Taji, killed: 3)));

        Assert.Equal(["a", "b"], outcome.Assignments.Select(a => a.Report));
    }

    [Fact]
    public void Independent_tellings_differ_in_words_and_in_owner()
    {
        var outcome = Step(
            Article("a", "Rockets hit camp", Wire, 0, Rockets(Some.Taji), outlet: "One"),
            Article("b", "Rockets hit camp", Wire, 5, Rockets(Some.Taji), outlet: "Two"),
            Article("c", "Rockets on camp at Taji",
                "Our reporter saw smoke over the camp at Taji after rockets fell.", 9,
                Rockets(Some.Taji), outlet: "One"));

        // The wire copy of Two and the own story of One: two, not three.
        Assert.Equal(2, View(outcome.NextWindow).Reports);
    }
}
