namespace AlertBot.Incidents;

/// <summary>By what articles join, and how long an incident stays open.</summary>
public sealed record IncidentRules
{
    /// <summary>The rules that the program ships with.</summary>
    public static IncidentRules Default { get; } = new();

    /// <summary>An incident that got no article for so long takes no more.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromHours(72);

    /// <summary>The most incidents held; beyond it the one that was quiet for longest goes.</summary>
    public int MaxLiveIncidents { get; init; } = 20_000;
}
