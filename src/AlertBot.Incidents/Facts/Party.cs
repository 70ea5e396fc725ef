using AlertBot.Watchlists;

namespace AlertBot.Incidents.Facts;

/// <summary>Somebody who has a part: a watched actor, or one that only the text names.</summary>
/// <param name="Actor">The watched actor; null for one that only the text names.</param>
/// <param name="Name">The name that people are shown.</param>
internal readonly record struct Party(Actor? Actor, string Name)
{
    /// <summary>A watched actor.</summary>
    public static Party Of(Actor actor) => new(actor, actor.Name);

    /// <summary>A country, or a capital that stands for it, when the text lets it act: its government where the text
    /// names that too.</summary>
    public static Party? At(TaggedText text, int token) => text.Hit(token) switch
    {
        { Actor: { } actor } => Of(actor),
        { Place: { Precision: PlacePrecision.Country or PlacePrecision.City } place } =>
            Government(text, place.Country) ?? new Party(null, place.Name),
        _ => null,
    };

    private static Party? Government(TaggedText text, string country)
    {
        foreach (var hit in text.Names.Hits)
            if (hit.Actor is { Kind: ActorKind.State } state && state.Country == country) return Of(state);
        return null;
    }
}
