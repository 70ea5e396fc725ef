using AlertBot.Alerts;
using AlertBot.Feeds;
using AlertBot.Incidents;
using AlertBot.Watchlists;

namespace AlertBot.Commands;

/// <summary>All that is known of an incident and of how it was told, for somebody who has to prove it.</summary>
/// <param name="View">What the community is shown.</param>
/// <param name="Articles">The sources as they were read, by their numbers; null for one that is kept no more.</param>
/// <param name="Rules">The rules that matched, as they are now, by topic and rule.</param>
/// <param name="Deliveries">What the community's channels were sent of it, in order.</param>
/// <param name="Changes">What moderators changed of it, newest first.</param>
/// <param name="By">Who asked for it.</param>
/// <param name="AtUtc">When.</param>
internal sealed record EvidencePack(
    IncidentView View, IReadOnlyList<Article?> Articles, IReadOnlyList<(string Topic, Rule Rule)> Rules,
    IReadOnlyList<OutboxRow> Deliveries, IReadOnlyList<AuditEntry> Changes, string By, DateTimeOffset AtUtc);
