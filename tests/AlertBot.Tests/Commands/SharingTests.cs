using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Feeds;
using AlertBot.Incidents;
using AlertBot.Testing;
using AlertBot.Watchlists;
using Xunit;

namespace AlertBot.Tests.Commands;

/// <summary>Cards for chats that nobody knows: what anybody may be told, and nothing else.</summary>
public sealed class SharingTests : IAsyncLifetime
{
    private const string Victim = "Hasan al-Tamimi";

    private static readonly CancellationToken Never = TestContext.Current.CancellationToken;

    private CommandBench _bench = null!;

    public async ValueTask InitializeAsync() => _bench = await CommandBench.NewAsync();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Theory]
    [InlineData("", true)]
    [InlineData("kataib", true)]
    [InlineData("KATA'IB hez", true)]
    [InlineData("كتائب", true)]
    [InlineData("الكتائب", true)]
    [InlineData("حزب الله", true)]
    [InlineData("rocket", true)]
    [InlineData("baghdad rocket", true)]
    [InlineData("بغداد", true)]
    [InlineData("taji", true)]
    [InlineData("1", true)]
    [InlineData("#1", true)]
    [InlineData("basra", false)]
    [InlineData("kataib basra", false)]
    [InlineData("silo", false)]
    [InlineData("tamimi", false)]
    [InlineData("esper", false)]
    public async Task What_is_typed_finds_what_a_card_shows_and_nothing_else(string typed, bool isFound)
    {
        await _bench.HaveAsync(Some.Incident(1, members: Attack("article-1")));

        Assert.Equal(isFound ? ["incident-1"] : [], (await ShareAsync(typed)).Select(c => c.Id));
    }

    [Fact]
    public async Task A_card_holds_nothing_that_may_not_be_told_to_anybody_whoever_shares_it()
    {
        await _bench.HaveAsync(Some.Incident(1, members: Attack("article-1")));

        var card = Assert.Single(await ShareAsync("kataib"));
        var shown = card.Title + card.Note + CommandBench.Text(new CommandReply(card.Message, false));

        Assert.Contains("Baghdad", shown, StringComparison.Ordinal);
        Assert.Contains("Kata'ib Hezbollah", shown, StringComparison.Ordinal);
        Assert.Contains("Shared as it stood on", shown, StringComparison.Ordinal);
        Assert.All([Victim, "Tamimi", "silo", "Taji", "the-dead"], word => Assert.DoesNotContain(word, shown, StringComparison.OrdinalIgnoreCase));
        Assert.Empty(card.Message.Blocks.OfType<Block.Actions>());
    }

    [Fact]
    public async Task What_just_happened_is_not_shared_before_half_an_hour_or_the_longer_delay_of_the_askers_own_channel()
    {
        var firstUtc = _bench.Time.NowUtc;
        await _bench.HaveAsync(Some.Incident(1, members: Attack("article-1", firstUtc)));

        _bench.Time.Advance(TimeSpan.FromMinutes(20));
        Assert.Empty(await ShareAsync(""));
        Assert.Empty(await ShareAsync("kataib"));
        _bench.Time.Advance(TimeSpan.FromMinutes(15));
        Assert.Single(await ShareAsync("kataib"));
        await _bench.Store.Subscriptions.SaveAsync(
            Subscription.Default(Some.ChannelA, "iraq-militias", firstUtc) with
            {
                Share = ShareLevel.Public,
                PublicDelay = TimeSpan.FromHours(2),
            }, Never);
        Assert.Empty(await ShareAsync("kataib"));
    }

    [Fact]
    public async Task Another_community_s_private_feed_is_not_offered()
    {
        var ofB = Attack("article-2") with { Scope = Scope.Of(Some.CommunityB) };
        await _bench.HaveAsync(Some.Incident(2, members: ofB));

        Assert.Empty(await ShareAsync("kataib"));
        Assert.Single(await ShareAsync("kataib", Some.ChannelB));
    }

    [Fact]
    public async Task Withdrawn_incidents_are_not_offered_and_pages_go_on_where_the_last_one_ended()
    {
        await _bench.HaveAsync(
        [
            .. Enumerable.Range(1, 12).Select(n =>
                Some.Incident(n, members: Attack($"article-{n}", Some.NowUtc.AddHours(-n)))),
            Some.Incident(13, state: IncidentState.Retracted, members: Attack("article-13", Some.NowUtc.AddHours(-40))),
        ]);

        foreach (var typed in (string[])["", "kataib"])
        {
            var pages = new List<string>();
            for (var skip = 0; skip < 15; skip += 5) pages.AddRange((await ShareAsync(typed, skip: skip, limit: 5)).Select(c => c.Id));

            Assert.Equal(Enumerable.Range(1, 12).Select(n => $"incident-{n}"), pages);
        }
    }

    [Fact]
    public async Task Cards_are_in_the_language_of_who_shares_them()
    {
        await _bench.HaveAsync(Some.Incident(1, members: Attack("article-1")));

        var card = Assert.Single(await _bench.Catalogue.ShareAsync(new ShareRequest(Some.ChannelA, "kataib", "ar-IQ", 0, 10), Never));

        Assert.Equal("ar", card.Message.Language);
        Assert.Contains("كما كان في", CommandBench.Text(new CommandReply(card.Message, false)), StringComparison.Ordinal);
    }

    private Task<IReadOnlyList<SharedCard>> ShareAsync(
        string typed, ChannelRef? asker = null, int skip = 0, int limit = 20) =>
        _bench.Catalogue.ShareAsync(new ShareRequest(asker ?? Some.ChannelA, typed, "en", skip, limit), Never);

    private static IncidentMember Attack(string articleId, DateTimeOffset? seenUtc = null) => Some.Member(
        articleId, seenUtc: seenUtc ?? Some.NowUtc,
        facts: new ArticleFacts
        {
            Kind = EventKind.RocketAttack,
            Place = Base,
            Places = [Base],
            Actors =
            [
                new ActorFact(null, Victim, ActorRole.Victim, $"{Victim} was killed."),
                new ActorFact("kataib-hezbollah", "Kata'ib Hezbollah", ActorRole.Claimed,
                    "Kata'ib Hezbollah said that it hit the grain silo of Camp Taji."),
            ],
        },
        matches: Some.Match("iraq-militias", actor: "kataib-hezbollah", place: "taji-base")) with
    {
        Title = "Rockets hit grain silo of Camp Taji",
        Link = new Uri("https://outlet.example/photos/the-dead.jpg"),
        Sentences = [$"Rockets hit the grain silo of Camp Taji. {Victim} was killed."],
    };

    private static PlaceFact Base { get; } = new(
        "taji-base", "Taji base", "IQ", 33.53, 44.26, PlacePrecision.Site, ["taji", "baghdad", "iraq"],
        "Rockets hit the grain silo of Camp Taji.", 10);
}
