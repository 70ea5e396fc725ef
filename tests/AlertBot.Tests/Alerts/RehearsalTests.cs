using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Incidents;
using AlertBot.Testing;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AlertBot.Tests.Alerts;

/// <summary>What a preview shows is what the whole way of the news brings to the screen.</summary>
public sealed class RehearsalTests
{
    private static readonly string[] Places = FragileBot.Places[..4];

    private static readonly Gen<Report> Reports = Gen.Zip(
        Gen.Zip(Gen.Choose(0, Places.Length - 1), Gen.Elements(0, 1, 3, 8, 20)),
        Gen.Zip(Gen.Choose(0, 9), Gen.Choose(1, 7200))).Select(r => new Report(
            r.Item1.Item1, r.Item1.Item2, r.Item2.Item1 == 0, r.Item2.Item1 is 1 or 2, TimeSpan.FromSeconds(r.Item2.Item2)));

    [Fact]
    public Task What_is_rehearsed_is_what_stands_in_the_channel() => AsyncProperty.HoldsAsync(
        Arb.From(Reports.ListOf(8).Select(r => r.ToArray())), Compare, PropertyRuns.Count(otherwise: 8), PropertyRuns.Seed,
        reports => string.Join('\n', (IEnumerable<Report>)reports));

    [Fact]
    public void A_withdrawal_stands_in_it_too() => Pipeline.Run(async bot =>
    {
        await bot.SubscribeAsync("plain");
        await bot.TellAsync(new Story("a", "Taji", 3));
        await bot.AskAsync(id => new AnalysisRequest.Retract(id, 1, "A drill.", "moderator"));
        await bot.PassAsync(TimeSpan.FromMinutes(5));

        await CheckAsync(bot);
    });

    private static Task Compare(Report[] reports)
    {
        Pipeline.Run(async bot =>
        {
            await bot.SubscribeAsync("plain", s => s with { Mention = "77" });
            await bot.SubscribeAsync("grave", s => s with { LeastSeverity = SeverityLevel.High, Language = "ar" });
            await bot.SubscribeAsync("quiet", s => s with { Quiet = new QuietHours(new TimeOnly(13, 0), new TimeOnly(16, 0)) });
            await bot.SubscribeAsync("public", s => s with
            {
                Share = ShareLevel.Public,
                PublicDelay = TimeSpan.FromMinutes(10),
            });
            await bot.SubscribeAsync("digest", s => s with
            {
                Mode = SubscriptionMode.Digest,
                DigestEvery = TimeSpan.FromHours(2),
            });
            foreach (var (report, n) in reports.Select((r, n) => (r, n)))
            {
                await bot.PassAsync(report.After);
                await bot.TellAsync(new Story($"s{n}", Places[report.Place], report.Killed)
                {
                    IsBacklog = report.IsOld,
                    ClaimedBy = report.IsClaimed ? "the brigade" : null,
                });
            }
            await bot.PassAsync(TimeSpan.FromHours(6));
            await CheckAsync(bot);
        });
        return Task.CompletedTask;
    }

    private static async Task CheckAsync(Pipeline bot)
    {
        var stored = await bot.Store.Analysis.LoadWindowAsync(DateTimeOffset.UnixEpoch, 100_000, CancellationToken.None);
        var rows = await bot.Store.Outbox.ListAsync(null, 100_000, CancellationToken.None);
        foreach (var subscription in await bot.Store.Subscriptions.ListAsync(CancellationToken.None))
            foreach (var incident in stored.Incidents)
            {
                // What many incidents at once do to a channel is no matter of one alone.
                if (stored.Digests.Any(d => d.Channel == subscription.Channel
                    && d.Reason is DigestReason.Crowd or DigestReason.CatchUp && d.IncidentIds.Contains(incident.Id)))
                    continue;
                var rehearsed = Rehearsal.Of(incident, subscription, bot.News.Rules.Alerts);
                var sent = rows.Where(r => r.Delivery.Channel == subscription.Channel
                    && r.Delivery.IncidentId == incident.Id && r.State == DeliveryState.Sent).ToList();
                if (rehearsed is { IsDigest: false }) Same(bot, rehearsed, sent);
                else Assert.True(sent.Count == 0, $"#{incident.Number} came to {subscription.Channel} and was not rehearsed");
                var isGathered = stored.Digests.Any(d => d.Channel == subscription.Channel
                    && d.Reason == DigestReason.Timed && d.IncidentIds.Contains(incident.Id)
                    && (rehearsed is null || d.DueUtc == rehearsed.DueUtc));
                Assert.Equal(rehearsed is { IsDigest: true }, isGathered);
            }
    }

    private static void Same(Pipeline bot, Rehearsed rehearsed, IReadOnlyList<OutboxRow> sent)
    {
        var contents = sent.Where(r => r.Delivery.Kind != DeliveryKind.Reply).OrderBy(r => r.Delivery.Sequence).ToList();
        var message = bot.Server.Messages.Single(m => m.Ref == contents[0].Sent);
        Assert.Equal(Rendered(bot, rehearsed.Message, contents[^1].Delivery), message.Text);
        Assert.InRange(message.PostedUtc - rehearsed.DueUtc, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        Assert.Equal(rehearsed.Mention is { } who ? [who] : [], message.Pinged);
        Assert.Equal(rehearsed.Replies, sent.Count - contents.Count);
    }

    private static string Rendered(Pipeline bot, Message message, Delivery delivery) => TestPlatformMarkup.Render(
        new ChatDelivery(delivery.Key, delivery.Channel, message, null, null, false, delivery.Mention), bot.Server.Rules);

    internal sealed record Report(int Place, int Killed, bool IsOld, bool IsClaimed, TimeSpan After);
}
