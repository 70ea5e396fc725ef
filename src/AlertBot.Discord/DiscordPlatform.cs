using AlertBot.Chat;
using AlertBot.Discord.Rendering;
using AlertBot.Discord.Rest;
using AlertBot.Discord.Wire;
using Microsoft.Extensions.Options;

namespace AlertBot.Discord;

/// <summary>Discord as a platform: alerts are embeds, or containers of Components V2, with buttons.</summary>
public sealed class DiscordPlatform : IChatPlatform
{
    /// <summary>The platform's name.</summary>
    public const string PlatformName = "discord";

    private readonly DiscordRest _rest;
    private readonly DiscordRenderer _renderer;
    private readonly DiscordRenderer _other;
    private readonly DiscordHistory _history;
    private readonly DiscordRights _rights;

    internal DiscordPlatform(DiscordRest rest, DiscordHistory history, DiscordRights rights, IOptions<DiscordOptions> options)
    {
        (_rest, _history, _rights) = (rest, history, rights);
        _renderer = new DiscordRenderer(options.Value.Layout);
        _other = new DiscordRenderer(DiscordLayout.Components);
        Capabilities = new PlatformCapabilities
        {
            LengthUnit = LengthUnit.Utf16,
            MaxMessageLength = DiscordRenderer.MaxText,
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
        var body = RestBody.Of(_renderer.Create(delivery), DiscordJson.Default.MessageBody);
        var answer = await _rest.CallAsync(
            RestRoute.CreateMessage(channel), body, DiscordRest.ShortPatience, cancellationToken);
        return answer is RestAnswer.Done done
            ? done.Read(DiscordJson.Default.ReceivedMessage) is { } made
                ? new DeliveryResult.Sent(new MessageRef(delivery.Channel, made.Id.ToString()))
                : new DeliveryResult.Unknown("Discord took the message and its answer cannot be read")
            : Answers.Of(answer);
    }

    /// <inheritdoc/>
    public async Task<DeliveryResult> EditAsync(ChatDelivery delivery, CancellationToken cancellationToken)
    {
        if (TargetOf(delivery) is not var (channel, message)) return NoTarget();
        var route = RestRoute.EditMessage(channel, message);
        var answer = await CallAsync(route, _renderer.Edit(delivery.Message!, delivery.Key), cancellationToken);
        // A message that was once made of components stays so, whatever the setting says now.
        if (answer is RestAnswer.Refused { Status: 400 } && _renderer.Layout == DiscordLayout.Embeds)
        {
            var body = _other.Edit(delivery.Message!, delivery.Key) with { Embeds = null };
            if (await CallAsync(route, body, cancellationToken) is RestAnswer.Done) return new DeliveryResult.Sent(delivery.Target!);
        }
        return answer is RestAnswer.Done ? new DeliveryResult.Sent(delivery.Target!) : Answers.Of(answer);
    }

    /// <inheritdoc/>
    public async Task<DeliveryResult> DeleteAsync(ChatDelivery delivery, CancellationToken cancellationToken)
    {
        if (TargetOf(delivery) is not var (channel, message)) return NoTarget();
        var answer = await _rest.CallAsync(
            RestRoute.DeleteMessage(channel, message), null, DiscordRest.ShortPatience, cancellationToken);
        return answer is RestAnswer.Done or RestAnswer.Refused { Code: Answers.UnknownMessage }
            ? new DeliveryResult.Sent(delivery.Target!)
            : Answers.Of(answer);
    }

    /// <inheritdoc/>
    public async Task<FindResult> FindAsync(string key, ChannelRef channel, CancellationToken cancellationToken) =>
        AddressOf(channel) is { } address
            ? await _history.FindAsync(key, channel, address, cancellationToken)
            : new FindResult.Absent();

    /// <inheritdoc/>
    public async Task<ChannelAccess> CheckAsync(ChannelRef channel, CancellationToken cancellationToken) =>
        AddressOf(channel) is { } address
            ? await _rights.CheckAsync(address, cancellationToken)
            : new ChannelAccess.Closed($"{channel} is no channel of Discord");

    /// <summary>Where messages for a channel go: its thread, if it has one; null when it is none of Discord.</summary>
    internal static Snowflake? AddressOf(ChannelRef channel) =>
        channel.Platform == PlatformName && Snowflake.TryParse(channel.Thread ?? channel.Channel, out var id) ? id : null;

    private static (Snowflake Channel, Snowflake Message)? TargetOf(ChatDelivery delivery) =>
        delivery.Target is { } target && AddressOf(target.Channel) is { } channel
        && Snowflake.TryParse(target.Id, out var message) ? (channel, message) : null;

    private static DeliveryResult.Refused NoChannel(ChannelRef channel) =>
        new($"{channel} is no channel of Discord", RefusedWhat.Channel);

    private static DeliveryResult.Refused NoTarget() => new("there is no message to change", RefusedWhat.Message);

    private async Task<RestAnswer> CallAsync(RestRoute route, MessageBody body, CancellationToken cancellationToken) =>
        await _rest.CallAsync(
            route, RestBody.Of(body, DiscordJson.Default.MessageBody), DiscordRest.ShortPatience, cancellationToken);
}
