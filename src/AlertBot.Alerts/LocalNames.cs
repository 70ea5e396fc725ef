using System.Buffers;
using AlertBot.Chat;
using AlertBot.Feeds;
using AlertBot.Incidents;
using AlertBot.Watchlists;

namespace AlertBot.Alerts;

/// <summary>
/// Names of actors and places in the script of the reader, where the watchlists or the gazetteer know one; else as the
/// watchlist has them. Pure.
/// </summary>
public static class LocalNames
{
    // Persian, Kurdish and Urdu write with these, and Arabic does not.
    private static readonly SearchValues<char> NotArabic = SearchValues.Create("پچژگکیۆێەۇےہھڵڕڤ\u200C");

    /// <summary>What an actor is called in a language.</summary>
    public static string Name(this Texts texts, Actor actor) => Name(texts, actor.Name, actor.Aliases);

    /// <summary>What a place is called in a language.</summary>
    public static string Name(this Texts texts, Place place) => Name(texts, place.Name, place.Aliases);

    /// <summary>The view with every actor and place that is known by the name that the reader can read.</summary>
    /// <param name="view">What is shown.</param>
    /// <param name="watched">Knows the names.</param>
    /// <param name="scope">Whose names count besides those of all.</param>
    /// <param name="texts">The language.</param>
    public static IncidentView In(IncidentView view, WatchlistIndex watched, Scope scope, Texts texts)
    {
        var called = new Dictionary<string, string>(StringComparer.Ordinal);
        var places = view.Places.Select(Place).ToList();
        var ledger = view.Ledger.Select(Entry).ToList();
        var place = view.Place is { } at ? Place(at) : null;
        if (called.Count == 0) return view;
        return view with
        {
            Place = place,
            Places = places,
            Ledger = ledger,
            Severity = view.Severity with { Reasons = [.. view.Severity.Reasons.Select(Reason)] },
        };

        PlaceFact Place(PlaceFact fact)
        {
            var named = In(fact, watched, scope, texts);
            if (named != fact) called[fact.Name] = named.Name;
            return named;
        }

        LedgerEntry Entry(LedgerEntry entry)
        {
            if (entry.ActorId is not { } id || IsReadable(entry.Name, texts)
                || watched.ActorById(id, scope) is not { } actor) return entry;
            return entry with { Name = called[entry.Name] = texts.Name(actor) };
        }

        SeverityReason Reason(SeverityReason reason) =>
            reason.Name is { } name && called.TryGetValue(name, out var local)
            ? reason with { Name = local } : reason;
    }

    /// <summary>The place by the name that the reader can read.</summary>
    internal static PlaceFact In(PlaceFact place, WatchlistIndex watched, Scope scope, Texts texts) =>
        IsReadable(place.Name, texts) || watched.PlaceById(place.PlaceId, scope) is not { } known
            ? place
            : place with { Name = texts.Name(known) };

    private static string Name(Texts texts, string name, IReadOnlyList<Alias> aliases)
    {
        if (IsReadable(name, texts)) return name;
        // What counts only beside other words is short, or a word of its own.
        var plain = aliases.Where(a => a.Needs.Count == 0 && a.Unless.Count == 0 && IsReadable(a.Text, texts)).ToList();
        return (plain.Find(a => !texts.IsRightToLeft || a.Text.AsSpan().IndexOfAny(NotArabic) < 0)
            ?? plain.FirstOrDefault())?.Text ?? name;
    }

    private static bool IsReadable(string name, Texts texts) =>
        !Direction.Has(name, texts.IsRightToLeft ? ReadingDirection.LeftToRight : ReadingDirection.RightToLeft)
        && (texts.IsRightToLeft
            ? name.Any(IsArabic)
            : name.Any(IsLatin) && !name.Any(c => char.IsLetter(c) && !IsLatin(c)));

    private static bool IsArabic(char c) => c is >= '\u0600' and <= '\u06FF';

    private static bool IsLatin(char c) => char.IsLetter(c) && c is < '\u0250' or (>= '\u1E00' and <= '\u1EFF');
}
