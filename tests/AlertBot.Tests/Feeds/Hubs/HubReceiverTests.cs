using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using AlertBot.Feeds;
using AlertBot.Testing;
using FsCheck.Fluent;
using Xunit;

namespace AlertBot.Tests.Feeds.Hubs;

/// <summary>What hubs do at our door, good and bad, over a real socket.</summary>
public sealed class HubReceiverTests
{
    [Theory]
    [InlineData("sha1")]
    [InlineData("sha256")]
    [InlineData("sha384")]
    [InlineData("sha512")]
    public async Task A_push_that_is_signed_by_any_method_is_taken(string method)
    {
        await using var bench = await HubBench.NewAsync();
        var request = await bench.SubscribedAsync();

        var status = await bench.Hub.PushAsync(request, bench.Document(bench.Item("News")), method);
        await bench.Pushes.ReadWaitingAsync(default);

        Assert.Equal((202, 1), (status, bench.Kept));
        Assert.Equal(["News"], await bench.TitlesAsync());
    }

    [Fact]
    public async Task A_push_that_is_wrongly_signed_is_ignored_without_a_word_counted_and_told_once()
    {
        await using var bench = await HubBench.NewAsync();
        var request = await bench.SubscribedAsync();
        var body = bench.Document(bench.Item("Forged"));

        var wrong = await bench.Hub.PushAsync(request, body, secret: "guessed");
        var missing = await bench.Hub.PushAsync(request, body, method: "");
        var unknown = await bench.Hub.PushAsync(request, body, method: "md5");
        await bench.Pushes.ReadWaitingAsync(default);

        Assert.Equal((204, 204, 204), (wrong, missing, unknown));
        Assert.Empty(await bench.TitlesAsync());
        Assert.Equal((3, 0), ((await bench.OneAsync()).Ignored, (await bench.OneAsync()).Pushes));
        Assert.Single(bench.ReceiverLog.Lines, static l => l.Id == 1050);
    }

    [Fact]
    public async Task The_same_push_three_times_brings_its_news_once()
    {
        await using var bench = await HubBench.NewAsync();
        var request = await bench.SubscribedAsync();
        var items = bench.Item("Once");

        await bench.PushAsync(request, items);
        await bench.PushAsync(request, items);
        await bench.PushAsync(request, items + bench.Item("Twice"));

        Assert.Equal(["Once", "Twice"], await bench.TitlesAsync());
        Assert.Equal(2, (await bench.OneAsync()).Pushes);
    }

    [Fact]
    public async Task What_is_known_from_polling_is_not_news_when_it_is_pushed_and_the_other_way_round()
    {
        await using var bench = await HubBench.NewAsync();
        var polled = bench.Item("Polled");
        var request = await bench.SubscribedAsync(polled);
        var pushed = bench.Item("Pushed");

        await bench.PushAsync(request, polled + pushed);
        bench.Serve(polled + pushed);
        bench.Time.Advance(TimeSpan.FromMinutes(20));
        var round = await bench.Poller.PollDueAsync(default);

        Assert.Equal((1, 0), (round.Polls, round.New));
        Assert.Equal(["Polled", "Pushed"], await bench.TitlesAsync());
    }

    [Fact]
    public async Task A_push_waits_while_its_feed_is_polled_and_both_are_kept()
    {
        await using var bench = await HubBench.NewAsync();
        var request = await bench.SubscribedAsync();
        var now = bench.Time.NowUtc;
        var claiming = await bench.Store.Feeds.ClaimAsync("feed", "another", now, now.AddMinutes(2), default);
        var claimed = Assert.IsType<FeedClaiming.Claimed>(claiming).Feed;

        var status = await bench.PushAsync(request, bench.Item("Pushed"));
        var during = await bench.TitlesAsync();
        var kept = await bench.Store.Feeds.CommitPollsAsync(
            [new PollCommit(claimed.Claim, claimed.State, [SomeFeeds.Article(claimed.Feed, "p", title: "Polled")], null)],
            default);
        await bench.Pushes.ReadWaitingAsync(default);

        Assert.Equal((202, false), (status, kept[0].ClaimLost));
        Assert.Empty(during);
        Assert.Equal(["Polled", "Pushed"], await bench.TitlesAsync());
    }

    [Fact]
    public async Task A_push_that_was_answered_is_not_lost_when_the_process_dies_before_it_is_read()
    {
        await using var bench = await HubBench.NewAsync();
        var request = await bench.SubscribedAsync();
        await bench.Hub.PushAsync(request, bench.Document(bench.Item("Kept")));

        await using var reopened = await bench.Store.ReopenAsync();
        var push = await reopened.Hubs.NextPushAsync([], default);

        Assert.Contains("Kept", Encoding.UTF8.GetString(push!.Body.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_packed_push_is_unpacked_whichever_body_was_signed()
    {
        await using var bench = await HubBench.NewAsync();
        var request = await bench.SubscribedAsync();
        var (first, second) = (bench.Document(bench.Item("Signed packed")), bench.Document(bench.Item("Signed plain")));
        var plain = HubServer.Sign("sha256", request.Secret!, Encoding.UTF8.GetBytes(second));

        await bench.Hub.PushAsync(request, Packed(first), change: Gzip);
        await bench.Hub.PushAsync(request, Packed(second), method: "", change: push =>
        {
            Gzip(push);
            push.Headers.TryAddWithoutValidation("X-Hub-Signature", "sha256=" + plain);
        });
        await bench.Pushes.ReadWaitingAsync(default);

        Assert.Equal(["Signed packed", "Signed plain"], await bench.TitlesAsync());
    }

    [Fact]
    public async Task What_is_too_long_is_not_taken_packed_or_plain_announced_or_not()
    {
        await using var bench = await HubBench.NewAsync(static o => o.MaxBodyBytes = 64 * 1024);
        var request = await bench.SubscribedAsync();
        var huge = bench.Document(bench.Item(new string('x', 100_000)));

        var announced = await bench.Hub.PushAsync(request, huge);
        var streamed = await bench.Hub.PushAsync(request, huge, change: static push => push.Headers.TransferEncodingChunked = true);
        var bomb = await bench.Hub.PushAsync(request, Packed(new string(' ', 10_000_000)), change: Gzip);

        Assert.Equal((413, 413, 413), (announced, streamed, bomb));
        Assert.Equal(0, bench.Kept);
        Assert.Single(bench.ReceiverLog.Lines, static l => l.Id == 1051);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<!doctype html><html><head><title>Oops</title></head><body>One moment</body></html>")]
    [InlineData("updated")]
    public async Task What_only_says_that_there_is_something_new_makes_the_feed_due_as_soon_as_is_polite(string body)
    {
        await using var bench = await HubBench.NewAsync();
        var request = await bench.SubscribedAsync();
        var before = await bench.StateAsync();

        var status = await bench.Hub.PushAsync(request, body);
        await bench.Pushes.ReadWaitingAsync(default);

        var after = await bench.StateAsync();
        Assert.Equal(202, status);
        Assert.True(before.NextPollUtc > after.NextPollUtc);
        Assert.Equal((bench.Time.NowUtc.AddMinutes(5), PollRule.Pinged), (after.NextPollUtc, after.NextPollRule));
        bench.Serve(bench.Item("Polled"));
        bench.Time.Advance(TimeSpan.FromMinutes(5));
        await bench.Poller.PollDueAsync(default);
        Assert.Equal(["Polled"], await bench.TitlesAsync());
    }

    [Fact]
    public async Task A_verification_that_nobody_asked_for_is_not_confirmed()
    {
        await using var bench = await HubBench.NewAsync();
        var request = await bench.SubscribedAsync();
        var unknown = request with { Callback = request.Callback[..^4] + "AAAA" };

        Assert.Equal(404, (await bench.Hub.VerifyAsync(unknown)).Status);
        Assert.Equal(404, (await bench.Hub.VerifyAsync(request, topic: "https://evil.example/feed")).Status);
        Assert.Equal(404, (await bench.Hub.VerifyAsync(request, mode: "unsubscribe")).Status);
        Assert.Equal(404, (await bench.Hub.VerifyAsync(request, mode: "publish")).Status);
        Assert.Equal(404, (await bench.Hub.VerifyAsync(request, lease: "0")).Status);
        Assert.Equal(410, await bench.Hub.PushAsync(unknown, bench.Document("")));
        Assert.Equal(404, await bench.Hub.PushAsync(request with { Callback = "https://alerts.example/other" }, ""));
        Assert.Equal(HubStage.Active, (await bench.OneAsync()).Stage);
        Assert.Empty(bench.Hub.Faults);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>", 200)]
    [InlineData("", 404)]
    [InlineData("زمن", 404)]
    [InlineData("a\r\nb", 404)]
    public async Task A_challenge_is_echoed_as_plain_text_and_only_when_it_is_a_word(string challenge, int status)
    {
        await using var bench = await HubBench.NewAsync();
        var request = await bench.SubscribedAsync();

        Assert.Equal(status, (await bench.Hub.VerifyAsync(request, challenge: challenge)).Status);
        Assert.Equal(404, (await bench.Hub.VerifyAsync(request, challenge: new string('a', 1025))).Status);
        Assert.Empty(bench.Hub.Faults);
    }

    [Fact]
    public async Task A_hub_that_denies_loses_the_feed_and_says_why()
    {
        await using var bench = await HubBench.NewAsync();
        var request = await bench.SubscribedAsync();

        var other = await bench.Hub.DenyAsync(request, topic: "https://evil.example/feed");
        var answer = await bench.Hub.DenyAsync(request, "not for you");

        Assert.Equal((404, 200), (other.Status, answer.Status));
        Assert.Equal("it denied the subscription: not for you", (await bench.OneAsync()).Problem!.English);
        Assert.Equal(410, await bench.Hub.PushAsync(request, bench.Document(bench.Item("Late"))));
    }

    [Fact]
    public async Task So_much_that_nobody_reads_it_is_put_off_and_nothing_that_was_taken_is_lost()
    {
        await using var bench = await HubBench.NewAsync();
        var request = await bench.SubscribedAsync();
        var statuses = new List<int>();

        for (var n = 0; n <= IHubStore.MaxWaiting; n++)
            statuses.Add(await bench.Hub.PushAsync(request, bench.Document(bench.Item($"News {n:00}"))));
        await bench.Pushes.ReadWaitingAsync(default);

        Assert.Equal(503, statuses[^1]);
        Assert.All(statuses.SkipLast(1), static s => Assert.Equal(202, s));
        Assert.Equal(IHubStore.MaxWaiting, (await bench.TitlesAsync()).Count);
    }

    [Fact]
    public async Task A_push_of_a_feed_that_was_removed_meanwhile_is_dropped()
    {
        await using var bench = await HubBench.NewAsync();
        var request = await bench.SubscribedAsync();
        await bench.Hub.PushAsync(request, bench.Document(bench.Item("Too late")));
        await bench.Store.Feeds.RemoveAsync("feed", default);

        await bench.Pushes.ReadWaitingAsync(default);

        Assert.Empty(await bench.TitlesAsync());
        Assert.Null(await bench.Hubs.NextPushAsync([], default));
    }

    [Fact]
    public async Task A_push_that_never_ends_is_let_go()
    {
        await using var bench = await HubBench.NewAsync(static o => o.TotalTimeout = TimeSpan.FromMilliseconds(200));
        var request = await bench.SubscribedAsync();
        var door = bench.Hub.Reach(new Uri(request.Callback));
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, door.Port);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST {door.AbsolutePath} HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nabc"));
        using var reader = new StreamReader(stream);

        Assert.StartsWith("HTTP/1.1 408 ", await reader.ReadLineAsync(), StringComparison.Ordinal);
        Assert.Equal(0, bench.Kept);
    }

    [Fact]
    public Task However_polls_and_pushes_follow_each_other_everything_comes_once() => AsyncProperty.HoldsAsync(
        Gen.Choose(0, 5).ListOf().ToArbitrary(), async moves =>
        {
            await using var bench = await HubBench.NewAsync();
            var request = await bench.SubscribedAsync();
            var items = new List<string>();
            var last = "";
            foreach (var move in moves.Append(0).Append(5))
            {
                if (move == 0) items.Add(bench.Item($"News {items.Count:000}"));
                var whole = string.Concat(items.AsEnumerable().Reverse());
                bench.Serve(whole);
                if (move == 1) await bench.PushAsync(request, last = whole);
                if (move == 2) await bench.PushAsync(request, last = items.LastOrDefault() ?? "");
                if (move == 3) await bench.PushAsync(request, last);
                if (move == 4) await bench.Hub.PushAsync(request, "");
                if (move != 5) continue;
                await bench.Pushes.ReadWaitingAsync(default);
                bench.Time.Advance(TimeSpan.FromHours(2));
                await bench.Poller.PollDueAsync(default);
            }

            Assert.Equal(items.Select(static (_, n) => $"News {n:000}"), await bench.TitlesAsync());
            Assert.Equal(items.Count, bench.Arrivals.Sum() + bench.Poller.Totals.New);
        },
        times: 8,
        tell: static moves => string.Join(' ', moves));

    private static void Gzip(HttpRequestMessage push) => push.Content!.Headers.ContentEncoding.Add("gzip");

    private static byte[] Packed(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }
}
