using System.Text;
using AlertBot.Feeds;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Feeds.Polling;

public sealed class PollPreviewTests
{
    private static readonly DateTimeOffset NowUtc = SomeFeeds.NowUtc;

    [Theory]
    [InlineData("<ttl>45</ttl>", "X-Nothing", "1", "ttl", 45)]
    [InlineData("", "X-Nothing", "1", "own-minimum", 5)]
    [InlineData("<ttl>45</ttl>", "Cache-Control", "max-age=5400", "cache-control", 90)]
    [InlineData("", "Expires", "Wed, 11 Mar 2020 14:00:00 GMT", "expires", 120)]
    [InlineData("<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>", "X-Nothing", "1", "update-period", 30)]
    [InlineData("", "Cache-Control", "max-age=9999999", "ceiling", 1440)]
    [InlineData("<skipHours><hour>12</hour></skipHours>", "X-Nothing", "1", "skip-times", 64)]
    public void What_was_read_tells_when_it_would_be_polled_next_and_why(
        string channel, string header, string value, string rule, int minutes)
    {
        var rss = SomeRss.Of(NowUtc, "One").Replace("<item>", channel + "<item>", StringComparison.Ordinal);
        var read = Assert.IsType<FeedRead.Read>(
            FeedReader.Read(Encoding.UTF8.GetBytes(rss), FeedSource.Unknown, FeedReaderLimits.Default));
        var cache = PollPreview.CacheOf([KeyValuePair.Create(header, value)], NowUtc);

        var next = PollPreview.Of(read.Document, null, cache, NowUtc);
        var json = new System.Buffers.ArrayBufferWriter<byte>();
        FeedReport.WriteJson(json, "x", read, next);

        Assert.Equal(rule, PollPreview.NameOf(next.Rule));
        Assert.InRange(next.After, TimeSpan.FromMinutes(minutes - 4), TimeSpan.FromMinutes(minutes * 1.1));
        Assert.EndsWith(
            $",\"nextPoll\":{{\"afterSeconds\":{(long)next.After.TotalSeconds},\"rule\":\"{rule}\"}}}}",
            Encoding.UTF8.GetString(json.WrittenSpan), StringComparison.Ordinal);
        Assert.Contains($"min ({rule})", FeedReport.ToText("x", read, new ReportLayout(5, 100, next)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_feed_that_seldom_changes_is_told_to_be_asked_as_seldom()
    {
        var rss = SomeRss.Of([.. Enumerable.Range(0, 8).Select(day =>
            ($"g{day}", $"News {day}", (DateTimeOffset?)NowUtc.AddDays(-day)))]);
        var read = Assert.IsType<FeedRead.Read>(
            FeedReader.Read(Encoding.UTF8.GetBytes(rss), FeedSource.Unknown, FeedReaderLimits.Default));

        var next = PollPreview.Of(read.Document, null, CacheHints.None, NowUtc);

        Assert.Equal(PollRule.Adaptive, next.Rule);
        Assert.Contains("min (adaptive)", FeedReport.ToText("x", read, new ReportLayout(5, 100, next)), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_rule_has_a_name_of_its_own() => Assert.Equal(
        Enum.GetValues<PollRule>().Length,
        Enum.GetValues<PollRule>().Select(PollPreview.NameOf).Distinct(StringComparer.Ordinal).Count());
}
