namespace AlertBot.Incidents;

/// <summary>A number that may be known by its ends alone.</summary>
/// <param name="Min">Lower end, 0 or more; null when open.</param>
/// <param name="Max">Upper end; null when open.</param>
public sealed record NumberRange(int? Min, int? Max)
{
    /// <summary>The ends of a figure, without who says so.</summary>
    public static NumberRange Of(Figure figure) => new(figure.Min, figure.Max);
}
