namespace AlertBot.Incidents;

/// <summary>Where one article went.</summary>
/// <param name="ArticleId">The article.</param>
/// <param name="IncidentId">The incident that it is in once the step is over.</param>
/// <param name="Relation">How it stands to what was known before it.</param>
/// <param name="Report">The independent telling that it is a copy of, or its own.</param>
public sealed record ClusterAssignment(string ArticleId, string IncidentId, Relation Relation, string Report);

/// <summary>An incident that a step made or changed.</summary>
/// <param name="Before">As it stood before the step; null when the step made it.</param>
/// <param name="After">As it stands now.</param>
public sealed record IncidentChange(Incident? Before, Incident After);

/// <summary>What a step made of articles and requests.</summary>
/// <param name="Assignments">One for each article given, in the order given; one known already is assigned where it
/// is.</param>
/// <param name="Changes">Every incident that is new or differs, each once, by number.</param>
/// <param name="NextWindow">The window for the next step.</param>
/// <param name="Refused">Requests that could not be met, each with the reason.</param>
public sealed record ClusterOutcome(
    IReadOnlyList<ClusterAssignment> Assignments, IReadOnlyList<IncidentChange> Changes, IncidentWindow NextWindow,
    IReadOnlyList<(ClusterRequest Request, ClusterRefusal Why)> Refused);
