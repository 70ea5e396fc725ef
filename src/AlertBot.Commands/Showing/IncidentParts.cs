using AlertBot.Incidents;

namespace AlertBot.Commands;

/// <summary>An article of an incident by what moderators call it.</summary>
/// <param name="Number">1-based, as the list of sources has it.</param>
/// <param name="ArticleId">The article.</param>
/// <param name="Outlet">Who published it.</param>
internal sealed record IncidentPart(int Number, string ArticleId, string Outlet);

/// <summary>What moderators change of an incident, and nothing of what it is about.</summary>
/// <param name="Id">The incident.</param>
/// <param name="Number">What people call it by.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Articles">By number.</param>
internal sealed record IncidentParts(
    string Id, long Number, IncidentState State, IReadOnlyList<IncidentPart> Articles)
{
    /// <summary>The parts of a view.</summary>
    public static IncidentParts Of(IncidentView view) => new(
        view.Id, view.Number, view.State,
        [.. view.Sources.Select(s => new IncidentPart(s.Number, s.ArticleId, s.Outlet))]);
}
