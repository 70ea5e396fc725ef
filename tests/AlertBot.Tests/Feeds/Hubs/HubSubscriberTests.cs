using System.Net;
using System.Net.Sockets;
using AlertBot.Feeds;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Feeds.Hubs;

/// <summary>Before a hub on a real socket that holds us to every letter of the specification.</summary>
public sealed class HubSubscriberTests
{
    [Fact]
    public async Task A_feed_that_names_a_hub_is_subscribed_verified_and_pushed()
    {
        await using var bench = await HubBench.NewAsync();

        var request = await bench.SubscribedAsync();
        var status = await bench.PushAsync(request, bench.Item("Rockets hit a base"));

        Assert.Equal(202, status);
        Assert.Equal(["Rockets hit a base"], await bench.TitlesAsync());
        Assert.Equal([1], bench.Arrivals);
        Assert.Equal(("subscribe", bench.Topic, "864000"), (request.Mode, request.Topic, request.LeaseSeconds));
        Assert.StartsWith("https://alerts.example/bot/hub/", request.Callback, StringComparison.Ordinal);
        Assert.Single(bench.Hub.Requests);
        Assert.Empty(bench.Hub.Faults);
    }

    [Fact]
    public async Task A_hub_that_verifies_before_it_answers_is_served_as_well()
    {
        await using var bench = await HubBench.NewAsync();
        bench.Hub.VerifiesAtOnce = true;
        bench.Hub.Reply = static _ => new HubServerReply(204);
        await bench.OfferAsync();

        await bench.Subscriber.WorkAsync(default);

        Assert.Equal(HubStage.Active, (await bench.OneAsync()).Stage);
        Assert.Empty(bench.Hub.Faults);
    }

    [Fact]
    public async Task Without_a_public_address_no_hub_is_asked()
    {
        await using var bench = await HubBench.NewAsync(static o => o.PublicAddress = "");
        await bench.OfferAsync();

        Assert.False(await bench.Subscriber.IsDueAsync(default));
        await bench.Subscriber.WorkAsync(default);

        Assert.Empty(bench.Hub.Requests);
        Assert.NotNull((await bench.StateAsync()).Offer);
    }

    [Fact]
    public async Task A_subscription_is_renewed_before_its_lease_ends_under_the_same_address_and_secret()
    {
        await using var bench = await HubBench.NewAsync();
        bench.Hub.Lease = "3600";
        var first = await bench.SubscribedAsync();

        bench.Time.Advance(TimeSpan.FromMinutes(44));
        await bench.Subscriber.WorkAsync(default);
        Assert.Single(bench.Hub.Requests);
        bench.Time.Advance(TimeSpan.FromMinutes(8));
        await bench.Subscriber.WorkAsync(default);
        await bench.Hub.VerifyAsync(bench.Hub.Requests[^1]);

        Assert.Equal([first, first], bench.Hub.Requests);
        Assert.Equal(bench.Time.NowUtc.AddHours(1), (await bench.OneAsync()).LeaseUntilUtc);
        Assert.Empty(bench.Hub.Faults);
    }

    [Fact]
    public async Task A_hub_that_has_moved_is_asked_where_it_is_now()
    {
        await using var moved = await HubServer.StartAsync();
        await using var bench = await HubBench.NewAsync(o => o.AllowedPrivateOrigins = [.. o.AllowedPrivateOrigins, moved.Origin]);
        bench.Hub.Reply = _ => new HubServerReply(307, "", ("Location", moved.Url.AbsoluteUri));
        await bench.OfferAsync();

        await bench.Subscriber.WorkAsync(default);

        Assert.Equal(bench.Hub.Requests, moved.Requests);
        Assert.Empty(moved.Faults);
    }

    [Theory]
    [InlineData(307, "http://127.0.0.1:1/hub", "private-address")]
    [InlineData(308, "http://169.254.169.254/latest/meta-data", "private-address")]
    [InlineData(302, "/elsewhere", "redirect-method")]
    [InlineData(307, "", "redirect-nowhere")]
    [InlineData(308, "file:///etc/passwd", "redirect-scheme")]
    public async Task A_redirect_that_must_not_be_followed_ends_the_matter(int status, string location, string code)
    {
        await using var bench = await HubBench.NewAsync();
        bench.Hub.Reply = _ => location.Length == 0
            ? new HubServerReply(status)
            : new HubServerReply(status, "", ("Location", location));
        await bench.OfferAsync();

        await bench.Subscriber.WorkAsync(default);

        Assert.Equal(HubStage.Resting, (await bench.OneAsync()).Stage);
        Assert.Contains(code, Assert.Single(bench.SubscriberLog.Lines).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hub_inside_a_private_network_is_not_asked()
    {
        await using var bench = await HubBench.NewAsync(o => o.AllowedPrivateOrigins = [o.AllowedPrivateOrigins[0]]);
        await bench.OfferAsync();

        await bench.Subscriber.WorkAsync(default);

        Assert.Empty(bench.Hub.Requests);
        Assert.Equal("fetch.private", (await bench.OneAsync()).Problem!.Code);
    }

    [Fact]
    public async Task A_hub_that_refuses_gives_its_reason_and_the_next_one_is_asked()
    {
        await using var other = await HubServer.StartAsync();
        await using var open = await HubBench.NewAsync(o => o.AllowedPrivateOrigins = [.. o.AllowedPrivateOrigins, other.Origin]);
        open.Hub.Reply = static _ => new HubServerReply(422, "no such\nfeed here");
        await open.OfferAsync(links:
            $"<atom:link rel=\"hub\" href=\"{open.Hub.Url}\"/><atom:link rel=\"hub\" href=\"{other.Url}\"/>"
            + $"<atom:link rel=\"self\" href=\"{open.Topic}\"/>");

        await open.Subscriber.WorkAsync(default);
        var refused = await open.OneAsync();
        open.Time.Advance(TimeSpan.FromMinutes(3));
        await open.Subscriber.WorkAsync(default);

        Assert.Equal("HTTP 422: no such feed here", refused.Problem!.English);
        Assert.Single(open.Hub.Requests);
        Assert.Single(other.Requests);
        Assert.Empty(other.Faults);
    }

    [Fact]
    public async Task A_hub_that_is_named_in_headers_alone_is_found_however_many_lines_they_take()
    {
        await using var bench = await HubBench.NewAsync();
        bench.Server.Serve("/feed", _ => FeedServerReply.Document(
            bench.Document("", links: ""), "Link: </next>; rel=next", $"Link: <{bench.Hub.Url}>; rel=\"hub\"",
            "Link: </real>; rel=self"));
        await bench.Poller.SyncAsync([SomeFeeds.Feed("feed", bench.Server.Url("/feed").AbsoluteUri)], default);
        await bench.Poller.PollDueAsync(default);

        await bench.Subscriber.WorkAsync(default);

        Assert.Equal(bench.Server.Url("/real").AbsoluteUri, Assert.Single(bench.Hub.Requests).Topic);
    }

    // The hub that WordPress sites bring along verifies at once, grants ten years, and never asks back at the end.
    [Fact]
    public async Task A_hub_of_the_older_protocol_is_served_from_beginning_to_end()
    {
        await using var bench = await HubBench.NewAsync();
        bench.Hub.Lease = "315360000";
        bench.Hub.Reply = static _ => new HubServerReply(204);
        bench.Hub.VerifiesAtOnce = true;
        await bench.OfferAsync();
        await bench.Subscriber.WorkAsync(default);
        var active = await bench.OneAsync();
        bench.Hub.VerifiesAtOnce = false;
        await bench.Store.Feeds.RemoveAsync("feed", default);
        bench.Time.Advance(TimeSpan.FromMinutes(3));

        await bench.Subscriber.WorkAsync(default);

        Assert.Equal((HubStage.Active, bench.Time.NowUtc.AddMinutes(-3).AddDays(14)), (active.Stage, active.LeaseUntilUtc));
        Assert.Equal(["subscribe", "unsubscribe"], bench.Hub.Requests.Select(static r => r.Mode));
        Assert.Empty(await bench.Hubs.ListAsync(default));
    }

    [Fact]
    public async Task A_hub_that_is_named_without_tls_is_tried_with_it_first()
    {
        await using var hub = await HubServer.StartAsync();
        var dialled = new List<int>();
        var options = new FeedOptions { HostDelay = TimeSpan.Zero };
        var connector = new PublicConnector([], options.ConnectTimeout)
        {
            Resolve = static (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse("8.8.8.8")]),
            Dial = async (address, token) =>
            {
                dialled.Add(address.Port);
                if (address.Port == 443) throw new SocketException((int)SocketError.ConnectionRefused);
                var socket = new TcpClient();
                await socket.ConnectAsync(IPAddress.Loopback, hub.Url.Port, token);
                return socket.GetStream();
            },
        };
        var time = new FakeTime();
        using var fetcher = new FeedFetcher(options, time, connector, network: new FakeTime());
        var client = new HubClient(fetcher, new HostGates(static _ => 1, time), options, time);

        var reply = await client.AskAsync(
            new HubSubscription
            {
                Key = "k",
                FeedId = "f",
                Hub = new Uri("http://hub.example/hub"),
                Self = new Uri("https://news.example/rss"),
                Callback = HubAddresses.CallbackOf("https://alerts.example", HubAddresses.NewKey()),
                Secret = HubAddresses.NewSecret(),
                DueUtc = time.NowUtc,
            },
            default);

        Assert.True(reply.IsAccepted);
        Assert.Equal([443, 80], dialled);
        Assert.Empty(hub.Faults);
    }

    [Fact]
    public async Task A_hub_that_does_not_answer_in_time_is_asked_again()
    {
        await using var bench = await HubBench.NewAsync();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var mayGoOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        bench.Hub.Silence = mayGoOn.Task;
        bench.Hub.Reply = _ =>
        {
            asked.TrySetResult();
            return null;
        };
        await bench.OfferAsync();

        var work = bench.Subscriber.WorkAsync(default);
        await asked.Task;
        bench.Network.Advance(bench.Options.HeaderTimeout);
        await work;
        mayGoOn.SetResult();

        var one = await bench.OneAsync();
        Assert.Equal((HubStage.Wanted, "fetch.timeout.answer", 1), (one.Stage, one.Problem!.Code, one.Tries));
        Assert.InRange(one.DueUtc, bench.Time.NowUtc.AddMinutes(1), bench.Time.NowUtc.AddMinutes(2));
    }

    [Fact]
    public async Task A_feed_asks_one_hub_however_many_workers_look()
    {
        await using var bench = await HubBench.NewAsync();
        await bench.OfferAsync();
        var others = Enumerable.Range(0, 4).Select(_ => bench.Again(bench.Store).Subscriber).Append(bench.Subscriber);

        await Task.WhenAll(others.Select(static subscriber => Task.Run(() => subscriber.WorkAsync(default))));

        Assert.Single(bench.Hub.Requests);
        Assert.Single(await bench.Hubs.ListAsync(default));
    }

    [Fact]
    public async Task Leave_is_taken_of_the_hub_of_a_feed_that_is_removed()
    {
        await using var bench = await HubBench.NewAsync();
        var request = await bench.SubscribedAsync();
        await bench.Store.Feeds.RemoveAsync("feed", default);
        bench.Time.Advance(TimeSpan.FromMinutes(3));

        await bench.Subscriber.WorkAsync(default);
        var goodbye = bench.Hub.Requests[^1];
        var late = await bench.Hub.PushAsync(request, bench.Document(bench.Item("Late")));
        var confirmed = await bench.Hub.VerifyAsync(goodbye);

        Assert.Equal(("unsubscribe", request.Callback, request.Topic), (goodbye.Mode, goodbye.Callback, goodbye.Topic));
        Assert.Equal((410, 200), (late, confirmed.Status));
        Assert.Empty(await bench.Hubs.ListAsync(default));
        Assert.Empty(bench.Hub.Faults);
    }

    [Fact]
    public async Task A_feed_that_names_another_hub_leaves_the_old_one_and_goes_there()
    {
        await using var other = await HubServer.StartAsync();
        await using var bench = await HubBench.NewAsync(o => o.AllowedPrivateOrigins = [.. o.AllowedPrivateOrigins, other.Origin]);
        await bench.SubscribedAsync();
        bench.Serve(
            bench.Item("New"),
            $"<atom:link rel=\"hub\" href=\"{other.Url}\"/><atom:link rel=\"self\" href=\"{bench.Topic}\"/>");
        bench.Time.Advance(TimeSpan.FromMinutes(10));
        await bench.Poller.PollDueAsync(default);

        Assert.True(await bench.Subscriber.IsDueAsync(default));
        await bench.Subscriber.WorkAsync(default);

        Assert.Equal(["subscribe", "unsubscribe"], bench.Hub.Requests.Select(static r => r.Mode));
        Assert.Equal("subscribe", Assert.Single(other.Requests).Mode);
        Assert.NotEqual(bench.Hub.Requests[0].Callback, other.Requests[0].Callback);
        Assert.NotEqual(bench.Hub.Requests[0].Secret, other.Requests[0].Secret);
        Assert.Empty(bench.Hub.Faults.Concat(other.Faults));
    }

    [Fact]
    public async Task What_was_agreed_outlives_the_process()
    {
        await using var bench = await HubBench.NewAsync();
        await bench.SubscribedAsync();
        var known = await bench.OneAsync();

        await using var reopened = await bench.Store.ReopenAsync();

        Assert.Equal(known, Assert.Single(await reopened.Hubs.ListAsync(default)));
    }

    [Fact]
    public async Task A_lease_that_ended_unrenewed_brings_the_usual_pace_back_at_once()
    {
        await using var bench = await HubBench.NewAsync();
        bench.Hub.Lease = "7200";
        var request = await bench.SubscribedAsync();
        await bench.PushAsync(request, bench.Item("First"));
        bench.Time.Advance(TimeSpan.FromMinutes(70));
        await bench.Poller.PollDueAsync(default);
        var slow = await bench.StateAsync();
        bench.Hub.Reply = static _ => new HubServerReply(503);

        for (var i = 0; i < 60; i++)
        {
            bench.Time.Advance(TimeSpan.FromMinutes(1));
            await bench.Subscriber.WorkAsync(default);
        }

        Assert.Equal(PollRule.Pushed, slow.NextPollRule);
        var now = await bench.StateAsync();
        Assert.True(now.NextPollUtc <= bench.Time.NowUtc);
        Assert.Contains(bench.SubscriberLog.Lines, static l => l.Id == 1041);
    }
}
