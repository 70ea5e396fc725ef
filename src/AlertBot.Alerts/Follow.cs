using AlertBot.Chat;
using AlertBot.Feeds;
using AlertBot.Incidents;

namespace AlertBot.Alerts;

/// <summary>
/// What one reader wants to hear of, without a moderator: a rule of their own that notifies them alone.
/// </summary>
/// <param name="Id">Lower-case letters and digits, unique, 1 to 64 characters: the id of its rule.</param>
/// <param name="Channel">Where they asked for it, and where alerts go.</param>
/// <param name="UserId">Who, by the platform's own id.</param>
/// <param name="UserName">Who, as the platform showed it, to be treated as hostile text.</param>
/// <param name="Text">As they typed it, 1 to 200 characters.</param>
/// <param name="Query">The rule that it was taken for, 1 to 4,000 characters.</param>
/// <param name="CreatedUtc">Since when; older articles are not owed.</param>
public sealed record Follow(
    string Id, ChannelRef Channel, string UserId, string UserName, string Text, string Query, DateTimeOffset CreatedUtc)
{
    /// <summary>
    /// The topic of all these rules, one in each community. No watchlist can have it: ids of topics have no such
    /// letter.
    /// </summary>
    public const string TopicId = "@follows";

    /// <summary>Longest text that may be followed, in UTF-16 code units.</summary>
    public const int MaxTextLength = 200;

    /// <summary>Whose data it is.</summary>
    public CommunityId Community => Communities.Of(Channel);

    /// <summary>
    /// As the analysis takes it: everything that satisfies the rule, at once. In a chat of one's own nobody needs to be
    /// notified by name.
    /// </summary>
    public Subscription ToSubscription() =>
        Subscription.Default(Channel, TopicId, CreatedUtc) with
        {
            Id = Keys.Of("follow", Id),
            RuleId = Id,
            LeastSeverity = SeverityLevel.Low,
            Mention = Channel.Channel == UserId ? null : UserId,
        };
}

/// <summary>What readers follow. Safe to call from several workers at once.</summary>
public interface IFollowStore
{
    /// <summary>All of all communities, oldest first.</summary>
    Task<IReadOnlyList<Follow>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Those of one community, oldest first.</summary>
    Task<IReadOnlyList<Follow>> ListAsync(CommunityId community, CancellationToken cancellationToken);

    /// <summary>Adds one; the same id twice is one.</summary>
    Task AddAsync(Follow follow, CancellationToken cancellationToken);

    /// <summary>Ends one; false when there is none of that id.</summary>
    Task<bool> RemoveAsync(string id, CancellationToken cancellationToken);

    /// <summary>A number that is another one after every change, by whichever process. Cheap enough to ask for every
    /// second.</summary>
    Task<long> StampAsync(CancellationToken cancellationToken);
}
