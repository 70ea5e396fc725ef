namespace AlertBot.Incidents;

/// <summary>Says what became different between two views of one incident.</summary>
public static class IncidentChanges
{
    /// <summary>The changes that people are told of, weightiest first; empty when an edit is enough.</summary>
    public static IReadOnlyList<NamedChange> Between(IncidentView before, IncidentView after) => [];
}
