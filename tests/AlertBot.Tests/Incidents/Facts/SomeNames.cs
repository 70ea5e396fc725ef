using AlertBot.Feeds;
using AlertBot.Incidents;
using AlertBot.Testing;
using AlertBot.Watchlists;

namespace AlertBot.Tests.Incidents.Facts;

/// <summary>The shipped watchlists and gazetteer, read once: facts are tested with the names that people run it
/// with.</summary>
internal static class SomeNames
{
    private static readonly Lazy<WatchlistIndex> Shipped = new(Read);

    /// <summary>The index.</summary>
    public static WatchlistIndex Index => Shipped.Value;

    /// <summary>The facts of a text that came out on Sunday 1 March 2020 at noon, unless told otherwise.</summary>
    public static ArticleFacts Facts(string title, string text = "", string? published = null) => FactReader.Read(
        Index.Names(TextFolder.Fold(title, text)), At(published));

    /// <summary>An instant, or Sunday 1 March 2020 at noon.</summary>
    public static DateTimeOffset At(string? published) =>
        DateTimeOffset.Parse(published ?? "2020-03-01T12:00:00Z", System.Globalization.CultureInfo.InvariantCulture);

    private static WatchlistIndex Read()
    {
        var config = Path.Combine(SharedData.RepositoryRoot!, "config");
        var lists = Directory.GetFiles(Path.Combine(config, "watchlists"), "*.yaml").Order(StringComparer.Ordinal)
            .Select(path => WatchlistReader.Read(path, File.ReadAllText(path), Scope.Shared).Watchlist!);
        using var gazetteer = File.OpenText(Path.Combine(config, "gazetteer.tsv"));
        return WatchlistIndex.Build([.. lists], Gazetteer.Read("gazetteer.tsv", gazetteer).Places);
    }
}
