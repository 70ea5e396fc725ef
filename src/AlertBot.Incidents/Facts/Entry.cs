using AlertBot.Watchlists;

namespace AlertBot.Incidents.Facts;

/// <summary>One line of the word lists.</summary>
/// <param name="Words">Words or phrases divided by commas; <c>a/b c</c> stands for <c>a c</c> and <c>b c</c>.</param>
/// <param name="Tags">What they do.</param>
internal sealed record Entry(string Words, Tag Tags)
{
    /// <summary>The kind of event that they speak for; null when none.</summary>
    public EventKind? Kind { get; init; }

    /// <summary>How loudly they speak for it: 3 names it outright, 1 only hints.</summary>
    public double Strength { get; init; }

    /// <summary>What a munition is called in <see cref="Munitions.Type"/>.</summary>
    public string? Munition { get; init; }

    /// <summary>Value of a number word, day of a weekday (0 Sunday), month (1 to 12), days from today, or a
    /// qualifier.</summary>
    public int Number { get; init; } = -1;
}
