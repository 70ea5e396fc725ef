using AlertBot.Chat;
using Xunit;

namespace AlertBot.Tests.Chat;

/// <summary>A platform that is tried, with what its tests must know of it.</summary>
/// <param name="Platform">The platform.</param>
/// <param name="Channel">A channel that it has.</param>
/// <param name="Restart">The same platform in a new process.</param>
/// <param name="CountOf">In how many posted messages a text has stood so far, mark-up and escapes taken off.</param>
/// <remarks>
/// A platform whose far side can be told what to do gives the rest too; what is null is left out of its trial.
/// </remarks>
public sealed record PlatformOnTrial(
    IChatPlatform Platform, ChannelRef Channel, Func<IChatPlatform> Restart, Func<string, int> CountOf) : IDisposable
{
    private readonly RateGate _gate = new(Platform.Capabilities.Limits);
    private DateTimeOffset _nowUtc = DateTimeOffset.UnixEpoch;

    /// <summary>Lets time pass for the far side; null where it counts no calls.</summary>
    public Action<TimeSpan>? Pass { get; init; }

    /// <summary>Throws the bot out of a channel.</summary>
    public Action<ChannelRef>? Close { get; init; }

    /// <summary>Lets it in again.</summary>
    public Action<ChannelRef>? Reopen { get; init; }

    /// <summary>Gives a channel another address, which it returns.</summary>
    public Func<ChannelRef, ChannelRef>? Move { get; init; }

    /// <summary>Removes a message as a person does.</summary>
    public Action<MessageRef>? Remove { get; init; }

    /// <summary>Cuts the next answer off after the request arrived.</summary>
    public Action? LoseAnswer { get; init; }

    /// <summary>Cuts the next request off before it arrives.</summary>
    public Action? LoseRequest { get; init; }

    /// <summary>Who was notified so far, by the platform's own id.</summary>
    public Func<IReadOnlyList<string>>? Notified { get; init; }

    /// <summary>What a message answers; null when it stands alone.</summary>
    public Func<MessageRef, MessageRef?>? AnswerTo { get; init; }

    /// <summary>How long a message is in the unit of the platform.</summary>
    public Func<MessageRef, int>? LengthOf { get; init; }

    /// <summary>A message for the channel.</summary>
    public ChatDelivery Delivery(string key, string text) =>
        new(key, Channel, Message.Line(text), null, null, false, null);

    /// <summary>Posts once the limits let it.</summary>
    public Task<DeliveryResult> SendAsync(ChatDelivery delivery) => InTurnAsync(delivery, Platform.SendAsync);

    /// <inheritdoc cref="SendAsync"/>
    public Task<DeliveryResult> EditAsync(ChatDelivery delivery) => InTurnAsync(delivery, Platform.EditAsync);

    /// <inheritdoc cref="SendAsync"/>
    public Task<DeliveryResult> DeleteAsync(ChatDelivery delivery) => InTurnAsync(delivery, Platform.DeleteAsync);

    /// <summary>Posts a text and gives its message.</summary>
    public async Task<MessageRef> PostAsync(string key, string text) =>
        Assert.IsType<DeliveryResult.Sent>(await SendAsync(Delivery(key, text))).Message;

    /// <summary>Closes what the platform holds open.</summary>
    public void Dispose() => (Platform as IDisposable)?.Dispose();

    private async Task<DeliveryResult> InTurnAsync(
        ChatDelivery delivery, Func<ChatDelivery, CancellationToken, Task<DeliveryResult>> call)
    {
        var freeUtc = _gate.FreeUtc(delivery.Channel, isOldEdit: true, _nowUtc);
        Pass?.Invoke(freeUtc - _nowUtc);
        _nowUtc = freeUtc;
        _gate.Note(delivery.Channel, _nowUtc);
        return await call(delivery, CancellationToken.None);
    }
}
