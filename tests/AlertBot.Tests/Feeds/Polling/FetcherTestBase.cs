using System.Text;
using AlertBot.Feeds;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Feeds.Polling;

/// <summary>A fetcher on a real socket before a server that does what the test says.</summary>
public abstract class FetcherTestBase : IAsyncLifetime
{
    private protected const string Rss = "<rss version=\"2.0\"><channel><title>News</title></channel></rss>";

    private protected FeedServer Server { get; } = FeedServer.Start();

    private protected FakeTime Time { get; } = new();

    /// <summary>The clock of sockets: no limit of time is met unless the test moves it.</summary>
    private protected FakeTime Network { get; } = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected FetcherOptions Options() => new() { AllowedPrivateOrigins = [Server.Origin] };

    private protected FeedFetcher Fetcher(FetcherOptions? options = null)
    {
        var known = (options ?? Options()).ToFeedOptions();
        var connector = new PublicConnector(known.AllowedPrivateOrigins, known.ConnectTimeout) { Clock = Network };
        return new FeedFetcher(known, Time, connector, network: Network);
    }

    private protected async Task<FetchResult> FetchAsync(FetchRequest request, FetcherOptions? options = null)
    {
        using var fetcher = Fetcher(options);
        return await fetcher.FetchAsync(request, default);
    }

    private protected async Task<FetchResult.Fetched> FetchedAsync(
        FetchRequest request, FetcherOptions? options = null) =>
        Assert.IsType<FetchResult.Fetched>(await FetchAsync(request, options));

    private protected static string TextOf(FetchResult.Fetched fetched) =>
        Encoding.UTF8.GetString(fetched.Body.Bytes.Span);
}
