using AlertBot.Feeds;
using AlertBot.Watchlists;
using Xunit;

namespace AlertBot.Tests.Watchlists;

/// <summary>A community's watchlist with the topic of a shared one.</summary>
public sealed class ReplacementTests
{
    private static readonly CommunityId Us = new("test:a");
    private static readonly CommunityId Them = new("test:b");

    [Fact]
    public void What_is_taken_over_unchanged_matches_for_the_community_as_before()
    {
        var matches = Matches(list => list, "Kataib Hizballah denied an attack in Baghdad.");

        Assert.Equal(["kh-near-attack", "any-militia"], matches.Where(m => m.IsFor(Us)).Select(m => m.Rule));
        Assert.All(matches.Where(m => m.IsFor(Us)), m => Assert.Equal(Us, m.Scope.Community));
        Assert.All(matches.Where(m => m.IsFor(Them)), m => Assert.True(m.Scope.IsShared));
        Assert.Equal(2, matches.Count(m => m.IsFor(Them)));
        Assert.Equal(2, matches.Count(m => m.IsFor(null)));
    }

    [Fact]
    public void A_rule_that_the_community_took_out_is_silent_for_it_alone()
    {
        var matches = Matches(
            list => list with { Rules = [.. list.Rules.Where(r => r.Id != "any-militia")] },
            "Kataib Hizballah denied an attack in Baghdad.");

        Assert.Equal(["kh-near-attack"], matches.Where(m => m.IsFor(Us)).Select(m => m.Rule));
        Assert.Equal(["kh-near-attack", "any-militia"], matches.Where(m => m.IsFor(Them)).Select(m => m.Rule));
    }

    [Fact]
    public void A_spelling_that_the_community_added_counts_for_it_alone()
    {
        var matches = Matches(
            list => With(list, "kataib-hezbollah", a => a with { Aliases = [.. a.Aliases, Alias.Plain("Brigade 45")] }),
            "Brigade 45 denied the attack.");

        Assert.Equal(["kh-near-attack"], matches.Where(m => m.IsFor(Us)).Select(m => m.Rule));
        Assert.DoesNotContain(matches, m => m.IsFor(Them));
    }

    [Fact]
    public void A_spelling_that_the_community_took_out_no_longer_counts_for_it()
    {
        var matches = Matches(
            list => With(
                list, "kataib-hezbollah", a => a with { Aliases = [.. a.Aliases.Where(s => s.Text != "كتائب حزب الله")] }),
            "نفت كتائب حزب الله أي هجوم");

        Assert.DoesNotContain(matches, m => m.IsFor(Us));
        Assert.Equal(["kh-near-attack"], matches.Where(m => m.IsFor(Them)).Select(m => m.Rule));
    }

    [Fact]
    public void A_place_that_the_community_took_out_no_longer_counts_for_it()
    {
        var index = Index(list => list with { Places = [.. list.Places.Where(p => p.Id != "ain-al-asad")] });

        var matches = index.Match(
            SomeWatchlist.Named("Rockets landed at Ayn al-Asad", index), new HashSet<EventKind> { EventKind.RocketAttack });

        Assert.DoesNotContain(matches, m => m.IsFor(Us));
        Assert.Equal(["attack-on-base"], matches.Where(m => m.IsFor(Them)).Select(m => m.Rule));
    }

    [Fact]
    public void A_copy_costs_no_names()
    {
        var alone = WatchlistIndex.Build([SomeWatchlist.Watchlist], []);

        Assert.Equal(alone.AliasCount, Index(list => list).AliasCount);
    }

    [Fact]
    public void A_rule_is_tried_by_the_names_of_its_list_alone()
    {
        var own = SomeWatchlist.Watchlist with
        {
            Rules = [Rule("esper", "actor:mark-esper NEAR/5 convoy")],
        };
        var index = SomeWatchlist.Index.Trying(own);

        var named = SomeWatchlist.Named("The convoy of Defense Secretary Mark Esper left. Kataib Hizballah denied.", index);

        Assert.Equal(["esper"], index.Match(named, new HashSet<EventKind>()).Select(m => m.Rule));
    }

    private static List<Match> Matches(Func<Watchlist, Watchlist> tune, string text)
    {
        var index = Index(tune);
        return [.. index.Match(SomeWatchlist.Named(text, index), new HashSet<EventKind>())];
    }

    private static WatchlistIndex Index(Func<Watchlist, Watchlist> tune)
    {
        var copy = SomeWatchlist.Read(SomeWatchlist.Yaml, Scope.Of(Us));
        return WatchlistIndex.Build([SomeWatchlist.Watchlist, tune(copy)], []);
    }

    private static Watchlist With(Watchlist list, string id, Func<Actor, Actor> change) =>
        list with { Actors = [.. list.Actors.Select(a => a.Id == id ? change(a) : a)] };

    private static Rule Rule(string id, string query) =>
        Assert.IsType<RuleParse.Read>(RuleParser.Parse(query)).Rule with { Id = id, Name = id };
}
