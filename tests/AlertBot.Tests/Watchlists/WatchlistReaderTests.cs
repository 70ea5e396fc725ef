using AlertBot.Feeds;
using AlertBot.Watchlists;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AlertBot.Tests.Watchlists;

public sealed class WatchlistReaderTests
{
    private static string[] Problems(string yaml) =>
        [.. WatchlistReader.Read("w.yaml", yaml, Scope.Shared).Problems.Select(problem => problem.ToString())];

    [Fact]
    public void A_sound_watchlist_is_read_whole()
    {
        var watchlist = SomeWatchlist.Watchlist;

        Assert.Equal(
            new Topic("iraq-militias", Scope.Shared, "Militia attacks in Iraq", "Armed groups and the forces they fight"),
            watchlist.Topic);
        var group = watchlist.Actors.Single(actor => actor.Id == "kataib-hezbollah");
        Assert.Equal(("Kata'ib Hezbollah", ActorKind.Militia, "IQ", 20, "pmf"),
            (group.Name, group.Kind, group.Country, group.Weight, group.PartOf));
        Assert.Equal(
            ["Kata'ib Hezbollah", "Kataib Hizballah", "كتائب حزب الله", "KH"],
            group.Aliases.Select(alias => alias.Text));
        Assert.Equal(["militia", "Iraq"], group.Aliases[3].Needs);
        var place = watchlist.Places.Single(candidate => candidate.Id == "taji-base");
        Assert.Equal(["taji", "baghdad", "iraq"], place.Within);
        Assert.Equal((33.53, 44.26, 15, true, PlacePrecision.Site),
            (place.Latitude, place.Longitude, place.Weight, place.IsWatched, place.Precision));
        Assert.Equal(["attack", "attack*", "under fire", "هجوم"], Assert.Single(watchlist.TermLists).Terms);
        Assert.Equal(["attack-on-base", "kh-near-attack", "any-militia"], watchlist.Rules.Select(rule => rule.Id));
    }

    [Fact]
    public void Empty_lists_are_fine()
    {
        var read = WatchlistReader.Read(
            "w.yaml", "topic: t\nname: T\nactors: []\nplaces:\nterms: {}\nrules: []\n", Scope.Shared);

        Assert.Empty(read.Problems);
        Assert.NotNull(read.Watchlist);
        Assert.Empty(read.Watchlist.Rules);
    }

    [Fact]
    public void An_unclosed_quote_is_reported_where_it_opens()
    {
        var problem = Assert.Single(Problems("topic: t\nname: \"Never closed\nactors: []\n"));

        Assert.Equal(
            "w.yaml:2:7: a quote is opened here and never closed; close it, or double the apostrophe inside '…'", problem);
    }

    [Fact]
    public void Every_fault_of_a_file_is_reported_at_its_place_and_the_rest_serves()
    {
        const string Yaml = """
            topic: t
            name: T
            colour: red
            actors:
              - {id: pmf, name: PMF, kind: militia, country: iq}
              - id: pmf
                name: Again
                kind: milita
              - id: kh
                name: KH group
                kind: militia
                weight: 26
                partOf: pmff
                alias: [x]
                aliases: [PMF, "!!"]
              - {id: a, name: Aaa, kind: state, partOf: b}
              - {id: b, name: Bbb, kind: state, partOf: a}
            places:
              - {id: p, name: P place, country: IQ, precision: site, lat: 99, lon: 44, within: q}
              - {id: r, name: R place, country: XX, precision: town, lat: 1}
            terms:
              Words: [x]
              words: ["a*", fire]
            rules:
              - {id: sound, name: Sound, query: "terms:words AND actor:kh"}
              - {id: bad, name: Bad, query: "terms:words AND actor:kj"}
              - id: folded
                query: >
                  terms:words AND
                  place:pp
              - id: 'Quoted'
                query: 'x AND ''y'' z'
            """;
        var read = WatchlistReader.Read("w.yaml", Yaml, Scope.Shared);

        Assert.Equal(
            [
                "w.yaml:3:1: unknown key 'colour'; use one of actors, description, name, places, rules, terms, topic",
                "w.yaml:5:50: 'iq' is no country code; did you mean IQ?",
                "w.yaml:6:9: the actor 'pmf' stands in line 5 already; give one of the two another id",
                "w.yaml:8:11: 'kind' is 'milita'; did you mean militia?",
                "w.yaml:12:13: 'weight' is '26'; give a whole number from 0 to 25",
                "w.yaml:13:13: 'partOf' names the actor 'pmff', which is not in this file; did you mean pmf?",
                "w.yaml:14:5: unknown key 'alias'; did you mean aliases?",
                "w.yaml:15:15: the spelling 'PMF' belongs to the actor 'pmf' already; "
                    + "keep it with one of them, or tell them apart with needs or unless",
                "w.yaml:15:20: the spelling '!!' has no letter or digit; write the name itself",
                "w.yaml:16:45: 'partOf' leads from 'a' back to itself; take out one of the links",
                "w.yaml:17:45: 'partOf' leads from 'b' back to itself; take out one of the links",
                "w.yaml:19:63: 'lat' is '99'; give a number from -90 to 90 with a decimal point",
                "w.yaml:19:84: 'within' names the place 'q', which is not in this file; did you mean p?",
                "w.yaml:20:37: 'XX' is no country code; give the two letters of ISO 3166, such as IQ",
                "w.yaml:20:52: 'precision' is 'town'; use one of city, country, region, site",
                "w.yaml:20:63: 'lat' and 'lon' go together; add the other one, or take this one out",
                "w.yaml:22:3: the list is called 'Words'; use lower-case letters, digits and single hyphens, at most 64",
                "w.yaml:23:11: 'a*' must be one word of at least 3 letters before *; lengthen it",
                "w.yaml:26:56: rule 'bad': expected an actor id, * or @kind, found kj; did you mean kh?",
                "w.yaml:30:13: rule 'folded': expected a place id or *, found pp; did you mean p?",
                "w.yaml:31:9: 'id' is 'Quoted'; use lower-case letters, digits and single hyphens, at most 64, such as taji-base",
                "w.yaml:32:25: rule '?': expected AND, OR or NEAR, found z; "
                    + "put AND or OR between the two, or quotes around both if they are a phrase",
            ],
            read.Problems.Select(problem => problem.ToString()));
        Assert.NotNull(read.Watchlist);
        Assert.Equal(["sound"], read.Watchlist.Rules.Select(rule => rule.Id));
        Assert.Null(read.Watchlist.Actors.Single(actor => actor.Id == "kh").PartOf);
    }

    [Theory]
    [InlineData("", "w.yaml:1:1: the file is empty; fill it or delete it")]
    [InlineData("- a\n- b\n", "w.yaml:1:1: the file must hold keys with values, but is a list; begin with key: value")]
    [InlineData("topic: t\nname: T\nname: U\n", "w.yaml:3:1: the key 'name' stands here twice; keep one of the two")]
    [InlineData(
        "topic: t\nname: T\nactors: x\n",
        "w.yaml:3:9: 'actors' must be a list, but is a value; begin each item with - on a line of its own")]
    [InlineData(
        "topic: t\nname: T\nactors:\n  - x\n",
        "w.yaml:4:5: an item of 'actors' must be keys with values, but is a value; look at the item before")]
    [InlineData("name: T\n", "w.yaml:1:1: 'topic' is missing; add topic:")]
    [InlineData("topic: t\nname:\n", "w.yaml:2:1: 'name' has no value; add a value after name:")]
    [InlineData(
        "topic: t\nname: *x\n",
        "w.yaml:2:7: '*x' refers to nothing; put quotes around text that begins with *")]
    [InlineData("topic: t\n\tname: T\n", "w.yaml:2:1: a tab in the indentation; indent with spaces")]
    [InlineData(
        "topic: t\nname: [a, b\n",
        "w.yaml:3:1: a [ or { is not closed, or a comma is missing; close it on the same line")]
    [InlineData("topic: t\nname: T\n---\na: b\n", "w.yaml:3:1: the file has a second document; take out the line ---")]
    public void A_file_of_another_shape_gives_one_clear_line(string yaml, string expected)
    {
        Assert.StartsWith(expected, Assert.Single(Problems(yaml)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("name: \"\\UFFFFFFFF\"\n")]
    [InlineData("name: \"\\uD800\"\n")]
    [InlineData("name: \"\\x\"\n")]
    [InlineData("name: !!binary x\n")]
    [InlineData("%TAG ! tag:x\n---\nname: !x y\n")]
    [InlineData("\uFEFFname: x\n")]
    [InlineData("name: \0x\n")]
    [InlineData("&a : *a\n")]
    public void Odd_corners_of_YAML_are_faults_and_no_accidents(string yaml)
    {
        Assert.NotEmpty(Problems("topic: t\n" + yaml + "x: y\n"));
    }

    [Fact]
    public void Windows_line_ends_and_wide_characters_do_not_shift_a_place()
    {
        var yaml = "topic: t\nname: T 😀\nrules:\n  - {id: a, name: 😀😀, query: \"😀x AND \\\"y\\\" place:z\"}\n  - id: b\n    query: |\n      x AND\n      place:z\n";
        string[] expected =
        [
            "w.yaml:4:47: rule 'a': expected AND, OR or NEAR, found place:z; "
                + "put AND or OR between the two, or quotes around both if they are a phrase",
            "w.yaml:8:13: rule 'b': expected a place id or *, found z; there are none here",
        ];

        Assert.Equal(expected, Problems(yaml));
        Assert.Equal(expected, Problems(yaml.ReplaceLineEndings("\r\n")));
    }

    [Fact]
    public void Nested_aliases_that_would_grow_without_end_are_refused()
    {
        var yaml = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + string.Concat(Enumerable.Range(1, 12).Select(i =>
            $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n"));

        Assert.Contains("aliases counted each time", Assert.Single(Problems(yaml)), StringComparison.Ordinal);
    }

    [Fact]
    public void Nesting_deeper_than_the_limit_is_refused()
    {
        var yaml = "topic: " + new string('[', 10_000) + new string(']', 10_000);

        Assert.Contains("more than 32 levels", Assert.Single(Problems(yaml)), StringComparison.Ordinal);
    }

    [Fact]
    public void No_text_makes_the_reader_throw_and_every_problem_lies_in_the_file()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), Holds).QuickCheckThrowOnFailure();
        var lines = SomeWatchlist.Yaml.Split('\n');
        var damaged =
            from at in Gen.Choose(0, lines.Length - 1)
            from text in SomeText.Generator
            select string.Join('\n', lines.Select((line, i) => i == at ? line + text : line));
        Prop.ForAll(damaged.ToArbitrary(), Holds).QuickCheckThrowOnFailure();

        static void Holds(string? yaml)
        {
            yaml ??= "";
            var count = yaml.Count(c => c is '\n' or '\r' or '\u0085' or '\u2028' or '\u2029') + 1;
            foreach (var problem in WatchlistReader.Read("w.yaml", yaml, Scope.Shared).Problems)
            {
                Assert.InRange(problem.Line, 1, count + 1);
                Assert.True(problem.Column >= 1);
            }
        }
    }
}
