using AlertBot.Feeds;
using AlertBot.Watchlists;
using Xunit;

namespace AlertBot.Tests.Watchlists;

/// <summary>A small watchlist as people write one, and short ways to ask what an index finds.</summary>
internal static class SomeWatchlist
{
    public const string Yaml = """
        topic: iraq-militias
        name: Militia attacks in Iraq
        description: Armed groups and the forces they fight
        actors:
          - id: pmf
            name: Popular Mobilisation Forces
            kind: militia
            country: IQ
            weight: 10
            aliases: [Hashd al-Shaabi, الحشد الشعبي]
          - id: kataib-hezbollah
            name: Kata'ib Hezbollah
            kind: militia
            country: IQ
            weight: 20
            partOf: pmf
            aliases:
              - Kataib Hizballah
              - كتائب حزب الله
              - {text: KH, caseSensitive: true, needs: [militia, Iraq]}
          - id: lebanese-hezbollah
            name: Hezbollah
            kind: militia
            country: LB
            weight: 15
            aliases:
              - {text: حزب الله, unless: [كتائب]}
          - id: us-defense
            name: US Department of Defense
            kind: state
            country: US
            weight: 10
            aliases: [Pentagon]
          - id: mark-esper
            name: Mark Esper
            kind: person
            country: US
            aliases:
              - {text: Esper, caseSensitive: true, needs: [Mark, Pentagon, secretary, Defense, Defence]}
        places:
          - {id: iraq, name: Iraq, country: IQ, precision: country, aliases: [العراق]}
          - {id: baghdad, name: Baghdad, country: IQ, precision: region, within: iraq, aliases: [بغداد]}
          - {id: taji, name: Taji, country: IQ, precision: city, lat: 33.51, lon: 44.23, within: baghdad, aliases: [التاجي]}
          - id: taji-base
            name: Taji base
            country: IQ
            precision: site
            lat: 33.53
            lon: 44.26
            within: taji
            weight: 15
            aliases: [Camp Taji, قاعدة التاجي]
          - {id: ain-al-asad, name: Ain al-Asad, country: IQ, precision: site, lat: 33.8, lon: 42.44, within: iraq, weight: 15, aliases: [Ayn al-Asad, قاعدة عين الأسد]}
        terms:
          attack-words: [attack, attack*, "under fire", هجوم]
        rules:
          - id: attack-on-base
            name: Attack on a base or post
            query: "kind:rocket_attack AND place:*"
          - id: kh-near-attack
            name: Kata'ib Hezbollah near an attack
            query: "actor:kataib-hezbollah NEAR/12 terms:attack-words AND NOT football"
          - id: any-militia
            name: Any militia
            query: "actor:@militia AND place:iraq"
        """;

    public static Watchlist Watchlist { get; } = Read(Yaml);

    public static WatchlistIndex Index { get; } = WatchlistIndex.Build([Watchlist], []);

    public static Watchlist Read(string yaml, Scope scope = default)
    {
        var read = WatchlistReader.Read("some.yaml", yaml, scope);
        Assert.Empty(read.Problems);
        Assert.NotNull(read.Watchlist);
        return read.Watchlist;
    }

    public static NamedText Named(string text, WatchlistIndex? index = null) =>
        (index ?? Index).Names(TextFolder.Fold("", text));

    public static string[] Ids(NamedText named) =>
        [.. named.Hits.Select(hit => hit.Actor?.Id ?? hit.Place!.Id)];

    public static string[] IdsIn(string text, WatchlistIndex? index = null) => Ids(Named(text, index));

    public static string Words(NamedText named, NameHit hit)
    {
        var tokens = named.Text.Tokens;
        var last = tokens[hit.FirstToken + hit.TokenCount - 1];
        return named.Text.Original[tokens[hit.FirstToken].Start..(last.Start + last.Length)];
    }
}
