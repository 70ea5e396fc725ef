using AlertBot.Chat;

namespace AlertBot.Testing;

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
