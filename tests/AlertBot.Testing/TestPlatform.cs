using AlertBot.Chat;

namespace AlertBot.Testing;

/// <summary>A chat platform with tight limits that loses requests and answers when a test says so.</summary>
/// <remarks>
/// Translates between the port and its far side as the client of a real platform does. The server keeps everything:
/// another platform on the same server is the same bot after a restart.
/// </remarks>
public sealed class TestPlatform(TestPlatformServer server) : IChatPlatform
{
    /// <summary>The platform's name, unless its rules give it another.</summary>
    public const string PlatformName = "test";

    /// <inheritdoc/>
    public string Name => server.Rules.Name;

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
        CallAsync(delivery, text => Edit(delivery, text), cancellationToken);

    /// <inheritdoc/>
    public Task<DeliveryResult> DeleteAsync(ChatDelivery delivery, CancellationToken cancellationToken) =>
        CallAsync(delivery, _ => server.Delete(delivery), cancellationToken);

    /// <inheritdoc/>
    public async Task<FindResult> FindAsync(string key, ChannelRef channel, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await Task.Yield();
        if (!server.Rules.CanFind) return new FindResult.CannotTell();
        switch (server.NextFault(null))
        {
            case TestFault.None: break;
            case TestFault.Crash or TestFault.CrashBefore: throw new TestCrashException();
            default: return new FindResult.NotNow("no connection");
        }
        await WaitAsync(server.Latency(), cancellationToken);
        return server.Find(key, channel) is { } message ? new FindResult.Found(message) : new FindResult.Absent();
    }

    /// <inheritdoc/>
    public async Task<ChannelAccess> CheckAsync(ChannelRef channel, CancellationToken cancellationToken)
    {
        await WaitAsync(server.Latency(), cancellationToken);
        return server.Access(channel);
    }

    // The alert must not stay wrong because nobody talked about it: a thread that sleeps is woken first.
    private DeliveryResult Edit(ChatDelivery delivery, string text)
    {
        var answer = server.Edit(delivery, text);
        if (answer is not DeliveryResult.Refused { Reason: TestPlatformServer.ThreadAsleep }) return answer;
        server.Unarchive(delivery.Channel);
        return server.Edit(delivery, text);
    }

    private async Task<DeliveryResult> CallAsync(
        ChatDelivery delivery, Func<string, DeliveryResult> call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var text = delivery.Message is null ? "" : TestPlatformMarkup.Render(delivery, server.Rules);
        await Task.Yield();
        var latency = server.Latency();
        switch (server.NextFault(delivery))
        {
            case TestFault.Down: return new DeliveryResult.NotSent("no connection");
            case TestFault.LoseRequest: return new DeliveryResult.Unknown("the connection was cut");
            case TestFault.LoseAnswer:
                _ = call(text);
                return new DeliveryResult.Unknown("no answer in time");
            case TestFault.RefuseMessage: return new DeliveryResult.Refused("the message is not liked", RefusedWhat.Message);
            case TestFault.RefuseChannel: return new DeliveryResult.Refused("the channel is gone", RefusedWhat.Channel);
            case TestFault.Busy: return new DeliveryResult.RateLimited(TimeSpan.FromSeconds(3));
            case TestFault.Hang:
                await Task.Delay(Timeout.InfiniteTimeSpan, server.Time, cancellationToken);
                return new DeliveryResult.NotSent("it hung");
            case TestFault.HangAfter:
                _ = call(text);
                return (await CutAsync(Timeout.InfiniteTimeSpan, cancellationToken))!;
            case TestFault.CrashBefore: throw new TestCrashException();
            case TestFault.Crash:
                _ = call(text);
                throw new TestCrashException();
            default:
                // Half of the time is spent on the way there: what counts is when it arrives.
                if (await CutAsync(latency / 2, cancellationToken) is { } lost) return lost;
                var answer = call(text);
                return await CutAsync(latency / 2, cancellationToken) ?? answer;
        }
    }

    /// <summary>Time passes on the way. Once a request has left, giving up leaves everybody in the dark.</summary>
    private async Task<DeliveryResult?> CutAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        try
        {
            await WaitAsync(wait, cancellationToken);
            return null;
        }
        catch (OperationCanceledException)
        {
            return new DeliveryResult.Unknown("given up before the answer came");
        }
    }

    private Task WaitAsync(TimeSpan wait, CancellationToken cancellationToken) =>
        wait == TimeSpan.Zero ? Task.CompletedTask : Task.Delay(wait, server.Time, cancellationToken);
}
