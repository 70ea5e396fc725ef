using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace AlertBot.Storage;

/// <summary>Settings under <c>Storage</c>.</summary>
public sealed class StorageOptions
{
    /// <summary>Which database: <c>Sqlite</c>, the default. <c>Postgres</c> is not there yet and is refused.</summary>
    public string Provider { get; set; } = "Sqlite";

    /// <summary>How to reach the database; empty, the default, means <c>alertbot.db</c> in <see
    /// cref="DataDirectory"/>.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>Folder of what the program keeps; made when it is not there. Default <c>./data</c>.</summary>
    public string DataDirectory { get; set; } = "./data";

    /// <summary>Most mebibytes that the database file may take, 1 to 1,000,000; 0, the default, for what the disk
    /// holds.</summary>
    public int MaxMebibytes { get; set; }

    /// <summary>How long articles and incidents are kept, 7 days or more; 0, the default, for ever.</summary>
    public TimeSpan KeepNews { get; set; }

    /// <summary>How long what was sent or given up stays in the outbox, 1 day or more; default 90 days.</summary>
    public TimeSpan KeepDeliveries { get; set; } = TimeSpan.FromDays(90);

    /// <summary>Full path of the database file.</summary>
    internal string DatabasePath => Path.GetFullPath(
        ConnectionString.Length > 0
            ? new SqliteConnectionStringBuilder(ConnectionString).DataSource
            : Path.Combine(DataDirectory, "alertbot.db"));
}

internal sealed class StorageOptionsValidator : IValidateOptions<StorageOptions>
{
    public ValidateOptionsResult Validate(string? name, StorageOptions options)
    {
        var faults = new List<string>();
        if (options.Provider.Equals("Postgres", StringComparison.OrdinalIgnoreCase))
            faults.Add("Storage:Provider is Postgres, which this version does not have yet; set it to Sqlite.");
        else if (!options.Provider.Equals("Sqlite", StringComparison.OrdinalIgnoreCase))
            faults.Add($"Storage:Provider must be Sqlite, but is {options.Provider}.");
        else if (options.ConnectionString.Length > 0
            && FaultOf(options.ConnectionString) is { } fault) faults.Add(fault);
        if (string.IsNullOrWhiteSpace(options.DataDirectory))
            faults.Add("Storage:DataDirectory must name a folder, but is empty.");
        if (options.MaxMebibytes is < 0 or > 1_000_000)
            faults.Add($"Storage:MaxMebibytes must be 0 to 1000000, but is {options.MaxMebibytes}.");
        if (options.KeepNews != TimeSpan.Zero && options.KeepNews < TimeSpan.FromDays(7))
            faults.Add($"Storage:KeepNews must be 0 or at least 7.00:00:00, but is {options.KeepNews}.");
        if (options.KeepDeliveries < TimeSpan.FromDays(1))
            faults.Add($"Storage:KeepDeliveries must be at least 1.00:00:00, but is {options.KeepDeliveries}.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    // The text itself is not shown: a connection string may hold a password.
    private static string? FaultOf(string connectionString)
    {
        try
        {
            var builder = new SqliteConnectionStringBuilder(connectionString);
            return builder.DataSource.Length > 0 && builder.Mode is not SqliteOpenMode.Memory
                && !builder.DataSource.StartsWith(':')
                    && !builder.DataSource.StartsWith("file:", StringComparison.Ordinal)
                ? null
                : "Storage:ConnectionString must name a file: expected 'Data Source=PATH'.";
        }
        catch (ArgumentException)
        {
            return "Storage:ConnectionString is none that SQLite understands: expected 'Data Source=PATH'.";
        }
    }
}
