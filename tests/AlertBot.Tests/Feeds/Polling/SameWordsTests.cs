using AlertBot.Feeds;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Feeds.Polling;

/// <summary>The same words twice: one article, or news again.</summary>
public sealed class SameWordsTests
{
    private static readonly DateTimeOffset At = SomeFeeds.NowUtc;

    [Theory]
    [InlineData("/live/2020-03-11", "/live/2020-03-12", false)]
    [InlineData("/2020/03/11/live", "/2020/03/12/live", false)]
    [InlineData("/live-20200311.html", "/live-20200312.html", false)]
    [InlineData("/2020/03/11/live", "/2020/03/11/live-2", true)]
    [InlineData("/2020/03/11/live", "/news/live", true)] // the site was rebuilt
    [InlineData("/story?sid=1", "/story?sid=2", true)]
    [InlineData("/a/2020031100001", "/a/2020031200002", true)] // a number, and no day
    [InlineData("/a/20201345", "/a/20201346", true)] // no month has so many
    public void Few_undated_words_are_two_where_their_links_name_two_days(string was, string now, bool areOne) =>
        Assert.Equal(areOne, SameWords.AreOne(Article(now, null, ""), null, new Uri("https://a.example" + was)));

    [Theory]
    [InlineData(0, true)]
    [InlineData(60, true)]
    [InlineData(61, false)]
    [InlineData(-61, false)]
    [InlineData(60 * 24 * 400, false)]
    public void Few_words_are_two_where_they_were_published_more_than_an_hour_apart(int minutes, bool areOne) =>
        Assert.Equal(areOne, SameWords.AreOne(Article("/2", At.AddMinutes(minutes), ""), At, null));

    [Fact]
    public void A_time_that_only_one_has_tells_nothing()
    {
        Assert.True(SameWords.AreOne(Article("/2", At, ""), null, null));
        Assert.True(SameWords.AreOne(Article("/2", null, ""), At, null));
    }

    [Theory]
    [InlineData(39, false)]
    [InlineData(40, true)]
    public void Forty_words_are_not_written_twice_by_chance(int words, bool areOne)
    {
        var text = string.Join(' ', Enumerable.Repeat("كلمة", words));

        Assert.Equal(areOne, SameWords.AreOne(Article("/2020/03/12/x", At.AddDays(9), text), At, new Uri("https://a.example/2020/03/11/x")));
    }

    private static Article Article(string path, DateTimeOffset? publishedUtc, string text) =>
        SomeFeeds.Article(SomeFeeds.Feed("a"), "2", "https://a.example" + path, "Live updates", text).Article with
        {
            PublishedUtc = publishedUtc,
        };
}
