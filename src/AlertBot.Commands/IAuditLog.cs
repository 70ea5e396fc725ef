using AlertBot.Feeds;

namespace AlertBot.Commands;

/// <summary>One change that a person made.</summary>
/// <param name="AtUtc">When.</param>
/// <param name="Community">In whose data.</param>
/// <param name="UserId">Who, by the platform's own id.</param>
/// <param name="UserName">Who, as the platform shows it.</param>
/// <param name="Action">What was done, as the command names it: <c>subscribe</c>, <c>watch add</c>.</param>
/// <param name="Subject">To what: a topic, a feed, an incident.</param>
/// <param name="Before">What stood there before; null when nothing did.</param>
/// <param name="After">What stands there now; null when it is gone.</param>
public sealed record AuditEntry(
    DateTimeOffset AtUtc, CommunityId Community, string UserId, string UserName, string Action, string Subject,
    string? Before, string? After)
{
    /// <summary>
    /// The action of an entry that says that what was asked before could not be done; what was asked is its subject,
    /// and <see cref="After"/> names the request.
    /// </summary>
    public const string Refused = "refused";
}

/// <summary>
/// Who changed what. Entries are never changed or removed. Safe to call from several workers at once.
/// </summary>
public interface IAuditLog
{
    /// <summary>Adds an entry.</summary>
    Task AddAsync(AuditEntry entry, CancellationToken cancellationToken);

    /// <summary>
    /// The community's entries, newest first, at most <paramref name="limit"/> (1 to 100) after leaving out <paramref
    /// name="skip"/>.
    /// </summary>
    Task<IReadOnlyList<AuditEntry>> ListAsync(
        CommunityId community, int skip, int limit, CancellationToken cancellationToken);
}
