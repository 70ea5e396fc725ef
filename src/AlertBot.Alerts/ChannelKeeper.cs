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
    DeliveryOptions options, TimeProvider time, ILogger logger)
{
    // What was owed longer ago is no news any more when the channel opens again.
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(24);
    private static readonly TimeSpan FirstCheck = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LongestCheck = TimeSpan.FromHours(6);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(1);

    private IReadOnlyDictionary<ChannelRef, ChannelRef>? _moves;
    private DateTimeOffset _lookedUtc;
    private bool _isLookWanted;

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
    /// Nothing can be sent there at present: its subscriptions rest, and another channel of the community is told, or
    /// else its owner.
    /// </summary>
    public async Task CloseAsync(ChannelRef channel, Settlement.Parked parked, CancellationToken cancellationToken)
    {
        var nowUtc = time.GetUtcNow();
        var texts = await TextsAsync(channel, cancellationToken);
        var closed = new ClosedChannel(
            channel, parked.Said.In(texts.Language, parked.Reason), nowUtc, 0, nowUtc + FirstCheck);
        var other = (await subscriptions.ListAsync(cancellationToken))
            .Where(s => s.PausedWhy is null && s.Channel != channel && s.Community == Communities.Of(channel))
            .OrderBy(s => s.Channel.ToString(), StringComparer.Ordinal).ThenBy(s => s.Id, StringComparer.Ordinal)
            .Select(s => s.Channel).FirstOrDefault();
        var notice = other is null ? null
            : Notice("closed", channel, other, nowUtc, await ClosedAsync(channel, parked, other, cancellationToken));
        var lost = notice is null ? await ClosedAsync(channel, parked, channel, cancellationToken) : null;
        if (!await book.CloseAsync(closed, notice, cancellationToken)) return;
        LogClosed(channel, parked.Reason);
        if (lost is not null) await TellOwnerAsync(channel, lost, cancellationToken);
    }

    /// <summary>Has the next check look, however short ago the last one did.</summary>
    public void LookSoon() => Volatile.Write(ref _isLookWanted, true);

    /// <summary>Looks whether closed channels can be written to again.</summary>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        var nowUtc = time.GetUtcNow();
        if (!Interlocked.Exchange(ref _isLookWanted, false) && nowUtc - _lookedUtc < LookEvery) return;
        _lookedUtc = nowUtc;
        foreach (var closed in await book.ListClosedAsync(nowUtc, cancellationToken))
        {
            if (await AccessAsync(closed.Channel, cancellationToken) is ChannelAccess.Open)
            {
                var notice = await OpenedAsync(closed, nowUtc, cancellationToken);
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
        using var timeout = new CancellationTokenSource(options.AttemptTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await platform.CheckAsync(await AddressAsync(channel, either.Token), either.Token);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            LogFault(fault, channel);
            return new ChannelAccess.CannotTell();
        }
    }

    /// <summary>Once, and no more than that: who takes no messages in private is not asked again.</summary>
    private async Task TellOwnerAsync(ChannelRef channel, Message message, CancellationToken cancellationToken)
    {
        if (!platforms.TryGetValue(channel.Platform, out var platform)) return;
        using var timeout = new CancellationTokenSource(options.AttemptTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            if (await platform.TellOwnerAsync(channel, message, either.Token)) LogOwnerTold(channel);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            LogOwnerNotTold(fault, channel);
        }
    }

    private async Task<Message> ClosedAsync(
        ChannelRef channel, Settlement.Parked parked, ChannelRef told, CancellationToken cancellationToken)
    {
        var resting = await subscriptions.ListAsync(channel, cancellationToken);
        var texts = await TextsAsync(told, cancellationToken);
        var text = texts.Of(
            "alerts.channel.closed", ("channel", Name(texts, channel)),
            ("why", parked.Said.In(texts.Language, parked.Reason)),
            ("topics", texts.Joined(resting.Select(s => s.TopicId))));
        return Line(texts, text, Tone.Problem);
    }

    private async Task<Delivery> OpenedAsync(
        ClosedChannel closed, DateTimeOffset nowUtc, CancellationToken cancellationToken)
    {
        var texts = await TextsAsync(closed.Channel, cancellationToken);
        var text = texts.Of(
            "alerts.channel.opened", ("since", texts.Of(closed.SinceUtc)), ("why", closed.Why), ("line", "/incidents"));
        return Notice("opened", closed.Channel, closed.Channel, nowUtc, Line(texts, text, Tone.Neutral));
    }

    private async Task<Texts> TextsAsync(ChannelRef channel, CancellationToken cancellationToken) =>
        Audience.TextsOf(await subscriptions.ListAsync(channel, cancellationToken));

    private static Message Line(Texts texts, string text, Tone tone) =>
        Message.Line(text, tone) with { Language = texts.Language };

    private static Delivery Notice(
        string word, ChannelRef about, ChannelRef to, DateTimeOffset nowUtc, Message message)
    {
        var id = Keys.Of(
            word, about.ToString(), nowUtc.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));
        return new Delivery(
            Keys.Of("delivery", id, "1"), id, 1, DeliveryKind.Send, to, null, SeverityLevel.High,
            message, IsSilent: false, null, null, nowUtc, nowUtc);
    }

    private static string Name(Texts texts, ChannelRef channel) => channel.Thread is { } thread
        ? texts.Of("alerts.channel.thread", ("thread", thread), ("channel", channel.Channel))
        : texts.Of("alerts.channel.name", ("channel", channel.Channel));

    [LoggerMessage(4016, LogLevel.Warning,
        "{Channel} cannot be written to; its subscriptions rest until it can: {Why}")]
    private partial void LogClosed(ChannelRef channel, string why);

    [LoggerMessage(4017, LogLevel.Information, "{Channel} can be written to again.")]
    private partial void LogOpened(ChannelRef channel);

    [LoggerMessage(4018, LogLevel.Information, "{From} is at {To} from now on.")]
    private partial void LogMoved(ChannelRef from, ChannelRef to);

    [LoggerMessage(4021, LogLevel.Information, "The owner of the community was told that {Channel} is closed.")]
    private partial void LogOwnerTold(ChannelRef channel);

    [LoggerMessage(4022, LogLevel.Warning, "Telling the owner of the community that {Channel} is closed failed.")]
    private partial void LogOwnerNotTold(Exception fault, ChannelRef channel);

    [LoggerMessage(4019, LogLevel.Warning, "Looking whether {Channel} can be written to failed.")]
    private partial void LogFault(Exception fault, ChannelRef channel);
}
