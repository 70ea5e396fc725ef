using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;
using AlertBot.Testing;

namespace AlertBot.Benchmarks;

/// <summary>Many feeds of generated news on one loopback server, packed and with validators.</summary>
internal sealed class FeedFarm : IAsyncDisposable
{
    private const int ItemsPerFeed = 30;

    private readonly FeedServer _server = FeedServer.Start();
    private readonly TaskCompletionSource<long> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _whole;
    private int _unchanged;

    private FeedFarm(int feeds) => Feeds = feeds;

    /// <summary>How many feeds there are.</summary>
    public int Feeds { get; }

    /// <summary>The server's <c>host:port</c>.</summary>
    public string Origin => _server.Origin;

    /// <summary>Documents that were sent.</summary>
    public int Whole => Volatile.Read(ref _whole);

    /// <summary>Answers that there is nothing new.</summary>
    public int Unchanged => Volatile.Read(ref _unchanged);

    /// <summary>The timestamp of the first request, once it has come.</summary>
    public Task<long> FirstRequest => _first.Task;

    /// <summary>Starts to serve.</summary>
    /// <param name="feeds">How many feeds.</param>
    /// <param name="characters">About so many characters an item.</param>
    public static FeedFarm Start(int feeds, int characters)
    {
        var farm = new FeedFarm(feeds);
        var stories = new NewsStories(seed: 11).Write(feeds * ItemsPerFeed, feeds, characters);
        var bodies = Enumerable.Range(0, feeds).AsParallel().AsOrdered()
            .Select(feed => Packed(feed, Enumerable.Range(0, ItemsPerFeed).Select(i => (i * feeds) + feed), stories));
        var number = 0;
        foreach (var body in bodies) farm.Serve(number++, "a", body);
        return farm;
    }

    /// <summary>Gives one feed in <paramref name="step"/> one item more.</summary>
    public void Change(int step)
    {
        var stories = new NewsStories(seed: 12).Write(Feeds, Feeds, 600);
        for (var feed = 0; feed < Feeds; feed += step) Serve(feed, "b", Packed(feed, [feed], stories, "new-"));
    }

    /// <summary>The feeds as <c>feeds.yaml</c> lists them.</summary>
    public string ToYaml()
    {
        var yaml = new StringBuilder("feeds:\n");
        for (var feed = 0; feed < Feeds; feed++)
            yaml.Append(
                CultureInfo.InvariantCulture,
                $"  - {{id: feed-{feed}, name: Outlet {feed}, url: \"http://{Origin}/{feed}\", language: en}}\n");
        return yaml.ToString();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private void Serve(int feed, string version, byte[] body)
    {
        var etag = $"\"{version}{feed}\"";
        var changed = new FeedServerReply(
            200, [$"ETag: {etag}", "Content-Encoding: gzip", "Content-Type: text/xml"], body);
        var same = FeedServerReply.Empty(304, $"ETag: {etag}");
        _server.Serve($"/{feed}", request =>
        {
            _first.TrySetResult(TimeProvider.System.GetTimestamp());
            var isSame = request["If-None-Match"] == etag;
            Interlocked.Increment(ref isSame ? ref _unchanged : ref _whole);
            return isSame ? same : changed;
        });
    }

    private static byte[] Packed(int feed, IEnumerable<int> items, List<NewsStory> stories, string prefix = "")
    {
        var nowUtc = TimeProvider.System.GetUtcNow();
        var longest = stories[^1].Minutes + 1;
        var text = new StringBuilder("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Outlet</title>");
        foreach (var item in items)
        {
            var story = stories[item];
            // All of it is of the last hours, so that nothing is passed over as old.
            var publishedUtc = nowUtc.AddHours(-20 * (1 - (double)story.Minutes / longest));
            text.Append(CultureInfo.InvariantCulture, $"<item><guid>{prefix}{feed}-{item}</guid>")
                .Append(CultureInfo.InvariantCulture, $"<link>https://outlet{feed}.example/{prefix}{item}</link>")
                .Append(CultureInfo.InvariantCulture, $"<pubDate>{publishedUtc:r}</pubDate><title>")
                .Append(SecurityElement.Escape(story.Title)).Append("</title><description>&lt;p&gt;")
                .Append(SecurityElement.Escape(story.Text)).Append("&lt;/p&gt;</description></item>");
        }

        using var packed = new MemoryStream();
        using (var packer = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            packer.Write(Encoding.UTF8.GetBytes(text.Append("</channel></rss>").ToString()));
        return packed.ToArray();
    }
}
