using AlertBot.Chat;
using Microsoft.Extensions.Logging;

namespace AlertBot.Alerts;

/// <summary>Hands one row to its platform, or asks what became of it, and says what to record.</summary>
internal sealed partial class Handover(
    IReadOnlyDictionary<string, IChatPlatform> platforms, ChannelKeeper keeper, DeliveryOptions options,
    TimeProvider time, Random jitter, ILogger logger)
{
    /// <summary>Whether the row's platform can tell what it has.</summary>
    public bool CanFind(OutboxRow row) =>
        platforms.TryGetValue(row.Delivery.Channel.Platform, out var platform) && platform.Capabilities.CanFind;

    /// <summary>One attempt. Never throws for what a platform does.</summary>
    public async Task<Settlement> AttemptAsync(OutboxRow row, RateTicket? ticket, CancellationToken cancellationToken)
    {
        if (!platforms.TryGetValue(row.Delivery.Channel.Platform, out var platform))
            return new Settlement.Parked($"no platform '{row.Delivery.Channel.Platform}' is set up here");
        using var timeout = new CancellationTokenSource(options.AttemptTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await AttemptAsync(platform, row, ticket, either.Token);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return row.State == DeliveryState.Unknown
                ? new Settlement.Unknown(time.GetUtcNow(), row.Reason ?? "stopped before the platform answered")
                : new Settlement.Again(time.GetUtcNow(), "stopped before it was sent", IsCounted: false);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            var waited = $"no answer within {options.AttemptTimeout.TotalSeconds:0} s";
            return row.State == DeliveryState.Unknown
                ? Settle(row, new FindResult.NotNow(waited))
                : Settle(row, new DeliveryResult.NotSent(waited));
        }
        catch (Exception fault)
        {
            LogFault(fault, row.Delivery.Key, row.Delivery.Channel.Platform);
            return Settling.Ask(
                row, "a fault of our own: " + fault.GetType().Name, options, time.GetUtcNow(), Jitter());
        }
    }

    private async Task<Settlement> AttemptAsync(
        IChatPlatform platform, OutboxRow row, RateTicket? ticket, CancellationToken cancellationToken)
    {
        var channel = await keeper.AddressAsync(row.Delivery.Channel, cancellationToken);
        if (row is { IsAlertUnknown: true, AlertMessage: null, State: not DeliveryState.Unknown }
            && Settling.WithoutAlert(row, options) is { } known)
            return known;
        ticket?.Begin(time.GetUtcNow());
        if (row.State == DeliveryState.Unknown)
            return Settle(row, await platform.FindAsync(row.Delivery.Key, channel, row.AlertMessage, cancellationToken));
        if (row.WasUnknown && platform.Capabilities.CanFind)
        {
            var found = await platform.FindAsync(row.Delivery.Key, channel, row.AlertMessage, cancellationToken);
            if (found is not FindResult.Absent) return Settle(row, found);
        }
        var result = await HandOverAsync(platform, row, channel, cancellationToken);
        if (result is DeliveryResult.Moved moved)
            await keeper.MoveAsync(row.Delivery.Channel, moved.To, CancellationToken.None);
        return Settle(row, result);
    }

    private static async Task<DeliveryResult> HandOverAsync(
        IChatPlatform platform, OutboxRow row, ChannelRef channel, CancellationToken cancellationToken)
    {
        var owed = row.Delivery;
        var delivery = new ChatDelivery(
            owed.Key, channel, owed.Message, row.AlertMessage, null, owed.IsSilent, owed.Mention)
        {
            Followers = owed.Followers ?? [],
        };
        switch (owed.Kind)
        {
            // Where nothing can be edited the replies tell what changed.
            case DeliveryKind.Edit when row.AlertMessage is { } posted:
                return platform.Capabilities.CanEdit
                    ? await platform.EditAsync(delivery, cancellationToken)
                    : new DeliveryResult.Sent(posted);
            case DeliveryKind.Delete when row.AlertMessage is null:
                return new DeliveryResult.Refused("there is no message to remove", RefusedWhat.Message);
            case DeliveryKind.Delete:
                return await platform.DeleteAsync(delivery, cancellationToken);
            case DeliveryKind.Reply:
                return await platform.SendAsync(
                    delivery with { Target = null, ReplyTo = row.AlertMessage }, cancellationToken);
            default:
                return await platform.SendAsync(delivery with { Target = null }, cancellationToken);
        }
    }

    private Settlement Settle(OutboxRow row, FindResult found) =>
        Settling.Of(found, row, options, time.GetUtcNow(), Jitter());

    private Settlement Settle(OutboxRow row, DeliveryResult result) =>
        Settling.Of(result, row, options, time.GetUtcNow(), Jitter());

    private double Jitter()
    {
        lock (jitter) return jitter.NextDouble();
    }

    [LoggerMessage(4014, LogLevel.Error, "Handing {Key} to {Platform} failed.")]
    private partial void LogFault(Exception fault, string key, string platform);
}
