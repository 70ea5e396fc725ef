using System.Collections.Frozen;
using AlertBot.Feeds;
using AlertBot.Watchlists;

namespace AlertBot.Incidents;

/// <summary>Reads an article once for all that follows: names, facts and matches. Safe to use from several
/// threads.</summary>
public sealed class ArticlePreparer(WatchlistIndex index)
{
    private static readonly FrozenSet<EventKind> NoKinds = FrozenSet<EventKind>.Empty;

    private static readonly FrozenSet<EventKind>[] OneKind =
        [.. Enum.GetValues<EventKind>().Select(kind => new[] { kind }.ToFrozenSet())];

    /// <summary>Names, facts and matches of one article. Pure.</summary>
    public PreparedArticle Prepare(Article article)
    {
        var names = index.Names(TextFolder.Fold(article.Title, article.Text));
        // A feed that dates its news into the future does not shift their weekdays there.
        var facts = FactReader.Read(names, article.EffectiveUtc);
        var kinds = facts.Kind is { } kind ? OneKind[(int)kind] : NoKinds;
        return new PreparedArticle(article, names, facts, index.Match(names, kinds));
    }
}
