namespace AlertBot.Incidents;

/// <summary>Severity in four words.</summary>
public enum SeverityLevel
{
    /// <summary>Below 25.</summary>
    Low,

    /// <summary>25 to 49.</summary>
    Medium,

    /// <summary>50 to 74.</summary>
    High,

    /// <summary>75 and more.</summary>
    Critical,
}

/// <summary>How grave an incident is, and why.</summary>
/// <param name="Score">0 to 100.</param>
/// <param name="Reasons">The facts that set it, gravest first, then what limits it.</param>
public sealed record Severity(int Score, IReadOnlyList<SeverityReason> Reasons)
{
    /// <summary>The score in one of four words.</summary>
    public SeverityLevel Level => Score switch
    {
        >= 75 => SeverityLevel.Critical,
        >= 50 => SeverityLevel.High,
        >= 25 => SeverityLevel.Medium,
        _ => SeverityLevel.Low,
    };
}
