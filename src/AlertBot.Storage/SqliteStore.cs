using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AlertBot.Storage;

/// <summary>The store on SQLite: folder, lock, migrations and checks.</summary>
internal sealed partial class SqliteStore(
    StoreAccess access, SqliteConnections connections, IOptions<StorageOptions> options, ILogger<SqliteStore> logger)
    : IStore
{
    private readonly string path = options.Value.DatabasePath;
    private DirectoryLock? held;

    private string Folder => Path.GetDirectoryName(path)!;

    /// <inheritdoc/>
    public async Task<StoreProblem?> OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            var problem = access is StoreAccess.Own ? Enter() : Absent();
            return problem ?? await OpenDatabaseAsync(cancellationToken);
        }
        catch (Exception exception) when (SqliteProblems.Of(exception, path) is { } problem)
        {
            return problem;
        }
    }

    /// <inheritdoc/>
    public async Task<StoreProblem?> CheckAsync(bool thorough, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await connections.OpenAsync(cancellationToken);
            var pragma = thorough ? "PRAGMA integrity_check(1)" : "PRAGMA quick_check(1)";
            if (await TextAsync(connection, pragma, cancellationToken) is { } finding and not "ok")
                return SqliteProblems.Damaged(path, finding);
            return await TextAsync(connection, "PRAGMA foreign_key_check", cancellationToken) is { } table
                ? SqliteProblems.Damaged(path, $"a row of {table} belongs to none")
                : null;
        }
        catch (Exception exception) when (SqliteProblems.Of(exception, path) is { } problem)
        {
            return problem;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        connections.Close();
        held?.Dispose();
        held = null;
        return ValueTask.CompletedTask;
    }

    private StoreProblem? Enter()
    {
        Directory.CreateDirectory(Folder);
        held ??= DirectoryLock.TryTake(Folder);
        if (held is not null) return ReadOnly();
        var who = DirectoryLock.Holder(Folder) is { } id ? $" (process {id})" : "";
        return new StoreProblem(
            StoreProblemCode.InUse, $"Another AlertBot{who} runs on the data folder {Folder}.",
            "Stop it first, or set Storage:DataDirectory to another folder.");
    }

    // SQLite opens a read-only file without a word, and makes files beside it that are as read-only and outlast the
    // remedy: so it is asked before.
    private StoreProblem? ReadOnly()
    {
        foreach (var file in (string[])[path, path + "-wal", path + "-shm"])
            try
            {
                if (File.Exists(file))
                    new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite).Dispose();
            }
            catch (UnauthorizedAccessException)
            {
                return SqliteProblems.CannotWrite(file);
            }

        return null;
    }

    private StoreProblem? Absent() => File.Exists(path)
        ? null
        : new StoreProblem(
            StoreProblemCode.Absent, $"There is no database {path} yet.",
            "Start AlertBot once, or set Storage:DataDirectory to the folder that it uses.");

    private async Task<StoreProblem?> OpenDatabaseAsync(CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        var applied = await AppliedAsync(connection, cancellationToken);
        if (applied is null)
            return new StoreProblem(
                StoreProblemCode.NotADatabase, $"{path} is a database of another program.",
                "Move the file away, or set Storage:DataDirectory to another folder.");
        if (applied.Except(SqliteSchema.Migrations, StringComparer.Ordinal).Any())
            return new StoreProblem(
                StoreProblemCode.Newer, $"The database {path} was last used by a newer AlertBot.",
                "Start that version, or put back the copy from before the change of version.");
        if (access is StoreAccess.Own) return await OwnAsync(connection, applied, cancellationToken);
        return applied.Count == SqliteSchema.Migrations.Count
            ? null
            : new StoreProblem(
                StoreProblemCode.Older, $"The database {path} was last used by an older AlertBot.",
                "Start AlertBot once with this version: it brings the database up to date.");
    }

    private async Task<StoreProblem?> OwnAsync(
        SqliteConnection connection, IReadOnlyList<string> applied, CancellationToken cancellationToken)
    {
        var isCurrent = applied.Count == SqliteSchema.Migrations.Count;
        // Before the first table is made: space that is freed can then be given back little by little.
        await TextAsync(connection, "PRAGMA auto_vacuum = INCREMENTAL", cancellationToken);
        if (await TextAsync(connection, "PRAGMA journal_mode = WAL", cancellationToken) is not "wal")
            return SqliteProblems.CannotWrite(path);
        if (isCurrent) return await TryWriteAsync(connection, cancellationToken);
        if (applied.Count == 0) applied = await MakeAsync(connection, cancellationToken);
        if (applied.Count < SqliteSchema.Migrations.Count)
        {
            // A process that dies while it migrates leaves this row behind, and every later start would wait for it for
            // ever. The lock on the folder says that nobody migrates now.
            await TextAsync(connection, $"DROP TABLE IF EXISTS {SqliteConnections.MigrationsLock}", cancellationToken);
            await using var context = connections.ContextOn(connection);
            await context.Database.MigrateAsync(cancellationToken);
        }

        LogMigrated(path);
        return await TryWriteAsync(connection, cancellationToken);
    }

    // A read-only file is opened without a word; the first write is what fails, so one is begun here.
    private static async Task<StoreProblem?> TryWriteAsync(
        SqliteConnection connection, CancellationToken cancellationToken)
    {
        await using var attempt = connection.BeginTransaction(deferred: false);
        await attempt.RollbackAsync(cancellationToken);
        return null;
    }

    // What the migrations make of nothing. They themselves need the model, which takes 20 MB and a third of a second.
    private static async Task<IReadOnlyList<string>> MakeAsync(
        SqliteConnection connection, CancellationToken cancellationToken)
    {
        await using var transaction = connection.BeginTransaction(deferred: false);
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = SqliteSchema.Script;
        await command.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return await AppliedAsync(connection, cancellationToken) ?? [];
    }

    /// <summary>Migrations in the database; empty when it is new; null when its tables are not ours.</summary>
    private static async Task<IReadOnlyList<string>?> AppliedAsync(
        SqliteConnection connection, CancellationToken cancellationToken)
    {
        var tables = await TextsAsync(connection, "SELECT name FROM sqlite_master WHERE type = 'table'",
            cancellationToken);
        if (tables.Contains(HistoryRepository.DefaultTableName, StringComparer.Ordinal))
            return await TextsAsync(
                connection, $"SELECT MigrationId FROM {HistoryRepository.DefaultTableName}", cancellationToken);
        return tables.All(IsMigrationsOwn) ? [] : null;
    }

    private static bool IsMigrationsOwn(string table) =>
        table == SqliteConnections.MigrationsLock || table.StartsWith("sqlite_", StringComparison.Ordinal);

    private static async Task<string?> TextAsync(DbConnection connection, string sql,
        CancellationToken cancellationToken) =>
        (await TextsAsync(connection, sql, cancellationToken)).FirstOrDefault();

    private static async Task<List<string>> TextsAsync(
        DbConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var texts = new List<string>();
        while (await reader.ReadAsync(cancellationToken)) texts.Add(reader.GetString(0));
        return texts;
    }

    [LoggerMessage(7001, LogLevel.Information, "The database {Path} was made or brought up to date.")]
    private partial void LogMigrated(string path);
}
