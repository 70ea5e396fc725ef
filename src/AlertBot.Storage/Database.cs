using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AlertBot.Storage;

/// <summary>Opens transactions, one writer at a time, and turns what SQLite reports into what people can act
/// on.</summary>
internal sealed class Database(SqliteConnections connections, IOptions<StorageOptions> options) : IDisposable
{
    // SQLite takes one writer anyway; those of this process queue here in order instead of knocking every few
    // milliseconds.
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

    /// <summary>Gives at most so many free pages of the file back to the disk.</summary>
    public async Task VacuumAsync(int pages, CancellationToken cancellationToken)
    {
        await writer.WaitAsync(cancellationToken);
        try
        {
            await using var connection = await connections.OpenAsync(cancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = string.Create(CultureInfo.InvariantCulture, $"PRAGMA incremental_vacuum({pages})");

            // It frees a page a step: it is done when it has been read to its end.
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken)) cancellationToken.ThrowIfCancellationRequested();
        }
        catch (DbException exception) when (SqliteProblems.Of(exception, Path) is { } problem)
        {
            throw new StoreUnavailableException(problem, exception);
        }
        finally
        {
            writer.Release();
        }
    }

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
