using AlertBot.Chat;
using AlertBot.Watchlists;

namespace AlertBot.Commands;

/// <summary>What changed in a watchlist, for people.</summary>
internal static class ChangeLines
{
    private const int MaxDetail = 200;

    /// <summary>One line a change: "+ actor ashab-al-kahf (Ashab al-Kahf): kind: militia".</summary>
    public static IEnumerable<IReadOnlyList<Span>> Of(IEnumerable<WatchlistChange> changes, Texts texts) =>
        changes.Select(change => (IReadOnlyList<Span>)
        [
            Sign(change.Kind) + " ",
            new Span(texts["commands.watch.part." + change.Part] + " " + change.Id, IsStrong: true),
            change.Name == change.Id ? "" : $" ({change.Name})",
            change.Details.Count == 0 ? "" : ": " + Cut(string.Join(" · ", change.Details)),
        ]);

    /// <summary>All of it in one line, in the words of the file, for the audit log.</summary>
    public static string InShort(IReadOnlyList<WatchlistChange> changes)
    {
        const int Shown = 5;
        var some = changes.Take(Shown).Select(change =>
            $"{Sign(change.Kind)} {change.Part} {change.Id}"
            + (change.Details.Count == 0 ? "" : ": " + Cut(string.Join(" · ", change.Details))));
        return string.Join("; ", some) + (changes.Count > Shown ? $"; +{changes.Count - Shown}" : "");
    }

    private static string Cut(string text) => text.Length <= MaxDetail ? text : text[..(MaxDetail - 1)] + "…";

    private static string Sign(WatchlistChangeKind kind) => kind switch
    {
        WatchlistChangeKind.Added => "+",
        WatchlistChangeKind.Removed => "−",
        _ => "~",
    };
}
