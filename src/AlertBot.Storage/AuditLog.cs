using AlertBot.Commands;
using AlertBot.Feeds;
using AlertBot.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace AlertBot.Storage;

/// <summary>Who changed what.</summary>
internal sealed class AuditLog(Database database) : IAuditLog
{
    /// <inheritdoc/>
    public Task AddAsync(AuditEntry entry, CancellationToken cancellationToken) => database.WriteAsync(
        async session =>
        {
            session.Context.Audit.Add(new AuditRow
            {
                Scope = entry.Community.Value,
                AtUtc = entry.AtUtc,
                UserId = entry.UserId,
                UserName = entry.UserName,
                Action = entry.Action,
                Subject = entry.Subject,
                Before = entry.Before,
                After = entry.After,
            });
            await session.Context.SaveChangesAsync(cancellationToken);
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<AuditEntry>> ListAsync(
        CommunityId community, int skip, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<AuditEntry>>(
            async session =>
            {
                var rows = await session.Context.Audit.Where(a => a.Scope == community.Value)
                    .OrderByDescending(a => a.Row).Skip(skip).Take(limit).ToListAsync(cancellationToken);
                return [.. rows.Select(a => new AuditEntry(
                    a.AtUtc, community, a.UserId, a.UserName, a.Action, a.Subject, a.Before, a.After))];
            },
            cancellationToken);
}
