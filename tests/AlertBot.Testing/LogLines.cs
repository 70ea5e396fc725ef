using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace AlertBot.Testing;

/// <summary>A logger that keeps what it is told, for tests of what the operator reads.</summary>
public sealed class LogLines<T> : ILogger<T>
{
    private readonly ConcurrentQueue<(LogLevel Level, int Id, string Text)> lines = new();

    /// <summary>What was logged, in order.</summary>
    public IReadOnlyList<(LogLevel Level, int Id, string Text)> Lines => [.. lines];

    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => true;

    /// <inheritdoc/>
    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter) =>
        lines.Enqueue((logLevel, eventId.Id, formatter(state, exception)));
}
