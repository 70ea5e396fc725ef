using AlertBot.Chat;

namespace AlertBot.Testing;

/// <summary>A platform's memory that lives as long as the test. Safe to use from several threads.</summary>
public sealed class MemoryPlatformState : IPlatformState
{
    private readonly Lock _turn = new();
    private readonly Dictionary<(string, string), (byte[] Value, long Version)> _values = [];

    /// <summary>How often something was written.</summary>
    public int Writes { get; private set; }

    /// <summary>Why nothing can be read or written at present; null when all is well.</summary>
    public Exception? Fault { get; set; }

    /// <inheritdoc/>
    public Task<PlatformValue> ReadAsync(string platform, string key, CancellationToken cancellationToken)
    {
        if (Fault is not null) throw Fault;
        lock (_turn)
            return Task.FromResult(_values.TryGetValue((platform, key), out var stored)
                ? new PlatformValue(stored.Value, stored.Version)
                : new PlatformValue(null, 0));
    }

    /// <inheritdoc/>
    public Task<bool> TryWriteAsync(
        string platform, string key, ReadOnlyMemory<byte> value, long expectedVersion, CancellationToken cancellationToken)
    {
        if (Fault is not null) throw Fault;
        lock (_turn)
        {
            var version = _values.TryGetValue((platform, key), out var stored) ? stored.Version : 0;
            if (version != expectedVersion) return Task.FromResult(false);
            _values[(platform, key)] = (value.ToArray(), version + 1);
            Writes++;
            return Task.FromResult(true);
        }
    }
}
