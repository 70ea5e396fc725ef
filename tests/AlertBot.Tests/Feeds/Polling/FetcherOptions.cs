using AlertBot.Feeds;

namespace AlertBot.Tests.Feeds.Polling;

/// <summary>The settings that tests of the fetcher vary.</summary>
internal sealed record FetcherOptions
{
    public IList<string> AllowedPrivateOrigins { get; init; } = [];

    public string Contact { get; init; } = "";

    public int MaxBodyBytes { get; init; } = 1024 * 1024;

    public TimeSpan HeaderTimeout { get; init; } = TimeSpan.FromSeconds(20);

    public TimeSpan TotalTimeout { get; init; } = TimeSpan.FromSeconds(30);

    public FeedOptions ToFeedOptions() => new()
    {
        AllowedPrivateOrigins = AllowedPrivateOrigins,
        Contact = Contact,
        MaxBodyBytes = MaxBodyBytes,
        HeaderTimeout = HeaderTimeout,
        TotalTimeout = TotalTimeout,
    };
}
