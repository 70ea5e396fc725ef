using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AlertBot.Storage;

/// <summary>Opens transactions, one writer at a time, and turns what SQLite reports into what people can act on.</summary>
internal sealed class Database(SqliteConnections connections, IOptions<StorageOptions> options) : IDisposable
{
    // SQLite takes one writer anyway; those of this process queue here in order instead of knocking every few milliseconds.
    private readonly SemaphoreSlim writer = new(1, 1);

    /// <summary>Full path of the database file.</summary>
    public string Path { get; } = options.Value.DatabasePath;

    /// <summary>Reads from one snapshot.</summary>
    /// <exception cref="StoreUnavailableException">The database cannot be read at present.</exception>
    public Task<T> ReadAsync<T>(Func<Session, Task<T>> read, CancellationToken cancellationToken) =>
        RunAsync(read, isWrite: false, cancellationToken);

    /// <summary>Writes in one transaction: all of it, or nothing when it throws.</summary>
    /// <exception cref="StoreUnavailableException">The database cannot be written at present.</exception>
    public async Task<T> WriteAsync<T>(Func<Session, Task<T>> write, CancellationToken cancellationToken)
    {
        await writer.WaitAsync(cancellationToken);
        try
        {
            return await RunAsync(write, isWrite: true, cancellationToken);
        }
        finally
        {
            writer.Release();
        }
    }

    /// <inheritdoc cref="WriteAsync{T}"/>
    public async Task WriteAsync(Func<Session, Task> write, CancellationToken cancellationToken) =>
        await WriteAsync(
            async session =>
            {
                await write(session);
                return 0;
            },
            cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => writer.Dispose();

    private async Task<T> RunAsync<T>(Func<Session, Task<T>> work, bool isWrite, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await connections.OpenAsync(cancellationToken);

            // Immediate for a writer: a reader that turns writer late would be refused instead of waiting its turn.
            await using var transaction = connection.BeginTransaction(deferred: !isWrite);
            await using var session = new Session(connections, connection, transaction);
            var answer = await work(session);
            if (isWrite) await transaction.CommitAsync(cancellationToken);
            return answer;
        }
        catch (Exception exception) when (
            exception is DbException or DbUpdateException && SqliteProblems.Of(exception, Path) is { } problem)
        {
            throw new StoreUnavailableException(problem, exception);
        }
    }
}
