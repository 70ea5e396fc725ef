using System.Globalization;
using System.Text.RegularExpressions;
using AlertBot.Demo;
using AlertBot.Feeds;
using AlertBot.Watchlists;
using Xunit;

namespace AlertBot.Tests.Host;

/// <summary>What the analysis makes of the demo's news, as it is and disguised.</summary>
public sealed partial class DemoScoreTests
{
    private const int Orders = 8;

    // Invented names of the same shape, so that nothing can hang on a name that the program knows by itself. Longest first.
    private static readonly (string From, string To)[] Names =
    [
        ("Kata’ib Hezbollah", "Fara’id Zamrullah"), ("Kata'ib Hezbollah", "Fara'id Zamrullah"),
        ("Kataib Hezbollah", "Faraid Zamrullah"), ("Kataib Hizbullah", "Faraid Zamrullah"), ("Kataib Hizballah", "Faraid Zamrullah"),
        ("كتائب حزب الله", "فرائض زمر الله"), ("Soleimani", "Dorvani"), ("سليماني", "دورواني"), ("al-Muhandis", "al-Sharqabi"),
        ("المهندس", "الشرقابي"), ("Ain al-Asad", "Ain al-Hamr"), ("Ain al-Assad", "Ain al-Hamr"), ("عين الأسد", "عين الحمر"),
        ("Taji", "Zanqi"), ("التاجي", "الزنقي"), ("K-1", "V-6"), ("كي وان", "في سكس"), ("Kirkuk", "Darwan"), ("كركوك", "دروان"),
        ("Al-Qaim", "Al-Nadim"), ("al-Qaim", "al-Nadim"), ("القائم", "النديم"), ("Erbil", "Orvil"), ("أربيل", "أورفيل"),
        ("Esper", "Ostler"),
    ];

    [Fact]
    public void Every_event_is_found_whole_and_alerted_once_and_nothing_else_is_in_whatever_order_it_is_read()
    {
        var news = DemoNews.Read(DemoAnalysis.Folder);
        var index = Index(text => text);

        var faults = Enumerable.Range(0, Orders)
            .SelectMany(seed => DemoAnalysis.Faults(news, index, seed).Select(fault => $"order {seed}: {fault}")).ToList();

        Assert.True(faults.Count == 0, string.Join("\n", faults));
    }

    [Theory]
    [InlineData(1, 28)]
    [InlineData(2, 364)]
    [InlineData(3, -700)]
    public void Other_names_dates_and_outlets_change_nothing(int seed, int days)
    {
        var (news, index) = Disguise(seed, days);

        var faults = DemoAnalysis.Faults(news, index, seed);

        Assert.True(faults.Count == 0, string.Join("\n", faults));
    }

    internal static (DemoNews News, WatchlistIndex Index) Disguise(int seed, int days)
    {
        var news = DemoNews.Read(DemoAnalysis.Folder);
        if (seed == 0) return (news, Index(text => text));
        var outlets = Shuffled(news, new Random(seed));
        var disguised = news with
        {
            Items =
            [
                .. news.Items.Select(item => item with
                {
                    AtUtc = item.AtUtc.AddDays(days),
                    Title = Dates(Rename(item.Title), days, item.AtUtc.Year),
                    Text = Dates(Rename(item.Text), days, item.AtUtc.Year),
                    FeedId = outlets[item.FeedId],
                }),
            ],
        };
        return (disguised, Index(Rename));
    }

    private static WatchlistIndex Index(Func<string, string> rename)
    {
        var folder = DemoAnalysis.Folder;
        var lists = Directory.GetFiles(folder.Watchlists, "*.yaml").Order(StringComparer.Ordinal)
            .Select(file => WatchlistReader.Read(file, rename(File.ReadAllText(file)), Scope.Shared).Watchlist!).ToList();
        using var gazetteer = new StringReader(rename(File.ReadAllText(folder.Gazetteer)));
        return WatchlistIndex.Build(lists, Gazetteer.Read(folder.Gazetteer, gazetteer).Places);
    }

    private static string Rename(string text) =>
        Names.Aggregate(text, (renamed, name) => renamed.Replace(name.From, name.To, StringComparison.Ordinal));

    // Weekdays stay right when whole weeks pass; days that are named by their date move along.
    private static string Dates(string text, int days, int year) => DayAndMonth().Replace(text, match =>
        DateTime.TryParseExact($"{match.Value} {year}", "d MMMM yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day.AddDays(days).ToString("d MMMM", CultureInfo.InvariantCulture)
            : match.Value);

    /// <summary>Outlets change places with others of their language; who owns whom stays with the name.</summary>
    private static Dictionary<string, string> Shuffled(DemoNews news, Random random)
    {
        var places = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var group in news.Feeds.GroupBy(f => f.Language))
        {
            var ids = group.Select(f => f.Id).ToArray();
            var other = ids.ToArray();
            random.Shuffle(other);
            for (var i = 0; i < ids.Length; i++) places[ids[i]] = other[i];
        }
        return places;
    }

    [GeneratedRegex(@"\b\d{1,2} (January|February|March|December)\b")]
    private static partial Regex DayAndMonth();
}
