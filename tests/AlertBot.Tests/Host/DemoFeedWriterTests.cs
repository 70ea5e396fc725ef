using AlertBot.Demo;
using AlertBot.Feeds;
using Xunit;

namespace AlertBot.Tests.Host;

public sealed class DemoFeedWriterTests
{
    private static readonly DateTimeOffset At = new(2020, 3, 11, 17, 35, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("rss20", false)]
    [InlineData("rss20", true)]
    [InlineData("atom10", false)]
    [InlineData("rss10", false)]
    [InlineData("json11", false)]
    public void What_it_writes_is_read_back_in_every_format_and_shape(string format, bool isMalformed)
    {
        var feed = new DemoFeed(
            "hill-news", "Hill & Vale", "hill", "en", Enum.Parse<DemoFormat>(format, ignoreCase: true), "/hill", isMalformed, []);
        var item = new DemoItem(
            "hill-1", feed.Id, At, "Kata’ib & others — “quoted”", "First <one> & two.\n\nSecond paragraph.", [], "A. Writer");

        var (body, type) = DemoFeedWriter.Write(feed, [item]);
        var read = FeedReader.Read(body, new FeedSource(new Uri("http://127.0.0.1/hill"), type), FeedReaderLimits.Default);

        var document = Assert.IsType<FeedRead.Read>(read).Document;
        var entry = Assert.Single(document.Entries);
        Assert.Equal("Kata’ib & others — “quoted”", entry.Title);
        Assert.Equal(At, entry.PublishedUtc);
        Assert.Contains("Second paragraph.", entry.Content ?? entry.Summary, StringComparison.Ordinal);
        Assert.StartsWith("https://hill-news.example/news/hill-1", entry.Link, StringComparison.Ordinal);
    }
}
