using System.Net;
using System.Text;
using AlertBot.Telegram.Updates;
using AlertBot.Testing.Telegram;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace AlertBot.Tests.Telegram;

public sealed class WebhookTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Fact]
    public async Task What_is_pushed_with_the_secret_is_answered_and_anything_else_is_turned_away()
    {
        var port = FreePort();
        await using var bench = await TelegramBench.StartAsync(
            ("Telegram:WebhookUrl", $"http://127.0.0.1:{port}/hook"), ("Telegram:WebhookListen", $"http://127.0.0.1:{port}"),
            ("Telegram:WebhookSecret", "a-secret_1"));
        var receiver = bench.Services.GetServices<IHostedService>().OfType<WebhookReceiver>().Single();
        await receiver.StartAsync(Never);
        while (bench.Server.Webhook is null) await Task.Yield();

        bench.Server.Write(bench.Person, "/topics");
        while (bench.Server.WaitingUpdates > 0) await Task.Yield();
        using var http = new HttpClient();
        var codes = new List<HttpStatusCode>();
        foreach (var secret in (string?[])[null, "", "a-secret_2", "a-secret_1"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"http://127.0.0.1:{port}/hook")
            {
                Content = new StringContent("no update", Encoding.UTF8, "application/json"),
            };
            if (secret is not null) request.Headers.Add("X-Telegram-Bot-Api-Secret-Token", secret);
            codes.Add((await http.SendAsync(request)).StatusCode);
        }
        await receiver.StopAsync(Never);

        Assert.Equal("/topics", Assert.Single(bench.Handler.Asked).Line);
        Assert.Single(bench.Server.Answers(bench.PrivateRoom));
        // What shows the secret and is no update is taken, so that it does not come again.
        Assert.Equal(
            [HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.OK], codes);
    }

    [Fact]
    public void The_secret_of_a_token_is_one_that_telegram_takes_and_tells_nothing_of_it()
    {
        var secret = WebhookReceiver.SecretOf(new AlertBot.Telegram.TelegramOptions { Token = TelegramServer.Token });

        Assert.Matches("^[A-Za-z0-9_-]{1,256}$", secret);
        Assert.DoesNotContain(TelegramServer.Token.Split(':')[1], secret, StringComparison.Ordinal);
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
