using AlertBot.Feeds;
using AlertBot.Watchlists;

namespace AlertBot.Incidents;

/// <summary>How an article stands to what was known of the incident before it.</summary>
public enum Relation
{
    /// <summary>It is the first.</summary>
    NewIncident,

    /// <summary>It adds to or repeats the event itself.</summary>
    Update,

    /// <summary>It tells of a reaction: a statement, a funeral, an inquiry.</summary>
    FollowUp,

    /// <summary>It corrects or withdraws.</summary>
    Correction,
}

/// <summary>Where an incident stands.</summary>
public enum IncidentState
{
    /// <summary>Open to reports.</summary>
    Open,

    /// <summary>Found to be the same event as another, which carries on.</summary>
    Merged,

    /// <summary>Withdrawn by its sources or a moderator.</summary>
    Retracted,
}

/// <summary>One article in an incident, with all that a view of the incident needs of it.</summary>
/// <param name="ArticleId">The article.</param>
/// <param name="Scope">Whose article it is: what a community is shown depends on it.</param>
/// <param name="Outlet">The publisher's name.</param>
/// <param name="OutletGroup">Outlets of one owner share it.</param>
/// <param name="Report">Articles with the same value are copies of one telling and count as one report.</param>
/// <param name="Title">Plain text.</param>
/// <param name="Link">Where it can be read; null when there is no safe address.</param>
/// <param name="Language">BCP 47 tag; null when unknown.</param>
/// <param name="EffectiveUtc">The earlier of published and seen.</param>
/// <param name="SeenUtc">When it was read.</param>
/// <param name="Relation">How it stands to what was known before.</param>
/// <param name="Facts">What it says of the event.</param>
/// <param name="Sentences">Its sentences that may stand in a summary, in order, title not among them; at most
/// 12.</param>
/// <param name="Matches">The rules that it satisfies.</param>
public sealed record IncidentMember(
    string ArticleId, Scope Scope, string Outlet, string OutletGroup, string Report, string Title, Uri? Link,
    string? Language, DateTimeOffset EffectiveUtc, DateTimeOffset SeenUtc, Relation Relation, ArticleFacts Facts,
    IReadOnlyList<string> Sentences, IReadOnlyList<Match> Matches)
{
    /// <summary>It was too old to be alerted when it was first seen.</summary>
    public bool IsBacklog { get; init; }
}

/// <summary>One real-world event, made of the articles about it; changes as reports come in.</summary>
/// <param name="Id">Stable identity, 1 to 64 characters, made from its first article.</param>
/// <param name="Number">The number that people call it by, 1 or more, never given twice.</param>
/// <param name="State">Where it stands.</param>
/// <param name="MergedInto">The incident that carries on; null unless merged.</param>
/// <param name="Revision">1 at first, one more with every change.</param>
/// <param name="CreatedUtc">When we first knew of it.</param>
/// <param name="UpdatedUtc">When it last changed.</param>
/// <param name="RelatedTo">Id of an incident that it may belong to; null when none is near.</param>
/// <param name="RetractedWhy">The sentence or the moderator's word that withdrew it; null unless retracted.</param>
/// <param name="Members">Its articles in the order in which they were read; empty once it is merged.</param>
public sealed record Incident(
    string Id, long Number, IncidentState State, string? MergedInto, int Revision, DateTimeOffset CreatedUtc,
    DateTimeOffset UpdatedUtc, string? RelatedTo, string? RetractedWhy, IReadOnlyList<IncidentMember> Members)
{
    /// <summary>A moderator merged, split or withdrew it: no repair undoes that. New articles may still join.</summary>
    public bool IsPinned { get; init; }
}
