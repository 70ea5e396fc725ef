using AlertBot.Watchlists;

namespace AlertBot.Incidents.Clustering;

/// <summary>Which kinds of event may be two names for one.</summary>
internal static class KindFamilies
{
    /// <summary>Words about an event rather than an event: they may belong to any.</summary>
    public static bool IsReaction(EventKind kind) =>
        kind is EventKind.Statement or EventKind.Funeral or EventKind.Commemoration or EventKind.Threat;

    /// <summary>Somebody used force, or what first reports take for it.</summary>
    public static bool IsAttack(EventKind kind) => !IsReaction(kind)
        && kind is not (EventKind.Accident or EventKind.FalseAlarm or EventKind.Other);

    /// <summary>Crowds and sieges last for days; attacks are over in minutes.</summary>
    public static bool Lasts(EventKind? kind) => kind is EventKind.ProtestViolence;

    /// <summary>From 1, the same, over 0, unknown, to -1, never the same.</summary>
    public static float Affinity(EventKind a, EventKind b)
    {
        if (a == b) return 1;
        if (IsReaction(a) || IsReaction(b) || a == EventKind.Other || b == EventKind.Other) return 0;
        if (a is EventKind.Explosion or EventKind.FalseAlarm) return WithVague(a, b);
        if (b is EventKind.Explosion or EventKind.FalseAlarm) return WithVague(b, a);
        return (Weapon(a), Weapon(b)) switch
        {
            var (x, y) when x == y => 0.7f,
            // Katyushas and mortars are taken for each other in first reports; a strike by a drone is an air strike.
            (Family.Rocket, Family.Artillery) or (Family.Artillery, Family.Rocket) => -0.6f,
            (Family.Aircraft, Family.Drone) or (Family.Drone, Family.Aircraft) => 0.3f,
            (Family.Rocket, Family.Drone) or (Family.Drone, Family.Rocket) => -0.5f,
            (Family.Rocket, Family.Aircraft) or (Family.Aircraft, Family.Rocket) => -0.5f,
            // Texts call an air strike a bombing, and its bombs bombs.
            (Family.Aircraft, Family.Bomb) or (Family.Bomb, Family.Aircraft) => -0.4f,
            (Family.Guns, Family.Bomb) or (Family.Bomb, Family.Guns) => -0.7f,
            (Family.Guns, Family.Crowd) or (Family.Crowd, Family.Guns) => -0.4f,
            _ => -1,
        };
    }

    /// <summary>A blast of unknown cause is what first reports call almost anything.</summary>
    private static float WithVague(EventKind vague, EventKind other) =>
        vague == EventKind.FalseAlarm || Weapon(other) is not (Family.Guns or Family.Crowd) ? 0 : -0.4f;

    private static Family Weapon(EventKind kind) => kind switch
    {
        EventKind.RocketAttack => Family.Rocket,
        EventKind.MortarAttack or EventKind.Shelling => Family.Artillery,
        EventKind.Airstrike => Family.Aircraft,
        EventKind.DroneAttack => Family.Drone,
        EventKind.Bombing or EventKind.IedAttack => Family.Bomb,
        EventKind.ArmedAttack => Family.Guns,
        EventKind.ProtestViolence => Family.Crowd,
        _ => Family.Harm,
    };

    private enum Family
    {
        Rocket,
        Artillery,
        Aircraft,
        Drone,
        Bomb,
        Guns,
        Crowd,
        Harm,
    }
}
