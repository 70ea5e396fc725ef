namespace AlertBot.Incidents;

/// <summary>Something other than news that changes incidents. Ids are those of incidents and articles.</summary>
public abstract record ClusterRequest
{
    private ClusterRequest()
    {
    }

    /// <summary>
    /// Two incidents are one; <paramref name="Other"/> ends and its articles go to <paramref name="Kept"/>.
    /// </summary>
    public sealed record Merge(string Kept, string Other) : ClusterRequest;

    /// <summary>The articles named are about another event: they leave and become an incident of their own.</summary>
    public sealed record Split(string Incident, IReadOnlyList<string> Articles) : ClusterRequest;

    /// <summary>One article belongs to another incident.</summary>
    public sealed record Move(string Article, string ToIncident) : ClusterRequest;

    /// <summary>An article that an incident holds reads otherwise now: its publisher edited it.</summary>
    public sealed record Reread(PreparedArticle Article) : ClusterRequest;

    /// <summary>The incident did not happen, or not as told.</summary>
    public sealed record Retract(string Incident, string Why) : ClusterRequest;

    /// <summary>The withdrawal of the incident was a mistake.</summary>
    public sealed record Restore(string Incident) : ClusterRequest;

    /// <summary>Look for twins and for mixed incidents among those of the last day.</summary>
    /// <param name="SinceUtc">When this was last done: what did not change since was judged then. Null to judge
    /// all.</param>
    public sealed record RepairTick(DateTimeOffset? SinceUtc = null) : ClusterRequest;
}
