using System.Globalization;
using AlertBot.Watchlists;

namespace AlertBot.Benchmarks;

/// <summary>What people type: words in braces stand for another one each time.</summary>
internal sealed class QueryLines(WatchlistIndex index, int incidents, Random random)
{
    private const int LastPage = 1000;

    /// <summary>Commands that ask, each in the ways that differ in what has to be read.</summary>
    public static IReadOnlyList<string> Commands { get; } =
    [
        "/incidents", "/incidents page:{page}", "/incidents all", "/incidents all page:{page}",
        "/incidents all page:1000", "/incidents topic:{topic}", "/incidents topic:{topic} page:{page}",
        "/incidents actor:{actor}", "/incidents place:{place}", "/incidents place:iraq", "/incidents place:iraq page:900",
        "/incidents near:\"{place} 50km\"", "/incidents near:\"baghdad 500km\"", "/incidents near:\"taji 50km\" page:50",
        "/incidents kind:{kind}", "/incidents all kind:{kind} page:90", "/incidents since:1d", "/incidents since:30d",
        "/incidents all since:1y", "/incidents severity:high", "/incidents all severity:critical page:40",
        "/incidents all since:90d severity:low kind:{kind}", "/incidents topic:{topic} since:30d severity:high",
        "/incidents topic:{topic} actor:{actor}", "/incidents topic:{topic} place:iraq kind:{kind}",
        "/incidents actor:{actor} place:{place}", "/incidents actor:{actor} near:\"baghdad 200km\"",
        "/incidents topic:{topic} near:\"baghdad 100km\" severity:high",
        "/incidents topic:red-sea-shipping near:\"baghdad 300km\" since:60d",
        "/incident {number}", "/incident {large}", "/incident {number} ledger", "/incident {number} timeline",
        "/incident {large} sources", "/incident {number} delivery",
        "/search rocket", "/search taji", "/search the", "/search rocket taji", "/search \"kataib hezbollah\"",
        "/search \"killed in\"", "/search of the in", "/search {word}", "/search roc*", "/search kat*", "/search the*", "/search t*",
        "/search rocket page:7", "/search صاروخا", "/search في", "/search \"حزب الله\"", "/search كتائب القائم",
        "/search nothingsaysthis", "/search in:articles rocket", "/search in:articles the page:{page}",
        "/search in:articles {word}", "/search in:articles صاروخا", "/search in:articles killed* taji",
        "/actor {actor}", "/place {place}", "/place iraq", "/place baghdad",
        "/trend", "/trend {topic} 30d", "/trend topic:{topic} since:1d", "/trend all since:1y", "/trend all since:2d",
        "/trend actor:{actor} since:90d", "/trend place:iraq since:1y kind:{kind}", "/trend place:{place} severity:high",
        "/trend topic:{topic} actor:{actor} since:1y", "/trend topic:{topic} place:iraq since:1y",
        "/why {number}", "/why {large}", "/whynot {url}", "/whynot https://outlet7.example/never",
        "/brief", "/brief {topic} since:30d", "/brief since:1y", "/brief all since:1y",
        "/preview {topic}", "/preview {topic} severity:low since:1y", "/preview {topic} since:30d page:20",
        "/topics", "/subscriptions", "/status", "/export {number}", "/export {large}", "/settings", "/settings log",
        "/feed list", "/feed list all", "/watch show {topic}", "/help", "/help incidents",
    ];

    /// <summary>Rules that are tried on the stored articles: these take as long as their limits allow.</summary>
    public static IReadOnlyList<string> Backtests { get; } =
    [
        "/watch backtest \"Esper near convoy\" days:30", "/watch backtest actor:{actor} days:30",
        "/watch backtest any-militia days:90", "/watch backtest rocket* days:366",
        "/watch backtest \"kind:rocket_attack AND place:iraq\" days:366",
    ];

    /// <summary>What is typed so far when a platform asks how it may go on.</summary>
    public static IReadOnlyList<string> Typed { get; } =
    [
        "/", "/in", "/incidents ", "/incidents top", "/incidents topic:", "/incidents actor:", "/incidents actor:kat",
        "/incidents place:", "/incidents place:ba", "/incidents near:taj", "/incidents kind:", "/incidents since:",
        "/incident ", "/incident 1", "/actor ", "/actor hez", "/actor كتا", "/place al", "/trend iraq", "/search ta",
        "/subscribe ", "/feed remove ", "/watch show ", "/merge 1", "/incidents place:zzzz",
        "/incident", "/merge 1 ", "/watch remove rule iraq-militias ", "/watch backtest ", "/watch backtest act", "/mute ",
        "/trend ", "/incidents since:la", "/incidents kind:roc", "/unfollow ", "/whynot ",
    ];

    /// <summary>A line with another choice for each word in braces.</summary>
    public string Fill(string pattern)
    {
        var line = pattern;
        for (var open = line.IndexOf('{'); open >= 0; open = line.IndexOf('{', open))
        {
            var end = line.IndexOf('}', open);
            line = line[..open] + Word(line[(open + 1)..end]) + line[(end + 1)..];
        }

        return line;
    }

    private string Word(string name) => name switch
    {
        "topic" => Any(index.Watchlists).Topic.Id,
        "actor" => Any(Any(index.Watchlists).Actors).Id,
        "place" => Any(Any(index.Watchlists).Places).Id,
        "kind" => Any(EventKinds.Words),
        "page" => Text(random.Next(2, LastPage + 1)),
        "number" => Text(random.Next(1, incidents + 1)),
        "large" => Text(1000 * random.Next(1, Math.Max(2, (incidents / 1000) + 1))),
        "url" => $"https://outlet{random.Next(50)}.example/news/{random.Next(1, incidents + 1)}/0",
        "word" => Any(QueryNews.Rare),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such word."),
    };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private T Any<T>(IReadOnlyList<T> all) => all[random.Next(all.Count)];
}
