using AlertBot.Chat;
using Xunit;

namespace AlertBot.Tests.Commands;

/// <summary>What can be asked, and what is watched.</summary>
public sealed class HelpTests : IAsyncLifetime
{
    private CommandBench _bench = null!;

    public async ValueTask InitializeAsync() => _bench = await CommandBench.NewAsync();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task Help_lists_every_command_and_explains_one()
    {
        Assert.Contains("/incidents — Lists recent incidents", Text(await AskAsync("/help")), StringComparison.Ordinal);
        Assert.Equal(Text(await AskAsync("/help page:2")), Text(await AskAsync("/help 2")));
        var one = Text(await AskAsync("/help subscribe"));
        Assert.Contains("quiet", one, StringComparison.Ordinal);
        Assert.Contains("/subscribe iraq-militias severity:high mode:daily at:08:00 zone:Asia/Baghdad", one,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_watchlists_can_be_looked_at_and_tried()
    {
        Assert.Contains("iraq-militias", Text(await AskAsync("/topics")), StringComparison.Ordinal);
        Assert.Contains("attack-on-base", Text(await AskAsync("/watch show iraq-militias")), StringComparison.Ordinal);
        Assert.Contains("كتائب حزب الله", Text(await AskAsync("/watch show iraq-militias actors")),
            StringComparison.Ordinal);
        var tried = Text(await AskAsync(
            "/watch test Rockets were fired at Camp Taji by Kata'ib Hezbollah in an attack"));
        Assert.Contains("Kata'ib Hezbollah", tried, StringComparison.Ordinal);
        Assert.Contains("kh-near-attack", tried, StringComparison.Ordinal);
    }

    private Task<CommandReply> AskAsync(string line, UserRef? user = null, ChannelRef? channel = null) =>
        _bench.AskAsync(line, user, channel);

    private static string Text(CommandReply reply) => CommandBench.Text(reply);
}
