using AlertBot.Chat;
using AlertBot.Discord.Rendering;
using AlertBot.Discord.Rest;
using AlertBot.Discord.Wire;
using Microsoft.Extensions.Options;

namespace AlertBot.Discord.Places;

/// <summary>
/// Posts and changes messages, and where a right is lacking without which it goes less well, does it less well and says
/// so there.
/// </summary>
internal sealed class MessagePoster(
    DiscordRest rest, DiscordRights rights, TimeProvider time, IOptions<DiscordOptions> options)
{
    private readonly DiscordRenderer _renderer = new(options.Value.Layout);
    private readonly DiscordRenderer _components = new(DiscordLayout.Components);

    // Each attempt with an embed that is refused counts against the whole bot: it is tried but now and then.
    private readonly Recently _plain = new(TimeSpan.FromMinutes(10), time);

    /// <summary>Posts a message in a channel or thread.</summary>
    public async Task<RestAnswer> PostAsync(
        Snowflake channel, ChatDelivery delivery, CancellationToken cancellationToken)
    {
        var answer = await CreateAsync(channel, delivery, cancellationToken);
        // The news goes without what it answers rather than not at all.
        return answer is RestAnswer.Refused { Code: Answers.NoHistoryToReply } && delivery.ReplyTo is not null
            ? await CreateAsync(channel, delivery with { ReplyTo = null }, cancellationToken)
            : answer;
    }

    /// <summary>The message that begins a post of a forum.</summary>
    /// <param name="forum">Where.</param>
    /// <param name="delivery">What it says.</param>
    public MessageBody Starting(Snowflake forum, ChatDelivery delivery) =>
        (_plain.Has(forum) ? DiscordRenderer.CreatePlain(delivery) : _renderer.Create(delivery)) with
        {
            Nonce = null,
            EnforceNonce = null,
            MessageReference = null,
        };

    /// <summary>Changes a message.</summary>
    public async Task<RestAnswer> EditAsync(
        Snowflake channel, Snowflake message, ChatDelivery delivery, CancellationToken cancellationToken)
    {
        var route = RestRoute.EditMessage(channel, message);
        var body = _renderer.Edit(delivery.Message!, delivery.Key);
        var answer = await CallAsync(route, body, cancellationToken);
        // A message that was once made of components stays so, whatever the setting says now.
        if (answer is RestAnswer.Refused { Status: 400, Code: 50035 } && _renderer.Layout == DiscordLayout.Embeds)
        {
            body = _components.Edit(delivery.Message!, delivery.Key);
            return await CallAsync(route, body, cancellationToken) is RestAnswer.Done changed ? changed : answer;
        }
        return await RepairedAsync(answer, body, channel, delivery, cancellationToken);
    }

    /// <summary>Whether the embeds of a channel are refused or lost for want of the right, and notes that they are.</summary>
    public async Task<bool> IsPlainAsync(Snowflake channel, RestAnswer answer, CancellationToken cancellationToken)
    {
        if (_renderer.Layout != DiscordLayout.Embeds || _plain.Has(channel)
            || answer is not RestAnswer.Refused { Code: Answers.MissingPermissions }) return false;
        if (await rights.LookAsync(channel, cancellationToken) is not { } there
            || there.Without(Rights.Needed(there.Kind)) != 0 || there.Without(Rights.EmbedLinks) == 0) return false;
        _plain.Note(channel);
        return true;
    }

    /// <summary>What to record for a refusal, with the names of the rights that are lacking.</summary>
    public async Task<DeliveryResult> ResultAsync(
        Snowflake channel, RestAnswer answer, CancellationToken cancellationToken) =>
        answer is RestAnswer.Refused { Code: Answers.MissingPermissions or Answers.MissingAccess } refused
            ? (await rights.WhyAsync(channel, refused, cancellationToken)).Refused(RefusedWhat.Channel)
            : Answers.Of(answer);

    private async Task<RestAnswer> CreateAsync(
        Snowflake channel, ChatDelivery delivery, CancellationToken cancellationToken)
    {
        var route = RestRoute.CreateMessage(channel);
        if (_plain.Has(channel))
            return await CallAsync(route, DiscordRenderer.CreatePlain(delivery), cancellationToken);
        var body = _renderer.Create(delivery);
        var answer = await CallAsync(route, body, cancellationToken);
        return await IsPlainAsync(channel, answer, cancellationToken)
            ? await CallAsync(route, DiscordRenderer.CreatePlain(delivery), cancellationToken)
            : await RepairedAsync(answer, body, channel, delivery, cancellationToken);
    }

    /// <summary>
    /// Discord does not refuse an embed that it may not show when there is something else in the message, as a mention,
    /// or when a message is changed: it leaves it out without a word.
    /// </summary>
    private async Task<RestAnswer> RepairedAsync(
        RestAnswer answer, MessageBody sent, Snowflake channel, ChatDelivery delivery, CancellationToken cancellationToken)
    {
        if (sent.Embeds is not { Count: > 0 } || answer is not RestAnswer.Done done
            || done.Read(DiscordJson.Default.ReceivedMessage) is not { } made) return answer;
        var called = Called.In(made.Content);
        if (made.Embeds is { Count: > 0 })
        {
            // It was plain until the right was given: what was said as text is not said twice.
            if ((made.Content ?? "").Length <= called.Length) return answer;
            var cleared = sent with { Content = called, Nonce = null, EnforceNonce = null, MessageReference = null };
            await CallAsync(RestRoute.EditMessage(channel, made.Id), cleared, cancellationToken);
            return answer;
        }
        _plain.Note(channel);
        var plain = DiscordRenderer.EditPlain(delivery.Message!, delivery.Key, made.Content);
        await CallAsync(RestRoute.EditMessage(channel, made.Id), plain, cancellationToken);
        return answer;
    }

    private async Task<RestAnswer> CallAsync(RestRoute route, MessageBody body, CancellationToken cancellationToken) =>
        await rest.CallAsync(
            route, RestBody.Of(body, DiscordJson.Default.MessageBody), DiscordRest.ShortPatience, cancellationToken);
}
