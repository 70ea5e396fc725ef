using System.Buffers;
using System.Text;
using AlertBot.Feeds;
using BenchmarkDotNet.Attributes;

namespace AlertBot.Benchmarks;

/// <summary>Reading of feeds: a short one as most are, a long one with whole articles, and both with their
/// report.</summary>
[MemoryDiagnoser]
public class FeedReaderBenchmarks
{
    private readonly byte[] _teasers = Feed(30, "Three soldiers were killed &amp; twelve wounded.", repeats: 2);
    private readonly byte[] _articles = Feed(
        50, "&lt;p&gt;The army said that &lt;a href=\"http://a.example/\"&gt;rockets&lt;/a&gt; hit the base.&lt;/p&gt;", 60);

    private readonly ArrayBufferWriter<byte> _output = new(1 << 20);

    /// <summary>30 entries with a teaser each, some 10 KB.</summary>
    [Benchmark]
    public FeedRead Teasers() => FeedReader.Read(_teasers, FeedSource.Unknown, FeedReaderLimits.Default);

    /// <summary>50 entries with escaped HTML of some 6 KB each.</summary>
    [Benchmark]
    public FeedRead Articles() => FeedReader.Read(_articles, FeedSource.Unknown, FeedReaderLimits.Default);

    /// <summary>As before, and the report of <c>feeds inspect --json</c>.</summary>
    [Benchmark]
    public int ArticlesWithReport()
    {
        _output.ResetWrittenCount();
        FeedReport.WriteJson(_output, "x", Articles());
        return _output.WrittenCount;
    }

    private static byte[] Feed(int entries, string sentence, int repeats)
    {
        var text = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?><rss version=\"2.0\"><channel><title>News</title>");
        for (var i = 0; i < entries; i++)
        {
            text.Append(null, $"<item><title>Report {i} on Taji</title><link>http://a.example/{i}</link>")
                .Append(null, $"<guid isPermaLink=\"false\">id-{i}</guid><pubDate>Wed, 11 Mar 2020 19:35:00 GMT</pubDate>")
                .Append("<category>Iraq</category><description>");
            for (var n = 0; n < repeats; n++) text.Append(sentence);
            text.Append("</description></item>");
        }
        return Encoding.UTF8.GetBytes(text.Append("</channel></rss>").ToString());
    }
}
