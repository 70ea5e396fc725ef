using AlertBot.Chat;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Commands;

/// <summary>Lines that are being typed.</summary>
public sealed class CompletionTests : IAsyncLifetime
{
    private static readonly CancellationToken Never = TestContext.Current.CancellationToken;
    private static readonly UserRef Reader = CommandBench.Reader;

    private CommandBench _bench = null!;

    public async ValueTask InitializeAsync() => _bench = await CommandBench.NewAsync();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Theory]
    [InlineData("/inc", "/incidents|/incident")]
    [InlineData("/incidents since:3d pl", "/incidents since:3d place:")]
    [InlineData("/watch s", "/watch show")]
    [InlineData("/incidents top", "/incidents topic:")]
    [InlineData("/incidents topic:ira", "/incidents topic:iraq-militias")]
    [InlineData("/incidents since:3d severity:h", "/incidents since:3d severity:high")]
    [InlineData("/subscribe ira", "/subscribe iraq-militias")]
    [InlineData("/subscribe iraq-militias mode:d", "/subscribe iraq-militias mode:daily")]
    [InlineData("/incidents actor:كتائب", "/incidents actor:kataib-hezbollah")]
    [InlineData("/incidents place:قاعدة", "/incidents place:taji-base|/incidents place:ain-al-asad")]
    [InlineData("/actor hash", "/actor pmf")]
    [InlineData("/actor kat", "/actor kataib-hezbollah")]
    [InlineData("/nothing of the kind", "")]
    public async Task A_line_that_is_being_typed_is_completed(string line, string expected)
    {
        var completed = await _bench.Catalogue.CompleteAsync(
            new IncomingCommand(Some.ChannelA, Reader, line, null), Never);

        Assert.Equal(expected.Split('|', StringSplitOptions.RemoveEmptyEntries), completed);
    }
}
