using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Incidents;
using AlertBot.Testing;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Xunit;

namespace AlertBot.Tests.Alerts;

/// <summary>
/// Analysis, store, outbox, worker and platform together, while requests are lost and the process dies.
/// </summary>
public sealed class OutboxPropertyTests
{
    [Fact]
    public Task Whatever_breaks_nothing_owed_is_lost_and_nothing_comes_twice() => AsyncProperty.HoldsAsync(
        Gen.Zip(Turn.Generator.ListOf(25), Gen.Choose(0, int.MaxValue)).ToArbitrary(),
        run => RunAsync([.. run.Item1], run.Item2), times: 25);

    private static async Task RunAsync(IReadOnlyList<Turn> turns, int seed)
    {
        await using var bot = await FragileBot.NewAsync(seed);
        foreach (var turn in turns) await bot.DoAsync(turn);
        await bot.CalmDownAsync();
        await bot.CheckAsync();
    }
}

/// <summary>One thing that happens.</summary>
internal abstract record Turn
{
    public static Gen<Turn> Generator { get; } = Gen.Frequency(
        (6, Gen.Zip(Gen.Choose(0, 3), Gen.Elements(0, 1, 3, 8, 20)).Select(s => (Turn)new News(s.Item1, s.Item2))),
        (1, Gen.Zip(Gen.Choose(1, 4), Gen.Choose(1, 4)).Select(s => (Turn)new Merge(s.Item1, s.Item2))),
        (1, Gen.Choose(1, 4).Select(n => (Turn)new Retract(n))),
        (3, Gen.Choose(1, 3600).Select(s => (Turn)new Wait(TimeSpan.FromSeconds(s)))),
        (5, Gen.Constant((Turn)new Analyse())), (5, Gen.Constant((Turn)new Deliver())));

    internal sealed record News(int Place, int Killed) : Turn;

    internal sealed record Merge(int First, int Second) : Turn;

    internal sealed record Retract(int Number) : Turn;

    internal sealed record Wait(TimeSpan Time) : Turn;

    internal sealed record Analyse : Turn;

    internal sealed record Deliver : Turn;
}

/// <summary>A bot on a real store whose process dies now and then; another goes on where it stopped.</summary>
internal sealed class FragileBot : IAsyncDisposable
{
    private static readonly CancellationToken Never = CancellationToken.None;
    private static readonly string[] Places = ["Taji", "Kirkuk", "Basra", "Mosul"];

    private readonly Newsroom _news = new();
    private readonly TestStore _store;
    private readonly Random _random;
    private readonly TestPlatformServer _server;
    private readonly Mortal _life;
    private Analyst _analyst;
    private DeliveryWorker _worker;
    private int _stories;

    private FragileBot(TestStore store, int seed)
    {
        (_store, _random) = (store, new Random(seed));
        _life = new Mortal(_random);
        _server = new TestPlatformServer(
            _news.Time, new TestPlatformRules { Burst = 3, Refill = TimeSpan.FromSeconds(20) })
        {
            Weather = _life.Weather,
        };
        (_analyst, _worker) = (NewAnalyst(), NewWorker());
    }

    public static async Task<FragileBot> NewAsync(int seed)
    {
        var bot = new FragileBot(await TestStore.NewSqliteAsync(), seed);
        foreach (var (name, change) in new (string, Func<Subscription, Subscription>)[]
        {
            ("all", s => s with { LeastSeverity = SeverityLevel.Low }),
            ("grave", s => s with { LeastSeverity = SeverityLevel.High }),
            ("quiet", s => s with { Quiet = new QuietHours(new TimeOnly(12, 30), new TimeOnly(14, 0)) }),
            ("digest", s => s with { Mode = SubscriptionMode.Digest, DigestEvery = TimeSpan.FromHours(1) }),
        })
        {
            bot._server.Open(bot._news.Subscribe(name, change: change));
        }
        foreach (var subscription in bot._news.Subscriptions)
            await bot._store.Subscriptions.SaveAsync(subscription, Never);
        return bot;
    }

    public async Task DoAsync(Turn turn)
    {
        var nowUtc = _news.Time.NowUtc;
        switch (turn)
        {
            case Turn.News news:
                _news.Time.Advance(TimeSpan.FromSeconds(1));
                await _store.AddArticlesAsync(
                    _news.Known(new Story($"s{++_stories}", Places[news.Place], news.Killed)));
                break;
            case Turn.Merge merge:
                await _store.Analysis.AddRequestAsync(
                    new AnalysisRequest.Merge($"r{++_stories}", merge.First, merge.Second, "moderator"), nowUtc, Never);
                break;
            case Turn.Retract retract:
                await _store.Analysis.AddRequestAsync(
                    new AnalysisRequest.Retract($"r{++_stories}", retract.Number, "A drill.", "moderator"), nowUtc,
                    Never);
                break;
            case Turn.Wait wait: _news.Time.Advance(wait.Time); break;
            case Turn.Analyse: await LiveAsync(() => _analyst.AnalyseWaitingAsync(Never)); break;
            case Turn.Deliver: await LiveAsync(() => _worker.DeliverDueAsync(Never)); break;
        }
    }

    /// <summary>Nothing breaks any more: all that is owed goes out.</summary>
    public async Task CalmDownAsync()
    {
        (_life.IsCalm, _server.Weather) = (true, _ => TestFault.None);
        await LiveAsync(() => _analyst.AnalyseWaitingAsync(Never));
        for (var i = 0; i < 2000 && await _store.Outbox.NextDueUtcAsync(Never) is { } dueUtc; i++)
        {
            _news.Time.AdvanceTo(dueUtc);
            await _worker.DeliverDueAsync(Never);
        }
    }

    public async Task CheckAsync()
    {
        var rows = await _store.Outbox.ListAsync(null, 10_000, Never);
        Assert.All(rows, row => Assert.True(
            row.State is DeliveryState.Sent or DeliveryState.Superseded, $"{row.State}: {row.Reason}"));
        var byKey = rows.ToDictionary(r => r.Delivery.Key, StringComparer.Ordinal);

        // Nothing twice: one message an alert, and one for each reply.
        var posted = _server.Messages.Select(m => (Message: m, Row: byKey[m.Key])).ToList();
        Assert.Equal(posted.Count, posted.DistinctBy(p => p.Message.Key).Count());
        var alerts = posted.Where(p => p.Row.Delivery.Kind != DeliveryKind.Reply).ToList();
        Assert.Equal(alerts.Count, alerts.DistinctBy(p => p.Row.Delivery.AlertId).Count());

        foreach (var alert in rows.GroupBy(r => r.Delivery.AlertId))
        {
            var sent = alert.Where(r => r.State == DeliveryState.Sent).OrderBy(r => r.Delivery.Sequence).ToList();
            var content = alert.Where(r => r.Delivery.Kind != DeliveryKind.Reply).MaxBy(r => r.Delivery.Sequence)!;
            if (sent.Count == 0) continue;

            // In order, and at the newest revision in the end.
            Assert.Equal(sent.Select(r => r.SentUtc), sent.Select(r => r.SentUtc).Order());
            var shown = alerts.Single(p => p.Row.Delivery.AlertId == alert.Key).Message;
            var last = sent.Last(r => r.Delivery.Kind != DeliveryKind.Reply);
            Assert.Equal(Rendered(last.Delivery), shown.Text);
            if (content.State == DeliveryState.Sent) Assert.Equal(content, last);
            Assert.All(
                posted.Where(p => p.Row.Delivery.AlertId == alert.Key && p.Row.Delivery.Kind == DeliveryKind.Reply),
                p => Assert.Equal(shown.Ref, p.Message.ReplyTo));
        }
        await CheckNothingIsMissingAsync(rows);
    }

    public async ValueTask DisposeAsync()
    {
        _analyst.Dispose();
        _worker.Dispose();
        await _store.DisposeAsync();
    }

    private async Task CheckNothingIsMissingAsync(IReadOnlyList<OutboxRow> rows)
    {
        Assert.Equal(0, await _store.Analysis.CountWaitingAsync(Never));
        var all = _news.Subscriptions.Single(s => s.Channel.Channel == "all").Channel;
        var incidents = await _store.Incidents.ListAsync(IncidentQuery.All, Communities.Of(all), 100, Never);
        foreach (var incident in incidents.Where(i => i.State == IncidentState.Open))
        {
            Assert.Contains(rows, r => r.Delivery.IncidentId == incident.Id && r.Delivery.Channel == all &&
                r.State == DeliveryState.Sent && r.Delivery.Kind != DeliveryKind.Reply);
            var newest = rows.Where(r => r.Delivery.IncidentId == incident.Id && r.Delivery.Channel == all &&
                r.Delivery.Kind != DeliveryKind.Reply).MaxBy(r => r.Delivery.Sequence)!;
            Assert.Contains($"{incident.Sources.Count} article", newest.Delivery.Text(), StringComparison.Ordinal);
        }
        var told = incidents.SelectMany(i => i.Sources).Select(s => s.ArticleId).ToHashSet();
        Assert.Equal(_news.Articles.Count, told.Count);
    }

    private string Rendered(Delivery delivery) => TestPlatformMarkup.Render(
        new ChatDelivery(delivery.Key, delivery.Channel, delivery.Message, null, null, false, delivery.Mention),
        _server.Rules);

    private async Task LiveAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (TestCrashException)
        {
            _life.IsDead = false;
            _analyst.Dispose();
            _worker.Dispose();
            (_analyst, _worker) = (NewAnalyst(), NewWorker());
            await _worker.RecoverAsync(Never);
        }
    }

    private Analyst NewAnalyst() => new(
        new MortalAnalysisStore(_store.Analysis, _life), _store.Leases, new WorkerName("worker"),
        (_, _) => Task.FromResult(_news.Rules), _news.Time, NullLogger<Analyst>.Instance);

    private DeliveryWorker NewWorker() => new(
        new MortalOutbox(_store.Outbox, _life), _store.Channels, _store.Subscriptions, [new TestPlatform(_server)],
        new WorkerName("worker"),
        Options.Create(new DeliveryOptions { MaxAttempts = 100 }), _news.Time, new Random(1),
        NullLogger<DeliveryWorker>.Instance);
}
