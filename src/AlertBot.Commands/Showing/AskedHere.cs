using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Feeds;
using AlertBot.Incidents;

namespace AlertBot.Commands;

/// <summary>Finds out where a command was given: in what language that channel reads, and who reads it.</summary>
internal sealed class AskedHere(
    ISubscriptionStore subscriptions, ICommunitySettings settings, TextBook book, IIncidentArchive archive,
    IArticleSearch articles, Lookup lookup)
{
    /// <summary>The channel as its subscriptions have it.</summary>
    public async Task<AskedPlace> OfAsync(IncomingCommand command, CancellationToken cancellationToken) =>
        new(command, await subscriptions.ListAsync(command.Channel, cancellationToken),
            await settings.ReadAsync(Communities.Of(command.Channel), cancellationToken), book, archive, articles, lookup);
}

/// <summary>A channel with who asks in it.</summary>
/// <param name="command">What was asked, where and by whom.</param>
/// <param name="here">The channel's subscriptions.</param>
/// <param name="settings">What the community set.</param>
/// <param name="book">All texts.</param>
/// <param name="archive">All incidents.</param>
/// <param name="articles">All articles.</param>
/// <param name="lookup">All names.</param>
internal sealed class AskedPlace(
    IncomingCommand command, IReadOnlyList<Subscription> here, CommunitySettings settings, TextBook book,
    IIncidentArchive archive, IArticleSearch articles, Lookup lookup)
{
    /// <summary>What the community set.</summary>
    public CommunitySettings Settings => settings;

    /// <summary>Whether the channel hears of anything yet.</summary>
    public bool IsSubscribed => here.Count > 0;

    /// <summary>
    /// The command, its giver with the rights that a role of theirs gives them here beside those of the platform.
    /// </summary>
    public IncomingCommand Command =>
        settings.ModeratorRole is { } role && command.User.Roles.Contains(role, StringComparer.Ordinal)
            ? command with { User = command.User with { MayManageChannel = true, MayModerate = true } }
            : command;

    /// <summary>
    /// The language of an answer: for the asker alone the one in which they named the command or else their client's, for
    /// a channel that of its alerts or of its community, and the other one where the first is not known.
    /// </summary>
    /// <param name="named">BCP 47 tag of the language in which the command was named; null when that tells none.</param>
    /// <param name="isPrivate">Whether the answer is for the asker alone.</param>
    public Texts TextsFor(string? named, bool isPrivate)
    {
        var own = named ?? command.Language;
        var ofChannel = here.Select(s => s.Language).FirstOrDefault(l => l is not null) ?? settings.Language;
        return book.For(isPrivate ? own ?? ofChannel : ofChannel ?? own);
    }

    /// <summary>
    /// What the answer to a command may show. A public channel is told what is safe, unless the answer is for a moderator
    /// alone and the platform keeps it so.
    /// </summary>
    public CallViews ViewsFor(CommandDefinition definition, Texts texts, DateTimeOffset nowUtc)
    {
        var community = Communities.Of(command.Channel);
        var isForModerator = definition.IsPrivate && Command is { CanAnswerAlone: true, User.MayModerate: true };
        return new CallViews(
            archive, articles, community, lookup.Index, texts,
            isForModerator ? null : PublicReading.Of(here, lookup.Index, Scope.Of(community), texts, nowUtc));
    }

    /// <summary>What may be shown in chats that nobody knows.</summary>
    public CallViews ViewsToShare(Texts texts, DateTimeOffset nowUtc)
    {
        var community = Communities.Of(command.Channel);
        return new CallViews(
            archive, articles, community, lookup.Index, texts,
            PublicReading.ToShare(here, lookup.Index, Scope.Of(community), texts, nowUtc));
    }
}
