using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Incidents;
using AlertBot.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AlertBot.Tests.Alerts;

/// <summary>
/// The whole way of the news on a real store: analysis, outbox, worker, and two platforms, of which the second, called
/// blind, cannot be asked what it has. The clock stands still until a test lets time pass.
/// </summary>
internal sealed class Pipeline : IAsyncDisposable
{
    public const string Blind = "blind";

    private static readonly CancellationToken Never = CancellationToken.None;

    // As often as the host looks at least, so that closed channels are looked at too.
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(5);

    private readonly DeliveryOptions _options;
    private int _asked;

    private Pipeline(Newsroom news, TestStore store, DeliveryOptions options)
    {
        (News, Store, _options) = (news, store, options);
        Time = new ShiftedTime(news.Time);
        Server = NewServer(TestPlatformRules.Discord);
        BlindServer = NewServer(TestPlatformRules.Telegram with { Name = Blind });
        (Analyst, Worker) = (NewAnalyst(), NewWorker());
    }

    public Newsroom News { get; }

    public TestStore Store { get; private set; }

    public TestPlatformServer Server { get; }

    public TestPlatformServer BlindServer { get; }

    /// <summary>What the process takes for the time; a test may set it wrong.</summary>
    public ShiftedTime Time { get; }

    public Analyst Analyst { get; private set; }

    public DeliveryWorker Worker { get; private set; }

    public DateTimeOffset NowUtc => News.Time.NowUtc;

    /// <summary>Runs a test on one thread under the clock, from an instant on; noon of 11 March 2020 when null.</summary>
    public static void Run(
        Func<Pipeline, Task> test, AlertRules? rules = null, DeliveryOptions? options = null,
        DateTimeOffset? startUtc = null)
    {
        var news = new Newsroom(rules, startUtc);
        SingleThread.Run(news.Time, async () =>
        {
            await using var bot = new Pipeline(news, await TestStore.NewSqliteAsync(), options ?? new DeliveryOptions());
            await test(bot);
        });
    }

    /// <summary>Subscribes a channel since long ago, and changes the subscription as the test wants it.</summary>
    public async Task<ChannelRef> SubscribeAsync(
        string room, Func<Subscription, Subscription>? change = null, string topic = "iraq", string community = "home",
        bool isBlind = false)
    {
        var channel = isBlind ? new ChannelRef(Blind, community, room, null) : Newsroom.Channel(room, community);
        ServerOf(channel).Open(channel);
        var subscription = Subscription.Default(channel, topic, NowUtc.AddYears(-1)) with
        {
            LeastSeverity = SeverityLevel.Low,
        };
        await Store.Subscriptions.SaveAsync(change is null ? subscription : change(subscription), Never);
        return channel;
    }

    public TestPlatformServer ServerOf(ChannelRef channel) => channel.Platform == Blind ? BlindServer : Server;

    /// <summary>All that stands in a channel, oldest first.</summary>
    public IReadOnlyList<TestMessage> In(ChannelRef channel) =>
        [.. ServerOf(channel).Messages.Where(m => m.Ref.Channel == channel)];

    /// <summary>Stories come in together, are analysed, and what is due goes out.</summary>
    public async Task TellAsync(params Story[] stories)
    {
        await StoreAsync(stories);
        await WorkAsync();
    }

    /// <summary>Stories come in and wait for the analysis.</summary>
    public async Task StoreAsync(params Story[] stories)
    {
        News.Time.Advance(TimeSpan.FromSeconds(1));
        await Store.AddArticlesAsync([.. stories.Select(News.Known)]);
    }

    /// <summary>A story is read as its publisher changed it.</summary>
    public async Task EditAsync(Story story)
    {
        News.Time.Advance(TimeSpan.FromSeconds(1));
        await Store.EditArticleAsync(News.Known(story));
        await WorkAsync();
    }

    /// <summary>Somebody asks for something; asked by its number.</summary>
    public async Task AskAsync(Func<string, AnalysisRequest> request)
    {
        News.Time.Advance(TimeSpan.FromSeconds(1));
        await Store.Analysis.AddRequestAsync(request($"request-{++_asked}"), NowUtc, Never);
        await WorkAsync();
    }

    /// <summary>Somebody of a channel takes note of an incident there.</summary>
    public Task AcknowledgeAsync(ChannelRef channel, long number, string user) =>
        AskAsync(id => new AnalysisRequest.Acknowledge(
            id, number, Communities.Of(channel), user, "user " + user, NowUtc)
        {
            Asker = new Asker(channel, user, "user " + user, "ack", null),
        });

    /// <summary>What waits is analysed, and what is due goes out.</summary>
    public async Task WorkAsync()
    {
        await Analyst.AnalyseWaitingAsync(Never);
        await DeliverAsync();
    }

    /// <summary>What is due goes out.</summary>
    public async Task DeliverAsync()
    {
        do await Worker.DeliverDueAsync(Never);
        while (await Worker.WaitForTurnAsync(TimeSpan.FromSeconds(30), Never));
    }

    /// <summary>Time passes, and what is due goes out when it is.</summary>
    public async Task PassAsync(TimeSpan span)
    {
        var endUtc = NowUtc + span;
        while (NowUtc < endUtc)
        {
            var nextUtc = await Store.Outbox.NextDueUtcAsync(Never) is { } dueUtc && dueUtc < NowUtc + Step
                ? dueUtc : NowUtc + Step;
            if (nextUtc <= NowUtc) nextUtc = NowUtc + TimeSpan.FromSeconds(1);
            News.Time.AdvanceTo(nextUtc < endUtc ? nextUtc : endUtc);
            await WorkAsync();
        }
    }

    /// <summary>The process ends, and another goes on from what is stored.</summary>
    public async Task RestartAsync()
    {
        Analyst.Dispose();
        Worker.Dispose();
        Store = await Store.ReopenAsync();
        (Analyst, Worker) = (NewAnalyst(), NewWorker());
        await Worker.RecoverAsync(Never);
    }

    public async ValueTask DisposeAsync()
    {
        Analyst.Dispose();
        Worker.Dispose();
        await Store.DisposeAsync();
    }

    private TestPlatformServer NewServer(TestPlatformRules rules) =>
        new(News.Time, rules) { Latency = () => TimeSpan.FromMilliseconds(150) };

    private Analyst NewAnalyst() => new(
        Store.Analysis, Store.Leases, new WorkerName("worker"), (_, _) => Task.FromResult(News.Rules), Time,
        NullLogger<Analyst>.Instance);

    private DeliveryWorker NewWorker() => new(
        Store.Outbox, Store.Channels, Store.Subscriptions, [new TestPlatform(Server), new TestPlatform(BlindServer)],
        new WorkerName("worker"), Options.Create(_options), Time, new Random(1), NullLogger<DeliveryWorker>.Instance);
}

/// <summary>A clock that shows another time than its fellow, as one does that was set.</summary>
internal sealed class ShiftedTime(FakeTime time) : TimeProvider
{
    /// <summary>How much it is off; its timers run as they do.</summary>
    public TimeSpan Shift { get; set; }

    public override long TimestampFrequency => time.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => time.LocalTimeZone;

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow() + Shift;

    public override long GetTimestamp() => time.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        time.CreateTimer(callback, state, dueTime, period);
}
