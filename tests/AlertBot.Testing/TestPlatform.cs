using AlertBot.Chat;

namespace AlertBot.Testing;

/// <summary>A chat platform with tight limits that loses requests and answers when a test says so.</summary>
/// <remarks>The server keeps everything: another platform on the same server is the same bot after a restart.</remarks>
public sealed class TestPlatform(TestPlatformServer server) : IChatPlatform
{
    /// <summary>The platform's name.</summary>
    public const string PlatformName = "test";

    /// <inheritdoc/>
    public string Name => PlatformName;

    /// <inheritdoc/>
    public PlatformCapabilities Capabilities { get; } = new()
    {
        LengthUnit = server.Rules.LengthUnit,
        Limits = server.Rules.Limits,
        MaxMessageLength = server.Rules.MaxLength,
        MaxButtons = server.Rules.MaxButtons,
        CanEdit = true,
        CanDelete = true,
        CanReply = true,
        CanBeSilent = true,
        CanFind = server.Rules.CanFind,
        HasThreads = true,
    };

    /// <summary>A channel of the community <c>home</c>.</summary>
    public static ChannelRef Channel(string name, string community = "home") => new(PlatformName, community, name, null);

    /// <inheritdoc/>
    public Task<DeliveryResult> SendAsync(ChatDelivery delivery, CancellationToken cancellationToken) =>
        CallAsync(delivery, text => server.Post(delivery, text), cancellationToken);

    /// <inheritdoc/>
    public Task<DeliveryResult> EditAsync(ChatDelivery delivery, CancellationToken cancellationToken) =>
        CallAsync(delivery, text => server.Edit(delivery, text), cancellationToken);

    /// <inheritdoc/>
    public Task<DeliveryResult> DeleteAsync(ChatDelivery delivery, CancellationToken cancellationToken) =>
        CallAsync(delivery, _ => server.Delete(delivery), cancellationToken);

    /// <inheritdoc/>
    public async Task<FindResult> FindAsync(string key, ChannelRef channel, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await Task.Yield();
        if (!server.Rules.CanFind) return new FindResult.CannotTell();
        if (server.NextFault(null) is TestFault.Down) return new FindResult.NotNow("no connection");
        return server.Find(key, channel) is { } message ? new FindResult.Found(message) : new FindResult.Absent();
    }

    /// <inheritdoc/>
    public Task<ChannelAccess> CheckAsync(ChannelRef channel, CancellationToken cancellationToken) =>
        Task.FromResult(server.Access(channel));

    private async Task<DeliveryResult> CallAsync(
        ChatDelivery delivery, Func<string, DeliveryResult> call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var text = delivery.Message is null ? "" : TestPlatformMarkup.Render(delivery, server.Rules);
        await Task.Yield();
        switch (server.NextFault(delivery))
        {
            case TestFault.Down: return new DeliveryResult.NotSent("no connection");
            case TestFault.LoseRequest: return new DeliveryResult.Unknown("the connection was cut");
            case TestFault.LoseAnswer:
                _ = call(text);
                return new DeliveryResult.Unknown("no answer in time");
            case TestFault.RefuseMessage: return new DeliveryResult.Refused("the message is not liked", RefusedWhat.Message);
            case TestFault.RefuseChannel: return new DeliveryResult.Refused("the channel is gone", RefusedWhat.Channel);
            case TestFault.Hang:
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
                return new DeliveryResult.NotSent("it hung");
            case TestFault.Crash:
                _ = call(text);
                throw new TestCrashException();
            default: return call(text);
        }
    }
}

/// <summary>What goes wrong with one call.</summary>
public enum TestFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>There is no connection: surely not taken.</summary>
    Down,

    /// <summary>The request is lost on its way, and nobody knows.</summary>
    LoseRequest,

    /// <summary>The request arrives, the answer is lost.</summary>
    LoseAnswer,

    /// <summary>The message is refused.</summary>
    RefuseMessage,

    /// <summary>The channel is refused.</summary>
    RefuseChannel,

    /// <summary>The request arrives and the process dies.</summary>
    Crash,

    /// <summary>The request waits until it is cancelled, and never left.</summary>
    Hang,
}

/// <summary>Stands for the death of the process: a test lets it through and starts anew.</summary>
public sealed class TestCrashException() : Exception("the process died");
