using System.Globalization;
using AlertBot.Alerts;
using AlertBot.Feeds;

namespace AlertBot.Commands;

/// <summary>Keeps what readers follow, and has the analysis and the index go by it.</summary>
internal sealed class FollowDesk(
    IFollowStore follows, IAnalysisStore analysis, IAuditLog audit, WatchlistRefresh refresh)
{
    /// <summary>What a community's readers follow, oldest first.</summary>
    public Task<IReadOnlyList<Follow>> ListAsync(CommunityId community, CancellationToken cancellationToken) =>
        follows.ListAsync(community, cancellationToken);

    /// <summary>Adds one.</summary>
    public async Task AddAsync(Follow follow, CommandCall call, CancellationToken cancellationToken)
    {
        await NoteAsync("follow", follow, null, follow.Query, call, cancellationToken);
        await follows.AddAsync(follow, cancellationToken);
        await TellAsync(follow, call, cancellationToken);
    }

    /// <summary>Ends one.</summary>
    public async Task RemoveAsync(Follow follow, CommandCall call, CancellationToken cancellationToken)
    {
        await NoteAsync("unfollow", follow, follow.Query, null, call, cancellationToken);
        await follows.RemoveAsync(follow.Id, cancellationToken);
        await TellAsync(follow, call, cancellationToken);
    }

    /// <summary>Ends one that somebody undoes: who undoes it notes that.</summary>
    public async Task TakeBackAsync(Follow follow, CommandCall call, CancellationToken cancellationToken)
    {
        await follows.RemoveAsync(follow.Id, cancellationToken);
        await TellAsync(follow, call, cancellationToken);
    }

    // What somebody follows is theirs to know: the log that moderators read says that it was, not what.
    private Task NoteAsync(
        string action, Follow follow, string? before, string? after, CommandCall call,
        CancellationToken cancellationToken) => audit.AddAsync(
        new AuditEntry(
            call.NowUtc, call.Community, follow.UserId, follow.UserName, action, follow.Channel.ToString(),
            before is null ? null : follow.Id, after is null ? null : follow.Id),
        cancellationToken);

    private async Task TellAsync(Follow follow, CommandCall call, CancellationToken cancellationToken)
    {
        var id = Keys.Of(
            "follows", follow.Id, call.NowUtc.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));
        await analysis.AddRequestAsync(
            new AnalysisRequest.WatchlistChanged(id, Follow.TopicId, Scope.Of(follow.Community), 0), call.NowUtc,
            cancellationToken);
        // The analysis looks for itself. Making the index anew takes a tenth of a second: many at once share one.
        await refresh(atOnce: false, cancellationToken);
    }
}
