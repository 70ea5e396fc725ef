using AlertBot.Chat;
using AlertBot.Discord.Rest;
using AlertBot.Discord.Wire;
using Microsoft.Extensions.Options;

namespace AlertBot.Discord.Places;

/// <summary>Forums and media channels: one post an incident, and what changes as messages in it.</summary>
/// <remarks>A post and the message that begins it have one id.</remarks>
internal sealed class ForumPosts(
    DiscordRest rest, MessagePoster poster, ForumTags tags, ChannelFacts facts, PostSearch search,
    IOptions<DiscordOptions> options)
{
    /// <summary>Begins a post, or writes in the post of the message that is answered.</summary>
    public async Task<DeliveryResult> SendAsync(
        Snowflake forum, ChatDelivery delivery, CancellationToken cancellationToken)
    {
        if (delivery.ReplyTo is { } to && Snowflake.TryParse(to.Channel.Thread ?? to.Id, out var post))
        {
            var answer = await poster.PostAsync(post, delivery with { ReplyTo = null }, cancellationToken);
            if (answer is RestAnswer.Done done) return Posted(done, delivery, post);
            // Somebody removed or locked the post: what is new begins another.
            if (answer is not RestAnswer.Refused { Code: Answers.UnknownChannel or Answers.ThreadLocked or Answers.ThreadArchived })
                return await poster.ResultAsync(forum, answer, cancellationToken);
        }
        return await BeginAsync(forum, delivery with { ReplyTo = null }, cancellationToken);
    }

    private async Task<DeliveryResult> BeginAsync(
        Snowflake forum, ChatDelivery delivery, CancellationToken cancellationToken)
    {
        for (var isAgain = false; ; isAgain = true)
        {
            IReadOnlyList<Snowflake> applied = await facts.ReadAsync(forum, cancellationToken) is { } known
                ? await tags.ForNewAsync(known, delivery.Message!, cancellationToken) : [];
            var body = new ThreadBody
            {
                Name = PostTitle.Of(delivery.Message!),
                AutoArchiveDuration = (int)options.Value.ArchiveAfter.TotalMinutes,
                AppliedTags = applied.Count > 0 ? applied : null,
                Message = poster.Starting(forum, delivery),
            };
            var answer = await rest.CallAsync(
                RestRoute.StartPost(forum), RestBody.Of(body, DiscordJson.Default.ThreadBody), DiscordRest.ShortPatience,
                cancellationToken);
            if (answer is RestAnswer.Done done) return await BegunAsync(done, forum, delivery, applied, cancellationToken);
            if (isAgain || !await IsMendedAsync(forum, delivery, answer, cancellationToken))
                return answer is RestAnswer.Refused { Code: Answers.TooManyThreads } refused
                    ? new DeliveryResult.NotSent(Answers.Words(refused))
                    : await poster.ResultAsync(forum, answer, cancellationToken);
        }
    }

    private async Task<DeliveryResult> BegunAsync(
        RestAnswer.Done done, Snowflake forum, ChatDelivery delivery, IReadOnlyList<Snowflake> applied,
        CancellationToken cancellationToken)
    {
        if (done.Read(DiscordJson.Default.ReceivedChannel) is not { } post)
            return new DeliveryResult.Unknown("Discord took the post and its answer cannot be read");
        tags.Note(post.Id, applied);
        if (await tags.AdviceAsync(forum, delivery.Message!, cancellationToken) is { } advice)
            await poster.PostAsync(
                post.Id, new ChatDelivery($"tags-{forum}", delivery.Channel, advice, null, null, true, null), cancellationToken);
        return new DeliveryResult.Sent(
            new MessageRef(delivery.Channel with { Thread = post.Id.ToString() }, post.Id.ToString()));
    }

    /// <summary>Whether what stood in the way was put out of it, so that it may be tried once more.</summary>
    private async Task<bool> IsMendedAsync(
        Snowflake forum, ChatDelivery delivery, RestAnswer answer, CancellationToken cancellationToken)
    {
        switch (answer)
        {
            // The tags are others than we know.
            case RestAnswer.Refused { Code: Answers.UnknownTag or Answers.TagRequired }:
                facts.Doubt(forum);
                return true;
            case RestAnswer.Refused { Code: Answers.TooManyThreads }:
                return Snowflake.TryParse(delivery.Channel.Community, out var guild)
                    && await search.ArchiveOldestAsync(guild, forum, cancellationToken);
            default:
                return await poster.IsPlainAsync(forum, answer, cancellationToken);
        }
    }

    private static DeliveryResult Posted(RestAnswer.Done done, ChatDelivery delivery, Snowflake post) =>
        done.Read(DiscordJson.Default.ReceivedMessage) is { } made
            ? new DeliveryResult.Sent(
                new MessageRef(delivery.Channel with { Thread = post.ToString() }, made.Id.ToString()))
            : new DeliveryResult.Unknown("Discord took the message and its answer cannot be read");
}
