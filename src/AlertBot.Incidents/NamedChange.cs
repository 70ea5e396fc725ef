namespace AlertBot.Incidents;

/// <summary>A change that people are told of by a reply, not only by an edit.</summary>
public enum NamedChangeKind
{
    /// <summary>Severity rose by a level.</summary>
    SeverityUp,

    /// <summary>Somebody claimed it for the first time.</summary>
    FirstClaim,

    /// <summary>Somebody denied it for the first time.</summary>
    FirstDenial,

    /// <summary>The least number of deaths went past 1, 3, 5, 10, 20, 50 or 100.</summary>
    DeathsStep,

    /// <summary>A place that was not named before.</summary>
    NewPlace,

    /// <summary>A report was corrected, or a figure withdrawn.</summary>
    Correction,

    /// <summary>The incident was withdrawn, or stands again after that.</summary>
    Retraction,
}

/// <summary>What became different between two views of one incident.</summary>
/// <param name="Kind">What sort of change.</param>
/// <param name="Text">One short English line for people, without mark-up: "Deaths: at least 3 (was 2)".</param>
/// <param name="Source">1-based number of the source that brought it; null when none did.</param>
public sealed record NamedChange(NamedChangeKind Kind, string Text, int? Source);
