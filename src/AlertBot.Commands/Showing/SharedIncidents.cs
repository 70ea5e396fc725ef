using System.Globalization;
using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Feeds;
using AlertBot.Incidents;
using AlertBot.Watchlists;

namespace AlertBot.Commands;

/// <summary>Incidents that people may show in chats that nobody knows, each as a card.</summary>
/// <remarks>
/// What is looked for is looked for in what is shown, and never in the articles: the mere number of hits would tell
/// what a card leaves out.
/// </remarks>
internal sealed class SharedIncidents(Lookup lookup)
{
    // The archive gives no more at once, and nobody looks further behind a name.
    private const int Most = 100;

    // Several groups may go by the word that was typed so far.
    private const int MostNames = 5;

    private const int MostTyped = 200;

    /// <summary>The cards, newest first.</summary>
    public async Task<IReadOnlyList<SharedCard>> FindAsync(
        ShareRequest request, CallViews views, Texts texts, DateTimeOffset nowUtc, CancellationToken cancellationToken)
    {
        var words = Words(ShortText.Of(request.Typed, MostTyped)).Distinct(StringComparer.Ordinal).ToList();
        var found = words.Count == 0
            ? await views.ListAsync(Watched with { Skip = request.Skip }, request.Limit, cancellationToken)
            : [.. (await NamedAsync(words, views, request.Asker, cancellationToken)).Skip(request.Skip).Take(request.Limit)];
        return [.. found.Where(v => v.State != IncidentState.Retracted).Select(view => Card(view, texts, nowUtc))];
    }

    private static IncidentQuery Watched { get; } = IncidentQuery.All with { IsWatched = true };

    /// <summary>What is known by a name that begins with all the words, and what has them in what is shown.</summary>
    private async Task<IEnumerable<IncidentView>> NamedAsync(
        IReadOnlyList<string> words, CallViews views, ChannelRef asker, CancellationToken cancellationToken)
    {
        var community = Communities.Of(asker);
        var recent = await views.ListAsync(Watched, Most, cancellationToken);
        var found = recent.Where(v => Has(Shown(v, community), words)).ToList();
        var actors = lookup.Actors(community).Where(a => Has(Spelt(a.Name, a.Aliases), words)).Select(a => a.Id);
        var places = lookup.Places(community).Where(p => Has(Spelt(p.Name, p.Aliases), words)).Select(p => p.Id);
        IncidentQuery[] named =
        [
            .. actors.Distinct(StringComparer.Ordinal).Take(MostNames).Select(id => IncidentQuery.All with { ActorId = id }),
            .. places.Distinct(StringComparer.Ordinal).Take(MostNames).Select(id => IncidentQuery.All with { PlaceId = id }),
        ];
        foreach (var query in named) found.AddRange(await views.ListAsync(query, Most, cancellationToken));
        return found.DistinctBy(v => v.Number).OrderByDescending(v => v.LatestUtc).ThenByDescending(v => v.Number);
    }

    /// <summary>Every word of a card, and of the other names of who and what is named on it.</summary>
    private IEnumerable<string> Shown(IncidentView view, CommunityId community)
    {
        var scope = Scope.Of(community);
        var places = view.Places.Append(view.Place).OfType<PlaceFact>().Select(p => p.PlaceId).OfType<string>()
            .Select(id => lookup.Index.PlaceById(id, scope)).OfType<Place>();
        var actors = view.Ledger.Select(e => e.ActorId).OfType<string>()
            .Select(id => lookup.Index.ActorById(id, scope)).OfType<Actor>();
        return new[] { view.Title, $"{view.Number}" }
            .Concat(Lookup.KindNamesOf(view.Kind))
            .Concat(view.Summary.Select(s => s.Text))
            .Concat(view.Ledger.Select(e => e.Name))
            .Concat(view.Sources.Select(s => s.Outlet))
            .SelectMany(Words)
            .Concat(places.SelectMany(p => Spelt(p.Name, p.Aliases)))
            .Concat(actors.SelectMany(a => Spelt(a.Name, a.Aliases)));
    }

    private static SharedCard Card(IncidentView view, Texts texts, DateTimeOffset nowUtc)
    {
        var head = AlertCard.Head(texts, view);
        var alert = AlertCard.Alert(texts, view, [], new AlertMarks([], null, IsPublic: true));
        var note = texts.InShort(view).Append(texts.Of(view.LatestUtc))
            .Append(texts.Sources(view.Sources.Count, view.Reports));
        return new SharedCard(
            string.Create(CultureInfo.InvariantCulture, $"incident-{view.Number}"),
            $"{head.Label}: {head.Title.Text}", string.Join(" · ", note), alert with
            {
                // It stays as it is wherever it goes: nobody edits it there.
                Blocks = [.. alert.Blocks, new Block.Paragraph(0, [texts.Of("commands.shared.asof", ("at", texts.Of(nowUtc)))])],
            });
    }

    private static IEnumerable<string> Spelt(string name, IEnumerable<Alias> aliases) =>
        aliases.Select(a => a.Text).Prepend(name).SelectMany(Words);

    private static bool Has(IEnumerable<string> text, IReadOnlyList<string> words)
    {
        var all = text.ToHashSet(StringComparer.Ordinal);
        return words.All(word => all.Any(one => one.StartsWith(word, StringComparison.Ordinal)));
    }

    // Many write the Arabic article and many do not.
    private static IEnumerable<string> Words(string text) => text
        .Split([' ', '\t', '\n', ',', '،', '#'], StringSplitOptions.RemoveEmptyEntries)
        .Select(word => TextFolder.FoldWord(word)).Where(word => word.Length > 0)
        .Select(word => word.StartsWith("ال", StringComparison.Ordinal) && word.Length > 4 ? word[2..] : word);
}
