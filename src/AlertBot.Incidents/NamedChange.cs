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

    /// <summary>A report was corrected, or a figure or a claim withdrawn.</summary>
    Correction,

    /// <summary>The incident was withdrawn, or stands again after that.</summary>
    Retraction,

    /// <summary>Some of its reports became another incident. Told without a sound: nothing new happened.</summary>
    Moved,
}

/// <summary>What became different between two views of one incident: data, put into words where it is read.</summary>
/// <param name="Kind">What sort of change. What else is there depends on it; all the rest is null.</param>
/// <param name="Source">1-based number of the source that brought it; null when none did.</param>
public sealed record NamedChange(NamedChangeKind Kind, int? Source)
{
    /// <summary>The level that severity rose to.</summary>
    public SeverityLevel? Level { get; init; }

    /// <summary>The level before.</summary>
    public SeverityLevel? WasLevel { get; init; }

    /// <summary>Deaths that are known now: of a step, or of a correction of figures.</summary>
    public NumberRange? Deaths { get; init; }

    /// <summary>Deaths that were known before; null for none.</summary>
    public NumberRange? WasDeaths { get; init; }

    /// <summary>
    /// Who claims or denies it, the place that is new, or the incident that reports moved to: #12. Of a correction, whose
    /// claim nobody tells any more.
    /// </summary>
    public string? Name { get; init; }

    /// <summary>
    /// The sentence that corrects, or that withdraws; empty where it must not be shown, null when there is none.
    /// </summary>
    public string? Quote { get; init; }

    /// <summary>BCP 47 tag of <see cref="Quote"/>; null when that is not known.</summary>
    public string? QuoteLanguage { get; init; }

    /// <summary>
    /// Something that was told before is not told any more: all of it, or a figure, or that somebody claimed it.
    /// </summary>
    public bool IsWithdrawal => Kind switch
    {
        NamedChangeKind.Retraction => !IsRestored,
        NamedChangeKind.Correction => WasDeaths is not null || Name is not null,
        _ => false,
    };

    /// <summary>A withdrawal that was taken back: the incident stands again.</summary>
    public bool IsRestored { get; init; }
}
