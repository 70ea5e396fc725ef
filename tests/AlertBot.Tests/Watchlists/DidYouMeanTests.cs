using AlertBot.Watchlists;
using Xunit;

namespace AlertBot.Tests.Watchlists;

public sealed class DidYouMeanTests
{
    [Theory]
    [InlineData("aliasse", "aliases")]
    [InlineData("aliaess", "aliases")]
    [InlineData("ALIASES", "aliases")]
    [InlineData("qery", "query")]
    [InlineData("zebra", null)]
    [InlineData("", null)]
    public void The_nearest_word_is_offered_when_one_is_near(string typed, string? expected)
    {
        Assert.Equal(expected, DidYouMean.Nearest(typed, ["aliases", "query", "name"]));
    }

    [Fact]
    public void Where_none_is_near_the_choices_are_named_and_not_more_than_ten()
    {
        Assert.Equal("use one of a, b", DidYouMean.Remedy("zebra", ["b", "a"]).English);
        Assert.Equal("there are none here", DidYouMean.Remedy("zebra", []).English);
        Assert.Equal(
            "for example n10, n11, n12, n13, n14, n15, n16, n17, n18, n19",
            DidYouMean.Remedy("zebra", [.. Enumerable.Range(10, 20).Select(i => $"n{i}")]).English);
    }
}
