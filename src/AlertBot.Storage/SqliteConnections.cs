using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace AlertBot.Storage;

/// <summary>How connections to the SQLite file are made.</summary>
internal static class SqliteConnections
{
    /// <summary>The table by which EF Core keeps two migrations apart.</summary>
    public const string MigrationsLock = "__EFMigrationsLock";

    // How long a statement waits for another process that writes; our own writers queue before they get here.
    private const int BusySeconds = 10;

    /// <summary>The connection string for a way of use.</summary>
    public static string For(StorageOptions options, StoreAccess access)
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

    /// <summary>Tells every connection what only a connection can be told.</summary>
    internal sealed class Pragmas(StorageOptions options) : DbConnectionInterceptor
    {
        private const int PageBytes = 4096; // SQLite's default, which we leave as it is

        private readonly string sql = options.MaxMebibytes == 0
            ? "PRAGMA synchronous = FULL"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"PRAGMA synchronous = FULL; PRAGMA max_page_count = {options.MaxMebibytes * 1024L * 1024 / PageBytes}");

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }

        public override async Task ConnectionOpenedAsync(
            DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
