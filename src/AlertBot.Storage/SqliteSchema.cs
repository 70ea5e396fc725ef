namespace AlertBot.Storage;

/// <summary>The statements by which the migrations make a new database, as
/// <c>dotnet ef migrations script --no-transactions</c> writes them.</summary>
/// <remarks>A test compares them with the migrations and says what to do when they differ.</remarks>
internal static class SqliteSchema
{
    /// <summary>All of them, with the rows by which EF Core knows its migrations.</summary>
    /// <exception cref="InvalidOperationException">The program was built without them.</exception>
    public static string Script
    {
        get
        {
            using var stream = typeof(SqliteSchema).Assembly.GetManifestResourceStream("Schema.sql")
                ?? throw new InvalidOperationException("The program was built without Schema.sql.");
            using var reader = new StreamReader(stream);
            return reader.ReadToEnd();
        }
    }

    /// <summary>The ids of the migrations, oldest first.</summary>
    /// <remarks>Asking the migrations themselves would load them, and EF Core, at every start and for nothing.</remarks>
    public static IReadOnlyList<string> Migrations { get; } =
    [
        .. Script.Split('\n').Where(static line => line.StartsWith("VALUES ('2", StringComparison.Ordinal))
            .Select(static line => line.Split('\'')[1]),
    ];
}
