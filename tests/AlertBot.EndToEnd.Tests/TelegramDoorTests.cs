using System.Net;
using System.Net.Sockets;
using System.Text;
using Xunit;

namespace AlertBot.EndToEnd.Tests;

/// <summary>How the program gets in touch with Telegram: token, webhook and secret.</summary>
public sealed class TelegramDoorTests
{
    [Fact]
    public async Task Pushes_with_the_secret_are_answered_and_others_are_turned_away()
    {
        await using var desk = await TelegramDesk.OpenAsync();
        var port = FreePort();
        await using var run = await desk.StartedAsync(
            ("Telegram__WebhookUrl", $"http://127.0.0.1:{port}/hook"), ("Telegram__WebhookListen", $"http://127.0.0.1:{port}"),
            ("Telegram__WebhookSecret", "the-right_1"));
        var forged = """{"update_id":1,"message":{"message_id":1,"date":4000000000,"chat":{"id":7,"type":"private"},"from":{"id":7,"is_bot":false,"first_name":"x"},"text":"/help"}}""";
        using var http = new HttpClient();
        var codes = new List<HttpStatusCode>();
        foreach (var secret in (string[])["", "the-right_", "the-right_12"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"http://127.0.0.1:{port}/hook")
            {
                Content = new StringContent(forged, Encoding.UTF8, "application/json"),
            };
            request.Headers.TryAddWithoutValidation("X-Telegram-Bot-Api-Secret-Token", secret);
            codes.Add((await http.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode);
        }

        var answer = await desk.SayAsync(run, desk.Server.Room(desk.Reader.Id), desk.Reader, "/topics");
        var ended = await TelegramDesk.StopAsync(run);

        Assert.All(codes, code => Assert.Equal(HttpStatusCode.Unauthorized, code));
        Assert.Contains("Blasts", answer.Text, StringComparison.Ordinal);
        Assert.Single(desk.Server.Answers(desk.Server.Room(desk.Reader.Id)));
        Assert.Equal(0, ended.ExitCode);
        Assert.DoesNotContain(desk.Server.Calls, c => c.Method == "getUpdates");
    }

    [Fact]
    public async Task A_token_that_Telegram_does_not_know_is_told_once_without_it_and_the_rest_goes_on()
    {
        await using var desk = await TelegramDesk.OpenAsync();
        const string Wrong = "987654321:AAE-not-the-token-of-this-one_000000000";
        await using var run = await desk.Stand.StartedAsync(
            ("Telegram__Token", Wrong), ("Telegram__ApiBaseUrl", desk.Server.BaseUrl),
            ("Logging__LogLevel__Default", "Trace"), ("Logging__LogLevel__Microsoft", "Trace"),
            ("Logging__LogLevel__System", "Trace"));
        await run.SeesAsync(line => line.Contains("Telegram does not know the token", StringComparison.Ordinal));
        await run.UntilAsync(() => desk.Stand.SentAlerts() == 1);
        var ended = await TelegramDesk.StopAsync(run);

        Assert.Equal(0, ended.ExitCode);
        Assert.Single(ended.ErrorLines, l => l.Contains("Telegram does not know the token", StringComparison.Ordinal));
        Assert.DoesNotContain(Wrong, ended.Output + ended.Errors, StringComparison.Ordinal);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
