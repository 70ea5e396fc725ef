namespace AlertBot.Incidents;

/// <summary>The incidents that may still take articles, with all that clustering knows of them. Never changes.</summary>
public sealed class IncidentWindow
{
    private readonly SortedList<long, Incident> _incidents = [];

    private IncidentWindow(long nextNumber) => NextNumber = nextNumber;

    /// <summary>The number that the next new incident gets.</summary>
    public long NextNumber { get; }

    /// <summary>The incidents held, oldest number first.</summary>
    public IEnumerable<Incident> Incidents => _incidents.Values;

    /// <summary>A window without incidents.</summary>
    public static IncidentWindow Empty(long nextNumber = 1) => new(nextNumber);

    /// <summary>The window as it was, from what is stored.</summary>
    /// <param name="stored">Incidents of the last 72 hours, each with its articles; an article that is gone may be missing.</param>
    /// <param name="nextNumber">One more than the highest number ever given.</param>
    public static IncidentWindow Restore(
        IEnumerable<(Incident Incident, IReadOnlyList<PreparedArticle> Articles)> stored, long nextNumber) =>
        throw new NotSupportedException();

    /// <summary>The incident held under that id, or null.</summary>
    public Incident? Find(string incidentId) => _incidents.Values.FirstOrDefault(i => i.Id == incidentId);

    /// <summary>Id of the incident that holds the article, or null when none of the window does.</summary>
    public string? IncidentOf(string articleId) =>
        _incidents.Values.FirstOrDefault(i => i.Members.Any(m => m.ArticleId == articleId))?.Id;
}
