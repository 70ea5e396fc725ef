namespace AlertBot.Incidents;

/// <summary>How firm a number is.</summary>
public enum FigureQualifier
{
    /// <summary>Said as it is.</summary>
    Exact,

    /// <summary>About, some, around, a dozen.</summary>
    About,

    /// <summary>At least: the upper end is open.</summary>
    AtLeast,

    /// <summary>More than: the upper end is open.</summary>
    MoreThan,

    /// <summary>Up to: the lower end is 0.</summary>
    UpTo,

    /// <summary>From one number to another.</summary>
    Range,

    /// <summary>Dozens: 24 or more.</summary>
    Dozens,

    /// <summary>Scores: 40 or more.</summary>
    Scores,

    /// <summary>Sources differ; the ends are the lowest and the highest of them.</summary>
    Conflicting,
}

/// <summary>A number that a source gives, with how firm it is and the sentence that it stands in.</summary>
/// <param name="Min">Lower end, 0 or more; null when open.</param>
/// <param name="Max">Upper end; null when open. 0 to 0 means: said to be none.</param>
/// <param name="Qualifier">How firm.</param>
/// <param name="By">Who says so, as the text names it ("the Pentagon"); null when it does not say.</param>
/// <param name="Sentence">The sentence, as the article has it.</param>
public sealed record Figure(int? Min, int? Max, FigureQualifier Qualifier, string? By, string Sentence);
