using AlertBot.Watchlists;

namespace AlertBot.Incidents.Facts;

/// <summary>What kinds of events have in common.</summary>
internal static class Kinds
{
    /// <summary>Kinds that are deeds or mishaps, not words about them.</summary>
    public static IReadOnlyList<EventKind> Deeds { get; } =
    [
        EventKind.DroneAttack, EventKind.Airstrike, EventKind.RocketAttack, EventKind.MortarAttack, EventKind.Shelling,
        EventKind.IedAttack, EventKind.Bombing, EventKind.ProtestViolence, EventKind.ArmedAttack, EventKind.Explosion,
        EventKind.Accident, EventKind.Other,
    ];

    /// <summary>Words, burials, memorials and mistakes: they follow or precede an event.</summary>
    public static bool IsReaction(EventKind kind) => kind is EventKind.Statement or EventKind.Funeral
        or EventKind.Commemoration or EventKind.Threat or EventKind.FalseAlarm;

    /// <summary>Whether two reports may tell of one event though they name its kind differently.</summary>
    public static bool AreNear(EventKind a, EventKind b) => a == b || Family(a) == Family(b)
        || a == EventKind.Explosion || b == EventKind.Explosion || IsReaction(a) || IsReaction(b);

    /// <summary>Whether a munition of one kind of attack may be what an event of another kind used.</summary>
    public static bool MayUse(EventKind? kind, EventKind munition) => kind switch
    {
        null => true,
        EventKind.Airstrike => munition is EventKind.Airstrike or EventKind.RocketAttack or EventKind.Bombing,
        EventKind.RocketAttack => munition is EventKind.RocketAttack,
        EventKind.DroneAttack => munition is EventKind.DroneAttack,
        EventKind.MortarAttack or EventKind.Shelling =>
            munition is EventKind.MortarAttack or EventKind.Shelling or EventKind.RocketAttack,
        EventKind.IedAttack or EventKind.Bombing => munition is EventKind.IedAttack or EventKind.Bombing,
        EventKind.ArmedAttack or EventKind.ProtestViolence => munition is EventKind.Bombing,
        EventKind.Accident => false,
        _ => true,
    };

    private static int Family(EventKind kind) => kind switch
    {
        EventKind.RocketAttack or EventKind.MortarAttack or EventKind.Shelling => 1,
        EventKind.Airstrike or EventKind.DroneAttack => 2,
        EventKind.IedAttack or EventKind.Bombing => 3,
        EventKind.ArmedAttack or EventKind.ProtestViolence => 4,
        EventKind.Accident => 5,
        _ => 6,
    };
}
