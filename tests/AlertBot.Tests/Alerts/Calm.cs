using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Incidents;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Alerts;

/// <summary>What must hold once nothing breaks any more and all that could go out has gone.</summary>
internal sealed class Calm(FragileBot bot)
{
    private static readonly CancellationToken Never = CancellationToken.None;

    private IReadOnlyList<OutboxRow> _rows = [];
    private Dictionary<string, OutboxRow> _byKey = [];

    /// <summary>Few places for alerts of their own, so that channels are crowded soon.</summary>
    public static Newsroom NewNewsroom() =>
        new(AlertRules.Default with { CrowdAlerts = 6, CatchUpAlerts = 4 });

    public async Task CheckAsync()
    {
        _rows = await bot.Store.Outbox.ListAsync(null, 100_000, Never);
        _byKey = _rows.ToDictionary(r => r.Delivery.Key, StringComparer.Ordinal);
        var waiting = await bot.Store.Analysis.ReadWaitingAsync(10, Never);
        Assert.True(waiting.IsEmpty, string.Join('\n', waiting.Requests) + string.Join('\n', waiting.Articles.Select(a => a.Id)));
        EveryRowHasAnEnd();
        NothingCameTwice();
        AlertsCameInOrderAndStandAtTheirNewest();
        NothingLeaked();
        LimitsWereKept();
        await EveryIncidentIsToldAsync();
    }

    private static bool IsContent(OutboxRow row) => row.Delivery.Kind is not (DeliveryKind.Reply or DeliveryKind.Delete);

    private void EveryRowHasAnEnd() => Assert.All(_rows, row =>
    {
        Assert.True(
            row.State is DeliveryState.Sent or DeliveryState.Superseded or DeliveryState.Parked
                || (row.State == DeliveryState.Unknown && row.Delivery.Channel.Platform == "blind"), Told(row));
        if (row.State is DeliveryState.Parked or DeliveryState.Unknown) Assert.False(string.IsNullOrEmpty(row.Reason), Told(row));
        if (row.State == DeliveryState.Sent) Assert.True(row.SentUtc is not null && row.Sent is not null, Told(row));
    });

    private void NothingCameTwice()
    {
        var posted = bot.Server.Messages.Select(m => _byKey[m.Key]).ToList();
        var twice = posted.GroupBy(r => r.Delivery.Key).FirstOrDefault(g => g.Count() > 1);
        Assert.True(twice is null, $"posted {twice?.Count()} times: {(twice is null ? "" : Told(twice.First()))}");
        var alerts = posted.Where(IsContent).GroupBy(r => r.Delivery.AlertId).FirstOrDefault(g => g.Count() > 1);
        Assert.True(alerts is null, "one alert posted as " + string.Join(" and as ", (alerts ?? Enumerable.Empty<OutboxRow>()).Select(Told)));
        // What was parked, replaced or is unknown was not posted where that can be told; a person may have removed it.
        Assert.All(posted, row => Assert.True(row.State == DeliveryState.Sent, "posted, but " + Told(row)));
    }

    private void AlertsCameInOrderAndStandAtTheirNewest()
    {
        foreach (var server in new[] { bot.Server, bot.Blind })
        {
            var effects = server.Effects.Select(e => (Effect: e, Row: _byKey[e.Key])).ToList();
            foreach (var alert in effects.GroupBy(e => e.Row.Delivery.AlertId))
            {
                var order = alert.Where(e => !bot.Retried.Contains(e.Effect.Key))
                    .Select(e => e.Row.Delivery.Sequence).ToList();
                Assert.True(order.SequenceEqual(order.Order()), $"alert {alert.Key} came as {string.Join(", ", order)}");
                if (server == bot.Server) StandsAtItsNewest(alert.Key);
            }
        }
    }

    private void StandsAtItsNewest(string alertId)
    {
        var contents = _rows.Where(r => r.Delivery.AlertId == alertId).Where(IsContent)
            .OrderBy(r => r.Delivery.Sequence).ToList();
        if (contents.LastOrDefault(r => r.State == DeliveryState.Sent) is not { } last) return;
        var message = bot.Server.Messages.Single(m => contents.Exists(r => r.Delivery.Key == m.Key));
        if (!message.IsDeleted) Assert.Equal(Rendered(last.Delivery), message.Text);
        // Only a person, or a channel that was closed for a day, lets a newer version go unsaid.
        var newest = contents[^1];
        Assert.True(
            newest.State is DeliveryState.Sent or DeliveryState.Parked || bot.WasClosed(newest.Delivery.Channel),
            "never said: " + Told(newest));
        Assert.All(
            bot.Server.Messages.Where(m => _byKey[m.Key] is { Delivery.Kind: DeliveryKind.Reply } reply
                && reply.Delivery.AlertId == alertId && m.ReplyTo is not null),
            reply => Assert.Equal(message.Ref, reply.ReplyTo));
    }

    private void NothingLeaked()
    {
        Assert.Empty(bot.Server.Misdeeds);
        Assert.Empty(bot.Blind.Misdeeds);
        foreach (var effect in bot.Server.Effects.Concat(bot.Blind.Effects))
        {
            var row = _byKey[effect.Key];
            if (row.Delivery.Channel.Channel is not ("public" or "-2")) continue;
            Assert.DoesNotContain(FragileBot.Places, place => effect.Text.Contains(place, StringComparison.Ordinal));
            Assert.DoesNotContain("the general", effect.Text, StringComparison.Ordinal);
            // What is told of the channel itself, or of news that is a day old, waits for nothing.
            if (row.Delivery.PublishedUtc is null && row.Delivery.IncidentId is null) continue;
            Assert.True(
                effect.AtUtc >= row.Delivery.CreatedUtc + FragileBot.PublicDelay,
                $"{effect.AtUtc:u} is too early for {Told(row)}");
        }
    }

    private void LimitsWereKept()
    {
        Assert.Equal(0, bot.Server.RateLimited);
        Assert.Equal(0, bot.Blind.RateLimited);
    }

    // Of each incident that stands, each channel that hears everything has an alert that tells of all its articles, or
    // a message that stands for several and has it.
    private async Task EveryIncidentIsToldAsync()
    {
        var stored = await bot.Store.Analysis.LoadWindowAsync(DateTimeOffset.UnixEpoch, 100_000, Never);
        var known = stored.Incidents.SelectMany(i => i.Members).Select(m => m.ArticleId).ToHashSet();
        Assert.Equal(bot.News.Articles.Count, known.Count);
        foreach (var room in new[] { "all", "digest", "public", "-1" })
        {
            var channel = FragileBot.Channel(room);
            if (bot.WasClosed(channel) || bot.WasResubscribed(channel)) continue;
            var view = stored.Incidents.Where(i => i.State == IncidentState.Open && i.Members.Any(IsFresh));
            foreach (var incident in view) IsTold(incident, channel, stored);
        }
    }

    private void IsTold(Incident incident, ChannelRef channel, StoredWindow stored)
    {
        var alert = stored.Alerts.SingleOrDefault(a => a.IncidentId == incident.Id && a.Channel == channel);
        var digests = stored.Digests.Where(d => d.Channel == channel && d.IncidentIds.Contains(incident.Id)).ToList();
        if (bot.WasMuted && alert is null or { Sequence: > 0, ContentHash: "" }) return;
        Assert.True(alert is not null, $"{channel} has no alert of #{incident.Number}");
        var newest = _rows.Where(r => r.Delivery.AlertId == alert.Id).Where(IsContent)
            .MaxBy(r => r.Delivery.Sequence);
        if (newest is null)
        {
            Assert.True(digests.Count > 0, $"#{incident.Number} shares no message in {channel} and has none of its own");
            return;
        }
        Assert.True(
            newest.State is DeliveryState.Sent or DeliveryState.Parked or DeliveryState.Unknown, "not told: " + Told(newest));
        var sources = newest.Delivery.Message!.Blocks.OfType<Block.SourceList>().SingleOrDefault();
        if (sources is not null) Assert.Equal(incident.Members.Count, sources.Lines.Count + sources.LeftOut);
    }

    private bool IsFresh(IncidentMember member) =>
        !member.IsBacklog && member.SeenUtc - member.EffectiveUtc <= bot.News.Rules.Alerts.MaxArticleAge;

    private string Rendered(Delivery delivery) => TestPlatformMarkup.Render(
        new ChatDelivery(delivery.Key, delivery.Channel, delivery.Message, null, null, false, delivery.Mention)
        {
            Followers = delivery.Followers ?? [],
        },
        bot.Server.Rules);

    private static string Told(OutboxRow row) =>
        $"{row.Delivery.Kind} {row.Delivery.Sequence} of {row.Delivery.AlertId} to {row.Delivery.Channel}, "
        + $"{row.Delivery.Severity}: {row.State}, {row.Attempts} attempts, {row.Reason}";
}
