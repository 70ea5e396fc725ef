using AlertBot.Incidents;

namespace AlertBot.Storage.Rows;

/// <summary>An incident without its members.</summary>
internal sealed class IncidentRow
{
    public long Number { get; set; }

    public required string Id { get; set; }

    /// <summary>The one community whose articles it is made of; empty when more than one or all may see some of
    /// it.</summary>
    public required string Scope { get; set; }

    public IncidentState State { get; set; }

    public int Revision { get; set; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset UpdatedUtc { get; set; }

    /// <summary>When the last of its articles was read; null when it has none.</summary>
    public DateTimeOffset? LastSeenUtc { get; set; }

    /// <summary>The incident as JSON, its members left out.</summary>
    public required string Body { get; set; }
}

/// <summary>An article in an incident.</summary>
internal sealed class MemberRow
{
    public required string ArticleId { get; set; }

    public long IncidentNumber { get; set; }

    public int Position { get; set; }

    public required string Scope { get; set; }

    /// <summary>Row of the article; null when the article itself is kept no more.</summary>
    public long? ArticleRow { get; set; }

    /// <summary>The member as JSON.</summary>
    public required string Body { get; set; }
}

/// <summary>How an incident looks to an audience: what lists are made of.</summary>
/// <remarks>The empty audience sees shared articles. A community has rows of its own for those incidents alone that it
/// sees otherwise, by private articles or by its own watchlists; of all others it is shown what everybody is.</remarks>
internal sealed class ListingRow
{
    public long Number { get; set; }

    public required string Audience { get; set; }

    public DateTimeOffset LatestUtc { get; set; }

    /// <summary>0 to 100.</summary>
    public int Severity { get; set; }

    /// <summary>-1 when unknown.</summary>
    public int Kind { get; set; }
}

/// <summary>By what an incident is found.</summary>
internal enum Facet
{
    Topic = 0,
    Actor = 1,
    Place = 2,
}

/// <summary>One topic, actor or place of an incident as an audience sees it.</summary>
internal sealed class FacetRow
{
    public long Number { get; set; }

    public required string Audience { get; set; }

    public Facet Facet { get; set; }

    public required string Value { get; set; }

    public DateTimeOffset LatestUtc { get; set; }

    public int Severity { get; set; }

    public int Kind { get; set; }
}
