using System.Globalization;
using AlertBot.Feeds;
using AlertBot.Incidents;
using AlertBot.Testing;
using AlertBot.Watchlists;

namespace AlertBot.Benchmarks;

/// <summary>Generated articles, one a step, through the stages of the analysis: time and memory that each takes an
/// article, warm.</summary>
/// <remarks><c>dotnet run -c Release --project tests/AlertBot.Benchmarks -- stages ARTICLES [CHARACTERS]</c></remarks>
internal static class StagesRun
{
    private static readonly string[] Stages = ["fold", "names", "facts", "match", "cluster", "view"];

    public static int Run(int articles, int characters)
    {
        var index = NewsRun.ShippedWatchlists() ?? throw new InvalidOperationException("Run this in a checkout.");
        var news = NewsRun.Articles(new StringReader(string.Join(
            '\n', new NewsStories(seed: 5).Write(articles, 50, characters).Select(NewsStories.ToLine))));
        Pass(index, [.. news.Take(1000)]);
        var (ticks, bytes) = Pass(index, news);
        foreach (var (name, i) in Stages.Select((name, i) => (name, i)))
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name,-8} {ticks[i] * 1e6 / TimeProvider.System.TimestampFrequency / news.Count,8:0.0} µs, "
                + $"{(double)bytes[i] / news.Count / 1024,8:0.0} KB"));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{news.Count * (double)TimeProvider.System.TimestampFrequency / ticks.Sum():0} articles a second"));
        return 0;
    }

    private static (long[] Ticks, long[] Bytes) Pass(WatchlistIndex index, IReadOnlyList<Article> articles)
    {
        var (ticks, bytes) = (new long[Stages.Length], new long[Stages.Length]);
        var window = IncidentWindow.Empty();
        foreach (var article in articles)
        {
            var text = Taken(0, () => TextFolder.Fold(article.Title, article.Text));
            var names = Taken(1, () => index.Names(text));
            var facts = Taken(2, () => FactReader.Read(names, article.EffectiveUtc));
            var matches = Taken(3, () => index.Match(
                names, facts.Kind is { } kind ? new HashSet<EventKind> { kind } : []));
            var prepared = new PreparedArticle(article, names, facts, matches);
            var outcome = Taken(4, () => Clusterer.Step(
                window, [prepared], [], article.SeenUtc, IncidentRules.Default));
            window = outcome.NextWindow;
            Taken(5, () => IncidentView.For(outcome.Changes[0].After, null));
        }

        return (ticks, bytes);

        T Taken<T>(int stage, Func<T> work)
        {
            var (memory, from) = (GC.GetAllocatedBytesForCurrentThread(), TimeProvider.System.GetTimestamp());
            var made = work();
            ticks[stage] += TimeProvider.System.GetTimestamp() - from;
            bytes[stage] += GC.GetAllocatedBytesForCurrentThread() - memory;
            return made;
        }
    }
}
