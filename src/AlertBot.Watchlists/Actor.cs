namespace AlertBot.Watchlists;

/// <summary>What sort of actor it is.</summary>
public enum ActorKind
{
    /// <summary>A militia or another armed group that is no state's regular force.</summary>
    Militia,

    /// <summary>A state's forces or service.</summary>
    Military,

    /// <summary>A state, its government or ministry.</summary>
    State,

    /// <summary>One human being.</summary>
    Person,

    /// <summary>A party, court, parliament, agency, coalition or company.</summary>
    Organisation,
}

/// <summary>One spelling of an actor or place, in any script.</summary>
/// <param name="Text">As people write it, 1 to 100 characters.</param>
/// <param name="CaseSensitive">Only as written: Esper, IS, KH.</param>
/// <param name="Needs">Counts only when one of these stands within <see cref="NeedsWithin"/> words; empty when it
/// counts alone.</param>
/// <param name="Unless">Does not count when one of these stands within <see cref="NeedsWithin"/> words.</param>
public sealed record Alias(string Text, bool CaseSensitive, IReadOnlyList<string> Needs, IReadOnlyList<string> Unless)
{
    /// <summary>How far context may stand from the alias, in words to either side.</summary>
    public const int NeedsWithin = 25;

    /// <summary>A spelling that counts wherever it stands, in any case.</summary>
    public static Alias Plain(string text) => new(text, CaseSensitive: false, [], []);
}

/// <summary>A watched person, group, force or state.</summary>
/// <param name="Id">Lower-case words with hyphens, 1 to 64 characters; the same id in two watchlists is the same
/// actor.</param>
/// <param name="Name">The name that people are shown.</param>
/// <param name="Kind">What sort it is.</param>
/// <param name="Country">ISO 3166 alpha-2, upper case; null when none fits.</param>
/// <param name="Weight">What its part in an event adds to severity, 0 to 25.</param>
/// <param name="PartOf">The actor that it belongs to, by id; null when it stands alone.</param>
/// <param name="Aliases">Every spelling; the name is one of them.</param>
public sealed record Actor(
    string Id, string Name, ActorKind Kind, string? Country, int Weight, string? PartOf, IReadOnlyList<Alias> Aliases);
