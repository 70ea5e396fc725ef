using AlertBot.Storage;
using AlertBot.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Xunit;

namespace AlertBot.Tests.Storage;

/// <summary>A new database is made by a script, which says the same as the migrations.</summary>
public sealed class SqliteSchemaTests
{
    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task The_script_is_what_the_migrations_say()
    {
        using var folder = new TemporaryFolder();
        await using var store = TestStore.At(folder.Path);
        await using var connection = await store.Get<SqliteConnections>().OpenAsync(None);
        await using var context = store.Get<SqliteConnections>().ContextOn(connection);

        var expected = context.GetService<IMigrator>()
            .GenerateScript(options: MigrationsSqlGenerationOptions.NoTransactions).ReplaceLineEndings("\n");

        if (expected == SqliteSchema.Script)
        {
            Assert.Equal(context.Database.GetMigrations(), SqliteSchema.Migrations);
            return;
        }

        var file = Path.Combine(Path.GetTempPath(), "Schema.sql");
        await File.WriteAllTextAsync(file, expected, None);
        Assert.Fail($"The migrations changed: copy {file} to src/AlertBot.Storage/Migrations/Sqlite/Schema.sql.");
    }

    [Fact]
    public async Task A_new_database_is_as_the_migrations_make_it()
    {
        using var folder = new TemporaryFolder();
        await using var migrated = TestStore.At(folder.Path);
        await using (var connection = await migrated.Get<SqliteConnections>().OpenAsync(None))
        await using (var context = migrated.Get<SqliteConnections>().ContextOn(connection))
            await context.Database.MigrateAsync(None);

        await using var made = await TestStore.NewSqliteAsync();

        var expected = await TablesAsync(migrated);
        Assert.NotEmpty(expected);
        Assert.Equal(expected, await TablesAsync(made));
    }

    [Fact]
    public async Task A_new_database_that_could_not_be_made_whole_is_made_at_the_next_start()
    {
        using var folder = new TemporaryFolder();
        await using (var first = TestStore.At(folder.Path))
        {
            using var stopped = new CancellationTokenSource();
            await stopped.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first.Store.OpenAsync(stopped.Token));
        }

        await using var second = TestStore.At(folder.Path);

        Assert.Null(await second.Store.OpenAsync(None));
        Assert.Null(await second.Store.CheckAsync(thorough: true, None));
    }

    // Numbers of pages differ, and the lock of the migrations is there once they ran.
    private static async Task<List<string>> TablesAsync(TestStore store)
    {
        await using var connection = await store.Get<SqliteConnections>().OpenAsync(None);
        await using var command = connection.CreateCommand();
        command.CommandText =
            """
            SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_master
            WHERE name <> '__EFMigrationsLock' AND tbl_name <> '__EFMigrationsLock'
            UNION ALL SELECT "MigrationId" || "ProductVersion" FROM "__EFMigrationsHistory"
            UNION ALL SELECT k || ' ' || v FROM "ArticleWords_config" ORDER BY 1
            """;
        await using var reader = await command.ExecuteReaderAsync(None);
        var rows = new List<string>();
        while (await reader.ReadAsync(None)) rows.Add(reader.GetString(0));
        return rows;
    }
}
