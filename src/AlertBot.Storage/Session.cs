using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using AlertBot.Alerts;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AlertBot.Storage;

/// <summary>One transaction: statements of our own where rows come by the hundred or at every start, else the
/// context.</summary>
/// <remarks>Both use one connection. Statements are prepared once a transaction. Not safe to share.</remarks>
internal sealed class Session(SqliteConnections connections, SqliteConnection connection, SqliteTransaction transaction)
    : IAsyncDisposable
{
    private readonly Dictionary<string, DbCommand> commands = new(StringComparer.Ordinal);
    private AlertBotContext? context;

    /// <summary>The context, in the same transaction; made when it is first asked for.</summary>
    public AlertBotContext Context
    {
        get
        {
            if (context is not null) return context;
            context = connections.ContextOn(connection);
            context.Database.UseTransaction(transaction);
            return context;
        }
    }

    /// <summary>Runs a statement and answers how many rows it touched.</summary>
    public async Task<int> RunAsync(SqlText sql, CancellationToken cancellationToken) =>
        await Command(sql).ExecuteNonQueryAsync(cancellationToken);

    /// <summary>The rows of a query.</summary>
    public async Task<List<T>> ListAsync<T>(
        SqlText sql, Func<DbDataReader, T> read, CancellationToken cancellationToken)
    {
        var rows = new List<T>();
        await using var reader = await Command(sql).ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) rows.Add(read(reader));
        return rows;
    }

    /// <summary>Walks the rows of a query and takes those that are wanted, until there are enough or no more
    /// are.</summary>
    public async Task<List<T>> TakeAsync<T>(
        SqlText sql, Func<DbDataReader, T> read, Func<T, MayTake> isWanted, int limit, CancellationToken cancellationToken)
    {
        var rows = new List<T>();
        await using var reader = await Command(sql).ExecuteReaderAsync(cancellationToken);
        while (rows.Count < limit && await reader.ReadAsync(cancellationToken))
        {
            var row = read(reader);
            var answer = isWanted(row);
            if (answer == MayTake.NoMore) break;
            if (answer == MayTake.Yes) rows.Add(row);
        }

        return rows;
    }

    /// <summary>The first column of the first row as a number; null when there is no row or nothing in it.</summary>
    public async Task<long?> NumberAsync(SqlText sql, CancellationToken cancellationToken) =>
        await Command(sql).ExecuteScalarAsync(cancellationToken) is { } value and not DBNull
            ? Convert.ToInt64(value, CultureInfo.InvariantCulture)
            : null;

    /// <summary>The number of the row that was inserted last.</summary>
    public async Task<long> LastRowAsync(CancellationToken cancellationToken) =>
        await NumberAsync($"SELECT last_insert_rowid()", cancellationToken) ?? 0;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var command in commands.Values) await command.DisposeAsync();
        commands.Clear();
        if (context is not null) await context.DisposeAsync();
    }

    [SuppressMessage("Security", "CA2100", Justification = "SqlText makes a parameter of every value.")]
    private DbCommand Command(SqlText sql)
    {
        var text = sql.Text;
        var isNew = !commands.TryGetValue(text, out var command);
        command ??= connection.CreateCommand();
        if (isNew)
        {
            command.CommandText = text;
            command.Transaction = transaction;
            commands.Add(text, command);
        }

        for (var i = 0; i < sql.Values.Count; i++)
        {
            if (isNew)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = string.Create(CultureInfo.InvariantCulture, $"@p{i}");
                command.Parameters.Add(parameter);
            }

            command.Parameters[i].Value = sql.Values[i] ?? DBNull.Value;
        }

        return command;
    }
}
