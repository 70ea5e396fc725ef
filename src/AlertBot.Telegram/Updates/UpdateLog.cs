using System.Text.Json;
using AlertBot.Chat;
using AlertBot.Telegram.Api;

namespace AlertBot.Telegram.Updates;

/// <summary>
/// Which updates were handled, over restarts and on all nodes: each is handled once. Safe to call from several threads.
/// </summary>
internal sealed class UpdateLog(IPlatformState state, TimeProvider time) : IDisposable
{
    private const string Key = "updates";

    // Telegram sends again within minutes; this many pushed updates back is far more than that.
    private const int Remembered = 1000;

    // After a week without any, numbers begin anew somewhere (core.telegram.org/bots/api, Update).
    private static readonly TimeSpan NumbersLast = TimeSpan.FromDays(6);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private UpdatesState? _known;
    private long _version;

    /// <summary>The offset to ask for; null for whatever there is.</summary>
    public async Task<long?> NextAsync(CancellationToken cancellationToken) =>
        (await KnownAsync(cancellationToken)).Next is > 0 and var next ? next : null;

    /// <summary>When an update was last handled or asked for in vain; null when never.</summary>
    public async Task<DateTimeOffset?> LastUtcAsync(CancellationToken cancellationToken) =>
        (await KnownAsync(cancellationToken)).LastUtc is { UtcTicks: > 0 } lastUtc ? lastUtc : null;

    /// <summary>Whether an update is still to be handled.</summary>
    public async Task<bool> IsNewAsync(long id, CancellationToken cancellationToken)
    {
        var known = await KnownAsync(cancellationToken);
        return id >= known.Next && !known.Handled.Contains(id);
    }

    /// <summary>An update was handled.</summary>
    public Task HandledAsync(long id, CancellationToken cancellationToken) => ChangeAsync(known =>
    {
        var handled = known.Handled.Append(id).Distinct().Order().ToList();
        var next = handled.Count > Remembered ? handled[^Remembered] : known.Next;
        return known with { Next = next, Handled = [.. handled.Where(h => h >= next)] };
    }, cancellationToken);

    /// <summary>All updates up to one were handled, and Telegram was looked at.</summary>
    public Task ReachedAsync(long? id, CancellationToken cancellationToken) => ChangeAsync(known =>
        id is { } last && last >= known.Next
            ? known with { Next = last + 1, Handled = [.. known.Handled.Where(h => h > last)] }
            : known, cancellationToken);

    public void Dispose() => _turn.Dispose();

    private async Task<UpdatesState> KnownAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_known is null) await ReadAsync(cancellationToken);
            return IsStale(_known!) ? _known! with { Next = 0, Handled = [] } : _known!;
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task ChangeAsync(Func<UpdatesState, UpdatesState> change, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_known is null) await ReadAsync(cancellationToken);
            while (true)
            {
                var before = IsStale(_known!) ? new UpdatesState(0, [], default) : _known!;
                var after = change(before) with { LastUtc = time.GetUtcNow() };
                if (await state.TryWriteAsync(
                    TelegramPlatform.PlatformName, Key,
                    JsonSerializer.SerializeToUtf8Bytes(after, WireJson.Default.UpdatesState), _version,
                    cancellationToken))
                {
                    (_known, _version) = (after, _version + 1);
                    return;
                }
                // Another node wrote meanwhile.
                await ReadAsync(cancellationToken);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    private bool IsStale(UpdatesState known) => known.Next > 0 && time.GetUtcNow() - known.LastUtc > NumbersLast;

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        var stored = await state.ReadAsync(TelegramPlatform.PlatformName, Key, cancellationToken);
        _known = stored.Value is { } bytes
            ? JsonSerializer.Deserialize(bytes.Span, WireJson.Default.UpdatesState)!
            : new UpdatesState(0, [], default);
        _version = stored.Version;
    }
}
