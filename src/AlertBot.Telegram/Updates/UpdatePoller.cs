using AlertBot.Chat;
using AlertBot.Telegram.Api;
using AlertBot.Telegram.Talk;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AlertBot.Telegram.Updates;

/// <summary>
/// Asks for updates, on one node at a time: Telegram has but one consumer. What was asked for is confirmed only once it is
/// handled.
/// </summary>
/// <param name="api">The Bot API.</param>
/// <param name="self">Who the bot is.</param>
/// <param name="log">What was handled.</param>
/// <param name="desk">Handles it.</param>
/// <param name="menu">The list of commands that clients show.</param>
/// <param name="leases">One node at a time.</param>
/// <param name="owner">Name of this node; the same after a restart.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">For operators.</param>
internal sealed partial class UpdatePoller(
    TelegramApi api, BotSelf self, UpdateLog log, UpdateDesk desk, CommandMenu menu, ILeases leases, string owner,
    TimeProvider time, ILogger<UpdatePoller> logger) : BackgroundService
{
    private const string LeaseName = "telegram.updates";

    // The server ends a poll after 50 s at the latest (telegram-bot-api, Client.cpp).
    private const int PollSeconds = 50;
    private const int MaxUpdates = 100;

    // Longer than a poll and what it brings takes; a node that dies is followed by another after that.
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan LookForLease = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ConflictWait = TimeSpan.FromSeconds(10);

    // Telegram keeps updates no longer.
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);
    private static readonly TimeSpan NoteEvery = TimeSpan.FromHours(1);

    private LeaseToken? _lease;
    private DateTimeOffset _notedUtc;
    private int _failures;
    private bool _isPublished;
    private bool _lookedBack;
    private string _told = "";

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var wait = await StepAsync(stoppingToken);
                if (wait > TimeSpan.Zero) await Task.Delay(wait, time, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception fault)
            {
                // The store cannot be used, for example: nothing was confirmed, and it comes again.
                Tell(fault.Message);
                await Task.Delay(NextWait(), time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        if (_lease is { } held) await leases.ReleaseAsync(held, CancellationToken.None);
    }

    /// <summary>Asks once and handles what came. Returns how long to wait before the next time.</summary>
    internal async Task<TimeSpan> StepAsync(CancellationToken cancellationToken)
    {
        _lease = await leases.AcquireAsync(LeaseName, owner, Lease, time.GetUtcNow(), cancellationToken);
        if (_lease is null) return LookForLease;
        await LookBackAsync(cancellationToken);
        await PublishAsync(cancellationToken);
        var poll = new GetUpdates
        {
            Offset = await log.NextAsync(cancellationToken),
            Limit = MaxUpdates,
            Timeout = PollSeconds,
            AllowedUpdates = UpdateDesk.Wanted,
        };
        switch (await api.GetUpdatesAsync(poll, cancellationToken))
        {
            case ApiAnswer<List<Update>>.Ok { Result: var updates }:
                await TakeAsync(updates, cancellationToken);
                return TimeSpan.Zero;
            case ApiAnswer<List<Update>>.Refused { Error: var error }:
                return await RefusedAsync(error, cancellationToken);
            case var failed:
                cancellationToken.ThrowIfCancellationRequested();
                Tell(failed.Problem);
                return NextWait();
        }
    }

    private async Task TakeAsync(List<Update> updates, CancellationToken cancellationToken)
    {
        if (_failures > 0) LogWorks();
        (_failures, _told) = (0, "");
        if (updates.Count == 0)
        {
            if (time.GetUtcNow() - _notedUtc < NoteEvery) return;
        }
        else
        {
            await desk.HandleAsync(updates, cancellationToken);
        }
        _notedUtc = time.GetUtcNow();
        await log.ReachedAsync(updates.Count == 0 ? null : updates.Max(u => u.UpdateId), cancellationToken);
    }

    private async Task<TimeSpan> RefusedAsync(ApiError error, CancellationToken cancellationToken)
    {
        switch (error.Kind)
        {
            case ApiErrorKind.Conflict when error.Description.Contains("webhook", StringComparison.OrdinalIgnoreCase):
                // One that an earlier setting left; what waits there is not dropped.
                LogWebhook();
                await api.DeleteWebhookAsync(new DeleteWebhook(false), cancellationToken);
                return FirstWait;
            case ApiErrorKind.Conflict:
                if (_told != error.Description) LogConflict(error.Description);
                (_told, _failures) = (error.Description, _failures + 1);
                return ConflictWait;
            case ApiErrorKind.BadToken:
                if (_told != error.Description) LogBadToken(error.Description);
                (_told, _failures) = (error.Description, _failures + 1);
                return LongestWait;
            default:
                Tell(error.Description);
                return error.RetryAfter ?? NextWait();
        }
    }

    /// <summary>What happened while nobody asked for longer than Telegram keeps it is lost, and is said so.</summary>
    private async Task LookBackAsync(CancellationToken cancellationToken)
    {
        if (_lookedBack) return;
        if (await log.LastUtcAsync(cancellationToken) is { } lastUtc && time.GetUtcNow() - lastUtc > Kept)
            LogLost(lastUtc);
        _lookedBack = true;
    }

    private async Task PublishAsync(CancellationToken cancellationToken)
    {
        if (_isPublished) return;
        _isPublished = await self.GetAsync(cancellationToken) is not null && await menu.PublishAsync(cancellationToken);
    }

    private void Tell(string problem)
    {
        if (_told != problem) LogFailed(problem);
        _told = problem;
    }

    private TimeSpan NextWait()
    {
        var wait = FirstWait * Math.Pow(2, Math.Min(_failures++, 10));
        return wait > LongestWait ? LongestWait : wait;
    }

    [LoggerMessage(9520, LogLevel.Warning, "Telegram cannot be asked for updates; it is tried again: {Problem}")]
    private partial void LogFailed(string problem);

    [LoggerMessage(9521, LogLevel.Information, "Telegram can be asked for updates again.")]
    private partial void LogWorks();

    [LoggerMessage(9522, LogLevel.Error,
        "Another program asks Telegram for updates with the same token; commands are answered there or here by chance. "
        + "Stop it, or give it a token of its own. Telegram says: {Problem}")]
    private partial void LogConflict(string problem);

    [LoggerMessage(9523, LogLevel.Error,
        "Telegram does not know the token ({Problem}). Put the one that @BotFather shows into Telegram:Token.")]
    private partial void LogBadToken(string problem);

    [LoggerMessage(9524, LogLevel.Warning,
        "A webhook was set for this bot; it is removed, because Telegram:WebhookUrl is empty.")]
    private partial void LogWebhook();

    [LoggerMessage(9525, LogLevel.Warning,
        "Telegram was last asked at {LastUtc:u}. It keeps commands for a day: older ones are lost.")]
    private partial void LogLost(DateTimeOffset lastUtc);
}
