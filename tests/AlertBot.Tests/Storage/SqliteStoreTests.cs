using System.Runtime.Versioning;
using AlertBot.Storage;
using AlertBot.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AlertBot.Tests.Storage;

/// <summary>How the store starts, and what it says when it cannot.</summary>
public sealed class SqliteStoreTests
{
    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task The_first_start_makes_the_folder_and_a_sound_database()
    {
        using var folder = new TemporaryFolder();
        await using var store = TestStore.At(Path.Combine(folder.Path, "a", "b"));

        Assert.Null(await store.Store.OpenAsync(None));

        Assert.True(File.Exists(store.DatabasePath));
        Assert.Null(await store.Store.CheckAsync(thorough: true, None));
        Assert.Null(await store.Store.CheckAsync(thorough: false, None));
    }

    [Fact]
    public async Task Connections_are_durable_and_keep_references()
    {
        await using var store = await TestStore.NewSqliteAsync();
        await using var connection = await store.Get<SqliteConnections>().OpenAsync(None);

        Assert.Equal("wal", await PragmaAsync(connection, "journal_mode"));
        Assert.Equal("2", await PragmaAsync(connection, "synchronous")); // FULL
        Assert.Equal("1", await PragmaAsync(connection, "foreign_keys"));
        Assert.Equal("2", await PragmaAsync(connection, "auto_vacuum")); // INCREMENTAL
    }

    [Fact]
    public async Task The_migrations_make_what_the_model_says()
    {
        await using var store = await TestStore.NewSqliteAsync();
        await using var connection = await store.Get<SqliteConnections>().OpenAsync(None);
        await using var context = store.Get<SqliteConnections>().ContextOn(connection);

        Assert.False(context.Database.HasPendingModelChanges());
        foreach (var type in context.Model.GetEntityTypes())
        {
            // A row that belongs to a list is the audience's whose list it is.
            var columns = type.GetForeignKeys().Select(k => k.PrincipalEntityType).Append(type)
                .SelectMany(t => t.GetProperties()).Select(p => p.GetColumnName()).ToList();
            Assert.True(columns.Contains("Scope") || columns.Contains("Audience"),
                $"{type.GetTableName()} tells not whose it is");
        }
    }

    [Fact]
    public async Task A_second_program_on_the_folder_is_told_who_has_it()
    {
        await using var first = await TestStore.NewSqliteAsync();
        await using var second = TestStore.At(first.Folder);

        var problem = await second.Store.OpenAsync(None);

        Assert.Equal(StoreProblemCode.InUse, problem?.Code);
        Assert.Contains($"(process {Environment.ProcessId})", problem!.Message, StringComparison.Ordinal);
        Assert.Contains(first.Folder, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_folder_is_free_when_the_first_program_ends()
    {
        using var folder = new TemporaryFolder();
        var first = TestStore.At(folder.Path);
        await first.Store.OpenAsync(None);
        await using var second = TestStore.At(folder.Path);
        Assert.NotNull(await second.Store.OpenAsync(None));

        await first.DisposeAsync();

        Assert.Null(await second.Store.OpenAsync(None));
    }

    [Fact]
    public async Task Verbs_read_and_write_beside_a_running_program()
    {
        await using var run = await TestStore.NewSqliteAsync();
        await run.CommitAsync(Some.Outcome(Some.Delivery()));
        await using var beside = TestStore.At(run.Folder, access: StoreAccess.Beside);
        await using var reader = TestStore.At(run.Folder, access: StoreAccess.ReadOnly);

        Assert.Null(await beside.Store.OpenAsync(None));
        Assert.Null(await reader.Store.OpenAsync(None));

        Assert.True(await beside.Outbox.DropAsync(Some.Delivery().Key, Some.NowUtc, None));
        Assert.Equal(1, (await reader.Outbox.CountAsync(None)).Superseded);
        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(
            () => reader.Heartbeat.BeatAsync("me", Some.NowUtc, None));
        Assert.Equal(StoreProblemCode.ReadOnly, refused.Problem.Code);
    }

    [Fact]
    public async Task A_reader_makes_no_database()
    {
        using var folder = new TemporaryFolder();
        await using var reader = TestStore.At(folder.Path, access: StoreAccess.ReadOnly);

        Assert.Equal(StoreProblemCode.Absent, (await reader.Store.OpenAsync(None))?.Code);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_left_alone()
    {
        using var folder = new TemporaryFolder();
        await using (var store = TestStore.At(folder.Path)) await store.Store.OpenAsync(None);
        Execute(folder.Path, "INSERT INTO __EFMigrationsHistory VALUES ('99991231000000_Later', '99.0.0')");

        await using var again = TestStore.At(folder.Path);
        await using var reader = TestStore.At(folder.Path, access: StoreAccess.ReadOnly);

        Assert.Equal(StoreProblemCode.Newer, (await again.Store.OpenAsync(None))?.Code);
        Assert.Equal(StoreProblemCode.Newer, (await reader.Store.OpenAsync(None))?.Code);
    }

    [Fact]
    public async Task A_database_of_an_older_version_is_brought_up_to_date_by_run_alone()
    {
        using var folder = new TemporaryFolder();
        Execute(folder.Path, "CREATE TABLE __EFMigrationsHistory (MigrationId TEXT PRIMARY KEY, ProductVersion TEXT NOT NULL)");

        await using var reader = TestStore.At(folder.Path, access: StoreAccess.Beside);
        Assert.Equal(StoreProblemCode.Older, (await reader.Store.OpenAsync(None))?.Code);
        await using var run = TestStore.At(folder.Path);
        Assert.Null(await run.Store.OpenAsync(None));
        Assert.Null(await reader.Store.OpenAsync(None));
    }

    [Fact]
    public async Task A_migration_that_was_killed_does_not_keep_the_next_start_waiting()
    {
        using var folder = new TemporaryFolder();
        Execute(
            folder.Path,
            """
            CREATE TABLE __EFMigrationsLock (Id INTEGER PRIMARY KEY, Timestamp TEXT NOT NULL);
            INSERT INTO __EFMigrationsLock VALUES (1, '2020-03-11 12:00:00')
            """);
        await using var store = TestStore.At(folder.Path);

        Assert.Null(await store.Store.OpenAsync(None));
    }

    [Theory]
    [InlineData("This is a text, and a long one at that: longer than the header of a database, which has 100 bytes, and more.")]
    [InlineData("SQLite format 3\0 and then nothing that makes sense to it, though it is long enough to be taken for a header at first")]
    public async Task A_file_that_is_no_database_is_left_alone(string content)
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "alertbot.db");
        await File.WriteAllTextAsync(path, content);
        await using var store = TestStore.At(folder.Path);

        var problem = await store.Store.OpenAsync(None);

        Assert.Equal(StoreProblemCode.NotADatabase, problem?.Code);
        Assert.Contains(path, problem!.Message, StringComparison.Ordinal);
        Assert.Equal(content, await File.ReadAllTextAsync(path));
    }

    [Fact]
    public async Task A_database_of_another_program_is_left_alone()
    {
        using var folder = new TemporaryFolder();
        Execute(folder.Path, "CREATE TABLE recipes (name TEXT)");
        await using var store = TestStore.At(folder.Path);

        Assert.Equal(StoreProblemCode.NotADatabase, (await store.Store.OpenAsync(None))?.Code);
    }

    [Fact]
    public async Task A_database_that_may_only_be_read_is_refused_at_the_start()
    {
        using var folder = new TemporaryFolder();
        await using (var store = TestStore.At(folder.Path)) await store.Store.OpenAsync(None);
        var path = Path.Combine(folder.Path, "alertbot.db");
        await using var again = TestStore.At(folder.Path,
            settings: ("ConnectionString", $"Data Source={path};Mode=ReadOnly"));

        Assert.Equal(StoreProblemCode.ReadOnly, (await again.Store.OpenAsync(None))?.Code);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Rights_that_are_missing_are_told_at_the_start()
    {
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "The system refuses nothing to this user.");
        Assert.SkipWhen(OperatingSystem.IsWindows(), "File modes are those of Unix.");
        using var folder = new TemporaryFolder();
        await using (var store = TestStore.At(folder.Path)) await store.Store.OpenAsync(None);
        File.SetUnixFileMode(Path.Combine(folder.Path, "alertbot.db"), UnixFileMode.UserRead);
        await using var readOnly = TestStore.At(folder.Path);
        Assert.Equal(StoreProblemCode.ReadOnly, (await readOnly.Store.OpenAsync(None))?.Code);

        File.SetUnixFileMode(folder.Path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        await using var shut = TestStore.At(Path.Combine(folder.Path, "below"));
        Assert.Equal(StoreProblemCode.NoAccess, (await shut.Store.OpenAsync(None))?.Code);
        File.SetUnixFileMode(folder.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Fact]
    public async Task A_file_in_the_place_of_the_folder_is_told()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "file");
        await File.WriteAllTextAsync(file, "");
        await using var store = TestStore.At(file);

        Assert.Equal(StoreProblemCode.NoAccess, (await store.Store.OpenAsync(None))?.Code);
    }

    [Fact]
    public async Task Damage_is_found_by_the_check()
    {
        using var folder = new TemporaryFolder();
        await using (var store = TestStore.At(folder.Path))
        {
            await store.Store.OpenAsync(None);
            await store.AddArticlesAsync(Some.Article(text: string.Concat(Enumerable.Repeat("Rockets. ", 9000))));
        }

        await using (var file = File.OpenWrite(Path.Combine(folder.Path, "alertbot.db")))
        {
            file.Position = file.Length / 2;
            await file.WriteAsync(new byte[file.Length / 4]);
        }

        await using var again = TestStore.At(folder.Path, access: StoreAccess.Beside);
        Assert.Equal(StoreProblemCode.Damaged, (await again.Store.CheckAsync(thorough: true, None))?.Code);
    }

    private static async Task<string> PragmaAsync(SqliteConnection connection, string name)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"PRAGMA {name}";
        return $"{await command.ExecuteScalarAsync()}";
    }

    private static void Execute(string folder, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "alertbot.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
