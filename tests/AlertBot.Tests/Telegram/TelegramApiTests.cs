using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Diagnostics.Tracing;
using System.Net;
using System.Net.Sockets;
using AlertBot.Chat;
using AlertBot.Telegram;
using AlertBot.Telegram.Api;
using AlertBot.Testing;
using AlertBot.Testing.Telegram;
using Xunit;

namespace AlertBot.Tests.Telegram;

public sealed class TelegramApiTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Theory]
    [InlineData(403, "Forbidden: bot was blocked by the user", "Unreachable")]
    [InlineData(403, "Forbidden: user is deactivated", "Unreachable")]
    [InlineData(403, "Forbidden: bot can't initiate conversation with a user", "Unreachable")]
    [InlineData(403, "Forbidden: bot was kicked from the supergroup chat", "NotMember")]
    [InlineData(403, "Forbidden: bot is not a member of the channel chat", "NotMember")]
    [InlineData(403, "Forbidden: something that they think of tomorrow", "NotMember")]
    [InlineData(400, "Bad Request: chat not found", "ChatNotFound")]
    [InlineData(400, "Bad Request: group chat was deactivated", "ChatNotFound")]
    [InlineData(400, "Bad Request: not enough rights to send text messages to the chat", "NoRights")]
    [InlineData(400, "Bad Request: need administrator rights in the channel chat", "NoRights")]
    [InlineData(400, "Bad Request: message thread not found", "ThreadNotFound")]
    [InlineData(400, "Bad Request: TOPIC_CLOSED", "ThreadNotFound")]
    [InlineData(400, "Bad Request: message is not modified: specified new message content …", "NotModified")]
    [InlineData(400, "Bad Request: message to edit not found", "MessageNotFound")]
    [InlineData(400, "Bad Request: message can't be edited", "MessageFixed")]
    [InlineData(400, "Bad Request: can't parse entities: Unsupported start tag \"p\" at byte offset 0", "BadMarkup")]
    [InlineData(400, "Bad Request: message is too long", "TooLong")]
    [InlineData(400, "Bad Request: BUTTON_DATA_INVALID", "BadKeyboard")]
    [InlineData(400, "Bad Request: query is too old and response timeout expired or query ID is invalid", "QueryTooOld")]
    [InlineData(401, "Unauthorized", "BadToken")]
    [InlineData(404, "Not Found", "BadToken")]
    [InlineData(409, "Conflict: terminated by other getUpdates request", "Conflict")]
    [InlineData(429, "Too Many Requests: retry after 5", "TooMany")]
    [InlineData(400, "Bad Request: something else", "Other")]
    public void Refusals_are_told_apart_by_their_words(int code, string words, string kind) =>
        Assert.Equal(kind, new ApiError(code, words, null, null).Kind.ToString());

    [Fact]
    public async Task A_server_that_is_not_there_has_surely_taken_nothing()
    {
        var port = FreePort();
        using var api = Api($"http://127.0.0.1:{port}", new FakeTime());

        var answer = await api.SendMessageAsync(new SendMessage(1, "x"), Never);

        Assert.IsType<ApiAnswer<WireMessage>.NotSent>(answer);
    }

    [Fact]
    public async Task An_answer_that_does_not_come_in_time_leaves_it_unknown()
    {
        await using var bench = await TelegramBench.StartAsync();
        var arrived = new TaskCompletionSource();
        bench.Server.Weather = (_, _) =>
        {
            arrived.TrySetResult();
            return TelegramFault.Hang;
        };
        using var api = Api(bench.Server.BaseUrl, bench.Time);

        var sending = api.SendMessageAsync(new SendMessage(bench.Person.Id, "x"), Never);
        await arrived.Task;
        bench.Time.Advance(TimeSpan.FromSeconds(31));

        Assert.IsType<ApiAnswer<WireMessage>.Unknown>(await sending);
    }

    [Fact]
    public async Task What_is_stopped_before_it_left_throws_and_afterwards_is_unknown()
    {
        await using var bench = await TelegramBench.StartAsync();
        using var api = Api(bench.Server.BaseUrl, bench.Time);
        using var early = new CancellationTokenSource();
        using var late = new CancellationTokenSource();
        bench.Server.Weather = (_, _) =>
        {
            late.Cancel();
            return TelegramFault.Hang;
        };
        await early.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => api.SendMessageAsync(new SendMessage(bench.Person.Id, "x"), early.Token));
        Assert.IsType<ApiAnswer<WireMessage>.Unknown>(
            await api.SendMessageAsync(new SendMessage(bench.Person.Id, "x"), late.Token));
    }

    [Fact]
    public async Task A_wrong_token_is_told_as_such()
    {
        await using var bench = await TelegramBench.StartAsync();
        using var api = new TelegramApi(
            new TelegramOptions { Token = "1:wrong-token-of-somebody-else", ApiBaseUrl = bench.Server.BaseUrl }, bench.Time);

        var answer = await api.GetMeAsync(Never);

        Assert.Equal(ApiErrorKind.BadToken, answer.Refusal?.Kind);
    }

    [Fact]
    public async Task A_file_goes_along_as_a_document()
    {
        await using var bench = await TelegramBench.StartAsync();
        using var api = Api(bench.Server.BaseUrl, bench.Time);

        var answer = await api.SendDocumentAsync(
            new SendMessage(bench.Person.Id, ""), new ReplyFile("incidents.csv", "text/csv", "a,b\n1,تاجي\n"), Never);

        Assert.IsType<ApiAnswer<WireMessage>.Ok>(answer);
        Assert.Equal(("incidents.csv", "a,b\n1,تاجي\n"), Assert.Single(bench.Server.Answers(bench.PrivateRoom)).File);
    }

    [Fact]
    public async Task The_token_is_in_no_log_exception_event_metric_or_trace()
    {
        using var listener = new EverythingListener();
        await using var bench = await TelegramBench.StartAsync(new TelegramRules { HasFloodControl = false });
        using var api = Api(bench.Server.BaseUrl, bench.Time);
        using var nowhere = Api($"http://127.0.0.1:{FreePort()}", bench.Time);
        var problems = new List<string>();
        bench.Server.Order(
            TelegramFault.CutBefore, TelegramFault.CutAnswer, TelegramFault.BadGateway, TelegramFault.ServerError,
            TelegramFault.TooMany);

        for (var i = 0; i < 6; i++)
            problems.Add((await api.SendMessageAsync(new SendMessage(bench.Person.Id, "x"), Never)).Problem);
        problems.Add((await api.SendMessageAsync(new SendMessage(-1, "x"), Never)).Problem);
        problems.Add((await nowhere.SendMessageAsync(new SendMessage(1, "x"), Never)).Problem);
        await bench.Platform.SendAsync(TelegramBench.Delivery(bench.PrivateRoom, Message.Line("x")), Never);
        await bench.SayAsync(bench.PrivateRoom, bench.Person, "/help");

        Assert.Contains(listener.Seen, text => text.Contains("/sendMessage", StringComparison.Ordinal));
        Assert.All(
            [.. problems, .. listener.Seen, .. bench.Logs.Lines.Select(l => l.Text)],
            text => Assert.DoesNotContain(TelegramServer.Token, text, StringComparison.Ordinal));
    }

    private static TelegramApi Api(string address, TimeProvider time) =>
        new(new TelegramOptions { Token = TelegramServer.Token, ApiBaseUrl = address }, time);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Whatever the process tells anybody of its requests.</summary>
    private sealed class EverythingListener : IDisposable
    {
        private readonly System.Collections.Concurrent.ConcurrentQueue<string> _seen = new();
        private readonly MeterListener _meters = new();
        private readonly ActivityListener _traces;
        private readonly Events _events;

        public EverythingListener()
        {
            _meters.InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument);
            _meters.SetMeasurementEventCallback<double>((i, _, tags, _) => See(i.Name, tags));
            _meters.SetMeasurementEventCallback<long>((i, _, tags, _) => See(i.Name, tags));
            _meters.Start();
            // The stand-in is in this process too: what its web server traces is not ours.
            _traces = new ActivityListener
            {
                ShouldListenTo = source => !source.Name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal),
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = activity => See(activity.DisplayName, activity.TagObjects.ToArray()),
            };
            ActivitySource.AddActivityListener(_traces);
            _events = new Events(_seen);
        }

        public IReadOnlyList<string> Seen => [.. _seen];

        public void Dispose()
        {
            _meters.Dispose();
            _traces.Dispose();
            _events.Dispose();
        }

        private void See(string name, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            foreach (var (key, value) in tags)
                // A route of the stand-in names its parameter, and never the value.
                _seen.Enqueue($"{name} {key}={value}");
        }

        private sealed class Events(System.Collections.Concurrent.ConcurrentQueue<string> seen) : EventListener
        {
            protected override void OnEventSourceCreated(EventSource eventSource)
            {
                if (eventSource.Name is "System.Net.Http" or "System.Net.Sockets" or "System.Net.NameResolution")
                    EnableEvents(eventSource, EventLevel.Verbose);
            }

            protected override void OnEventWritten(EventWrittenEventArgs eventData) =>
                seen?.Enqueue($"{eventData.EventName} {string.Join(' ', eventData.Payload ?? new([]))}");
        }
    }
}
