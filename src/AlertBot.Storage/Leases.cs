using AlertBot.Chat;

namespace AlertBot.Storage;

/// <summary>Leases as rows. A lease given back keeps its row, so that its fence goes on growing.</summary>
internal sealed class Leases(Database database) : ILeases
{
    /// <inheritdoc/>
    public Task<LeaseToken?> AcquireAsync(
        string name, string owner, TimeSpan duration, DateTimeOffset nowUtc, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                var untilUtc = nowUtc + duration;
                var rows = await session.ListAsync(
                    $"""
                    INSERT INTO "Leases" ("Name", "Scope", "Owner", "Fence", "UntilUtc")
                    VALUES ({name}, '', {owner}, 1, {untilUtc})
                    ON CONFLICT ("Name") DO UPDATE SET "Owner" = excluded."Owner", "UntilUtc" = excluded."UntilUtc",
                        "Fence" = CASE WHEN "Leases"."Owner" = excluded."Owner"
                            THEN "Leases"."Fence" ELSE "Leases"."Fence" + 1 END
                    WHERE "Leases"."Owner" = excluded."Owner" OR "Leases"."UntilUtc" <= {nowUtc}
                    RETURNING "Fence"
                    """,
                    reader => reader.GetInt64(0), cancellationToken);
                return rows is [var fence] ? new LeaseToken(name, owner, fence, untilUtc) : null;
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task ReleaseAsync(LeaseToken lease, CancellationToken cancellationToken) => database.WriteAsync(
        async session => await session.RunAsync(
            $"""
            UPDATE "Leases" SET "Owner" = '', "UntilUtc" = 0
            WHERE "Name" = {lease.Name} AND "Owner" = {lease.Owner} AND "Fence" = {lease.Fence}
            """,
            cancellationToken),
        cancellationToken);

    /// <summary>Whether nobody took the lease since. One that has ended but that nobody took still counts: the fence
    /// decides.</summary>
    public static async Task<bool> IsHeldAsync(Session session, LeaseToken lease,
        CancellationToken cancellationToken) =>
        await session.NumberAsync(
            $"""
            SELECT 1 FROM "Leases" WHERE "Name" = {lease.Name} AND "Owner" = {lease.Owner} AND "Fence" = {lease.Fence}
            """,
            cancellationToken) is 1;
}
