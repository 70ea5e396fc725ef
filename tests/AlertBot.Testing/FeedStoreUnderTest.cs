using AlertBot.Feeds;

namespace AlertBot.Testing;

/// <summary>A feed store for one test, and what the test looks at besides the port.</summary>
/// <param name="Store">The store, empty at first.</param>
/// <param name="ReadArticlesAsync">All stored articles as they are now, in the order in which they were stored.</param>
/// <param name="CloseAsync">Called when the test is over.</param>
public sealed record FeedStoreUnderTest(
    IFeedStore Store, Func<Task<IReadOnlyList<Article>>> ReadArticlesAsync, Func<Task> CloseAsync) : IAsyncDisposable
{
    /// <summary>One that keeps everything in memory.</summary>
    public static Task<FeedStoreUnderTest> NewInMemoryAsync()
    {
        var store = new MemoryFeedStore();
        return Task.FromResult(new FeedStoreUnderTest(
            store, () => Task.FromResult(store.Articles), static () => Task.CompletedTask));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => new(CloseAsync());
}
