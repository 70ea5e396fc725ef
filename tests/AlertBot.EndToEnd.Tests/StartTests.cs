using AlertBot.Testing;
using Xunit;

namespace AlertBot.EndToEnd.Tests;

/// <summary>How the program starts, refuses to start, and stops.</summary>
public sealed class StartTests
{
    private static string Config => Path.Combine(SharedData.RepositoryRoot!, "config");

    [Fact]
    public async Task The_shipped_configuration_is_in_order()
    {
        var run = await ProgramRun.ToEndAsync(["check", "--config", Config]);

        Assert.True(run.ExitCode == 0, run.Output + run.Errors);
    }

    [Fact]
    public async Task Check_names_every_problem_with_file_line_column_and_remedy()
    {
        using var folder = new TemporaryFolder();
        var config = folder.CopyConfig();
        folder.Write("config/watchlists/broken.yaml", "topic: broken\nname: \"Broken\nactors: []\n");
        folder.Write("config/feeds.yaml", "feeds:\n  - {id: a, name: A, url: \"https://a.example/\", langage: en}\n");
        folder.Write("config/appsettings.json", "{\n  \"Feeds\": { \"HostDelai\": \"00:00:01\" }\n}\n");

        var run = await ProgramRun.ToEndAsync(["check", "--config", config]);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(run.OutputLines, l => l.StartsWith("config/watchlists/broken.yaml:2:", StringComparison.Ordinal));
        Assert.Contains(run.OutputLines, l => l.StartsWith("config/feeds.yaml:2:", StringComparison.Ordinal) && l.Contains("language", StringComparison.Ordinal));
        Assert.Contains(run.OutputLines, l => l.StartsWith("config/appsettings.json:2:", StringComparison.Ordinal) && l.Contains("HostDelay", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_worker_shows_that_it_lives_and_a_second_one_is_refused()
    {
        using var folder = new TemporaryFolder();
        var config = folder.CopyConfig();
        folder.Write("config/feeds.yaml", "feeds: []\n");
        (string, string)[] data = [("Storage__DataDirectory", folder["data"])];
        await using var first = ProgramRun.Start(["run", "--config", config], data);
        await first.SeesAsync(line => line.Contains("Ctrl+C stops", StringComparison.Ordinal));

        var second = await ProgramRun.ToEndAsync(["run", "--config", config], null, data);
        var alive = await ProgramRun.ToEndAsync(["healthcheck", "--config", config], null, data);
        await first.SignalAsync("TERM");
        var ended = await first.EndAsync();

        Assert.Equal(1, second.ExitCode);
        Assert.Single(second.ErrorLines);
        Assert.Equal(0, alive.ExitCode);
        Assert.Equal(0, ended.ExitCode);
    }

    [Fact]
    public async Task A_feed_that_cannot_be_reached_is_told_once_and_the_worker_stays_up()
    {
        using var folder = new TemporaryFolder();
        var config = folder.CopyConfig();
        folder.Write("config/feeds.yaml", "feeds:\n  - {id: far, name: Far News, url: \"http://nowhere.invalid/rss\"}\n");
        await using var run = ProgramRun.Start(["run", "--config", config], ("Storage__DataDirectory", folder["data"]));

        await run.SeesAsync(line => line.Contains("Far News", StringComparison.Ordinal) && line.Contains("tried again at", StringComparison.Ordinal));
        await run.SignalAsync("INT");

        Assert.Equal(0, (await run.EndAsync()).ExitCode);
    }

    [Theory]
    [InlineData("Discord__Token", "secret-token 1", "Discord:Token")]
    [InlineData("Telegram__Token", "secret-token-2", "Telegram:Token")]
    [InlineData("Feeds__MinPollInterval", "00:00:01", "Feeds:MinPollInterval")]
    [InlineData("Feeds__MinPollInterval", "soon", "Feeds:MinPollInterval")]
    [InlineData("Storage__Provider", "Postgres", "Storage:Provider")]
    public async Task A_setting_that_cannot_serve_stops_the_start_with_one_line(string name, string value, string named)
    {
        using var folder = new TemporaryFolder();

        var run = await ProgramRun.ToEndAsync(
            ["run", "--config", Config], null, ("Storage__DataDirectory", folder["data"]), (name, value));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(named, Assert.Single(run.ErrorLines), StringComparison.Ordinal);
        Assert.DoesNotContain("secret-token", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_told_and_left_as_it_is()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("data/alertbot.db", new string('x', 5000));

        var run = await ProgramRun.ToEndAsync(["run", "--config", Config], null, ("Storage__DataDirectory", folder["data"]));

        Assert.Equal(1, run.ExitCode);
        Assert.Single(run.ErrorLines);
        Assert.Equal(new string('x', 5000), await File.ReadAllTextAsync(file));
    }

    [Theory]
    [InlineData("fly")]
    [InlineData("run", "--fast")]
    [InlineData("incidents", "--limit", "0")]
    [InlineData("incidents", "--limit", "many")]
    [InlineData("outbox", "drop")]
    [InlineData("outbox", "retry")]
    [InlineData("outbox", "list", "--limit", "0")]
    [InlineData("outbox", "list", "--state", "lost")]
    public async Task Wrong_usage_is_told_with_exit_code_two(params string[] arguments)
    {
        var run = await ProgramRun.ToEndAsync(arguments);

        Assert.Equal(2, run.ExitCode);
        Assert.NotEmpty(run.ErrorLines);
    }

    [Fact]
    public async Task A_configuration_folder_that_is_not_there_is_told()
    {
        var run = await ProgramRun.ToEndAsync(["check", "--config", "/nowhere/at/all"]);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("/nowhere/at/all", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_sign_of_life_is_told_with_exit_code_one()
    {
        using var folder = new TemporaryFolder();

        var run = await ProgramRun.ToEndAsync(
            ["healthcheck", "--config", Config], null, ("Storage__DataDirectory", folder["data"]));

        Assert.Equal(1, run.ExitCode);
        Assert.Single(run.ErrorLines);
    }
}
