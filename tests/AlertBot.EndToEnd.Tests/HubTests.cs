using System.Globalization;
using System.Net;
using System.Net.Sockets;
using AlertBot.Testing;
using Microsoft.Data.Sqlite;
using Xunit;

namespace AlertBot.EndToEnd.Tests;

/// <summary>The whole program before a hub that holds it to the letter of the specification.</summary>
public sealed class HubTests
{
    [Fact]
    public async Task What_a_hub_pushes_is_alerted_at_once_while_the_feed_is_hardly_polled_any_more()
    {
        await using var stand = new Newsstand();
        await using var hub = await HubServer.StartAsync();
        var polls = Offer(stand, hub);
        await using var run = await stand.StartedAsync(Settings(stand, hub));
        await run.UntilAsync(() => hub.Requests.Count > 0);
        var request = hub.Requests[0];
        var verified = await hub.VerifyAsync(request);

        var status = await hub.PushAsync(request, Document(hub, stand, Newsstand.Item(1)));
        await run.SeesAsync(line => line.Contains(Newsstand.Place(1), StringComparison.Ordinal));
        await run.UntilAsync(() => NextPoll(stand) - TimeProvider.System.GetUtcNow() > TimeSpan.FromMinutes(30));
        var before = polls();
        await hub.PushAsync(request, Document(hub, stand, Newsstand.Item(2)));
        await run.SeesAsync(line => line.Contains(Newsstand.Place(2), StringComparison.Ordinal));
        await hub.PushAsync(request, Document(hub, stand, Newsstand.Item(3)), secret: "guessed");
        await hub.PushAsync(request, Document(hub, stand, Newsstand.Item(4) + Newsstand.Item(2)));
        await run.SeesAsync(line => line.Contains(Newsstand.Place(4), StringComparison.Ordinal));
        await run.SignalAsync("TERM");
        var end = await run.EndAsync();

        Assert.Equal((200, 202, 0), (verified.Status, status, end.ExitCode));
        Assert.Equal(before, polls());
        Assert.Empty(hub.Faults);
        Assert.DoesNotContain(request.Secret!, end.Output + end.Errors, StringComparison.Ordinal);
        var alerts = stand.Transcript.Where(static s => s.IsAlert).SelectMany(static s => s.Text).ToList();
        Assert.Equal(3, stand.Transcript.Count(static s => s.IsAlert));
        Assert.DoesNotContain(alerts, static t => t.Contains(Newsstand.Place(3), StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_agreed_with_a_hub_and_what_it_pushed_outlive_a_kill()
    {
        await using var stand = new Newsstand();
        await using var hub = await HubServer.StartAsync();
        Offer(stand, hub);
        var settings = Settings(stand, hub);
        HubRequest request;
        await using (var run = await stand.StartedAsync(settings))
        {
            await run.UntilAsync(() => hub.Requests.Count > 0);
            request = hub.Requests[0];
            await hub.VerifyAsync(request);
            await hub.PushAsync(request, Document(hub, stand, Newsstand.Item(1)));
            await run.KillAsync();
        }

        await using var again = await stand.StartedAsync(settings);
        await again.SeesAsync(line => line.Contains(Newsstand.Place(1), StringComparison.Ordinal));
        await again.UntilAsync(() => IsOpen(request));
        var status = await hub.PushAsync(request, Document(hub, stand, Newsstand.Item(2)));
        await again.SeesAsync(line => line.Contains(Newsstand.Place(2), StringComparison.Ordinal));

        Assert.Equal(202, status);
        Assert.Single(hub.Requests);
        Assert.Empty(hub.Faults);
    }

    [Fact]
    public async Task The_check_says_whether_hubs_can_push_and_the_start_what_is_wrong_with_the_address()
    {
        await using var stand = new Newsstand();

        var off = await stand.ToEndAsync("check");
        var on = await stand.ToEndAsync("check", ("Feeds__PublicAddress", "https://alerts.example/bot"));
        var bad = await stand.ToEndAsync("run", ("Feeds__PublicAddress", "alerts.example"));

        Assert.Contains("Feeds:PublicAddress is not set", off.Output, StringComparison.Ordinal);
        Assert.Contains("hubs push to https://alerts.example/bot", on.Output, StringComparison.Ordinal);
        Assert.Equal((0, 0, 1), (off.ExitCode, on.ExitCode, bad.ExitCode));
        Assert.Contains(
            "Feeds:PublicAddress must be an http or https address", bad.Output + bad.Errors, StringComparison.Ordinal);
    }

    /// <summary>Serves a feed that names the hub and is polled as often as may be; answers how often it was.</summary>
    private static Func<int> Offer(Newsstand stand, HubServer hub)
    {
        stand.Add("news", _ => FeedServerReply.Document(Document(hub, stand, "")));
        return () => stand.Server.Requests.Count;
    }

    private static string Document(HubServer hub, Newsstand stand, string items) =>
        "<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\"><channel><title>Strikes</title>"
        + $"<atom:link rel=\"hub\" href=\"{hub.Url}\"/><atom:link rel=\"self\" href=\"{stand.Server.Url("/news")}\"/>"
        + items + "</channel></rss>";

    private static (string, string)[] Settings(Newsstand stand, HubServer hub)
    {
        var door = FreePort();
        return
        [
            ("Feeds__PublicAddress", $"http://127.0.0.1:{door}/bot"), ("Feeds__HubListen", $"http://127.0.0.1:{door}"),
            ("Feeds__AllowedPrivateOrigins", $"{stand.Server.Origin},{hub.Origin}"),
        ];
    }

    private static int FreePort()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }

    private static bool IsOpen(HubRequest request)
    {
        using var socket = new TcpClient();
        try
        {
            socket.Connect(IPAddress.Loopback, new Uri(request.Callback).Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static DateTimeOffset NextPoll(Newsstand stand)
    {
        using var connection = new SqliteConnection($"Data Source={stand.Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT \"NextPollUtc\" FROM \"Feeds\" WHERE \"Id\" = 'news'";
        return DateTimeOffset.FromUnixTimeMilliseconds(
            Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture));
    }
}
