using AlertBot.Chat;
using AlertBot.Discord.Rendering;
using AlertBot.Discord.Rest;
using AlertBot.Discord.Wire;
using Microsoft.Extensions.Options;

namespace AlertBot.Discord;

/// <summary>
/// Discord as a platform: alerts are embeds, or containers of Components V2, with buttons; in forums each has a post.
/// </summary>
public sealed class DiscordPlatform : IChatPlatform
{
    /// <summary>The platform's name.</summary>
    public const string PlatformName = "discord";

    private readonly DiscordParts _parts;
    private readonly DiscordChanges _changes;

    internal DiscordPlatform(DiscordParts parts, IOptions<DiscordOptions> options)
    {
        (_parts, _changes) = (parts, options.Value.Changes);
        Capabilities = new PlatformCapabilities
        {
            LengthUnit = LengthUnit.Utf16,
            MaxMessageLength = options.Value.Layout == DiscordLayout.Embeds
                ? DiscordRenderer.MaxDescription : DiscordRenderer.MaxTexts,
            MaxButtons = 25,
            CanEdit = true,
            CanDelete = true,
            CanReply = true,
            CanBeSilent = true,
            CanBeEphemeral = true,
            CanComplete = true,
            CanOfferChannels = true,
            HasThreads = true,
            CanFind = true,
            Limits =
            [
                // Known before the first answer; DiscordRest keeps to what the answers say besides.
                new RateLimit(RateScope.Platform, options.Value.RequestsPerSecond, TimeSpan.FromSeconds(1)),
                new RateLimit(RateScope.Channel, 5, TimeSpan.FromSeconds(5)),
            ],
        };
    }

    /// <inheritdoc/>
    public string Name => PlatformName;

    /// <inheritdoc/>
    public PlatformCapabilities Capabilities { get; }

    /// <inheritdoc/>
    public async Task<DeliveryResult> SendAsync(ChatDelivery delivery, CancellationToken cancellationToken)
    {
        if (AddressOf(delivery.Channel) is not { } channel) return NoChannel(delivery.Channel);
        cancellationToken.ThrowIfCancellationRequested();
        if (_parts.Facts.IsForum(channel)) return await _parts.Posts.SendAsync(channel, delivery, cancellationToken);
        if (delivery is { ReplyTo.Channel.Thread: null, Channel.Thread: null } && _changes == DiscordChanges.Threads
            && await _parts.Threads.ReplyAsync(channel, delivery, cancellationToken) is { } told) return told;
        var answer = await _parts.Poster.PostAsync(channel, delivery, cancellationToken);
        if (answer is RestAnswer.Done done)
        {
            if (done.Read(DiscordJson.Default.ReceivedMessage) is not { } made)
                return new DeliveryResult.Unknown("Discord took the message and its answer cannot be read");
            if (delivery.ReplyTo is null) await _parts.Publisher.PublishAsync(channel, made.Id, CancellationToken.None);
            return new DeliveryResult.Sent(new MessageRef(delivery.Channel, made.Id.ToString()));
        }
        // What a channel is, is learned from its first refusal: text channels, which are nearly all, are never asked.
        return answer is RestAnswer.Refused { Code: Answers.ForumOnlyHasThreads or Answers.NotATextChannel }
            && await _parts.Facts.ReadAsync(channel, cancellationToken) is { } known && Rights.IsForum(known.Type)
                ? await _parts.Posts.SendAsync(channel, delivery, cancellationToken)
                : await _parts.Poster.ResultAsync(channel, answer, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<DeliveryResult> EditAsync(ChatDelivery delivery, CancellationToken cancellationToken)
    {
        if (TargetOf(delivery) is not var (place, message)) return NoTarget();
        var answer = await _parts.Poster.EditAsync(place, message, delivery, cancellationToken);
        // A post that was quiet for long is brought back; one that is locked besides stays as it is.
        if (answer is RestAnswer.Refused { Code: Answers.ThreadArchived } && await IsOpenedAsync(place, cancellationToken))
            answer = await _parts.Poster.EditAsync(place, message, delivery, cancellationToken);
        if (answer is not RestAnswer.Done) return await ResultAsync(delivery, place, answer, cancellationToken);
        if (IsOwnPost(delivery) && AddressOf(delivery.Channel) is { } forum)
            await _parts.Tags.RefileAsync(forum, place, delivery.Message!, CancellationToken.None);
        return new DeliveryResult.Sent(delivery.Target!);
    }

    /// <inheritdoc/>
    public async Task<DeliveryResult> DeleteAsync(ChatDelivery delivery, CancellationToken cancellationToken)
    {
        if (TargetOf(delivery) is not var (place, message)) return NoTarget();
        var answer = await _parts.Rest.CallAsync(
            RestRoute.DeleteMessage(place, message), null, DiscordRest.ShortPatience, cancellationToken);
        var isGone = answer is RestAnswer.Done or RestAnswer.Refused { Code: Answers.UnknownMessage }
            || (answer is RestAnswer.Refused { Code: Answers.UnknownChannel } && IsOwnPost(delivery));
        return isGone
            ? new DeliveryResult.Sent(delivery.Target!)
            : await ResultAsync(delivery, place, answer, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<FindResult> FindAsync(string key, ChannelRef channel, CancellationToken cancellationToken) =>
        FindAsync(key, channel, null, cancellationToken);

    /// <inheritdoc/>
    public async Task<FindResult> FindAsync(
        string key, ChannelRef channel, MessageRef? about, CancellationToken cancellationToken)
    {
        if (AddressOf(channel) is not { } address) return new FindResult.Absent();
        var isForum = _parts.Facts.IsForum(address)
            || (await _parts.Facts.ReadAsync(address, cancellationToken) is { } known && Rights.IsForum(known.Type));
        // What answers an alert may stand in its post or thread, which has the alert's id.
        if (channel.Thread is null && Snowflake.TryParse(about?.Channel.Thread ?? about?.Id, out var thread)
            && (isForum || _changes == DiscordChanges.Threads))
        {
            var place = channel with { Thread = thread.ToString() };
            var found = await _parts.History.FindAsync(key, place, thread, cancellationToken);
            if (found is not FindResult.Absent) return found;
        }
        if (!isForum) return await _parts.History.FindAsync(key, channel, address, cancellationToken);
        return Snowflake.TryParse(channel.Community, out var guild)
            ? await _parts.Search.FindAsync(key, channel, guild, address, cancellationToken)
            : new FindResult.CannotTell();
    }

    /// <inheritdoc/>
    public async Task<ChannelAccess> CheckAsync(ChannelRef channel, CancellationToken cancellationToken) =>
        AddressOf(channel) is { } address
            ? await _parts.Rights.CheckAsync(address, channel.Community, cancellationToken)
            : NoChannelReason(channel).Closed();

    /// <inheritdoc/>
    public Task<bool> TellOwnerAsync(ChannelRef channel, Message message, CancellationToken cancellationToken) =>
        _parts.Owner.TellAsync(channel, message, cancellationToken);

    /// <summary>Where messages for a channel go: its thread, if it has one; null when it is none of Discord.</summary>
    internal static Snowflake? AddressOf(ChannelRef channel) =>
        channel.Platform == PlatformName && Snowflake.TryParse(channel.Thread ?? channel.Channel, out var id) ? id : null;

    private static (Snowflake Channel, Snowflake Message)? TargetOf(ChatDelivery delivery) =>
        delivery.Target is { } target && AddressOf(target.Channel) is { } channel
        && Snowflake.TryParse(target.Id, out var message) ? (channel, message) : null;

    // A thread that we began for an incident, not one that somebody subscribed.
    private static bool IsOwnPost(ChatDelivery delivery) =>
        delivery.Channel.Thread is null && delivery.Target?.Channel.Thread is not null;

    private static DeliveryResult.Refused NoChannel(ChannelRef channel) =>
        NoChannelReason(channel).Refused(RefusedWhat.Channel);

    private static Reason NoChannelReason(ChannelRef channel) =>
        Reason.Of(texts => texts.Of("discord.gone.none", ("channel", channel.ToString())));

    private static DeliveryResult.Refused NoTarget() => new("there is no message to change", RefusedWhat.Message);

    private async Task<DeliveryResult> ResultAsync(
        ChatDelivery delivery, Snowflake place, RestAnswer answer, CancellationToken cancellationToken) =>
        IsOwnPost(delivery)
            ? Answers.OfPost(answer)
            : await _parts.Poster.ResultAsync(place, answer, cancellationToken);

    private async Task<bool> IsOpenedAsync(Snowflake thread, CancellationToken cancellationToken)
    {
        var body = RestBody.Of(new ChannelBody { Archived = false }, DiscordJson.Default.ChannelBody);
        return await _parts.Rest.CallAsync(
            RestRoute.EditChannel(thread), body, DiscordRest.ShortPatience, cancellationToken) is RestAnswer.Done;
    }
}
