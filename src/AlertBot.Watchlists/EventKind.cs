namespace AlertBot.Watchlists;

/// <summary>What happened. The words that people and machines read are in <see cref="EventKinds"/>.</summary>
public enum EventKind
{
    /// <summary>Anything that none of the others names.</summary>
    Other,

    /// <summary>Harm without intent: a crash, a fire, a collapse.</summary>
    Accident,

    /// <summary>Bombs or missiles from manned aircraft, or from an aircraft of unknown make.</summary>
    Airstrike,

    /// <summary>Gunmen, raid, ambush, storming.</summary>
    ArmedAttack,

    /// <summary>A bomb that is no roadside device: car bomb, suicide bomb.</summary>
    Bombing,

    /// <summary>Anniversary, memorial, march in memory.</summary>
    Commemoration,

    /// <summary>An attack or strike by an unmanned aircraft.</summary>
    DroneAttack,

    /// <summary>A blast of unknown cause.</summary>
    Explosion,

    /// <summary>An alarm, or a report of an attack, that proved wrong.</summary>
    FalseAlarm,

    /// <summary>Burial or funeral procession.</summary>
    Funeral,

    /// <summary>Improvised explosive device, as a rule at the roadside.</summary>
    IedAttack,

    /// <summary>Mortar shells.</summary>
    MortarAttack,

    /// <summary>A crowd that storms, burns or is shot at.</summary>
    ProtestViolence,

    /// <summary>Rockets or ballistic missiles.</summary>
    RocketAttack,

    /// <summary>Artillery fire.</summary>
    Shelling,

    /// <summary>Words: condemnation, warning to calm, announcement, decision.</summary>
    Statement,

    /// <summary>Words that announce violence.</summary>
    Threat,
}
