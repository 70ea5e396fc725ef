using System.Globalization;
using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Commands;
using AlertBot.Feeds;
using AlertBot.Watchlists;
using Match = AlertBot.Watchlists.Match;

namespace AlertBot.Testing;

/// <summary>A community with something of all that one can have.</summary>
public static class SomeCommunity
{
    private static readonly CancellationToken Never = CancellationToken.None;

    /// <summary>The number of an incident of a shared article and of one that is the community's own.</summary>
    public static long Mixed(ChannelRef channel) => 10 + channel.Community[0];

    /// <summary>The number of an incident that only the community sees.</summary>
    public static long Private(ChannelRef channel) => 1000 + channel.Community[0];

    /// <summary>Fills a store with the data of the channel's community.</summary>
    public static async Task FillAsync(TestStore store, ChannelRef channel)
    {
        var community = Communities.Of(channel);
        var scope = Scope.Of(community);
        await SettingsAsync(store, channel, community);
        var name = channel.Community;
        await store.AddArticlesAsync(
            Some.Article($"shared-{name}", title: $"Shared {name}", feedId: $"shared of {name}"),
            Some.Article($"own-{name}", scope, $"Own {name}", feedId: $"own of {name}"),
            Some.Article($"other-{name}", scope, $"Other {name}", feedId: $"own of {name}"),
            Some.Article($"waiting-{name}", scope, $"Waiting {name}", feedId: $"own of {name}"));
        await store.CommitAsync(Outcome(channel, community, scope, name));
        var request = new AnalysisRequest.Acknowledge($"ack-{name}", Mixed(channel), community, "7", "a reader", Some.NowUtc);
        await store.Analysis.AddRequestAsync(request, Some.NowUtc, Never);
    }

    private static async Task SettingsAsync(TestStore store, ChannelRef channel, CommunityId community)
    {
        var nowUtc = Some.NowUtc;
        await store.Settings.SaveAsync(community, new CommunitySettings("ar", "Asia/Baghdad", "42"), Never);
        await store.Subscriptions.SaveAsync(Subscription.Default(channel, "iraq", nowUtc), Never);
        var watchlist = new StoredWatchlist($"own-{channel.Community}", Scope.Of(community), 1, "topic: own", nowUtc, "Ann");
        await store.Watchlists.SaveAsync(watchlist, Never);
        await store.Watchlists.SaveAsync(watchlist with { Version = 2 }, Never);
        await store.Follows.AddAsync(
            new Follow($"f{channel.Community}", channel, "7", "a reader", "Taji", "place:taji", nowUtc), Never);
        await store.Votes.SaveAsync(
            new Vote(community, Mixed(channel), "7", "a reader", Verdict.Good, nowUtc, ["iraq/attack"], ["Outlet"]), Never);
        await store.Audit.AddAsync(
            new AuditEntry(nowUtc, community, "7", "a reader", "subscribe", "iraq", null, "all"), Never);
        var elsewhere = channel with { Channel = "elsewhere" };
        await store.Channels.CloseAsync(new ClosedChannel(elsewhere, "gone", nowUtc, 0, nowUtc), null, Never);
        await PushAsync(store, channel.Community, Scope.Of(community), nowUtc);
        await store.Channels.MoveAsync(elsewhere, elsewhere with { Channel = "beyond" }, nowUtc, Never);
    }

    private static async Task PushAsync(TestStore store, string name, Scope scope, DateTimeOffset nowUtc)
    {
        var hubs = store.Hubs;
        var (hub, self) = (new Uri("https://hub.example/"), new Uri("https://own.example/rss"));
        await hubs.AddAsync(
            new HubSubscription
            {
                Key = $"hub-{name}",
                FeedId = $"own of {name}",
                Scope = scope,
                Hub = hub,
                Self = self,
                Callback = new Uri($"https://alerts.example/hub/hub-{name}"),
                Secret = "secret",
                DueUtc = nowUtc,
            },
            Never);
        var push = new HubPush(0, $"hub-{name}", $"own of {name}", self, nowUtc, null, ReadOnlyMemory<byte>.Empty);
        await hubs.KeepPushAsync(push, static s => new HubChange(s), Never);
    }

    private static AnalysisOutcome Outcome(ChannelRef channel, CommunityId community, Scope scope, string name)
    {
        var ownMatch = new Match($"own-{name}", "any", [], [], []) { Scope = scope };
        var mixed = Some.Incident(
            Mixed(channel), members:
            [
                Some.Member($"shared-{name}", matches: [Some.Match() with { Except = [community] }, ownMatch]),
                Some.Member($"own-{name}", scope, matches: [Some.Match()]),
            ]);
        var alert = Some.Delivery(Mixed(channel), channel: channel);
        var mute = new Mute(
            $"mute-{name}", community, channel, MuteWhat.Incident, Mixed(channel).ToString(CultureInfo.InvariantCulture),
            null, true, "Ann", Some.NowUtc);
        return Some.Outcome(
            [
                new AnalysedArticle($"shared-{name}", mixed.Id, []), new AnalysedArticle($"own-{name}", mixed.Id, []),
                new AnalysedArticle($"other-{name}", $"incident-{Private(channel)}", []),
            ],
            [mixed, Some.Incident(Private(channel), members: [Some.Member($"other-{name}", scope)])],
            [Some.Alert(Mixed(channel), channel: channel)], deliveries: [alert]) with
        {
            Digests = [new Digest($"digest-{name}", channel, Some.NowUtc, 1, [mixed.Id])],
            Mutes = [mute],
        };
    }
}
