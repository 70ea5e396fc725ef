using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AlertBot.Storage;

/// <summary>Opens connections to the SQLite file, and contexts on them.</summary>
internal sealed class SqliteConnections(StoreAccess access, IOptions<StorageOptions> options, ILoggerFactory loggers)
{
    /// <summary>The table by which EF Core keeps two migrations apart.</summary>
    public const string MigrationsLock = "__EFMigrationsLock";

    // How long a statement waits for another process that writes; our own writers queue before they get here.
    private const int BusySeconds = 10;
    private const int PageBytes = 4096; // SQLite's default, which we leave as it is

    private readonly string text = For(options.Value, access);
    private readonly string pragmas = PragmasFor(options.Value);

    /// <summary>An open connection, as a rule one from the pool.</summary>
    public async Task<SqliteConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(text);
        try
        {
            await connection.OpenAsync(cancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = pragmas;
            await command.ExecuteNonQueryAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>A context on a connection that its caller closes.</summary>
    /// <remarks>The first one of a process makes the model, which takes a third of a second: nothing that every start
    /// needs may ask for one.</remarks>
    public SqliteAlertBotContext ContextOn(SqliteConnection connection) => new(
        new DbContextOptionsBuilder<SqliteAlertBotContext>()
            .UseSqlite(connection)
            .UseLoggerFactory(loggers)
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
            .EnableThreadSafetyChecks(false)

            // What fails is told once, by whoever asked, in words for people; statements are nobody's business by
            // default.
            .ConfigureWarnings(warnings => warnings.Log(
                (RelationalEventId.CommandExecuted, LogLevel.Debug), (RelationalEventId.CommandError, LogLevel.Debug),
                (RelationalEventId.ConnectionError, LogLevel.Debug),
                (RelationalEventId.TransactionError, LogLevel.Debug),
                (RelationalEventId.MigrationApplying, LogLevel.Debug),
                (CoreEventId.SaveChangesFailed, LogLevel.Debug), (CoreEventId.QueryIterationFailed, LogLevel.Debug)))
            .Options);

    /// <summary>Closes the connections that the pool holds; the last one to close empties the write-ahead
    /// log.</summary>
    public void Close()
    {
        using var connection = new SqliteConnection(text);
        SqliteConnection.ClearPool(connection);
    }

    private static string For(StorageOptions options, StoreAccess access)
    {
        var builder = new SqliteConnectionStringBuilder(options.ConnectionString)
        {
            DataSource = options.DatabasePath,
            ForeignKeys = true,
            Pooling = true,
            DefaultTimeout = BusySeconds,
        };
        if (builder.Mode is SqliteOpenMode.ReadWriteCreate)
            builder.Mode = access switch
            {
                StoreAccess.Own => SqliteOpenMode.ReadWriteCreate,
                StoreAccess.Beside => SqliteOpenMode.ReadWrite,
                _ => SqliteOpenMode.ReadOnly,
            };
        return builder.ToString();
    }

    // What only a connection can be told, not the file.
    private static string PragmasFor(StorageOptions options) => options.MaxMebibytes == 0
        ? "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000"
        : string.Create(
            CultureInfo.InvariantCulture,
            $"PRAGMA synchronous = FULL; PRAGMA max_page_count = {options.MaxMebibytes * 1024L * 1024 / PageBytes}");
}
