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

/// <summary>How an incident looks to an audience, and which lists it stands in for that.</summary>
/// <remarks>The empty audience sees shared articles. A community has rows of its own for those incidents alone that it
/// sees otherwise, by private articles or by its own watchlists; of all others it is shown what everybody is. Beside each
/// of them it keeps what everybody is shown as hidden: that is what it has to leave out of the common lists.</remarks>
internal sealed class ListingRow
{
    public long Number { get; set; }

    public required string Audience { get; set; }

    public bool IsHidden { get; set; }

    public DateTimeOffset LatestUtc { get; set; }

    /// <summary>0 to 100.</summary>
    public int Severity { get; set; }

    /// <summary>-1 when unknown.</summary>
    public int Kind { get; set; }

    /// <summary>The numbers of its lists, ascending, as JSON.</summary>
    public required string Lists { get; set; }
}

/// <summary>By what an incident is found.</summary>
internal enum Facet
{
    Topic = 0,
    Actor = 1,
    Place = 2,

    /// <summary>By nothing: every incident.</summary>
    All = 3,

    /// <summary>By any topic.</summary>
    Watched = 4,
}

/// <summary>A list of incidents: those of one topic, actor or place as an audience sees them, or all of them.</summary>
/// <remarks>Kept when it is empty: there are only as many as names are watched. It goes with its community.</remarks>
internal sealed class ListRow
{
    public long Id { get; set; }

    public required string Audience { get; set; }

    public Facet Facet { get; set; }

    /// <summary>Id of the topic, actor or place; empty where none is meant.</summary>
    public required string Value { get; set; }

    /// <summary>What the audience leaves out of the common list of the same facet and value.</summary>
    public bool IsHidden { get; set; }
}

/// <summary>One incident in one list, in the order of time.</summary>
internal sealed class EntryRow
{
    public long List { get; set; }

    public DateTimeOffset LatestUtc { get; set; }

    public long Number { get; set; }

    public int Severity { get; set; }

    public int Kind { get; set; }
}

/// <summary>How many incidents of one level and kind stand in a list for one day: kept along with the entries, so that
/// nobody has to count them.</summary>
internal sealed class TallyRow
{
    public long List { get; set; }

    /// <summary>Days since 1970 in UTC.</summary>
    public int Day { get; set; }

    public SeverityLevel Level { get; set; }

    /// <summary>-1 when unknown.</summary>
    public int Kind { get; set; }

    /// <summary>1 or more.</summary>
    public int Count { get; set; }
}
