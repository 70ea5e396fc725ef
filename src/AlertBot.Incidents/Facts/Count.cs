namespace AlertBot.Incidents.Facts;

/// <summary>What a number counts.</summary>
internal enum Head
{
    /// <summary>No noun follows: "3 killed".</summary>
    None,

    /// <summary>A noun that no list has: it may be people.</summary>
    Other,
    Person,
    Attacker,
    Munition,
    Site,
    Thing,

    /// <summary>A measure, an age, a time, a unit's name: nothing that is counted.</summary>
    Measure,
}

/// <summary>A number in the text with what it counts.</summary>
/// <param name="First">First token, qualifier included.</param>
/// <param name="End">Token after the number itself.</param>
/// <param name="NounEnd">Token after the noun; <paramref name="End"/> when there is none.</param>
/// <param name="Min">Lower end; null when open.</param>
/// <param name="Max">Upper end; null when open.</param>
/// <param name="Qualifier">How firm.</param>
/// <param name="Head">What it counts.</param>
/// <param name="HeadAt">The noun's token; -1 when there is none.</param>
/// <param name="IsAnother">It comes on top of others: "another two".</param>
/// <param name="IsPart">It is part of a number already told: "including two children".</param>
/// <param name="IsOld">It is an earlier count that no longer holds.</param>
internal readonly record struct Count(
    int First, int End, int NounEnd, int? Min, int? Max, FigureQualifier Qualifier, Head Head, int HeadAt,
    bool IsAnother, bool IsPart, bool IsOld);
