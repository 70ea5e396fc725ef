using AlertBot.Feeds;
using AlertBot.Storage.Json;
using AlertBot.Storage.Rows;

namespace AlertBot.Storage;

/// <summary>Makes and changes the rows of feeds.</summary>
internal static class FeedRows
{
    /// <summary>A feed that was never polled.</summary>
    public static FeedRow New(ConfiguredFeed configured)
    {
        var (feed, state) = (configured.Feed, FeedState.New(configured.FirstPollUtc));
        return new FeedRow
        {
            Id = feed.Id,
            Scope = feed.Scope.ToString(),
            Name = feed.Name,
            Host = Feed.HostOf(feed.Url),
            HomeHost = Feed.HostOf(feed.Url),
            NextPollUtc = state.NextPollUtc,
            Body = StoreJson.Write(feed),
            State = StoreJson.Write(state),
        };
    }

    /// <summary>Gives a feed a new address, or a second life: nothing of its state holds any more.</summary>
    public static void StartAnew(FeedRow row, ConfiguredFeed configured)
    {
        var fresh = New(configured);
        (row.Name, row.Host, row.HomeHost, row.Body) = (fresh.Name, fresh.Host, fresh.HomeHost, fresh.Body);
        (row.NextPollUtc, row.State, row.IsRemoved) = (fresh.NextPollUtc, fresh.State, false);
        EndClaim(row);
    }

    /// <summary>Brings a row in line with the configuration; false when nothing differs.</summary>
    public static bool Change(FeedRow row, ConfiguredFeed configured)
    {
        var (before, after) = (StoreJson.Read<Feed>(row.Body), configured.Feed);
        if (before == after) return false;
        var known = StoreJson.Read<FeedState>(row.State);
        var state = FeedChange.StateOf(before, after, known, configured.FirstPollUtc);
        if (!ReferenceEquals(known, state))
        {
            (row.HomeHost, row.Host) = (Feed.HostOf(after.Url), Feed.HostOf(state.AddressOf(after)));
            (row.NextPollUtc, row.State) = (state.NextPollUtc, StoreJson.Write(state));
            EndClaim(row);
        }
        (row.Name, row.Body) = (after.Name, StoreJson.Write(after));
        return true;
    }

    /// <summary>Takes a feed out of the polling. Its row stays: it knows the last claim, and the feed may come
    /// back.</summary>
    public static Task<int> RemoveAsync(Session session, FeedRow row, CancellationToken cancellationToken)
    {
        row.IsRemoved = true;
        EndClaim(row);
        return SaveAsync(session, row, cancellationToken);
    }

    /// <summary>The rows of <paramref name="where"/>.</summary>
    public static Task<List<FeedRow>> ListAsync(Session session, SqlText where, CancellationToken cancellationToken) =>
        session.ListAsync(
            $"""
            SELECT "Id", "Scope", "Name", "Host", "HomeHost", "IsRemoved", "NextPollUtc", "ClaimNumber", "ClaimedBy",
                "ClaimUntilUtc", "Body", "State" FROM "Feeds" {where}
            """,
            reader => new FeedRow
            {
                Id = reader.GetString(0),
                Scope = reader.GetString(1),
                Name = reader.GetString(2),
                Host = reader.GetString(3),
                HomeHost = reader.GetString(4),
                IsRemoved = reader.GetBoolean(5),
                NextPollUtc = DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(6)),
                ClaimNumber = reader.GetInt64(7),
                ClaimedBy = reader.IsDBNull(8) ? null : reader.GetString(8),
                ClaimUntilUtc = reader.IsDBNull(9) ? null : DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(9)),
                Body = reader.GetString(10),
                State = reader.GetString(11),
            },
            cancellationToken);

    /// <summary>Writes a row as it is now.</summary>
    public static Task<int> SaveAsync(Session session, FeedRow row, CancellationToken cancellationToken) =>
        session.RunAsync(
        $"""
        INSERT INTO "Feeds" ("Id", "Scope", "Name", "Host", "HomeHost", "IsRemoved", "NextPollUtc", "ClaimNumber",
            "ClaimedBy", "ClaimUntilUtc", "Body", "State")
        VALUES ({row.Id}, {row.Scope}, {row.Name}, {row.Host}, {row.HomeHost}, {row.IsRemoved}, {row.NextPollUtc},
            {row.ClaimNumber}, {row.ClaimedBy}, {row.ClaimUntilUtc}, {row.Body}, {row.State})
        ON CONFLICT ("Id") DO UPDATE SET "Name" = excluded."Name", "Host" = excluded."Host",
            "HomeHost" = excluded."HomeHost", "IsRemoved" = excluded."IsRemoved",
            "NextPollUtc" = excluded."NextPollUtc",
            "ClaimNumber" = excluded."ClaimNumber", "ClaimedBy" = excluded."ClaimedBy",
            "ClaimUntilUtc" = excluded."ClaimUntilUtc", "Body" = excluded."Body", "State" = excluded."State"
        """,
        cancellationToken);

    /// <summary>Ends the claim on a feed: what its poll brings is refused.</summary>
    private static void EndClaim(FeedRow row) =>
        (row.ClaimNumber, row.ClaimedBy, row.ClaimUntilUtc) = (row.ClaimNumber + 1, null, null);
}
