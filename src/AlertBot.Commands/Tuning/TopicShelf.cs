using System.Globalization;
using AlertBot.Chat;
using AlertBot.Feeds;
using AlertBot.Watchlists;

namespace AlertBot.Commands;

/// <summary>A topic as a community tunes it.</summary>
/// <param name="TopicId">Its id.</param>
/// <param name="Version">The newest version that the community saved; 0 when it saved none.</param>
/// <param name="Shared">The shared watchlist with the topic; null when there is none.</param>
/// <param name="Own">The community's own watchlist; null when the shared one serves it.</param>
internal sealed record TunedTopic(string TopicId, int Version, Watchlist? Shared, Watchlist? Own)
{
    /// <summary>What serves the community now; null when the topic is gone.</summary>
    public Watchlist? Serving => Own ?? Shared;
}

/// <summary>Where the watchlists of communities are changed: every change a version, noted with who and when.</summary>
internal sealed class TopicShelf(
    Lookup lookup, IWatchlistStore store, IAuditLog audit, WatchlistRefresh refresh)
{
    // Every article is held against them: so many are more than any desk reads alerts of.
    private const int MostTopics = 30;
    private const int MostCharacters = 1024 * 1024;
    private const int ShownChanges = 12;

    /// <summary>The topic as the store has it now, whether it is there or not.</summary>
    public async Task<TunedTopic> OpenAsync(string topicId, CommunityId community, CancellationToken cancellationToken)
    {
        var newest = await store.HistoryAsync(topicId, Scope.Of(community), 0, 1, cancellationToken);
        var shared = lookup.Shared(topicId);
        return newest is [var stored]
            ? new TunedTopic(topicId, stored.Version, shared, Read(stored))
            : new TunedTopic(topicId, 0, shared, null);
    }

    /// <summary>What a version holds; null when from it on there is none.</summary>
    public static Watchlist? Read(StoredWatchlist stored) => stored.Yaml.Length == 0
        ? null
        : WatchlistReader.Read(stored.TopicId, stored.Yaml, stored.Scope, stored.Version).Watchlist;

    /// <summary>Versions, newest first.</summary>
    public Task<IReadOnlyList<StoredWatchlist>> HistoryAsync(
        string topicId, CommunityId community, int skip, int limit, CancellationToken cancellationToken) =>
        store.HistoryAsync(topicId, Scope.Of(community), skip, limit, cancellationToken);

    /// <summary>What is wrong with a watchlist that somebody made by a command; null when it can be saved.</summary>
    public Message? Fault(CommandCall call, TunedTopic topic, Watchlist after)
    {
        var yaml = WatchlistWriter.Write(after);
        if (yaml.Length > MostCharacters)
            return Answers.Problem(call.Texts.Of("commands.watch.toolong", ("most", MostCharacters)));
        if (topic.Serving is null && lookup.Topics(call.Community).Count >= MostTopics)
            return Answers.Problem(call.Texts.Count("commands.watch.toomany", MostTopics));
        var problems = WatchlistReader.Read(topic.TopicId, yaml, Scope.Of(call.Community)).Problems;
        return problems.Count == 0 ? null : new Message(Tone.Problem,
        [
            new Block.Paragraph(0, [call.Texts["commands.watch.faulty"]]),
            new Block.Bullets(0, "", [.. problems.Take(ShownChanges).Select(p => (IReadOnlyList<Span>)
                [call.Texts.Say(p.What, p.ToDo)])]),
        ]);
    }

    /// <summary>Saves what serves the community from now on, and tells what changed.</summary>
    /// <param name="call">Who asks for it.</param>
    /// <param name="topic">As it was when the change was made.</param>
    /// <param name="after">The whole watchlist; null for none of the community's own.</param>
    /// <param name="cancellationToken">Ends it before it is saved.</param>
    /// <param name="takesBack">The version that is undone by it; null when it is no undoing.</param>
    public async Task<Message> SaveAsync(
        CommandCall call, TunedTopic topic, Watchlist? after, CancellationToken cancellationToken, int? takesBack = null)
    {
        if (after is not null && Fault(call, topic, after) is { } fault) return fault;
        var changes = WatchlistDiff.Of(topic.Serving, after ?? topic.Shared);
        if (changes.Count == 0 && (after is null) == (topic.Own is null))
            return Answers.Line(call.Texts.Of("commands.watch.unchanged", ("topic", topic.TopicId)));
        var user = call.Incoming.User;
        var next = new StoredWatchlist(
            topic.TopicId, Scope.Of(call.Community), topic.Version + 1, after is null ? "" : WatchlistWriter.Write(after),
            call.NowUtc, user.Name.Length > 0 ? Cut(user.Name) : user.Id);
        if (!await store.SaveAsync(next, cancellationToken))
            return Answers.Problem(call.Texts.Of("commands.watch.meanwhile", ("topic", topic.TopicId)));
        await audit.AddAsync(
            new AuditEntry(
                call.NowUtc, call.Community, user.Id, user.Name, call.Command.Name, topic.TopicId,
                VersionText(topic.Version),
                VersionText(next.Version) + (takesBack is { } undone ? $" ({VersionText(undone)} ↩)" : "")
                + $": {ChangeLines.InShort(changes)}"),
            cancellationToken);
        await refresh(atOnce: true, cancellationToken);
        return Told(call, topic, next, after, changes);
    }

    /// <summary>A version as the audit log names it: "v3".</summary>
    public static string VersionText(int version) => string.Create(CultureInfo.InvariantCulture, $"v{version}");

    private static Message Told(
        CommandCall call, TunedTopic topic, StoredWatchlist saved, Watchlist? after,
        IReadOnlyList<WatchlistChange> changes)
    {
        var texts = call.Texts;
        var blocks = new List<Block>
        {
            new Block.Paragraph(0, [texts.Of("commands.watch.saved", ("topic", topic.TopicId), ("version", saved.Version))]),
        };
        if (changes.Count > 0)
            blocks.Add(new Block.Bullets(
                1, texts["commands.watch.changes"], [.. ChangeLines.Of(changes.Take(ShownChanges), texts)])
            {
                LeftOut = Math.Max(0, changes.Count - ShownChanges),
            });
        if (after is null && topic.Shared is not null)
            blocks.Add(new Block.Paragraph(1, [texts["commands.watch.sharedagain"]]));
        else if (topic.Own is null && topic.Shared is not null)
            blocks.Add(new Block.Paragraph(1, [texts["commands.watch.owncopy"]]));
        if (topic.Serving is null)
            blocks.Add(new Block.Paragraph(
                1, [texts.Of("commands.watch.hear", ("line", $"/subscribe {topic.TopicId}"))]));
        blocks.Add(new Block.Actions(2, [new ActionButton(texts["commands.watch.undo.button"], $"/watch undo {topic.TopicId}")]));
        return new Message(Tone.Neutral, blocks);
    }

    private static string Cut(string name) => name.Length <= 200 ? name : name[..200];
}
