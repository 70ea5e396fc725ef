using AlertBot.Incidents;
using AlertBot.Watchlists;
using Xunit;

namespace AlertBot.Tests.Incidents.Facts;

public sealed class StatusTests
{
    [Theory]
    [InlineData("Rockets hit Taji base, killing three", FactStatus.Reported)]
    [InlineData("Rockets hit Taji base, Pentagon says", FactStatus.Reported)]
    [InlineData("Rebels claim to have shot down drone over Deir ez-Zor", FactStatus.Claimed)]
    [InlineData("Unconfirmed reports of rocket attack on Balad base", FactStatus.Unconfirmed)]
    [InlineData("Rockets reportedly hit Balad air base", FactStatus.Unconfirmed)]
    [InlineData("Militias could fire rockets at US bases, officials warn", FactStatus.Hypothetical)]
    [InlineData("US warns of possible rocket attack on Erbil airport", FactStatus.Hypothetical)]
    [InlineData("Police foil car bomb attack in Kirkuk", FactStatus.Hypothetical)]
    [InlineData("Iraqis mark anniversary of air strike that killed Soleimani", FactStatus.Historical)]
    [InlineData("Kata'ib Hezbollah threatens to attack US bases in Iraq", FactStatus.Hypothetical)]
    [InlineData("Army retracts report of rocket attack on Balad", FactStatus.Retracted)]
    [InlineData("أنباء عن سقوط صواريخ على قاعدة بلد", FactStatus.Unconfirmed)]
    [InlineData("العراقيون يحيون ذكرى مقتل سليماني", FactStatus.Historical)]
    public void How_it_is_told(string title, FactStatus expected) =>
        Assert.Equal(expected, SomeNames.Facts(title).Status);

    [Theory]
    [InlineData("Rockets hit Taji base. Analysts said more attacks could follow if talks fail.")]
    [InlineData("Rockets hit Taji base in May. Officials may release more details.")]
    public void What_may_follow_does_not_make_what_happened_a_guess(string text) =>
        Assert.Equal(FactStatus.Reported, SomeNames.Facts("", text, "2020-05-20T08:00:00Z").Status);

    [Theory]
    [InlineData("Correction: two soldiers, not five, were killed in rocket attack on Taji")]
    [InlineData("The army corrected an earlier report: two soldiers were killed in the rocket attack.")]
    [InlineData("تصحيح: مقتل جنديين وليس خمسة في قصف معسكر التاجي")]
    public void A_correction_is_kept(string title) => Assert.Equal(title, SomeNames.Facts(title).CorrectionSentence);

    [Theory]
    [InlineData("In January, a drone strike killed Qassem Soleimani in Baghdad.")]
    [InlineData("Last month, rockets killed a contractor at K-1.")]
    [InlineData("Bases in Iraq have come under repeated rocket fire since October.")]
    [InlineData("Tensions have risen since the killing of 12 fighters in Anbar.")]
    [InlineData("It follows Friday's attack on Kirkuk that left 8 dead.")]
    [InlineData("Four soldiers were killed in similar attacks last year.")]
    [InlineData("In 2019, twenty people were killed in an attack on the market.")]
    [InlineData("وكانت قاعدة كي وان قد تعرضت الشهر الماضي لهجوم صاروخي أدى إلى مقتل متعاقد.")]
    public void Sentences_that_look_back_feed_nothing(string background)
    {
        var facts = SomeNames.Facts(
            "Two rockets hit Balad air base", "Two rockets hit Balad air base on Sunday. " + background,
                "2020-03-15T12:00:00Z");

        Assert.Contains(2, facts.BackgroundSentences);
        Assert.Null(facts.Killed);
        Assert.Null(facts.Wounded);
        Assert.Equal(EventKind.RocketAttack, facts.Kind);
        Assert.All(facts.Places, p => Assert.Equal("balad-air-base", p.PlaceId));
    }

    [Fact]
    public void What_provoked_it_is_another_event()
    {
        var facts = SomeNames.Facts(
            "US air strikes hit five militia sites in Iraq",
            "US jets struck five Kata'ib Hezbollah sites on Thursday, two days after a rocket attack on Taji "
                + "base killed three.",
            "2020-03-13T08:00:00Z");

        Assert.Equal(EventKind.Airstrike, facts.Kind);
        Assert.Equal(5, facts.Sites?.Min);
        Assert.Null(facts.Killed);
        var other = Assert.Single(facts.OtherEvents);
        Assert.Equal(("taji-base", 3, EventKind.RocketAttack), (other.Place?.PlaceId, other.Killed?.Min, other.Kind));
    }

    [Fact]
    public void What_somebody_is_blamed_for_beside_is_another_event()
    {
        var facts = SomeNames.Facts(
            "US air strikes hit militia depots across Iraq",
            "US jets carried out air strikes on Friday, the Pentagon said, holding Kata'ib Hezbollah responsible for "
            + "a rocket attack that killed three.");

        Assert.Null(facts.Killed);
        Assert.Contains(facts.OtherEvents, o => o is { Kind: EventKind.RocketAttack, Killed.Min: 3 });
        Assert.Contains(facts.Actors, a => a is { ActorId: "kataib-hezbollah", Role: ActorRole.Accused });
        Assert.Contains(facts.Actors, a => a is { ActorId: "us-department-of-defense", Role: ActorRole.Accuser });
    }

    [Theory]
    [InlineData("Three soldiers killed after rockets hit Taji base")]
    [InlineData("Three soldiers were killed after a rocket attack on Taji base.")]
    [InlineData("After rockets hit Taji base on Sunday, three soldiers were killed.")]
    public void The_cause_of_deaths_is_no_other_event(string title)
    {
        var facts = SomeNames.Facts(title);

        Assert.Equal((EventKind.RocketAttack, 3, "taji-base"), (facts.Kind, facts.Killed?.Min, facts.Place?.PlaceId));
    }
}
