using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Commands;

public sealed class SettingsTests : IAsyncLifetime
{
    private CommandBench _bench = null!;

    public async ValueTask InitializeAsync() => _bench = await CommandBench.NewAsync();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task What_is_set_in_a_community_stands_on_one_page()
    {
        Assert.Contains("No channel is subscribed: /setup", await AskAsync("/settings"), StringComparison.Ordinal);
        await AskAsync("/subscribe iraq-militias high");
        await AskAsync("/feed add https://north.example/rss");

        var text = await AskAsync("/settings");

        Assert.Contains("Channels subscribed: 1 · Topics: 1, 0 own · Own feeds: 1", text, StringComparison.Ordinal);
        Assert.Contains("main iraq-militias — High and graver, at once", text, StringComparison.Ordinal);
        Assert.Contains("Channels subscribed: 0", await _bench.TextAsync(
            "/settings", CommandBench.Moderator, Some.ChannelB), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_log_tells_who_changed_what_in_pages()
    {
        Assert.Contains("Nothing was changed here yet.", await AskAsync("/settings log"), StringComparison.Ordinal);
        await _bench.HaveAsync(Some.Incident(1));
        await AskAsync("/retract 1 It was a drill.");
        foreach (var level in Enumerable.Range(0, 15))
            await AskAsync($"/subscribe iraq-militias {(level % 2 == 0 ? "high" : "low")}");

        var first = await AskAsync("/settings log");
        Assert.Contains(
            "a moderator — /subscribe iraq-militias test/a/main: severity:high mode:instant (was severity:low mode:instant)", first,
            StringComparison.Ordinal);
        Assert.Contains("Next: /settings log page:2", first, StringComparison.Ordinal);
        Assert.EndsWith(
            "a moderator — /retract #1\n  Previous: /settings log page:1",
            await AskAsync("/settings log 2"),
            StringComparison.Ordinal);
        Assert.Contains("There is no page 3 of the log.", await AskAsync("/settings log page:3"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_those_who_manage_see_them() => Assert.Contains(
        "is for who may manage the channel", await _bench.TextAsync("/settings log"), StringComparison.Ordinal);

    private Task<string> AskAsync(string line) => _bench.TextAsync(line, CommandBench.Moderator);
}
