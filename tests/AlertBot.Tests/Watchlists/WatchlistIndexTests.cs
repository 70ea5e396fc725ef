using AlertBot.Watchlists;
using Xunit;

namespace AlertBot.Tests.Watchlists;

public sealed class WatchlistIndexTests
{
    [Theory]
    [InlineData("Rockets were fired by Kata'ib Hezbollah.")]
    [InlineData("Rockets were fired by Kata’ib Hezbollah’s men.")]
    [InlineData("Rockets were fired by Kata`ib Hizbullah.")]
    [InlineData("Rockets were fired by Kataib Hizballah.")]
    [InlineData("Rockets were fired by KATAEB HEZBOLLAH.")]
    [InlineData("Rockets were fired by kataib-hezbollah.")]
    [InlineData("The Iraqi militia KH fired rockets.")]
    [InlineData("أعلنت كتائب حزب الله مسؤوليتها")]
    [InlineData("وكتائب حزب الله تنفي")]
    [InlineData("قصف لكتائب حزب الله")]
    [InlineData("كتائب حزب اللّٰه")]
    public void Every_spelling_of_the_Iraqi_group_is_the_Iraqi_group_alone(string text)
    {
        Assert.Equal(["kataib-hezbollah"], SomeWatchlist.IdsIn(text));
    }

    [Theory]
    [InlineData("Lebanon's Hezbollah condemned the attack.")]
    [InlineData("Hizbullah condemned the attack.")]
    [InlineData("أدان حزب الله الهجوم")]
    public void The_Lebanese_group_is_not_taken_for_the_Iraqi_one(string text)
    {
        Assert.Equal(["lebanese-hezbollah"], SomeWatchlist.IdsIn(text));
    }

    [Theory]
    [InlineData("Defence Secretary Mark Esper said", "mark-esper")]
    [InlineData("US Defence Secretary Esper said", "mark-esper")]
    [InlineData("Esper won the chess match in Prague", null)]
    [InlineData("the secretary said esper", null)]
    [InlineData("The KH scale of hardness", null)]
    public void A_short_name_counts_only_as_written_and_with_its_context(string text, string? expected)
    {
        Assert.Equal(expected is null ? [] : [expected], SomeWatchlist.IdsIn(text));
    }

    [Theory]
    [InlineData("Rockets hit Camp Taji.", "taji-base")]
    [InlineData("Rockets hit Taji Base near Baghdad.", "taji-base", "baghdad")]
    [InlineData("Rockets hit Taji.", "taji")]
    [InlineData("صواريخ على قاعدة التاجي", "taji-base")]
    [InlineData("صواريخ بالتاجي", "taji")]
    [InlineData("Rockets hit the Ain Al Asad airbase.", "ain-al-asad")]
    [InlineData("Rockets hit the ‘Ain al-Assad airbase.", "ain-al-asad")]
    public void The_longest_name_wins(string text, params string[] expected)
    {
        Assert.Equal(expected, SomeWatchlist.IdsIn(text));
    }

    [Fact]
    public void A_rule_gives_the_words_that_satisfied_it()
    {
        var named = SomeWatchlist.Named("Officials blamed Kata'ib Hezbollah for the attack on Camp Taji.");

        var match = SomeWatchlist.Index.Match(named, new HashSet<EventKind>())
            .Single(found => found.Rule == "kh-near-attack");

        Assert.Equal(["kataib-hezbollah"], match.Actors);
        Assert.Equal(["Kata'ib Hezbollah", "attack"], match.Terms.Select(term => term.Text));
        Assert.All(match.Terms, term => Assert.Equal(
            term.Text, named.Text.Original.Substring(term.Start, term.Length)));
    }

    [Fact]
    public void An_event_kind_and_a_nested_place_satisfy_a_rule()
    {
        var named = SomeWatchlist.Named("18 rockets struck Camp Taji.");

        var match = Assert.Single(SomeWatchlist.Index.Match(named, new HashSet<EventKind> { EventKind.RocketAttack }));

        Assert.Equal(("iraq-militias", "attack-on-base"), (match.Topic, match.Rule));
        Assert.Equal(["taji-base"], match.Places);
        Assert.True(SomeWatchlist.Index.IsWithin("taji-base", "iraq"));
        Assert.False(SomeWatchlist.Index.IsWithin("iraq", "taji-base"));
    }
}
