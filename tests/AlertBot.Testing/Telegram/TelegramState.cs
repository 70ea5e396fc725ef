using AlertBot.Chat;

namespace AlertBot.Testing.Telegram;

/// <summary>A platform's memory and the leases of one node or several, without a store. Safe to call from several
/// threads.</summary>
public sealed class TelegramState : IPlatformState, ILeases
{
    private readonly Lock _turn = new();
    private readonly Dictionary<(string, string), PlatformValue> _values = [];
    private readonly Dictionary<string, LeaseToken> _leases = new(StringComparer.Ordinal);

    /// <summary>How often something was written.</summary>
    public int Writes { get; private set; }

    /// <summary>Why nothing can be read or written at present; null when all is well.</summary>
    public Exception? Fault { get; set; }

    /// <inheritdoc/>
    public Task<PlatformValue> ReadAsync(string platform, string key, CancellationToken cancellationToken)
    {
        if (Fault is not null) throw Fault;
        lock (_turn) return Task.FromResult(_values.GetValueOrDefault((platform, key)) ?? new PlatformValue(null, 0));
    }

    /// <inheritdoc/>
    public Task<bool> TryWriteAsync(
        string platform, string key, ReadOnlyMemory<byte> value, long expectedVersion, CancellationToken cancellationToken)
    {
        if (Fault is not null) throw Fault;
        lock (_turn)
        {
            var version = _values.GetValueOrDefault((platform, key))?.Version ?? 0;
            if (version != expectedVersion) return Task.FromResult(false);
            _values[(platform, key)] = new PlatformValue(value.ToArray(), version + 1);
            Writes++;
            return Task.FromResult(true);
        }
    }

    /// <inheritdoc/>
    public Task<LeaseToken?> AcquireAsync(
        string name, string owner, TimeSpan duration, DateTimeOffset nowUtc, CancellationToken cancellationToken)
    {
        lock (_turn)
        {
            var held = _leases.GetValueOrDefault(name);
            if (held is not null && held.Owner != owner && held.UntilUtc > nowUtc) return Task.FromResult<LeaseToken?>(null);
            var fence = held is null ? 1 : held.Owner == owner ? held.Fence : held.Fence + 1;
            return Task.FromResult<LeaseToken?>(_leases[name] = new LeaseToken(name, owner, fence, nowUtc + duration));
        }
    }

    /// <inheritdoc/>
    public Task ReleaseAsync(LeaseToken lease, CancellationToken cancellationToken)
    {
        lock (_turn)
            if (_leases.GetValueOrDefault(lease.Name) is { } held && held.Owner == lease.Owner) _leases.Remove(lease.Name);
        return Task.CompletedTask;
    }
}
