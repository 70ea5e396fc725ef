namespace AlertBot.Chat;

/// <summary>The right to do something alone for a while.</summary>
/// <param name="Name">What is held, for example <c>analysis</c>.</param>
/// <param name="Owner">Who holds it.</param>
/// <param name="Fence">Grows with every change of hands; a write with an older one is refused.</param>
/// <param name="UntilUtc">When it ends unless it is renewed.</param>
public sealed record LeaseToken(string Name, string Owner, long Fence, DateTimeOffset UntilUtc);

/// <summary>Leases with fencing tokens. Safe to call from several workers at once.</summary>
public interface ILeases
{
    /// <summary>
    /// Takes a free or ended lease, or prolongs the caller's own (same fence); null when another holds it.
    /// </summary>
    Task<LeaseToken?> AcquireAsync(
        string name, string owner, TimeSpan duration, DateTimeOffset nowUtc, CancellationToken cancellationToken);

    /// <summary>Gives a lease back; nothing happens when it is held no longer.</summary>
    Task ReleaseAsync(LeaseToken lease, CancellationToken cancellationToken);
}
