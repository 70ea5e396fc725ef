using AlertBot.Telegram.Api;
using AlertBot.Testing;
using AlertBot.Testing.Telegram;
using Xunit;

namespace AlertBot.Tests.Telegram;

/// <summary>The stand-in refuses what the real server refuses: other tests rest on that.</summary>
public sealed class TelegramServerTests : IAsyncLifetime
{
    private static readonly CancellationToken Never = CancellationToken.None;

    private readonly FakeTime _time = new();
    private TelegramServer _server = null!;
    private TelegramApi _api = null!;
    private TelegramPerson _person = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await TelegramServer.StartAsync(_time);
        _api = new TelegramApi(
            new AlertBot.Telegram.TelegramOptions { Token = TelegramServer.Token, ApiBaseUrl = _server.BaseUrl }, _time);
        _person = _server.Person(7, "Noor");
    }

    public async ValueTask DisposeAsync()
    {
        _api.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Who_asks_the_same_again_at_once_is_given_one_update_and_a_new_offset_all()
    {
        foreach (var text in (string[])["a", "b", "c"]) _server.Write(_person, text);

        var first = await PollAsync(0);
        var again = await PollAsync(0);
        var after = await PollAsync(first[0].UpdateId + 1);
        _time.Advance(TimeSpan.FromSeconds(1));
        var later = await PollAsync(first[0].UpdateId + 1);

        Assert.Equal((3, 1, 2, 2), (first.Count, again.Count, after.Count, later.Count));
    }

    [Fact]
    public async Task Who_asks_the_same_again_at_once_without_patience_waits_three_seconds()
    {
        await PollAsync(0);
        var again = PollAsync(0);
        while (_time.NextUtc is not { } next || next > _time.NowUtc.AddSeconds(3)) await Task.Yield();
        Assert.False(again.IsCompleted);

        _time.Advance(TimeSpan.FromSeconds(3));

        Assert.Empty(await again);
    }

    [Fact]
    public async Task A_second_consumer_ends_the_first_whether_it_finds_something_or_not()
    {
        var first = _api.GetUpdatesAsync(new GetUpdates { Timeout = 50 }, Never);
        while (!_server.IsPolled) await Task.Yield();
        var second = _api.GetUpdatesAsync(new GetUpdates { Timeout = 50, Offset = -1 }, Never);

        Assert.Equal(ApiErrorKind.Conflict, (await first).Refusal?.Kind);
        while (!_server.IsPolled) await Task.Yield();
        _server.Write(_person, "a");
        Assert.IsType<ApiAnswer<List<Update>>.Ok>(await second);
    }

    [Fact]
    public async Task A_webhook_ends_a_poll_and_its_secret_is_looked_at()
    {
        var poll = _api.GetUpdatesAsync(new GetUpdates { Timeout = 50 }, Never);
        while (!_server.IsPolled) await Task.Yield();
        var bad = await _api.SetWebhookAsync(new SetWebhook("http://127.0.0.1:9/hook") { SecretToken = "a b" }, Never);
        var good = await _api.SetWebhookAsync(new SetWebhook("http://127.0.0.1:9/hook") { SecretToken = "a_b" }, Never);

        Assert.Contains("unallowed characters", bad.Problem, StringComparison.Ordinal);
        Assert.IsType<ApiAnswer<bool>.Ok>(good);
        Assert.Contains("setWebhook", (await poll).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_was_told_to_wait_and_does_not_is_refused_until_the_wait_is_over()
    {
        var statuses = new List<int>();
        for (var i = 0; i < 5; i++) statuses.Add(await SendAsync());
        _time.Advance(TimeSpan.FromMilliseconds(900));
        statuses.Add(await SendAsync());
        _time.Advance(TimeSpan.FromMilliseconds(200));
        statuses.Add(await SendAsync());

        // A short burst, then one a second.
        Assert.Equal([200, 200, 200, 429, 429, 429, 200], statuses);
        Assert.Equal(3, _server.RefusedForNumber);
    }

    [Theory]
    [InlineData("<b>open", "can't parse entities: Can't find end tag corresponding to start tag b")]
    [InlineData("a < b", "can't parse entities: Unsupported start tag")]
    [InlineData("  ", "message text is empty")]
    public async Task Texts_that_the_real_one_refuses_are_refused(string text, string words)
    {
        var answer = await _api.SendMessageAsync(new SendMessage(7, text) { ParseMode = "HTML" }, Never);

        Assert.Contains(words, answer.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4096, true)]
    [InlineData(4097, false)]
    public async Task Length_counts_without_mark_up(int length, bool isTaken)
    {
        var text = $"<b>{new string('x', length - 4)}</b>&amp;&lt;😀";

        var answer = await _api.SendMessageAsync(new SendMessage(7, text) { ParseMode = "HTML" }, Never);

        Assert.Equal(isTaken ? "" : "Bad Request: message is too long", answer.Problem);
    }

    [Fact]
    public async Task A_chat_that_is_gone_and_one_that_never_was_are_not_found()
    {
        var group = _server.Open("supergroup", "Desk");
        _server.Delete(group);

        Assert.Equal(ApiErrorKind.ChatNotFound, (await _api.SendMessageAsync(new SendMessage(group.Id, "x"), Never)).Refusal?.Kind);
        Assert.Equal(ApiErrorKind.ChatNotFound, (await _api.SendMessageAsync(new SendMessage(4711, "x"), Never)).Refusal?.Kind);
    }

    [Fact]
    public async Task A_parameter_that_nobody_knows_fails_the_test()
    {
        Assert.SkipWhen(SharedData.Find("specs/telegram-bot-api.json") is null, "The description of the Bot API is not there.");
        var strict = await TelegramServer.StartAsync(_time);
        using var http = new HttpClient();
        using var body = new StringContent("""{"chat_id":7,"text":"x","parse_mod":"HTML"}""", null, "application/json");

        await http.PostAsync($"{strict.BaseUrl}/bot{TelegramServer.Token}/sendMessage", body);

        Assert.Contains("parse_mod", Assert.Single(strict.Violations), StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await strict.DisposeAsync());
    }

    private async Task<int> SendAsync()
    {
        await _api.SendMessageAsync(new SendMessage(7, "x"), Never);
        return _server.Calls[^1].Status;
    }

    private async Task<List<Update>> PollAsync(long offset) =>
        ((ApiAnswer<List<Update>>.Ok)await _api.GetUpdatesAsync(new GetUpdates { Offset = offset, Timeout = 0 }, Never)).Result;
}
