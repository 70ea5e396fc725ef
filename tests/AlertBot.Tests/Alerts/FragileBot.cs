using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Incidents;
using AlertBot.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AlertBot.Tests.Alerts;

/// <summary>
/// A bot on a real store and two platforms, one of which can be asked what it has. Its process dies now and then;
/// another goes on where it stopped.
/// </summary>
internal sealed class FragileBot : IAsyncDisposable
{
    /// <summary>Names of all channels; those that begin with a dash are on the platform that cannot be asked.</summary>
    public static readonly string[] Rooms =
        ["all", "grave", "quiet", "digest", "both", "public", "-1", "-2"];

    /// <summary>How much later everything comes to public channels.</summary>
    public static readonly TimeSpan PublicDelay = TimeSpan.FromMinutes(10);

    /// <summary>Where things happen. No public channel may ever hear these names.</summary>
    public static readonly string[] Places = ["Taji", "Kirkuk", "Basra", "Mosul", "Balad", "Amarah", "Najaf"];

    private static readonly CancellationToken Never = CancellationToken.None;

    private readonly Dictionary<string, Story> _told = new(StringComparer.Ordinal);
    private readonly HashSet<ChannelRef> _closed = [];
    private readonly HashSet<ChannelRef> _resubscribed = [];
    private readonly Mortal _life = new();
    private Analyst _analyst;
    private DeliveryWorker _worker;
    private int _asked;

    private FragileBot(Newsroom news, TestStore store)
    {
        (News, Store) = (news, store);
        Server = NewServer(TestPlatformRules.Discord);
        Blind = NewServer(TestPlatformRules.Telegram with { Name = "blind" });
        (_analyst, _worker) = (NewAnalyst(), NewWorker());
    }

    public Newsroom News { get; }

    public TestStore Store { get; }

    public TestPlatformServer Server { get; }

    public TestPlatformServer Blind { get; }

    /// <summary>Keys of what somebody had tried again: it comes when they want it, not in its turn.</summary>
    public HashSet<string> Retried { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether anybody muted anything.</summary>
    public bool WasMuted { get; private set; }

    public static async Task<FragileBot> NewAsync(Newsroom news)
    {
        var bot = new FragileBot(news, await TestStore.NewSqliteAsync());
        foreach (var room in Rooms)
        {
            var subscription = NewSubscription(room, news.Time.NowUtc.AddYears(-1));
            bot.ServerOf(subscription.Channel).Open(subscription.Channel);
            await bot.Store.Subscriptions.SaveAsync(subscription, Never);
        }
        return bot;
    }

    public static ChannelRef Channel(string room) =>
        room[0] == '-' ? new ChannelRef("blind", room, room, null) : Newsroom.Channel(room);

    public TestPlatformServer ServerOf(ChannelRef channel) => channel.Platform == "blind" ? Blind : Server;

    public async Task DoAsync(Turn turn)
    {
        switch (turn)
        {
            case Turn.News news: await TellAsync(news); break;
            case Turn.Edited edited: await EditAsync(edited); break;
            case Turn.Close close: await CloseAsync(close.Channel); break;
            case Turn.Reopen open: ServerOf(Channel(open.Channel)).Reopen(await AddressAsync(open.Channel)); break;
            case Turn.Moved moved: await MoveAsync(moved.Channel); break;
            case Turn.Remove remove: Remove(remove.Message); break;
            case Turn.Wait wait: News.Time.Advance(TimeSpan.FromSeconds(wait.Seconds)); break;
            case Turn.Die die: _life.DieAt(die.Port, die.Calls, die.IsAfter); break;
            case Turn.Weather weather: Order(weather); break;
            case Turn.Analyse: await LiveAsync(() => _analyst.AnalyseWaitingAsync(Never)); break;
            case Turn.Repair: await LiveAsync(() => _analyst.RepairAsync(null, Never)); break;
            case Turn.Deliver: await LiveAsync(() => _worker.DeliverDueAsync(Never)); break;
            case Turn.Both:
                await LiveAsync(() => Task.WhenAll(
                    _analyst.AnalyseWaitingAsync(Never), _worker.DeliverDueAsync(Never),
                    _analyst.AnalyseWaitingAsync(Never), _worker.DeliverDueAsync(Never)));
                break;
            default: await AskAsync(turn); break;
        }
    }

    /// <summary>Nothing breaks any more: all that is owed goes out.</summary>
    public async Task CalmDownAsync()
    {
        _life.CalmDown();
        Server.CalmDown();
        Blind.CalmDown();
        await LiveAsync(() => _analyst.AnalyseWaitingAsync(Never));
        for (var i = 0; i < 5000 && await Store.Outbox.NextDueUtcAsync(Never) is { } dueUtc; i++)
        {
            if (dueUtc > News.Time.NowUtc) await Task.Delay(dueUtc - News.Time.NowUtc, News.Time, Never);
            do await LiveAsync(() => _worker.DeliverDueAsync(Never));
            while (await _worker.WaitForTurnAsync(TimeSpan.FromHours(1), Never));
            // A channel that opens again leaves word for the analysis.
            await LiveAsync(() => _analyst.AnalyseWaitingAsync(Never));
        }
    }

    /// <summary>Whether a channel ever threw the bot out.</summary>
    public bool WasClosed(ChannelRef channel) => _closed.Contains(channel);

    /// <summary>Whether a channel subscribed anew: what was seen before is not owed.</summary>
    public bool WasResubscribed(ChannelRef channel) => _resubscribed.Contains(channel);

    public async ValueTask DisposeAsync()
    {
        _analyst.Dispose();
        _worker.Dispose();
        await Store.DisposeAsync();
    }

    private static Subscription NewSubscription(string room, DateTimeOffset sinceUtc)
    {
        var all = Subscription.Default(Channel(room), "iraq", sinceUtc) with { LeastSeverity = SeverityLevel.Low };
        return room switch
        {
            "grave" => all with { LeastSeverity = SeverityLevel.High, Mention = "77", MentionFrom = SeverityLevel.Critical },
            "quiet" => all with { Quiet = new QuietHours(new TimeOnly(12, 30), new TimeOnly(14, 0)) },
            "digest" => all with { Mode = SubscriptionMode.Digest, DigestEvery = TimeSpan.FromHours(1) },
            "both" => all with
            {
                Mode = SubscriptionMode.InstantFrom,
                InstantFrom = SeverityLevel.High,
                DigestEvery = TimeSpan.FromHours(2),
            },
            "public" or "-2" => all with { Share = ShareLevel.Public, PublicDelay = PublicDelay },
            _ => all,
        };
    }

    private TestPlatformServer NewServer(TestPlatformRules rules) =>
        new(News.Time, rules) { Latency = () => TimeSpan.FromMilliseconds(150) };

    private async Task TellAsync(Turn.News news)
    {
        News.Time.Advance(TimeSpan.FromSeconds(1));
        var story = new Story($"s{_told.Count + 1}", Places[news.Place], news.Killed)
        {
            ClaimedBy = news.Twist == StoryTwist.Claimed ? "the brigade" : null,
            IsHistoric = news.Twist == StoryTwist.Historic,
            IsBacklog = news.Twist == StoryTwist.Backlog,
            Age = news.Twist == StoryTwist.OldWhenSeen ? TimeSpan.FromHours(30) : TimeSpan.FromMinutes(2),
        };
        _told[story.Id] = story;
        await Store.AddArticlesAsync(News.Known(story));
    }

    private async Task EditAsync(Turn.Edited edited)
    {
        if (!_told.TryGetValue($"s{edited.Story}", out var story) || story.Killed == edited.Killed) return;
        News.Time.Advance(TimeSpan.FromSeconds(1));
        _told[story.Id] = story = story with { Killed = edited.Killed };
        await Store.EditArticleAsync(News.Known(story));
    }

    private async Task AskAsync(Turn turn)
    {
        WasMuted |= turn is Turn.Muted;
        if (turn is Turn.Subscribe resubscribed) _resubscribed.Add(Channel(resubscribed.Channel));
        var id = $"r{++_asked}";
        AnalysisRequest? request = turn switch
        {
            Turn.Merge r => new AnalysisRequest.Merge(id, r.First, r.Second, "moderator"),
            Turn.Split r => new AnalysisRequest.Split(id, r.Number, [$"s{r.Story}"], "moderator"),
            Turn.Move r => new AnalysisRequest.Move(id, $"s{r.Story}", r.To, "moderator"),
            Turn.Retract r => new AnalysisRequest.Retract(id, r.Number, "A drill.", "moderator"),
            Turn.Restore r => new AnalysisRequest.Restore(id, r.Number, "moderator"),
            Turn.Acknowledge r => new AnalysisRequest.Acknowledge(
                id, r.Number, Communities.Of(Channel("all")), "7", "Ann", News.Time.NowUtc),
            Turn.Muted r => new AnalysisRequest.AddMute(id, new Mute(
                id, Communities.Of(Channel("all")), null, MuteWhat.Incident, $"{r.Number}",
                News.Time.NowUtc.AddHours(2), r.UntilChange, "Ann", News.Time.NowUtc)),
            _ => null,
        };
        await LiveAsync(async () =>
        {
            if (turn is Turn.Mend) await MendAsync();
            else if (turn is Turn.Subscribe subscribe) await WatchedPort.Of(Store.Subscriptions, _life).SaveAsync(
                NewSubscription(subscribe.Channel, News.Time.NowUtc), Never);
            else if (turn is Turn.Unmute)
            {
                var mutes = await WatchedPort.Of(Store.Mutes, _life)
                    .ListAsync(Communities.Of(Channel("all")), News.Time.NowUtc, Never);
                request = mutes.Count == 0 ? null
                    : new AnalysisRequest.EndMute(id, mutes[0].Id, mutes[0].Community, "Ann");
            }
            if (request is null) return;
            // Whoever gets no answer asks again.
            var store = WatchedPort.Of(Store.Analysis, _life);
            await store.AddRequestAsync(request, News.Time.NowUtc, Never);
            await store.AddRequestAsync(request, News.Time.NowUtc, Never);
        });
    }

    // Somebody retries all that is stuck.
    private async Task MendAsync()
    {
        var outbox = WatchedPort.Of(Store.Outbox, _life);
        foreach (var state in new[] { DeliveryState.Parked, DeliveryState.Unknown })
            foreach (var row in await outbox.ListAsync(state, 100, Never))
            {
                Retried.Add(row.Delivery.Key);
                await outbox.RetryAsync(row.Delivery.Key, News.Time.NowUtc, Never);
            }
    }

    private async Task<ChannelRef> AddressAsync(string room)
    {
        var moves = await Store.Channels.MovesAsync(Never);
        return moves.GetValueOrDefault(Channel(room), Channel(room));
    }

    private async Task CloseAsync(string room)
    {
        _closed.Add(Channel(room));
        ServerOf(Channel(room)).Close(await AddressAsync(room));
    }

    private async Task MoveAsync(string room)
    {
        var old = await AddressAsync(room);
        ServerOf(old).Move(old, old with { Channel = old.Channel + "x" });
    }

    private void Remove(int index)
    {
        var messages = Server.Messages;
        if (index < messages.Count) Server.Remove(messages[index].Ref);
    }

    private void Order(Turn.Weather weather)
    {
        var server = weather.IsBlind ? Blind : Server;
        server.Order([.. Enumerable.Repeat(TestFault.None, weather.Fair), weather.Fault]);
    }

    private async Task LiveAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (TestCrashException)
        {
        }
        while (_life.IsDead)
        {
            _life.Rise();
            _analyst.Dispose();
            _worker.Dispose();
            (_analyst, _worker) = (NewAnalyst(), NewWorker());
            try
            {
                await _worker.RecoverAsync(Never);
            }
            catch (TestCrashException)
            {
            }
        }
    }

    private Analyst NewAnalyst() => new(
        WatchedPort.Of(Store.Analysis, _life), WatchedPort.Of(Store.Leases, _life), new WorkerName("worker"),
        (_, _) => Task.FromResult(News.Rules), News.Time, NullLogger<Analyst>.Instance);

    private DeliveryWorker NewWorker() => new(
        WatchedPort.Of(Store.Outbox, _life), WatchedPort.Of(Store.Channels, _life),
        WatchedPort.Of(Store.Subscriptions, _life),
        [
            WatchedPort.Of<IChatPlatform>(new TestPlatform(Server), _life),
            WatchedPort.Of<IChatPlatform>(new TestPlatform(Blind), _life),
        ],
        new WorkerName("worker"), Options.Create(new DeliveryOptions { MaxAttempts = 100 }), News.Time, new Random(1),
        NullLogger<DeliveryWorker>.Instance);
}
