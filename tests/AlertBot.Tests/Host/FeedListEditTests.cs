using AlertBot.Configuration;
using AlertBot.Feeds;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Host;

public sealed class FeedListEditTests
{
    [Fact]
    public void What_people_wrote_stays_and_new_feeds_come_behind_it()
    {
        const string Yaml = """
            # Ours.
            feeds:
            # The first.
            - id: one
              name: One # good
              url: https://one.example/rss
            """;

        var edited = FeedListEdit.Add("feeds.yaml", Yaml, Opml.Read(
            "<opml><outline text=\"Uno\" xmlUrl=\"http://www.one.example/rss\"/>"
            + "<outline text=\"Two: the &quot;best&quot;\" xmlUrl=\"https://two.example/rss?a=1&amp;b=#c\" language=\"ar\"/>"
            + "<outline text=\"One\" xmlUrl=\"https://other.example/rss\"/></opml>").Feeds);

        Assert.Null(edited.Problem);
        Assert.StartsWith(Yaml, edited.Yaml, StringComparison.Ordinal);
        var (feeds, problems) = FeedList.Read("feeds.yaml", edited.Yaml);
        Assert.Empty(problems);
        Assert.Equal(["one", "two-the-best", "one-2"], feeds.Select(f => f.Id));
        Assert.Equal(("Two: the \"best\"", "ar"), (feeds[1].Name, feeds[1].Language));
    }

    [Theory]
    [InlineData("feeds: []\n")]
    [InlineData("feeds:\n")]
    [InlineData("# nothing yet\nfeeds: [ ]  \n")]
    [InlineData("")]
    public void A_file_without_feeds_gets_its_first(string yaml)
    {
        var edited = FeedListEdit.Add(
            "feeds.yaml", yaml, Opml.Read("<opml><outline text=\"A\" xmlUrl=\"https://a.example/\"/>").Feeds);

        Assert.Single(FeedList.Read("feeds.yaml", edited.Yaml).Feeds);
    }

    [Fact]
    public void A_file_in_another_form_is_left_alone()
    {
        const string Yaml = "feeds: [{id: one, name: One, url: \"https://one.example/rss\"}]\n";

        var edited = FeedListEdit.Add(
            "feeds.yaml", Yaml, Opml.Read("<opml><outline text=\"A\" xmlUrl=\"https://a.example/\"/>").Feeds);

        Assert.Equal(Yaml, edited.Yaml);
        Assert.Contains("nothing can be added to it", edited.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void The_shipped_feeds_go_out_and_in_again()
    {
        var yaml = File.ReadAllText(Path.Combine(SharedData.RepositoryRoot!, "config", "feeds.yaml"));
        var feeds = FeedList.Read("feeds.yaml", yaml).Feeds;

        var edited = FeedListEdit.Add(
            "feeds.yaml", "feeds: []\n", Opml.Read(Opml.Write("AlertBot", feeds, DateTimeOffset.UnixEpoch)).Feeds);

        // A folder stands once, with all of its outlets.
        Assert.Equal(
            feeds.OrderBy(f => f.Id, StringComparer.Ordinal),
            FeedList.Read("feeds.yaml", edited.Yaml).Feeds.OrderBy(f => f.Id, StringComparer.Ordinal));
        Assert.Empty(FeedListEdit.Add("feeds.yaml", yaml, Opml.Read(Opml.Write("", feeds, DateTimeOffset.UnixEpoch)).Feeds).Feeds);
    }
}
