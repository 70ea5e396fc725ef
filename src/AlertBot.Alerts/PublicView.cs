using AlertBot.Chat;
using AlertBot.Feeds;
using AlertBot.Incidents;
using AlertBot.Watchlists;

namespace AlertBot.Alerts;

/// <summary>
/// What is safe to share of an incident: the place no finer than its governorate, nobody's name who was hurt, no
/// graphic
/// links, and no sentence that may tell one of these. Pure. Every text of a public channel is made from this view.
/// </summary>
public static class PublicView
{
    /// <summary>The view with all that is not safe taken out.</summary>
    /// <param name="view">What the community may see.</param>
    /// <param name="watched">Knows the names of places and actors.</param>
    /// <param name="texts">The language in which the headline is made anew.</param>
    public static IncidentView Of(IncidentView view, WatchlistIndex watched, Texts texts)
    {
        var hurt = view.Ledger.Where(e => e.Role == ActorRole.Victim).ToList();
        var text = new PublicText(watched, [.. hurt.Select(e => e.Name)]);
        var places = view.Places.Select(p => Coarse(p, watched)).OfType<PlaceFact>().DistinctBy(p => p.PlaceId)
            .ToList();
        var unknown = view.PerpetratorUnknownSentence is { } said && text.IsSafe(said) ? said : null;
        var place = view.Place is { } at && Coarse(at, watched) is { } coarse
            ? LocalNames.In(coarse, watched, Scope.Shared, texts) : null;
        return view with
        {
            Title = Title(texts, view.Kind, place),
            TitleLanguage = texts.Language,
            Place = place,
            Places = places,
            Summary = [.. view.Summary.Where(s => text.IsSafe(s.Text))],
            Ledger = [.. view.Ledger.Where(e => IsShown(e, hurt, watched)).Select(e =>
                text.IsSafe(e.Sentence) ? e : e with { Sentence = "" })],
            PerpetratorUnknownSentence = unknown,
            PerpetratorUnknownSource = unknown is null ? null : view.PerpetratorUnknownSource,
            CorrectionSentence = view.CorrectionSentence is { } correction && !text.IsSafe(correction)
                ? "" : view.CorrectionSentence,
            RetractedWhy = view.RetractedWhy is { } why && text.IsSafe(why) ? why : null,
            Sources = [.. view.Sources.Select(s => s with
            {
                Title = text.IsSafe(s.Title) ? s.Title : "",
                Link = text.Safe(s.Link, s.Title),
            })],
            Matches = [.. view.Matches.Select(m => m with { Places = [], Terms = [] })],
            Severity = view.Severity with { Reasons = [] },
        };
    }

    // A person is never named: who claims or denies in public speaks for a group, and the group is watched.
    private static bool IsShown(LedgerEntry entry, List<LedgerEntry> hurt, WatchlistIndex watched) =>
        entry.ActorId is { } id && entry.Role is not (ActorRole.Victim or ActorRole.Target or ActorRole.Mentioned) &&
        watched.ActorById(id) is { Kind: not ActorKind.Person } &&
        !hurt.Exists(h => h.ActorId == id || h.Name == entry.Name);

    private static PlaceFact? Coarse(PlaceFact place, WatchlistIndex watched)
    {
        if (place.Precision <= PlacePrecision.Region)
            return place with { Latitude = null, Longitude = null, Sentence = "", Weight = 0 };
        var around = place.Within.Concat(watched.PlaceById(place.PlaceId)?.Within ?? []).Select(watched.PlaceById)
            .OfType<Place>().ToList();
        var coarse = around.Find(p => p.Precision == PlacePrecision.Region) ??
            around.Find(p => p.Precision == PlacePrecision.Country);
        return coarse is null
            ? null
            : new PlaceFact(coarse.Id, coarse.Name, coarse.Country, null, null, coarse.Precision, coarse.Within, "");
    }

    // A headline cannot be shortened without putting words into its outlet's mouth: it is made anew from the facts.
    private static string Title(Texts texts, EventKind? kind, PlaceFact? place)
    {
        var what = texts.Of(kind);
        what = char.ToUpperInvariant(what[0]) + what[1..];
        return place is null ? what : texts.Of("alerts.public.title", ("kind", what), ("place", place.Name));
    }
}
