using AlertBot.Chat;
using AlertBot.Feeds;
using AlertBot.Incidents;

namespace AlertBot.Commands;

/// <summary>The rules that an article came closest to without satisfying them.</summary>
internal static class NearestRules
{
    /// <summary>What each would still need, those that lack least first; empty when there is no rule.</summary>
    public static IReadOnlyList<IReadOnlyList<Span>> Of(Article article, CommandCall call, Lookup lookup, int most)
    {
        var topics = lookup.Topics(call.Community).Select(t => t.Id).ToHashSet(StringComparer.Ordinal);
        var prepared = new ArticlePreparer(lookup.Index).Prepare(article);
        HashSet<Watchlists.EventKind> kinds = prepared.Facts.Kind is { } kind ? [kind] : [];
        return
        [
            .. lookup.Index.Explain(prepared.Names, kinds)
                .Where(e => !e.IsSatisfied && topics.Contains(e.Topic)).OrderBy(e => e.Missing.Count).Take(most)
                .Select(e => (IReadOnlyList<Span>)
                    [
                    new Span($"{e.Topic}, {e.Rule}", IsStrong: true),
                    " " + call.Texts.Say(e.Missing),
                ]),
        ];
    }
}
