using AlertBot.Chat;

namespace AlertBot.Testing.Discord;

/// <summary>A platform's memory that lives as long as the test. Safe to use from several threads.</summary>
public sealed class MemoryPlatformState : IPlatformState
{
    private readonly Lock _turn = new();
    private readonly Dictionary<(string, string), (byte[] Value, long Version)> _values = [];

    /// <inheritdoc/>
    public Task<PlatformValue> ReadAsync(string platform, string key, CancellationToken cancellationToken)
    {
        lock (_turn)
            return Task.FromResult(_values.TryGetValue((platform, key), out var stored)
                ? new PlatformValue(stored.Value, stored.Version)
                : new PlatformValue(null, 0));
    }

    /// <inheritdoc/>
    public Task<bool> TryWriteAsync(
        string platform, string key, ReadOnlyMemory<byte> value, long expectedVersion, CancellationToken cancellationToken)
    {
        lock (_turn)
        {
            var version = _values.TryGetValue((platform, key), out var stored) ? stored.Version : 0;
            if (version != expectedVersion) return Task.FromResult(false);
            _values[(platform, key)] = (value.ToArray(), version + 1);
            return Task.FromResult(true);
        }
    }
}

/// <summary>Leases that live as long as the test. Safe to use from several threads.</summary>
public sealed class MemoryLeases : ILeases
{
    private readonly Lock _turn = new();
    private readonly Dictionary<string, LeaseToken> _held = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public Task<LeaseToken?> AcquireAsync(
        string name, string owner, TimeSpan duration, DateTimeOffset nowUtc, CancellationToken cancellationToken)
    {
        lock (_turn)
        {
            var known = _held.GetValueOrDefault(name);
            if (known is not null && known.Owner != owner && known.UntilUtc > nowUtc) return Task.FromResult<LeaseToken?>(null);
            var fence = known is null ? 1 : known.Owner == owner && known.UntilUtc > nowUtc ? known.Fence : known.Fence + 1;
            return Task.FromResult<LeaseToken?>(_held[name] = new LeaseToken(name, owner, fence, nowUtc + duration));
        }
    }

    /// <inheritdoc/>
    public Task ReleaseAsync(LeaseToken lease, CancellationToken cancellationToken)
    {
        lock (_turn)
        {
            if (_held.GetValueOrDefault(lease.Name) is { } held && held.Owner == lease.Owner && held.Fence == lease.Fence)
                _held[lease.Name] = held with { UntilUtc = DateTimeOffset.MinValue };
            return Task.CompletedTask;
        }
    }
}
