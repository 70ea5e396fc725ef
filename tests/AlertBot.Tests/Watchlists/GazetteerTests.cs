using AlertBot.Testing;
using AlertBot.Watchlists;
using Xunit;

namespace AlertBot.Tests.Watchlists;

public sealed class GazetteerTests
{
    private static string Row(
        long id, string name, string alternates, string feature, string country, string region, long population,
        double lat = 33, double lon = 44) =>
        string.Join('\t', id, name, name, alternates, lat, lon, feature[..1], feature[2..], country, "", region,
            "", "", "",
            population, "", "", "Asia/Baghdad", "2020-01-01");

    private static WatchlistIndex Index(params string[] rows)
    {
        var read = Gazetteer.Read("g.tsv", new StringReader(string.Join('\n', rows)));
        Assert.Empty(read.Problems);
        return WatchlistIndex.Build([], read.Places);
    }

    private static readonly string[] Some =
    [
        Row(1, "Iraq", "العراق", "A.PCLI", "IQ", "00", 40_000_000),
        Row(2, "Anbar", "الأنبار", "A.ADM1", "IQ", "01", 1_500_000),
        Row(3, "Ramadi", "Ar Ramadi,الرمادي,RMD,rmady", "P.PPLA", "IQ", "01", 274_000),
        Row(4, "Tripoli", "Trablous,طرابلس", "P.PPLA", "LB", "04", 229_000),
        Row(5, "Tripoli", "Tarabulus,طرابلس", "P.PPLC", "LY", "77", 1_150_000),
        Row(6, "Side", "", "P.PPL", "TR", "07", 10_000),
        Row(7, "Karkh", "الكرخ", "P.PPL", "IQ", "02", 9_000),
        Row(8, "Beirut", "Beyrouth,بيروت", "P.PPLC", "LB", "04", 1_900_000),
    ];

    [Theory]
    [InlineData("Rockets hit Ramadi on Sunday.", "geonames-3")]
    [InlineData("Rockets hit Ar-Ramadi on Sunday.", "geonames-3")]
    [InlineData("قصف في الرمادي", "geonames-3")]
    [InlineData("قصف بالرمادي", "geonames-3")]
    [InlineData("the price of ramadi carpets", null)]
    [InlineData("The Side that won", null)]
    [InlineData("General Hisham Karkh spoke", null)]
    [InlineData("Rockets hit Karkh and left", "geonames-7")]
    [InlineData("RMD rose by five points", null)]
    public void A_listed_name_counts_where_it_is_written_as_a_place(string text, string? expected)
    {
        Assert.Equal(expected is null ? [] : [expected], SomeWatchlist.IdsIn(text, Index(Some)));
    }

    [Theory]
    [InlineData("Fighting broke out in Tripoli.", "geonames-5")]
    [InlineData("Fighting broke out in Beirut and Tripoli.", "geonames-8", "geonames-4")]
    public void A_name_of_several_places_is_the_largest_one_or_that_of_a_country_named_beside_it(
        string text, params string[] expected)
    {
        Assert.Equal(expected, SomeWatchlist.IdsIn(text, Index(Some)));
    }

    [Fact]
    public void Cities_lie_in_their_region_and_country()
    {
        var index = Index(Some);

        Assert.Equal(["geonames-2", "geonames-1"], index.PlaceById("geonames-3")!.Within);
        Assert.True(index.IsWithin("geonames-3", "geonames-1"));
        Assert.True(index.IsWithin("geonames-7", "geonames-1"));
        Assert.False(index.IsWithin("geonames-3", "geonames-8"));
    }

    [Fact]
    public void A_watched_place_wins_over_a_listed_one_of_the_same_name()
    {
        var read = Gazetteer.Read("g.tsv", new StringReader(Row(9, "Taji", "", "P.PPL", "IR", "01", 5_000_000)));
        var index = WatchlistIndex.Build([SomeWatchlist.Watchlist], read.Places);

        Assert.Equal(["taji"], SomeWatchlist.IdsIn("Rockets hit Taji.", index));
    }

    [Fact]
    public void A_country_of_a_watchlist_holds_listed_places_of_that_country()
    {
        var read = Gazetteer.Read("g.tsv", new StringReader(string.Join('\n', Some)));
        var index = WatchlistIndex.Build([SomeWatchlist.Watchlist], read.Places);
        var kinds = new HashSet<EventKind> { EventKind.RocketAttack };

        var here = index.Match(SomeWatchlist.Named("Rockets hit Ramadi.", index), kinds);
        var elsewhere = index.Match(SomeWatchlist.Named("Rockets hit Beirut.", index), kinds);

        Assert.Equal(["geonames-3"], Assert.Single(here).Places);
        Assert.Empty(elsewhere);
    }

    [Fact]
    public void Lines_that_are_no_places_are_reported_with_their_column()
    {
        var read = Gazetteer.Read("g.tsv", new StringReader(
            "# comment\nonly one\n" + Row(1, "A town", "", "P.PPL", "ZZ", "1", 1) + "\n"
            + Row(1, "A town", "", "P.PPL", "IQ", "1", 1, lat: 91) + "\n"
            + Row(1, "A town", "", "X.PPL", "IQ", "1", 1)));

        Assert.Equal(
            [
                "g.tsv:2:1: 1 columns, not 19; separate the columns with tabs",
                "g.tsv:3:30: 'ZZ' is no country code; give the two letters of ISO 3166",
                "g.tsv:4:18: '91' is no latitude; give degrees from -90 to 90",
                "g.tsv:5:24: feature X.PPL is no place that we know; use A.PCLI, A.ADM1, P.PPL* or S.*",
            ],
            read.Problems.Select(problem => problem.ToString()));
        Assert.Empty(read.Places);
    }

    [Fact]
    public void The_gazetteer_finds_no_places_in_news_of_another_continent()
    {
        var gazetteer = SharedData.Find("data/gazetteer-middle-east.tsv");
        var reports = SharedData.Find("data/muc4-dev.articles.jsonl");
        Assert.SkipWhen(gazetteer is null || reports is null, "../shared/data is not there");
        using var reader = new StreamReader(gazetteer!);
        var index = WatchlistIndex.Build([], Gazetteer.Read("gazetteer.tsv", reader).Places);

        var hits = File.ReadLines(reports!)
            .Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement.GetProperty("text").GetString()!)
            .SelectMany(text => SomeWatchlist.IdsIn(text, index))
            .ToList();

        // Two hundred reports from Latin America: a handful of towns share a name with one of theirs.
        Assert.InRange(hits.Count, 0, 10);
    }
}
