using AlertBot.Storage;
using Microsoft.Extensions.Logging;

namespace AlertBot.Hosting;

/// <summary>Says once that something cannot be done and once that it can again, however often it is tried.</summary>
/// <remarks>A store that cannot be used stops several parts at the same time: that is one outage and one line, which
/// ends when the last of them has got through and nothing failed for <see cref="Calm"/>. Safe to call from several
/// threads.</remarks>
internal sealed partial class Outages(TimeProvider time, ILogger<Outages> logger)
{
    /// <summary>On a full disk small writes go through between large ones: that is no end.</summary>
    public static readonly TimeSpan Calm = TimeSpan.FromSeconds(5);

    private readonly Lock _turn = new();
    private readonly HashSet<string> _withoutStore = new(StringComparer.Ordinal);
    private readonly HashSet<string> _failing = new(StringComparer.Ordinal);
    private DateTimeOffset? _lastWithoutStoreUtc;

    /// <summary>Does the work of a part; false when it failed. Only cancellation gets out.</summary>
    /// <param name="part">What people call it.</param>
    /// <param name="work">To be tried again later when it fails.</param>
    /// <param name="cancellationToken">Handed to the work; a cancelled one is no failure.</param>
    public async Task<bool> TryAsync(
        string part, Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        try
        {
            await work(cancellationToken);
            Works(part);
            return true;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (StoreUnavailableException fault)
        {
            lock (_turn)
            {
                _withoutStore.Add(part);
                if (_lastWithoutStoreUtc is null) LogNoStore(fault.Message);
                _lastWithoutStoreUtc = time.GetUtcNow();
            }
            return false;
        }
        catch (Exception fault)
        {
            lock (_turn)
                if (_failing.Add(part)) Tell(part, fault);
            return false;
        }
    }

    private void Works(string part)
    {
        lock (_turn)
        {
            _withoutStore.Remove(part);
            if (_withoutStore.Count == 0 && time.GetUtcNow() - _lastWithoutStoreUtc >= Calm)
            {
                _lastWithoutStoreUtc = null;
                LogStoreWorks();
            }
            if (_failing.Remove(part)) LogHealed(part);
        }
    }

    private void Tell(string part, Exception fault)
    {
        // What the system refuses is said in its words; only a fault of our own needs its trace.
        if (fault is IOException or UnauthorizedAccessException) LogRefused(part, fault.Message);
        else LogFault(fault, part);
    }

    [LoggerMessage(8010, LogLevel.Error,
        "{Problem} All that needs it waits and is tried again until it goes through; nothing that was stored is lost.")]
    private partial void LogNoStore(string problem);

    [LoggerMessage(8013, LogLevel.Information, "The database works again; what waited goes on.")]
    private partial void LogStoreWorks();

    [LoggerMessage(8014, LogLevel.Error, "The {Part} waits and is tried again: {Problem}")]
    private partial void LogRefused(string part, string problem);

    [LoggerMessage(8011, LogLevel.Error, "The {Part} failed; it is tried again.")]
    private partial void LogFault(Exception fault, string part);

    [LoggerMessage(8012, LogLevel.Information, "The {Part} works again.")]
    private partial void LogHealed(string part);
}
