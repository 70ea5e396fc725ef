using System.Globalization;
using AlertBot.Chat;
using AlertBot.Feeds;

namespace AlertBot.Commands;

/// <summary>Takes back changes of topics and feeds. Made for one reading of the audit log, from its newest entry
/// on.</summary>
/// <param name="shelf">Where topics are put back.</param>
/// <param name="feeds">Where feeds are put back or taken out.</param>
/// <param name="audit">Where that is noted.</param>
internal sealed class TuningUndo(TopicShelf shelf, IFeedStore feeds, IAuditLog audit)
{
    private readonly HashSet<string> _versionsTaken = new(StringComparer.Ordinal);
    private readonly List<(string? Before, string? After)> _feedsTaken = [];
    private OwnFeeds? _own;

    /// <summary>Whether an entry tells of a change of a topic or a feed.</summary>
    public static bool IsOne(AuditEntry entry) =>
        entry.Action.StartsWith("watch ", StringComparison.Ordinal)
        || entry.Action.StartsWith("feed ", StringComparison.Ordinal);

    /// <summary>Remembers what an undoing undid; false when that was neither a topic nor a feed.</summary>
    public bool Takes(AuditEntry undoing)
    {
        if (TakenBack(undoing.After) is { } version) return _versionsTaken.Add(Key(undoing.Subject, version));
        if (FeedNote.Read(undoing.Before ?? undoing.After) is null) return false;
        _feedsTaken.Add((undoing.Before, undoing.After));
        return true;
    }

    /// <summary>Undoes a change; null when that was done already, or there is nothing left of it.</summary>
    /// <param name="entry">The change.</param>
    /// <param name="entries">All entries that are looked at: a list of feeds that was imported is several.</param>
    /// <param name="call">Who asks.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<Message?> UndoAsync(
        AuditEntry entry, IReadOnlyList<AuditEntry> entries, CommandCall call, CancellationToken cancellationToken)
    {
        if (entry.Action.StartsWith("watch ", StringComparison.Ordinal))
            return VersionOf(entry.After) is { } version && !_versionsTaken.Contains(Key(entry.Subject, version))
                ? await PutBackAsync(call, entry.Subject, version, cancellationToken)
                : null;
        if (_feedsTaken.Remove((entry.After, entry.Before))) return null;
        _own ??= await OwnFeeds.OpenAsync(feeds, audit, call.Community, cancellationToken);
        return (FeedNote.Read(entry.Before), FeedNote.Read(entry.After)) switch
        {
            ({ } before, { } after) => await ChangeBackAsync(before, after, call, cancellationToken),
            ({ } gone, null) => await AddAsync(gone, entry.Subject, call, cancellationToken),
            _ => await RemoveAsync(entry, entries, call, cancellationToken),
        };
    }

    private async Task<Message> PutBackAsync(
        CommandCall call, string topicId, int version, CancellationToken cancellationToken)
    {
        var topic = await shelf.OpenAsync(topicId, call.Community, cancellationToken);
        var before = version == 1 ? []
            : await shelf.HistoryAsync(topicId, call.Community, topic.Version - version + 1, 1, cancellationToken);
        return await shelf.SaveAsync(
            call, topic, before is [var stored] ? TopicShelf.Read(stored) : null, cancellationToken, takesBack: version);
    }

    private async Task<Message?> ChangeBackAsync(
        FeedNote before, FeedNote after, CommandCall call, CancellationToken cancellationToken)
    {
        if (_own!.At(after.Url)?.Feed is not { Scope.IsShared: false } feed) return null;
        if (before.Poll is not null)
        {
            // Done with all the same: the next undoing is of what was before it.
            await _own.NoteSettledAsync(call, feed.Name, before, after, cancellationToken);
            return Answers.Problem(
                call.Texts.Of("commands.undo.cannot", ("change", $"feed set {feed.Name}")) + " "
                + call.Texts.Of("commands.undo.further", ("line", "/" + UndoPlan.Name)));
        }
        var back = feed with
        {
            Url = before.Url,
            FullText = before.FullText ?? feed.FullText,
            RefusedMove = before.RefusedMove == after.RefusedMove ? feed.RefusedMove : before.RefusedMove,
        };
        if (back == feed) return null;
        await _own.ChangeAsync(call, feed, back, cancellationToken);
        return FeedSetCommand.Told(feed, back, call.Texts);
    }

    private async Task<Message?> AddAsync(
        FeedNote gone, string name, CommandCall call, CancellationToken cancellationToken)
    {
        if (_own!.At(gone.Url) is not null) return null;
        var wanted = new WantedFeed(gone.Url, name)
        {
            Language = gone.Language,
            FullText = gone.FullText == true,
            RefusedMove = gone.RefusedMove,
        };
        return await _own.AddAsync(call, wanted, cancellationToken) == FeedAdded.TooMany
            ? Answers.Problem(call.Texts.Count("commands.feed.add.toomany", OwnFeeds.Most, ("line", "/feed list own")))
            : Answers.Line(call.Texts.Of("commands.feed.add.done", ("name", name), ("line", "/feed list own")));
    }

    // A list that was imported is one change.
    private async Task<Message?> RemoveAsync(
        AuditEntry entry, IReadOnlyList<AuditEntry> entries, CommandCall call, CancellationToken cancellationToken)
    {
        var added = entries.Where(e => e.Action == entry.Action && e.AtUtc == entry.AtUtc && e.After is not null)
            .Select(e => FeedNote.Read(e.After)).OfType<FeedNote>().Select(n => _own!.At(n.Url)).OfType<FeedListing>()
            .Where(l => !l.Feed.Scope.IsShared).Select(l => l.Feed).ToList();
        if (added.Count == 0) return null;
        foreach (var feed in added) await _own!.RemoveAsync(call, feed, cancellationToken);
        return Answers.Line(added is [var one]
            ? call.Texts.Of(
                "commands.feed.remove.done", ("name", one.Name),
                ("line", $"/feed add {one.Url.AbsoluteUri} name:{one.Name}"))
            : call.Texts.Of(
                "commands.feed.import.undone", ("feeds", call.Texts.Count("commands.feed.count", added.Count))));
    }

    private static string Key(string topicId, int version) =>
        string.Create(CultureInfo.InvariantCulture, $"{topicId} v{version}");

    // "v4: + rule x" is the fourth version; "v5 (v4 ↩): − rule x" the fifth, which undid it.
    private static int? VersionOf(string? after) =>
        after is ['v', ..] && int.TryParse(
            after.AsSpan(1, Math.Max(0, after.AsSpan(1).IndexOfAnyExceptInRange('0', '9'))), NumberStyles.None,
            CultureInfo.InvariantCulture, out var version)
            ? version
            : null;

    private static int? TakenBack(string? after) =>
        after?.IndexOf("(v", StringComparison.Ordinal) is > 0 and var at && VersionOf(after) is not null
            ? VersionOf(after[(at + 1)..])
            : null;
}
