using System.Collections.Frozen;

namespace AlertBot.Watchlists;

/// <summary>The fixed words of the event kinds, as rules, tables and machine-readable output spell them.</summary>
public static class EventKinds
{
    private static readonly FrozenDictionary<string, EventKind> ByWord =
        Enum.GetValues<EventKind>().ToFrozenDictionary(Word, StringComparer.OrdinalIgnoreCase);

    /// <summary>All words in alphabetical order.</summary>
    public static IReadOnlyList<string> Words { get; } = [.. ByWord.Keys.Order(StringComparer.Ordinal)];

    /// <summary>For example <c>rocket_attack</c>.</summary>
    public static string Word(this EventKind kind) => kind switch
    {
        EventKind.Accident => "accident",
        EventKind.Airstrike => "airstrike",
        EventKind.ArmedAttack => "armed_attack",
        EventKind.Bombing => "bombing",
        EventKind.Commemoration => "commemoration",
        EventKind.DroneAttack => "drone_attack",
        EventKind.Explosion => "explosion",
        EventKind.FalseAlarm => "false_alarm",
        EventKind.Funeral => "funeral",
        EventKind.IedAttack => "ied_attack",
        EventKind.MortarAttack => "mortar_attack",
        EventKind.ProtestViolence => "protest_violence",
        EventKind.RocketAttack => "rocket_attack",
        EventKind.Shelling => "shelling",
        EventKind.Statement => "statement",
        EventKind.Threat => "threat",
        _ => "other",
    };

    /// <summary>Reads a word; false when there is none such.</summary>
    public static bool TryParse(string word, out EventKind kind) => ByWord.TryGetValue(word, out kind);
}
