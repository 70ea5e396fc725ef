using AlertBot.Chat;
using AlertBot.Discord.Rest;
using AlertBot.Discord.Wire;
using Microsoft.Extensions.Options;

namespace AlertBot.Discord.Places;

/// <summary>Files posts of forums under the tags that there are, and says once which there are not.</summary>
internal sealed class ForumTags(
    DiscordRest rest, ChannelFacts facts, DiscordRights rights, IPlatformState state, MessageLabels labels,
    TimeProvider time, IOptions<DiscordOptions> options)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    // Tags that cannot be made now are not asked for with every post.
    private readonly Recently _refused = new(TimeSpan.FromHours(1), time);

    private readonly Recently _told = new(TimeSpan.FromDays(1), time);

    // What posts are filed under, so that an edit that changes nothing of it asks for nothing.
    private readonly Lock _turn = new();
    private readonly Dictionary<Snowflake, IReadOnlyList<Snowflake>> _applied = [];

    /// <summary>The tags of a new post; made first, where that is wanted and can be.</summary>
    public async Task<IReadOnlyList<Snowflake>> ForNewAsync(
        ReceivedChannel forum, Message message, CancellationToken cancellationToken)
    {
        var wanted = Wanted(message);
        var missing = TagChoice.Missing(forum.AvailableTags ?? [], wanted);
        if (missing.Count > 0 && options.Value.CreateTags && !_refused.Has(forum.Id))
            forum = await MakeAsync(forum, missing, message.Language, cancellationToken) ?? forum;
        var chosen = await ChooseAsync(forum, wanted, cancellationToken);
        var isNeeded = ((forum.Flags ?? 0) & ChannelFlags.RequiresTag) != 0;
        // The news goes under a wrong tag rather than not at all.
        return chosen.Count > 0 || !isNeeded
            ? chosen
            : [.. (forum.AvailableTags ?? []).Where(t => !t.Moderated).Select(t => t.Id).OfType<Snowflake>().Take(1)];
    }

    /// <summary>Notes what a post is filed under.</summary>
    public void Note(Snowflake post, IReadOnlyList<Snowflake> applied)
    {
        lock (_turn)
        {
            if (_applied.Count >= 5000) _applied.Clear();
            _applied[post] = applied;
        }
    }

    /// <summary>Files a post anew when what it is about has changed. What does not work is left for the next change.</summary>
    public async Task RefileAsync(
        Snowflake forumId, Snowflake post, Message message, CancellationToken cancellationToken)
    {
        var wanted = Wanted(message);
        if (wanted.Count == 0 || await facts.ReadAsync(forumId, cancellationToken) is not { AvailableTags: { Count: > 0 } tags } forum
            || !Rights.IsForum(forum.Type) || await AppliedAsync(post, cancellationToken) is not { } applied) return;
        var chosen = await ChooseAsync(forum, wanted, cancellationToken);
        var merged = TagChoice.Merge(tags, applied, chosen, labels);
        if (merged.ToHashSet().SetEquals(applied)) return;
        if (merged.Count == 0 && ((forum.Flags ?? 0) & ChannelFlags.RequiresTag) != 0) return;
        var body = RestBody.Of(new ChannelBody { AppliedTags = merged }, DiscordJson.Default.ChannelBody);
        if (await rest.CallAsync(RestRoute.EditChannel(post), body, TimeSpan.Zero, cancellationToken) is RestAnswer.Done)
            Note(post, merged);
    }

    /// <summary>
    /// What to say of the tags that a forum lacks; null when there is nothing to say or it was said before, by whatever
    /// process.
    /// </summary>
    public async Task<Message?> AdviceAsync(
        Snowflake forumId, Message message, CancellationToken cancellationToken)
    {
        if (_told.Has(forumId) || await facts.ReadAsync(forumId, cancellationToken) is not { } forum
            || TagChoice.Missing(forum.AvailableTags ?? [], Wanted(message)).Count == 0) return null;
        _told.Note(forumId);
        var key = $"tags-{forumId}";
        var stored = await state.ReadAsync(DiscordPlatform.PlatformName, key, cancellationToken);
        if (stored.Value is not null
            || !await state.TryWriteAsync(DiscordPlatform.PlatformName, key, new byte[] { 1 }, stored.Version, cancellationToken))
            return null;
        var texts = DiscordTexts.Book.For(message.Language);
        var names = TagChoice.Missing(forum.AvailableTags ?? [], labels.All)
            .Select(label => TagChoice.Name(label, texts.Language)).OfType<string>();
        return Message.Line(texts.Of("discord.tags.missing", ("tags", texts.List([.. names])))) with
        {
            Language = texts.Language,
        };
    }

    private List<MessageLabel> Wanted(Message message) =>
        [.. (message.Labels ?? []).Select(key => labels.All.FirstOrDefault(l => l.Key == key)).OfType<MessageLabel>()];

    private async Task<IReadOnlyList<Snowflake>> ChooseAsync(
        ReceivedChannel forum, IReadOnlyList<MessageLabel> wanted, CancellationToken cancellationToken)
    {
        var tags = forum.AvailableTags ?? [];
        var free = TagChoice.Find(tags, wanted, mayModerate: false);
        var any = TagChoice.Find(tags, wanted, mayModerate: true);
        return any.Count > free.Count
            && await rights.LookAsync(forum.Id, cancellationToken) is { } there && there.Without(Rights.ManageThreads) == 0
            ? any : free;
    }

    private async Task<ReceivedChannel?> MakeAsync(
        ReceivedChannel forum, IReadOnlyList<MessageLabel> missing, string language, CancellationToken cancellationToken)
    {
        var there = forum.AvailableTags ?? [];
        var made = TagChoice.Made(missing, there.Count, language);
        if (made.Count == 0) return null;
        if (await rights.LookAsync(forum.Id, cancellationToken) is not { } may || may.Without(Rights.ManageChannels) != 0)
        {
            _refused.Note(forum.Id);
            return null;
        }
        var body = RestBody.Of(new ChannelBody { AvailableTags = [.. there, .. made] }, DiscordJson.Default.ChannelBody);
        var answer = await rest.CallAsync(RestRoute.EditChannel(forum.Id), body, Patience, cancellationToken);
        if (answer is not RestAnswer.Done done || done.Read(DiscordJson.Default.ReceivedChannel) is not { } changed)
        {
            _refused.Note(forum.Id);
            return null;
        }
        facts.Learn(changed);
        return changed;
    }

    private async Task<IReadOnlyList<Snowflake>?> AppliedAsync(Snowflake post, CancellationToken cancellationToken)
    {
        lock (_turn)
        {
            if (_applied.TryGetValue(post, out var known)) return known;
        }
        var answer = await rest.CallAsync(RestRoute.Channel(post), null, Patience, cancellationToken);
        if (answer is not RestAnswer.Done done || done.Read(DiscordJson.Default.ReceivedChannel) is not { } thread)
            return null;
        Note(post, thread.AppliedTags ?? []);
        return thread.AppliedTags ?? [];
    }
}
