using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Feeds;
using AlertBot.Incidents;
using AlertBot.Watchlists;

namespace AlertBot.Commands;

/// <summary>What may be asked and told where anybody reads. Pure.</summary>
/// <param name="watched">Knows the names of places and actors.</param>
/// <param name="scope">Whose names count besides those of all.</param>
/// <param name="texts">The language of the answer.</param>
/// <param name="untilUtc">What began later is held back.</param>
/// <param name="nowUtc">The instant of asking.</param>
internal sealed class PublicReading(
    WatchlistIndex watched, Scope scope, Texts texts, DateTimeOffset untilUtc, DateTimeOffset nowUtc)
{
    /// <summary>As many are read at once as the archive gives.</summary>
    public const int MostRecent = 100;

    // Who is on the spot must not be found by what a stranger is shown; a channel that may be told sooner says so itself.
    private static readonly TimeSpan SharedAfter = TimeSpan.FromMinutes(30);

    /// <summary>Whether anything is held back for a while.</summary>
    public bool IsDelayed => untilUtc < nowUtc;

    /// <summary>
    /// How the channel reads: null when it is for members, who may be told everything. Of several subscriptions the most
    /// careful one holds.
    /// </summary>
    public static PublicReading? Of(
        IEnumerable<Subscription> here, WatchlistIndex watched, Scope scope, Texts texts, DateTimeOffset nowUtc)
    {
        var open = here.Where(s => s.Share == ShareLevel.Public).ToList();
        return open.Count == 0
            ? null
            : new PublicReading(watched, scope, texts, nowUtc - open.Max(s => s.PublicDelay), nowUtc);
    }

    /// <summary>
    /// How what goes to chats that nobody knows is read: as in a public channel, and never before it has been known for a
    /// while.
    /// </summary>
    public static PublicReading ToShare(
        IEnumerable<Subscription> here, WatchlistIndex watched, Scope scope, Texts texts, DateTimeOffset nowUtc)
    {
        var delay = here.Where(s => s.Share == ShareLevel.Public).Select(s => s.PublicDelay).Append(SharedAfter).Max();
        return new PublicReading(watched, scope, texts, nowUtc - delay, nowUtc);
    }

    /// <summary>Whether an incident has been known for long enough.</summary>
    public bool IsOldEnough(IncidentView view) => view.FirstUtc <= untilUtc;

    /// <summary>The later of an instant and of that from which on something may be held back.</summary>
    public DateTimeOffset Later(DateTimeOffset? sinceUtc) =>
        sinceUtc is { } since && since > untilUtc ? since : untilUtc;

    /// <summary>The view without what is not safe.</summary>
    public IncidentView Of(IncidentView view) => PublicView.Of(view, watched, texts);

    /// <summary>
    /// The query with places no finer than a province, or null for none: whoever asks for a village, for a person or for
    /// a name in the texts would be told by the mere number of answers.
    /// </summary>
    public IncidentQuery? Of(IncidentQuery query)
    {
        if (query.Text is not null) return null;
        if (query.ActorId is { } actor && watched.ActorById(actor, scope) is not { Kind: not ActorKind.Person })
            return null;
        if (query.PlaceId is { } id)
        {
            if (Known(id) is not { } place || Coarse(place) is not { } coarse) return null;
            query = query with { PlaceId = coarse.Id };
        }
        if (query.PlaceIds is { } ids)
            query = query with
            {
                PlaceIds = [.. ids.Select(Known).OfType<Place>().Select(Coarse).OfType<Place>()
                    .Select(p => p.Id).Distinct(StringComparer.Ordinal)],
            };
        return query;
    }

    /// <summary>The province or country of a place; itself when it is one; null when nobody told.</summary>
    public Place? Coarse(Place place)
    {
        if (place.Precision <= PlacePrecision.Region) return place;
        var around = place.Within.Select(Known).OfType<Place>().ToList();
        return around.Find(p => p.Precision == PlacePrecision.Region)
            ?? around.Find(p => p.Precision == PlacePrecision.Country);
    }

    private Place? Known(string id) => watched.PlaceById(id, scope);
}
