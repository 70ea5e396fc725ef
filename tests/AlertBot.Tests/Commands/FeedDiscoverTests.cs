using AlertBot.Chat;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Commands;

/// <summary>Sites on a real socket, searched for feeds by a command.</summary>
public sealed class FeedDiscoverTests : IAsyncLifetime
{
    private static readonly CancellationToken Never = CancellationToken.None;

    private readonly FeedServer _server = FeedServer.Start();
    private CommandBench _bench = null!;

    public async ValueTask InitializeAsync() => _bench = await CommandBench.NewAsync(null, _server.Origin);

    public async ValueTask DisposeAsync()
    {
        await _bench.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task The_feeds_of_a_site_are_told_with_the_one_to_add_and_a_button_for_each_that_is_new()
    {
        _server.Serve("/", Page("<link rel=alternate type=application/rss+xml href=/comments>"
            + "<link rel=alternate type=application/rss+xml href=/news><link rel=alternate type=application/rss+xml href=/old>"));
        _server.Serve("/comments", Feed("Comments on News", 1));
        _server.Serve("/news", Feed("North \"News\": all", 1, "<language>ar</language>"));
        _server.Serve("/old", Feed("Archive", 200));
        await ModerateAsync($"/feed add {_server.Url("/old")} name:Old");

        var reply = await _bench.AskAsync($"/feed discover {_server.Url("/")}", CommandBench.Moderator);
        var told = CommandBench.Text(reply);

        Assert.True(reply.IsPrivate);
        Assert.Contains("3 feeds found at 127.0.0.1", told, StringComparison.Ordinal);
        Assert.Contains("rss20, ar, 1 entry, newest ", told, StringComparison.Ordinal);
        Assert.Contains("the page names it as its feed, readers' comments", told, StringComparison.Ordinal);
        Assert.Contains("polled already as Old", told, StringComparison.Ordinal);
        Assert.Contains(
            $"Best add North \"News\": all (the page names it as its feed, it has news of the last week): /feed add {_server.Url("/news")}",
            told, StringComparison.Ordinal);
        var buttons = Assert.Single(reply.Message.Blocks.OfType<Block.Actions>()).Buttons;
        Assert.Equal(["Add North \"News\": all", "Add Comments on News"], buttons.Select(b => b.Label));
        Assert.Single(await _bench.Store.Feeds.ListAsync(Never));

        Assert.Contains("is read in a moment", await ModerateAsync(buttons[0].Command), StringComparison.Ordinal);
        Assert.Contains("North 'News': all", (await _bench.Store.Feeds.ListAsync(Never)).Select(l => l.Feed.Name));
    }

    [Fact]
    public async Task An_address_that_is_a_feed_is_told_as_that()
    {
        _server.Serve("/rss", Feed("News", 1));

        var told = await ModerateAsync($"/feed discover {_server.Url("/rss")}");

        Assert.Contains("127.0.0.1 gave a feed at this very address", told, StringComparison.Ordinal);
        Assert.Contains($"/feed add {_server.Url("/rss")} name:News", told, StringComparison.Ordinal);
        await ModerateAsync($"/feed add {_server.Url("/rss")} name:News");
        Assert.Contains(
            "What is worth reading of that is polled already", await ModerateAsync($"/feed discover {_server.Url("/rss")}"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_only_comments_are_left_to_add_nobody_is_told_to_add_them()
    {
        _server.Serve("/", Page("<link rel=alternate type=application/rss+xml href=/news><link rel=alternate type=application/rss+xml href=/comments>"));
        _server.Serve("/comments", Feed("Comments on News", 1));
        _server.Serve("/news", Feed("News", 1));
        await ModerateAsync($"/feed add {_server.Url("/news")}");

        var told = await ModerateAsync($"/feed discover {_server.Url("/")}");

        Assert.Contains("What is worth reading of that is polled already", told, StringComparison.Ordinal);
        Assert.DoesNotContain("Best add", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_button_that_does_not_fit_is_left_out_and_the_line_stands_in_the_answer()
    {
        var path = "/" + new string('a', 120);
        _server.Serve(path, Feed("News", 1));

        var reply = await _bench.AskAsync($"/feed discover {_server.Url(path)}", CommandBench.Moderator);

        Assert.Empty(reply.Message.Blocks.OfType<Block.Actions>());
        Assert.Contains(
            $"/feed add {_server.Url(path)} name:News",
            CommandBench.Text(reply).Replace("\n", "", StringComparison.Ordinal).Replace("  ", "", StringComparison.Ordinal),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_there_is_none_the_answer_says_what_helps()
    {
        _server.Serve("/", Page(""));

        var told = await ModerateAsync($"/feed discover {_server.Url("/")}");

        Assert.Contains("No feed was found at 127.0.0.1.", told, StringComparison.Ordinal);
        Assert.Contains("at the foot of the site", told, StringComparison.Ordinal);
        Assert.DoesNotContain("robots", told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(403, "", "HTTP 403: the server does not let us in")]
    [InlineData(200, "<!doctype html><title>Just a moment...</title><a href=/rss>rss</a>", "a wall against robots stands before the site")]
    public async Task A_wall_is_told_as_one_and_nothing_is_made_of_its_links(int status, string body, string why)
    {
        _server.Serve("/", FeedServerReply.Document(body) with { Status = status });

        var told = await ModerateAsync($"/feed discover {_server.Url("/")}");

        Assert.Contains(why, told, StringComparison.Ordinal);
        Assert.Contains("we do not disguise ourselves", told, StringComparison.Ordinal);
        Assert.DoesNotContain("at the foot of the site", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_private_address_is_refused_and_never_asked()
    {
        await using var other = FeedServer.Start();
        other.Serve("/", Page("<link rel=alternate type=application/rss+xml href=/rss>"));

        var told = await ModerateAsync($"/feed discover {other.Url("/")}");

        Assert.Contains($"{other.Origin} is a private address", told, StringComparison.Ordinal);
        Assert.Empty(other.Requests);
    }

    [Theory]
    [InlineData("/feed discover")]
    [InlineData("/feed discover file:///etc/passwd")]
    [InlineData("/feed discover https://me:secret@news.example/")]
    [InlineData("/feed discover https://")]
    public async Task What_is_no_address_is_a_problem(string line) =>
        Assert.Equal(Tone.Problem, (await _bench.AskAsync(line, CommandBench.Moderator)).Message.Tone);

    [Fact]
    public async Task Only_moderators_search()
    {
        Assert.Contains(
            "is for moderators", await _bench.TextAsync($"/feed discover {_server.Url("/")}", CommandBench.Manager),
            StringComparison.Ordinal);
        Assert.Empty(_server.Requests);
    }

    [Fact]
    public async Task All_of_it_is_said_in_Arabic()
    {
        _server.Serve("/", Page("<link rel=alternate type=application/rss+xml href=/news>"));
        _server.Serve("/news", Feed("أخبار الشمال", 200));
        await using var other = FeedServer.Start();

        var found = await _bench.ArabicAsync($"/feed discover {_server.Url("/")}", CommandBench.Moderator);
        var refused = await _bench.ArabicAsync($"/feed discover {other.Url("/")}", CommandBench.Moderator);

        Assert.Contains("عُثر على مصدر واحد", found, StringComparison.Ordinal);
        Assert.Contains("مع أنه بلا أخبار منذ ثلاثة أشهر", found, StringComparison.Ordinal);
        Assert.Contains("عنوان في شبكة خاصة", refused, StringComparison.Ordinal);
        Assert.DoesNotContain("private", refused, StringComparison.Ordinal);
    }

    private static FeedServerReply Page(string head) =>
        FeedServerReply.Document($"<!doctype html><html><head><title>Site</title>{head}</head><body><p>Hello</p></body></html>");

    private FeedServerReply Feed(string title, int days, string more = "") => FeedServerReply.Document(
        $"<rss version='2.0'><channel><title>{title}</title>{more}<item><title>One</title><link>https://n.example/1</link>"
        + $"<pubDate>{_bench.Time.NowUtc.AddDays(-days):R}</pubDate></item></channel></rss>");

    private Task<string> ModerateAsync(string line) => _bench.TextAsync(line, CommandBench.Moderator);
}
