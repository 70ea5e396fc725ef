using System.Text;
using System.Text.Json.Nodes;

namespace AlertBot.Testing.Telegram;

/// <summary>Pushes updates to a webhook, and again after a while when they are not taken.</summary>
/// <remarks>Behaviour after telegram-bot-api, WebhookActor.cpp: a wait of a second, doubled from the second failure on.</remarks>
internal sealed class TelegramPusher : IAsyncDisposable
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    private readonly TelegramQueue _queue;
    private readonly TimeProvider _time;
    private readonly HttpClient _http = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _rung = new(0);
    private readonly Task _pushing;
    private int _pushes;

    public TelegramPusher(TelegramQueue queue, Uri url, string? secret, TimeProvider time)
    {
        (_queue, Url, Secret, _time) = (queue, url, secret, time);
        _queue.Added += Ring;
        _pushing = PushAsync();
    }

    /// <summary>Where they go.</summary>
    public Uri Url { get; }

    /// <summary>What is shown with them.</summary>
    public string? Secret { get; }

    /// <summary>How often something was pushed.</summary>
    public int Pushes => Volatile.Read(ref _pushes);

    public async ValueTask DisposeAsync()
    {
        _queue.Added -= Ring;
        await _stop.CancelAsync();
        await _pushing;
        _http.Dispose();
        _stop.Dispose();
        _rung.Dispose();
    }

    private void Ring() => _rung.Release();

    private async Task PushAsync()
    {
        try
        {
            while (true)
            {
                foreach (var update in _queue.Peek()) await PushAsync(update);
                if (_queue.Waiting == 0) await _rung.WaitAsync(_stop.Token);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The webhook was taken away.
        }
    }

    private async Task PushAsync(JsonObject update)
    {
        var wait = FirstWait;
        for (var failures = 0; !await TryAsync(update); failures++)
        {
            if (failures > 0) wait = wait * 2 > LongestWait ? LongestWait : wait * 2;
            await Task.Delay(wait, _time, _stop.Token);
        }
        _queue.Forget(update["update_id"]!.GetValue<long>());
    }

    private async Task<bool> TryAsync(JsonObject update)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Url)
        {
            Content = new StringContent(update.ToJsonString(), Encoding.UTF8, "application/json"),
        };
        if (Secret is not null) request.Headers.Add("X-Telegram-Bot-Api-Secret-Token", Secret);
        Interlocked.Increment(ref _pushes);
        try
        {
            using var response = await _http.SendAsync(request, _stop.Token);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
