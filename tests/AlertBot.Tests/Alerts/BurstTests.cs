using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Incidents;
using AlertBot.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Xunit;

namespace AlertBot.Tests.Alerts;

/// <summary>Many deliveries at once, to platforms that take a while over each.</summary>
public sealed class BurstTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Theory]
    [InlineData(10_000, 500)] // the bot as a whole: 50 a second
    [InlineData(600, 1)] // one channel: 5 in 5 seconds
    public void On_Discord_a_burst_drains_at_what_the_platform_takes_and_is_never_refused(int count, int channels)
    {
        var limit = channels == 1 ? 1.0 : 50;
        Drain(TestPlatformRules.Discord, n => $"room{n % channels}", count, limit);
    }

    [Theory]
    [InlineData(10_000, 1000)] // the bot as a whole: 30 a second
    [InlineData(200, 1)] // one group: 20 a minute
    public void On_Telegram_a_burst_drains_at_what_the_platform_takes_and_is_never_refused(int count, int channels)
    {
        var limit = channels == 1 ? 20.0 / 60 : 30;
        // A third of the chats are groups; those are known by the sign of their number.
        Drain(TestPlatformRules.Telegram, n => n % channels % 3 == 0 ? $"-{n % channels}" : $"{n % channels}", count, limit);
    }

    [Fact]
    public void The_gravest_of_a_burst_go_first_also_those_that_come_while_it_drains() =>
        WithBench(TestPlatformRules.Discord, async bench =>
        {
            var channels = Enumerable.Range(0, 100).Select(n => bench.Open($"room{n}")).ToList();
            await bench.OweAsync(Enumerable.Range(1, 1000).Select(n => Some.Delivery(
                n, severity: (SeverityLevel)(n / 100 % 4), channel: channels[n % 100])));
            using var worker = bench.NewWorker();
            var draining = bench.DrainAsync(worker);
            await Task.Delay(TimeSpan.FromSeconds(7), bench.Time, Never);
            await bench.OweAsync([Some.Delivery(5000, severity: SeverityLevel.Critical, channel: channels[0])]);
            worker.Ring();
            var rungUtc = bench.Time.NowUtc;
            await draining;

            var order = bench.Server.Messages.Where(m => !m.Text.Contains("5000", StringComparison.Ordinal))
                .Select(m => int.Parse(m.Text.Split(' ', ',')[1], null) / 100 % 4).ToList();
            Assert.Equal(1000, order.Count);
            // What stands in one channel's way may let a lesser one of another channel pass; at most a few do.
            Assert.All(order.Take(200), level => Assert.Equal((int)SeverityLevel.Critical, level));
            var late = bench.Server.Messages.Single(m => m.Text.Contains("5000", StringComparison.Ordinal));
            Assert.InRange(late.PostedUtc - rungUtc, TimeSpan.Zero, TimeSpan.FromSeconds(2));
            Assert.Equal(0, bench.Server.RateLimited);
        });

    [Fact]
    public void One_call_that_hangs_keeps_no_other_channel_waiting() =>
        WithBench(TestPlatformRules.Discord, async bench =>
        {
            var (stuck, free) = (bench.Open("stuck"), bench.Open("free"));
            bench.Server.Order(TestFault.Hang);
            await bench.OweAsync([Some.Delivery(1, channel: stuck)]);
            using var worker = bench.NewWorker();
            var delivering = worker.DeliverDueAsync(Never);
            await Task.Delay(TimeSpan.FromSeconds(1), bench.Time, Never);
            await bench.OweAsync([Some.Delivery(2, channel: free)]);
            worker.Ring();
            await Task.Delay(TimeSpan.FromSeconds(1), bench.Time, Never);

            Assert.False(delivering.IsCompleted);
            Assert.Equal(free, Assert.Single(bench.Server.Messages).Ref.Channel);
            await delivering;
        });

    [Fact]
    public void A_platform_that_says_to_wait_is_left_alone_until_then() =>
        WithBench(new TestPlatformRules { Burst = 2, Refill = TimeSpan.FromSeconds(10) }, async bench =>
        {
            var room = bench.Open("room");
            await bench.OweAsync(Enumerable.Range(1, 10).Select(n => Some.Delivery(n, channel: room)));
            using var worker = bench.NewWorker();
            await bench.DrainAsync(worker);

            Assert.Equal(10, bench.Server.Messages.Count);
            // Each wait was learned by one refusal, not by one for every row that waits.
            Assert.InRange(bench.Server.RateLimited, 1, 8);
        });

    [Fact]
    public void Rows_that_a_slow_channel_cannot_get_through_in_time_are_given_back_and_not_taken_for_lost() =>
        WithBench(new TestPlatformRules(), async bench =>
        {
            var room = bench.Open("room");
            bench.Server.Latency = () => TimeSpan.FromSeconds(50);
            await bench.OweAsync(Enumerable.Range(1, 20).Select(n => Some.Delivery(n, channel: room)));
            using var worker = bench.NewWorker();
            await worker.DeliverDueAsync(Never);

            Assert.Equal(20, bench.Server.Messages.Count);
            Assert.All(await bench.Store.Outbox.ListAsync(null, 100, Never), row => Assert.Equal(1, row.Attempts));
        });

    private static void Drain(TestPlatformRules rules, Func<int, string> room, int count, double perSecond) =>
        WithBench(rules, async bench =>
        {
            var rooms = new Dictionary<string, ChannelRef>(StringComparer.Ordinal);
            var rows = new List<Delivery>(count);
            foreach (var n in Enumerable.Range(1, count))
            {
                var name = room(n);
                if (!rooms.TryGetValue(name, out var channel)) rooms[name] = channel = bench.Open(name);
                rows.Add(Some.Delivery(n, channel: channel));
            }
            await bench.OweAsync(rows);
            using var worker = bench.NewWorker();
            var startUtc = bench.Time.NowUtc;

            await bench.DrainAsync(worker);

            Assert.Equal((count, 0), (bench.Server.Messages.Count, bench.Server.RateLimited));
            var seconds = (bench.Server.Messages.Max(m => m.PostedUtc) - startUtc).TotalSeconds;
            Assert.InRange(count / seconds, perSecond * 0.95, double.MaxValue);
        });

    private static void WithBench(TestPlatformRules rules, Func<Bench, Task> act)
    {
        var time = new FakeTime(Some.NowUtc);
        SingleThread.Run(time, async () =>
        {
            await using var store = await TestStore.NewSqliteAsync();
            var random = new Random(1);
            var server = new TestPlatformServer(time, rules)
            {
                // What a call over the open internet takes, there and back.
                Latency = () => TimeSpan.FromMilliseconds(random.Next(100, 200)),
            };
            await act(new Bench(store, server, time));
        });
    }

    private sealed record Bench(TestStore Store, TestPlatformServer Server, FakeTime Time)
    {
        public ChannelRef Open(string name) => Server.Open(Some.ChannelA with { Channel = name });

        public Task OweAsync(IEnumerable<Delivery> rows) => Store.CommitAsync(Some.Outcome([.. rows]));

        public DeliveryWorker NewWorker() => new(
            Store.Outbox, Store.Channels, Store.Subscriptions, [new TestPlatform(Server)], new WorkerName("worker"),
            Options.Create(new DeliveryOptions()), Time, new Random(1), NullLogger<DeliveryWorker>.Instance);

        /// <summary>As the host does it.</summary>
        public async Task DrainAsync(DeliveryWorker worker)
        {
            while (await Store.Outbox.NextDueUtcAsync(Never) is { } dueUtc)
            {
                if (dueUtc > Time.NowUtc) await Task.Delay(dueUtc - Time.NowUtc, Time, Never);
                do await worker.DeliverDueAsync(Never);
                while (await worker.WaitForTurnAsync(TimeSpan.FromMinutes(2), Never));
            }
        }
    }
}
