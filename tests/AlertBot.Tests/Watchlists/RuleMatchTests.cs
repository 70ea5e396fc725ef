using AlertBot.Feeds;
using AlertBot.Watchlists;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AlertBot.Tests.Watchlists;

public sealed class RuleMatchTests
{
    private static readonly HashSet<EventKind> None = [];

    private static Match? Match(string query, string text, params EventKind[] kinds)
    {
        var index = With(query);
        return index.Match(SomeWatchlist.Named(text, index), kinds.ToHashSet()).SingleOrDefault();
    }

    private static WatchlistIndex With(params string[] queries)
    {
        var names = RuleNames.Of(SomeWatchlist.Watchlist);
        var rules = queries.Select((query, i) =>
            Assert.IsType<RuleParse.Read>(RuleParser.Parse(query, names)).Rule with { Id = $"r{i}" });
        return WatchlistIndex.Build([SomeWatchlist.Watchlist with { Rules = [.. rules] }], []);
    }

    [Theory]
    [InlineData("rocket", "A Rocket fell", true)]
    [InlineData("rocket", "Rockets fell", false)]
    [InlineData("rock*", "Rockets fell", true)]
    [InlineData("هجوم", "وقع الهجوم أمس", true)]
    [InlineData("هجوم", "بعد بهجوم", true)]
    [InlineData("هجو*", "الهجومات", true)]
    [InlineData("\"rocket attack\"", "A rocket-attack", true)]
    [InlineData("\"rocket attack\"", "A rocket. Attack", false)]
    [InlineData("K-1", "the K1 base", false)]
    [InlineData("K-1", "the K-1 base", true)]
    [InlineData("attack AND NOT football", "An attack", true)]
    [InlineData("attack AND NOT football", "A football attack", false)]
    [InlineData("attack AND (rocket OR mortar)", "A mortar attack", true)]
    [InlineData("attack AND (rocket OR mortar)", "A gun attack", false)]
    [InlineData("attack NEAR/2 Taji", "attack on Taji", true)]
    [InlineData("attack NEAR/2 Taji", "attack on camp Taji", false)]
    [InlineData("Taji NEAR/2 attack", "attack on Taji", true)]
    [InlineData("attack NEAR/1 attack", "attack", false)]
    [InlineData("(rocket OR mortar) NEAR/3 actor:*", "mortar fire by Kataib Hezbollah", true)]
    [InlineData("rocket NEAR/3 Taji NEAR/3 dead", "rocket on Taji leaves dead", true)]
    [InlineData("rocket NEAR/3 Taji NEAR/3 dead", "rocket on Taji. Nobody was hurt or found dead", false)]
    [InlineData("terms:attack-words", "they came under fire", true)]
    [InlineData("terms:attack-words", "they were attacking", true)]
    [InlineData("actor:pmf", "Kata'ib Hezbollah said", true)]
    [InlineData("actor:kataib-hezbollah", "The Popular Mobilisation Forces said", false)]
    [InlineData("actor:@state", "The Pentagon said", true)]
    [InlineData("actor:@person", "The Pentagon said", false)]
    [InlineData("place:baghdad", "a base at Camp Taji", true)]
    [InlineData("place:taji-base", "in Baghdad", false)]
    [InlineData("place:*", "in Paris", false)]
    public void A_rule_holds_for_what_it_asks(string query, string text, bool holds)
    {
        Assert.Equal(holds, Match(query, text) is not null);
    }

    [Fact]
    public void An_event_kind_is_what_the_facts_say_and_no_word()
    {
        Assert.Null(Match("kind:airstrike AND jets", "airstrike by jets", EventKind.RocketAttack));
        Assert.NotNull(Match("kind:airstrike AND jets", "jets came", EventKind.Airstrike));
    }

    [Fact]
    public void Only_words_that_satisfied_the_rule_are_given()
    {
        var match = Match(
            "rocket NEAR/2 Taji OR \"green zone\"", "A rocket on Taji; later that day another rocket went elsewhere.");

        Assert.Equal(["rocket", "Taji"], match!.Terms.Select(term => term.Text));
    }

    [Fact]
    public void What_a_rule_lacks_is_explained()
    {
        var index = With(
            "actor:kataib-hezbollah AND (rocket OR mortar*) AND NOT football", "attack NEAR/2 Taji", "attack");
        var named = SomeWatchlist.Named(
            "A football attack far away from the old town of Taji by Kataib Hezbollah", index);

        var explained = index.Explain(named, None);

        Assert.Equal([false, false, true], explained.Select(rule => rule.IsSatisfied));
        Assert.Equal(["\"rocket\" or mortar*", "NOT \"football\""], explained[0].Missing.Select(l => l.ToString()));
        Assert.Equal(["\"attack\" NEAR/2 \"taji\" (both are there, but farther apart)"], explained[1].Missing.Select(l => l.ToString()));
        Assert.Empty(explained[2].Missing);
    }

    [Fact]
    public void Looking_only_at_rules_with_a_chance_finds_the_same_as_looking_at_all()
    {
        var kinds = new HashSet<EventKind> { EventKind.Threat };
        var rules = SomeRule.Generator.Select(rule => new RuleExpression.And(rule, new RuleExpression.Or(
            new RuleExpression.Phrase("taji"), new RuleExpression.KindIs(EventKind.Threat)))).ListOf();
        Prop.ForAll(rules.ToArbitrary(), SomeText.Generator.ToArbitrary(), (expressions, text) =>
        {
            var index = With([.. expressions.Select(expression => expression.ToString()).Take(20)]);
            var named = SomeWatchlist.Named(text, index);

            Assert.Equal(
                index.Explain(named, kinds).Where(rule => rule.IsSatisfied).Select(rule => rule.Rule),
                index.Match(named, kinds).Select(match => match.Rule));
            Assert.All(index.Match(named, kinds).SelectMany(match => match.Terms), term =>
                Assert.Equal(term.Text, named.Text.Original.Substring(term.Start, term.Length)));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_word_repeated_without_end_is_matched_in_bounded_time()
    {
        var text = string.Concat(Enumerable.Repeat("rocket Taji ", 8_000));

        var match = Match("rocket NEAR/50 Taji NEAR/50 rocket AND place:taji", text);

        Assert.InRange(match!.Terms.Count, 2, 100);
    }

    [Fact]
    public void Names_of_a_community_are_found_for_it_alone()
    {
        var community = new CommunityId("terminal:local");
        const string Own = """
            topic: own
            name: Own
            actors:
              - {id: watchers, name: Night Watchers, kind: militia, aliases: [Watchers of Taji]}
              - {id: kataib-hezbollah, name: Kata'ib Hezbollah, kind: militia, aliases: [the Brigadiers]}
            rules:
              - {id: own-rule, query: "actor:watchers OR actor:kataib-hezbollah"}
            """;
        var index = WatchlistIndex.Build([SomeWatchlist.Watchlist, SomeWatchlist.Read(Own, Scope.Of(community))], []);

        var named = SomeWatchlist.Named("Watchers of Taji and the Brigadiers attack Iraq", index);

        Assert.Equal(["taji", "iraq"], SomeWatchlist.Ids(named));
        Assert.Equal([("watchers", community), ("kataib-hezbollah", community)],
            named.OwnHits.Select(own => (own.Hit.Actor!.Id, own.Community)));
        Assert.Equal(["own-rule"], index.Match(named, None).Select(match => match.Rule));
        Assert.Null(index.ActorById("watchers"));
        Assert.NotNull(index.ActorById("watchers", Scope.Of(community)));
        Assert.DoesNotContain(index.ActorById("kataib-hezbollah")!.Aliases, alias => alias.Text == "the Brigadiers");
    }

    [Fact]
    public void The_same_actor_of_two_shared_watchlists_is_one()
    {
        const string Other = """
            topic: other
            name: Other
            actors:
              - {id: kataib-hezbollah, name: Kata'ib Hezbollah, kind: militia, weight: 25, aliases: [Brigades of the Party]}
            rules:
              - {id: any, query: "actor:*"}
            """;
        var index = WatchlistIndex.Build([SomeWatchlist.Watchlist, SomeWatchlist.Read(Other)], []);

        var actor = index.ActorById("kataib-hezbollah")!;

        Assert.Equal((25, "pmf"), (actor.Weight, actor.PartOf));
        Assert.Equal(["kataib-hezbollah"], SomeWatchlist.IdsIn("The Brigades of the Party said", index));
        var matches = index.Match(SomeWatchlist.Named("Kataib Hezbollah said", index), None);
        Assert.Equal(["any"], matches.Select(match => match.Rule));
        Assert.Empty(index.Match(SomeWatchlist.Named("The Pentagon said", index), None));
    }
}
