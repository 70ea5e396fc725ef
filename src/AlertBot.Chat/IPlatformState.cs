namespace AlertBot.Chat;

/// <summary>A platform's own memory: offsets, sessions, budgets. Safe to call from several workers at once.</summary>
public interface IPlatformState
{
    /// <summary>The stored bytes and their version; null and 0 when there are none.</summary>
    Task<PlatformValue> ReadAsync(string platform, string key, CancellationToken cancellationToken);

    /// <summary>
    /// Stores bytes when the version is still <paramref name="expectedVersion"/> (0: not there yet); false when it is
    /// not.
    /// </summary>
    Task<bool> TryWriteAsync(
        string platform, string key, ReadOnlyMemory<byte> value, long expectedVersion,
        CancellationToken cancellationToken);
}

/// <summary>Bytes and their version.</summary>
/// <param name="Value">Null when nothing is stored.</param>
/// <param name="Version">0 when nothing is stored, one more with every write.</param>
public sealed record PlatformValue(ReadOnlyMemory<byte>? Value, long Version);
