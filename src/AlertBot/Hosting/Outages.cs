using AlertBot.Storage;
using Microsoft.Extensions.Logging;

namespace AlertBot.Hosting;

/// <summary>Says once that something cannot be done and once that it can again, however often it is tried.</summary>
/// <remarks>A store that cannot be used stops several parts at the same time: that is one outage and one line, which
/// ends when the last of them has got through. Safe to call from several threads.</remarks>
internal sealed partial class Outages(ILogger<Outages> logger)
{
    private readonly Lock _turn = new();
    private readonly HashSet<string> _withoutStore = new(StringComparer.Ordinal);
    private readonly HashSet<string> _failing = new(StringComparer.Ordinal);

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
                if (_withoutStore.Add(part) && _withoutStore.Count == 1) LogNoStore(fault.Message);
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
            if (_withoutStore.Remove(part) && _withoutStore.Count == 0) LogStoreWorks();
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
