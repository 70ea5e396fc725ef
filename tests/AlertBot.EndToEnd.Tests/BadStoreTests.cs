using System.Diagnostics;
using System.Runtime.Versioning;
using AlertBot.Testing;
using Microsoft.Data.Sqlite;
using Xunit;

namespace AlertBot.EndToEnd.Tests;

/// <summary>A store that cannot be used is one line with a remedy, and nothing that was stored is lost.</summary>
public sealed class BadStoreTests
{
    [Fact]
    public async Task A_database_that_may_only_be_read_stops_the_start_with_one_line()
    {
        await using var stand = await WithOneAlertAsync();

        var refused = await stand.ToEndAsync(
            "run", ("Storage__ConnectionString", $"Data Source={stand.Database};Mode=ReadOnly"));

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("is read-only. Make the file", Assert.Single(refused.ErrorLines), StringComparison.Ordinal);
        await GoesOnAsync(stand);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task A_database_file_without_the_right_to_write_stops_the_start_with_one_line()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "File modes are those of Unix.");
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "The system refuses nothing to this user.");
        await using var stand = await WithOneAlertAsync();
        File.SetUnixFileMode(stand.Database, UnixFileMode.UserRead);

        var refused = await stand.ToEndAsync("run");
        File.SetUnixFileMode(stand.Database, UnixFileMode.UserRead | UnixFileMode.UserWrite);

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("is read-only. Make the file", Assert.Single(refused.ErrorLines), StringComparison.Ordinal);
        await GoesOnAsync(stand);
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_left_alone_with_one_line()
    {
        await using var stand = await WithOneAlertAsync();
        Execute(stand.Database, "INSERT INTO __EFMigrationsHistory VALUES ('99991231000000_Later', '99.0.0')");

        foreach (var verb in (string[])["run", "incidents", "healthcheck"])
        {
            var refused = await stand.ToEndAsync(verb);
            Assert.Equal(1, refused.ExitCode);
            Assert.Contains(
                "was last used by a newer AlertBot. Start that version", Assert.Single(refused.ErrorLines),
                StringComparison.Ordinal);
        }

        Execute(stand.Database, "DELETE FROM __EFMigrationsHistory WHERE MigrationId LIKE '9999%'");
        await GoesOnAsync(stand);
    }

    [Fact]
    public async Task A_database_that_may_grow_no_more_is_one_line_and_what_is_owed_arrives_once_it_may()
    {
        await using var stand = new Newsstand();
        var wanted = 0;
        stand.Add("news", _ => FeedServerReply.Document(Newsstand.News(1, Volatile.Read(ref wanted))));
        stand.Add("filler", _ => FeedServerReply.Document(Filler(2_000_000)));

        await using (var run = await stand.StartedAsync(("Storage__MaxMebibytes", "1")))
        {
            await run.SeesAsync(IsFull);
            Volatile.Write(ref wanted, 1);
            await ReadsBesideAsync(stand);
            await run.SignalAsync("TERM");
            var end = await run.EndAsync();
            Assert.Equal(0, end.ExitCode);
            Assert.Single(end.ErrorLines, IsFull);
            Assert.DoesNotContain("   at ", end.Errors, StringComparison.Ordinal);
        }

        await using var roomy = await stand.StartedAsync();
        await roomy.UntilAsync(() => stand.SentAlerts() >= 1);
        await roomy.SignalAsync("TERM");
        Assert.Equal(0, (await roomy.EndAsync()).ExitCode);
        Assert.Single(stand.Transcript, s => s.IsAlert);
    }

    [Fact]
    [SupportedOSPlatform("linux")]
    public async Task A_full_disk_is_one_line_and_the_program_goes_on_by_itself_once_there_is_room()
    {
        await using var stand = new Newsstand();
        using var disk = SmallDisk.Mount(stand.Folder["disk"]);
        Assert.SkipWhen(disk is null, "This user may not mount a small disk.");
        stand.Data = stand.Folder["disk/data"];
        var wanted = 1;
        stand.Add("news", _ => FeedServerReply.Document(Newsstand.News(1, Volatile.Read(ref wanted))));
        await using var run = await stand.StartedAsync();
        await run.SeesAsync(line => line.Contains(Newsstand.Place(1), StringComparison.Ordinal));

        var ballast = disk.Fill();
        Volatile.Write(ref wanted, 40);
        await run.SeesAsync(IsFull);
        await ReadsBesideAsync(stand);
        File.Delete(ballast);
        await run.SeesAsync(line => line.Contains("The database works again", StringComparison.Ordinal));
        for (var n = 2; n <= 40; n++)
        {
            var place = Newsstand.Place(n);
            await run.SeesAsync(line => line.Contains(place, StringComparison.Ordinal));
        }

        await run.SignalAsync("TERM");
        var end = await run.EndAsync();
        Assert.Equal(0, end.ExitCode);
        Assert.Single(end.ErrorLines, IsFull);
        Assert.DoesNotContain("   at ", end.Errors, StringComparison.Ordinal);
        var alerts = stand.Transcript.Where(s => s.IsAlert).Select(TranscriptFile.Number).ToList();
        Assert.Equal(Enumerable.Range(1, 40), alerts.Order());
    }

    [Fact]
    public async Task A_second_program_on_the_folder_is_told_who_has_it_and_the_first_goes_on()
    {
        await using var stand = new Newsstand();
        var wanted = 1;
        stand.Add("news", _ => FeedServerReply.Document(Newsstand.News(1, Volatile.Read(ref wanted))));
        await using var first = await stand.StartedAsync();

        var second = await stand.ToEndAsync("run");
        Volatile.Write(ref wanted, 2);
        await first.SeesAsync(line => line.Contains(Newsstand.Place(2), StringComparison.Ordinal));
        await first.SignalAsync("TERM");

        Assert.Equal(1, second.ExitCode);
        Assert.Contains(
            $"(process {first.Id}) runs on the data folder", Assert.Single(second.ErrorLines),
            StringComparison.Ordinal);
        Assert.Equal(0, (await first.EndAsync()).ExitCode);
        Assert.Equal(2, stand.Transcript.Count(s => s.IsAlert));
    }

    private static bool IsFull(string line) =>
        line.Contains("There is no room left for the database", StringComparison.Ordinal);

    /// <summary>A store with one alert in it, and no program.</summary>
    private static async Task<Newsstand> WithOneAlertAsync()
    {
        var stand = new Newsstand();
        stand.Add("news", _ => FeedServerReply.Document(Newsstand.News(1, stand.Wanted)));
        await using var run = await stand.StartedAsync();
        await run.SeesAsync(line => line.Contains(Newsstand.Place(1), StringComparison.Ordinal));
        await run.SignalAsync("TERM");
        Assert.Equal(0, (await run.EndAsync()).ExitCode);
        return stand;
    }

    /// <summary>Once mended it goes on from where it was: what was sent is not sent again, what is owed is.</summary>
    private static async Task GoesOnAsync(Newsstand stand)
    {
        stand.Wanted = 2;
        await using var run = await stand.StartedAsync();
        await run.SeesAsync(line => line.Contains(Newsstand.Place(2), StringComparison.Ordinal));
        await run.SignalAsync("TERM");
        Assert.Equal(0, (await run.EndAsync()).ExitCode);
        Assert.Equal([1, 2], stand.Transcript.Where(s => s.IsAlert).Select(TranscriptFile.Number).Order());
    }

    /// <summary>What is stored can be read all the while; that takes long enough for many tries to write.</summary>
    private static async Task ReadsBesideAsync(Newsstand stand)
    {
        Assert.Equal(0, (await stand.ToEndAsync("incidents")).ExitCode);
        Assert.Equal(0, (await stand.ToEndAsync("healthcheck")).ExitCode);
    }

    // Text that no compression of the database makes small.
    private static string Filler(int chars)
    {
        var random = new Random(1);
        var items = Enumerable.Range(0, chars / 50_000).Select(i =>
        {
            var words = string.Concat(Enumerable.Range(0, 6_000).Select(_ => $"w{random.Next():x} "));
            return $"<item><guid>f{i}</guid><title>F{i}</title><description>{words}</description></item>";
        });
        return "<rss version=\"2.0\"><channel><title>F</title>" + string.Concat(items) + "</channel></rss>";
    }

    private static void Execute(string database, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}

/// <summary>A disk of a few mebibytes in memory, as an administrator may mount.</summary>
[SupportedOSPlatform("linux")]
internal sealed class SmallDisk : IDisposable
{
    private readonly string _path;

    private SmallDisk(string path) => _path = path;

    /// <summary>Mounts one; null when the system does not let this user.</summary>
    public static SmallDisk? Mount(string path)
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess) return null;
        Directory.CreateDirectory(path);
        return Run("mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", path) ? new SmallDisk(path) : null;
    }

    /// <summary>Takes all the room that is left; returns the file to delete.</summary>
    public string Fill()
    {
        var file = Path.Combine(_path, "ballast");
        using var stream = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.None, 0);
        for (var size = 64 * 1024; size > 0; size /= 2)
            try
            {
                while (true) stream.Write(new byte[size]);
            }
            catch (IOException)
            {
                // Full to that size; the rest is taken in smaller pieces.
            }

        return file;
    }

    public void Dispose() => Run("umount", "-l", _path);

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                UseShellExecute = false,
                RedirectStandardError = true,
            })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
