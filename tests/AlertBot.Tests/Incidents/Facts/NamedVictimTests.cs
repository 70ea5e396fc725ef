using AlertBot.Incidents;
using AlertBot.Watchlists;
using Xunit;

namespace AlertBot.Tests.Incidents.Facts;

public sealed class NamedVictimTests
{
    [Fact]
    public void Who_names_the_dead_does_not_say_that_he_died_alone()
    {
        var killed = SomeNames.Facts("", "An air strike in Baghdad killed a general, Qassem Soleimani.").Killed;

        Assert.Equal((1, null, FigureQualifier.AtLeast), (killed!.Min, killed.Max, killed.Qualifier));
    }

    [Fact]
    public void What_befell_the_second_of_two_befell_the_first()
    {
        var facts = SomeNames.Facts(
            "", "Qassem Soleimani and the militia commander Abu Mahdi al-Muhandis were killed in an air strike in Baghdad.");

        Assert.Equal(
            ["abu-mahdi-al-muhandis", "qassem-soleimani"],
            facts.Actors.Where(a => a.Role == ActorRole.Victim).Select(a => a.ActorId).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_strike_in_Arabic_is_an_air_strike_only_in_a_war()
    {
        Assert.Equal(EventKind.Airstrike, SomeNames.Facts("ضربة أميركية تقتل قياديا في الحشد الشعبي قرب بغداد").Kind);
        Assert.Null(SomeNames.Facts("ضربة جزاء تمنح الزوراء الفوز في كأس العراق").Kind);
    }
}
