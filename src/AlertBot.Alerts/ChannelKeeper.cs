using System.Globalization;
using AlertBot.Chat;
using AlertBot.Incidents;
using Microsoft.Extensions.Logging;

namespace AlertBot.Alerts;

/// <summary>
/// Looks after channels that are gone, forbidden or moved: each is dealt with once, and opened again when it can be.
/// </summary>
internal sealed partial class ChannelKeeper(
    IChannelBook book, ISubscriptionStore subscriptions, IReadOnlyDictionary<string, IChatPlatform> platforms,
    TimeProvider time, ILogger logger)
{
    // What was owed longer ago is no news any more when the channel opens again.
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(24);
    private static readonly TimeSpan FirstCheck = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LongestCheck = TimeSpan.FromHours(6);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(1);

    private IReadOnlyDictionary<ChannelRef, ChannelRef>? _moves;
    private DateTimeOffset _lookedUtc;

    /// <summary>Where the platform has the channel.</summary>
    public async Task<ChannelRef> AddressAsync(ChannelRef channel, CancellationToken cancellationToken)
    {
        var moves = _moves ??= await book.MovesAsync(cancellationToken);
        return moves.GetValueOrDefault(channel, channel);
    }

    /// <summary>The channel has another address from now on.</summary>
    public async Task MoveAsync(ChannelRef from, ChannelRef to, CancellationToken cancellationToken)
    {
        await book.MoveAsync(from, to, time.GetUtcNow(), cancellationToken);
        _moves = null;
        LogMoved(from, to);
    }

    /// <summary>
    /// Nothing can be sent there at present: its subscriptions rest, and another channel of the community is told.
    /// </summary>
    public async Task CloseAsync(ChannelRef channel, string why, CancellationToken cancellationToken)
    {
        var nowUtc = time.GetUtcNow();
        var closed = new ClosedChannel(channel, why, nowUtc, 0, nowUtc + FirstCheck);
        var others = (await subscriptions.ListAsync(cancellationToken))
            .Where(s => s.PausedWhy is null && s.Channel != channel && s.Community == Communities.Of(channel))
            .Select(s => s.Channel).OrderBy(c => c.ToString(), StringComparer.Ordinal).ToList();
        var here = await subscriptions.ListAsync(channel, cancellationToken);
        var topics = string.Join(", ", here.Select(s => s.TopicId));
        var notice = others.Count == 0 ? null : Notice("closed", channel, others[0], nowUtc,
            $"Alerts no longer reach {Name(channel)}: {why}. Its subscriptions ({topics}) rest until it can be "
            + "written to again; they go on by themselves then. Otherwise subscribe another channel.", Tone.Problem);
        if (await book.CloseAsync(closed, notice, cancellationToken)) LogClosed(channel, why);
    }

    /// <summary>Looks whether closed channels can be written to again.</summary>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        var nowUtc = time.GetUtcNow();
        if (nowUtc - _lookedUtc < LookEvery) return;
        _lookedUtc = nowUtc;
        foreach (var closed in await book.ListClosedAsync(nowUtc, cancellationToken))
        {
            if (await AccessAsync(closed.Channel, cancellationToken) is ChannelAccess.Open)
            {
                var notice = Notice("opened", closed.Channel, closed.Channel, nowUtc,
                    $"Alerts come here again. Since {Wording.Of(closed.SinceUtc)} they could not ({closed.Why}); "
                    + "what is older than a day is left out, and /incidents lists it.", Tone.Neutral);
                await book.OpenAsync(closed.Channel, nowUtc - Fresh, notice, nowUtc, cancellationToken);
                LogOpened(closed.Channel);
            }
            else
            {
                var wait = FirstCheck * Math.Pow(2, Math.Min(closed.Checks + 1, 10));
                if (wait > LongestCheck) wait = LongestCheck;
                await book.DeferAsync(closed.Channel, nowUtc + wait, cancellationToken);
            }
        }
    }

    private async Task<ChannelAccess> AccessAsync(ChannelRef channel, CancellationToken cancellationToken)
    {
        if (!platforms.TryGetValue(channel.Platform, out var platform)) return new ChannelAccess.CannotTell();
        try
        {
            return await platform.CheckAsync(await AddressAsync(channel, cancellationToken), cancellationToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LogFault(fault, channel);
            return new ChannelAccess.CannotTell();
        }
    }

    private static Delivery Notice(
        string word, ChannelRef about, ChannelRef to, DateTimeOffset nowUtc, string text, Tone tone)
    {
        var id = Keys.Of(
            word, about.ToString(), nowUtc.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));
        return new Delivery(
            Keys.Of("delivery", id, "1"), id, 1, DeliveryKind.Send, to, null, SeverityLevel.High,
            Message.Line(text, tone), IsSilent: false, null, null, nowUtc, nowUtc);
    }

    private static string Name(ChannelRef channel) =>
        channel.Thread is null ? $"channel {channel.Channel}" : $"thread {channel.Thread} of channel {channel.Channel}";

    [LoggerMessage(4016, LogLevel.Warning,
        "{Channel} cannot be written to; its subscriptions rest until it can: {Why}")]
    private partial void LogClosed(ChannelRef channel, string why);

    [LoggerMessage(4017, LogLevel.Information, "{Channel} can be written to again.")]
    private partial void LogOpened(ChannelRef channel);

    [LoggerMessage(4018, LogLevel.Information, "{From} is at {To} from now on.")]
    private partial void LogMoved(ChannelRef from, ChannelRef to);

    [LoggerMessage(4019, LogLevel.Warning, "Looking whether {Channel} can be written to failed.")]
    private partial void LogFault(Exception fault, ChannelRef channel);
}
