using AlertBot.Chat;
using AlertBot.Discord.Rendering;
using AlertBot.Discord.Rest;
using AlertBot.Discord.Wire;

namespace AlertBot.Discord.Places;

/// <summary>
/// Looks through our own posts of a forum: for the one that bears the mark of a delivery, because Discord has no nonce
/// for posts, and for one that can make room for another.
/// </summary>
internal sealed class PostSearch(DiscordRest rest, DiscordRights rights, TimeProvider time)
{
    // What was owed longer ago is never sent again as if it were new.
    private static readonly TimeSpan Oldest = TimeSpan.FromDays(8);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    // The message that begins a post has to be asked for one by one.
    private const int MaxPosts = 50;
    private const int MaxArchived = 50;

    /// <summary>What a forum has of a delivery that begins a post.</summary>
    public async Task<FindResult> FindAsync(
        string key, ChannelRef channel, Snowflake guild, Snowflake forum, CancellationToken cancellationToken)
    {
        if (await rights.SelfAsync(cancellationToken) is not { } self) return new FindResult.NotNow("who we are is not known");
        var horizon = Snowflake.At(time.GetUtcNow() - Oldest);
        var seen = new HashSet<Snowflake>();
        foreach (var route in new[] { RestRoute.ActiveThreads(guild), RestRoute.ArchivedThreads(forum, MaxArchived) })
        {
            var answer = await rest.CallAsync(route, null, Patience, cancellationToken);
            if (answer is RestAnswer.Refused { Status: 403, Code: not 0 }) return new FindResult.CannotTell();
            if (Threads(answer) is not { } told) return new FindResult.NotNow("the posts of the forum could not be read");
            foreach (var post in Ours(told, forum, self).Where(p => p.Id > horizon && seen.Add(p.Id)))
            {
                if (seen.Count > MaxPosts) return new FindResult.CannotTell();
                var first = told.FirstMessages?.FirstOrDefault(m => m.Id == post.Id);
                var begun = first is null
                    ? await rest.CallAsync(RestRoute.Message(post.Id, post.Id), null, Patience, cancellationToken)
                    : null;
                if (begun is RestAnswer.Limited or RestAnswer.Failed) return new FindResult.NotNow("a post could not be read");
                first ??= (begun as RestAnswer.Done)?.Read(DiscordJson.Default.ReceivedMessage);
                if (first is not null && KeyMark.IsOn(first, key))
                    return new FindResult.Found(
                        new MessageRef(channel with { Thread = post.Id.ToString() }, post.Id.ToString()));
            }
        }
        return new FindResult.Absent();
    }

    /// <summary>
    /// Takes our post that was quiet for longest off the list of active ones; the next change brings it back. False when
    /// there is none or it does not work.
    /// </summary>
    public async Task<bool> ArchiveOldestAsync(Snowflake guild, Snowflake forum, CancellationToken cancellationToken)
    {
        if (await rights.SelfAsync(cancellationToken) is not { } self) return false;
        var answer = await rest.CallAsync(RestRoute.ActiveThreads(guild), null, Patience, cancellationToken);
        if (Threads(answer) is not { } told) return false;
        var quiet = Ours(told, forum, self).Where(p => ((p.Flags ?? 0) & ChannelFlags.Pinned) == 0)
            .MinBy(p => (p.LastMessageId ?? p.Id).Value);
        if (quiet is null) return false;
        var body = RestBody.Of(new ChannelBody { Archived = true }, DiscordJson.Default.ChannelBody);
        return await rest.CallAsync(RestRoute.EditChannel(quiet.Id), body, Patience, cancellationToken) is RestAnswer.Done;
    }

    private static ReceivedThreads? Threads(RestAnswer answer) =>
        answer is RestAnswer.Done done ? done.Read(DiscordJson.Default.ReceivedThreads) : null;

    private static IEnumerable<ReceivedChannel> Ours(ReceivedThreads told, Snowflake forum, Snowflake self) =>
        (told.Threads ?? []).Where(t => t.ParentId == forum && t.OwnerId == self).OrderByDescending(t => t.Id.Value);
}
