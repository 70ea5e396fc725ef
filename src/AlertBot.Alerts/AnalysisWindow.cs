using System.Collections.Immutable;
using AlertBot.Incidents;

namespace AlertBot.Alerts;

/// <summary>What the analysis remembers between two steps. Never changed: a step makes the next one.</summary>
public sealed record AnalysisWindow
{
    /// <summary>Nothing known yet.</summary>
    public static AnalysisWindow Empty { get; } = new();

    /// <summary>The incidents that may still change.</summary>
    public IncidentWindow Incidents { get; init; } = IncidentWindow.Empty();

    /// <summary>Alerts of the incidents in the window, by id.</summary>
    public ImmutableDictionary<string, Alert> Alerts { get; init; } =
        ImmutableDictionary.Create<string, Alert>(StringComparer.Ordinal);

    /// <summary>Digests that are not due yet, by id.</summary>
    public ImmutableDictionary<string, Digest> Digests { get; init; } =
        ImmutableDictionary.Create<string, Digest>(StringComparer.Ordinal);
}
