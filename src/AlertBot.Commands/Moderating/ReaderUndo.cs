using System.Globalization;
using AlertBot.Chat;

namespace AlertBot.Commands;

/// <summary>Undoes what one reader did for themselves: what they follow, and what they think of an alert.</summary>
internal sealed class ReaderUndo(FollowDesk desk, IVoteStore votes, IAuditLog audit)
{
    private static readonly string[] Actions = ["follow", "unfollow", "good", "noise", "ack"];

    /// <summary>Whether an entry is of something that is a reader's own affair: only they undo it.</summary>
    public static bool IsOne(AuditEntry entry) => IsName(entry.Action);

    /// <summary>Whether an undoing was of one of these.</summary>
    public static bool IsName(string subject) => Actions.Contains(subject.Split(' ')[0], StringComparer.Ordinal);

    /// <summary>Puts back what was there before, and notes it; says plainly where that cannot be.</summary>
    public async Task<Message> UndoAsync(AuditEntry entry, CommandCall call, CancellationToken cancellationToken)
    {
        var texts = call.Texts;
        var name = SettingsUndo.Name(entry);
        var (isDone, problem) = entry.Action switch
        {
            "follow" => (await UnfollowAsync(entry, call, cancellationToken), null),
            "unfollow" => (false, texts.Of("commands.undo.unfollow", ("line", "/follow"))),
            "ack" => (false, texts.Of("commands.undo.ack", ("change", name))),
            _ => (await VoteAsync(entry, call, cancellationToken), (string?)null),
        };
        var user = call.Incoming.User;
        // Also what could not be undone is done with: the next undoing is of what was before it.
        await audit.AddAsync(
            new AuditEntry(
                call.NowUtc, call.Community, user.Id, user.Name, UndoPlan.Name, name,
                isDone ? entry.After : null, isDone ? entry.Before : null),
            cancellationToken);
        if (isDone) return Answers.Line(texts.Of("commands.undo.gone", ("change", name)));
        return Answers.Problem(
            (problem ?? texts.Of("commands.undo.cannot", ("change", name))) + " "
            + texts.Of("commands.undo.further", ("line", "/" + UndoPlan.Name)));
    }

    private async Task<bool> UnfollowAsync(AuditEntry entry, CommandCall call, CancellationToken cancellationToken)
    {
        var followed = (await desk.ListAsync(call.Community, cancellationToken))
            .FirstOrDefault(f => f.Id == entry.After && f.UserId == call.Incoming.User.Id);
        if (followed is null) return false;
        await desk.TakeBackAsync(followed, call, cancellationToken);
        return true;
    }

    private async Task<bool> VoteAsync(AuditEntry entry, CommandCall call, CancellationToken cancellationToken)
    {
        var user = call.Incoming.User;
        if (!long.TryParse(
            entry.Subject.AsSpan().TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return false;
        var cast = (await votes.ListAsync(call.Community, DateTimeOffset.UnixEpoch, cancellationToken))
            .FirstOrDefault(v => v.Number == number && v.UserId == user.Id);
        // Somebody who said something else since has changed their mind again.
        if (cast is null || cast.Verdict.ToString() != entry.After) return false;
        if (entry.Before is null) return await votes.RemoveAsync(call.Community, number, user.Id, cancellationToken);
        if (!Enum.TryParse<Verdict>(entry.Before, out var before)) return false;
        await votes.SaveAsync(cast with { Verdict = before, AtUtc = call.NowUtc }, cancellationToken);
        return true;
    }
}
