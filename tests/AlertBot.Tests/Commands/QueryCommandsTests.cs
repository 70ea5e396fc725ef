using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Incidents;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Commands;

/// <summary>Commands that tell of what came in.</summary>
public sealed class QueryCommandsTests : IAsyncLifetime
{
    private CommandBench _bench = null!;

    public async ValueTask InitializeAsync() => _bench = await CommandBench.NewAsync();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task Without_a_topic_named_only_what_a_topic_watches_is_listed()
    {
        await _bench.HaveAsync(Attack(1), Plain(2));

        Assert.Contains("1 incident", await _bench.TextAsync("/incidents"), StringComparison.Ordinal);
        Assert.Contains("2 incidents", await _bench.TextAsync("/incidents all"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_only_other_news_is_known_the_way_to_it_is_told()
    {
        await _bench.HaveAsync(Plain(1));

        Assert.Contains(
            "No incidents of the watched topics yet. There is 1 of other news: /incidents all",
            await _bench.TextAsync("/incidents"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_line_of_the_next_page_keeps_what_was_asked_for()
    {
        await _bench.HaveAsync([.. Enumerable.Range(1, 12).Select(n => Attack(n))]);

        Assert.Contains(
            "Next: /incidents kind:\"rocket attack\" since:3d page:2",
            await _bench.TextAsync("/incidents kind:\"rocket attack\" since:3d"), StringComparison.Ordinal);
        Assert.Contains("Page 2 of 2", await _bench.TextAsync("/incidents kind:\"rocket attack\" since:3d page:2"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_actor_is_told_with_its_spellings_incidents_claims_companions_and_trend()
    {
        await _bench.HaveAsync(Attack(1), Some.Incident(2, members: Some.Member(
            "article-2", seenUtc: Some.NowUtc, facts: Some.Facts(place: Some.Taji, killed: 3) with
            {
                Actors =
                [
                    new ActorFact("kataib-hezbollah", "Kata'ib Hezbollah", ActorRole.Denied, "The group denied it."),
                    new ActorFact("us-military", "US military", ActorRole.Accuser, "The Pentagon blamed it."),
                ],
            }, matches: Some.Match("iraq-militias", actor: "kataib-hezbollah"))));

        var text = await _bench.TextAsync("/actor كتائب حزب الله");

        Assert.Contains("Actor: Kata'ib Hezbollah", text, StringComparison.Ordinal);
        Assert.Contains("Latest of 1 incident", text, StringComparison.Ordinal);
        Assert.Contains("#2 Denied by Kata'ib Hezbollah: \"The group denied it.\" — Outlet", text,
            StringComparison.Ordinal);
        Assert.Contains("Named with: US military (1)", text, StringComparison.Ordinal);
        Assert.Contains("Last 12 weeks: ▁▁▁▁▁▁▁▁▁▁▁█ (0 0 0 0 0 0 0 0 0 0 0 1)", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_place_is_told_with_what_happened_there()
    {
        await _bench.HaveAsync(Attack(1));

        var text = await _bench.TextAsync("/place التاجي");

        Assert.Contains("Latest of 1 incident", text, StringComparison.Ordinal);
        Assert.Contains("All incidents: /incidents place:", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trend_has_a_bar_for_every_day_and_compares_with_the_time_before()
    {
        await _bench.HaveAsync(
            Attack(1, hoursAgo: 1), Attack(2, hoursAgo: 2), Attack(3, hoursAgo: 26), Attack(4, hoursAgo: 24 * 8));

        var lines = (await _bench.TextAsync("/trend iraq-militias since:5d"))
            .Split('\n', StringSplitOptions.TrimEntries);

        Assert.Equal("3 incidents since 6 Mar 2020 00:00 UTC, 1 in the same time before", lines[0]);
        Assert.Equal(6, lines.Length - 1);
        Assert.EndsWith("████████████████████████ 2", lines[^1], StringComparison.Ordinal);
        Assert.EndsWith("████████████ 1", lines[^2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_brief_tells_the_gravest_first_and_who_claims_or_denies()
    {
        await _bench.HaveAsync(
            Attack(1, killed: 30, hoursAgo: 5), Attack(2, killed: 1), Attack(3, killed: 3, hoursAgo: 30),
            Some.Incident(4, members: Some.Member(
                "claimed", seenUtc: _bench.Time.NowUtc.AddHours(-2), facts: Some.Facts(place: Some.Taji) with
                {
                    Actors = [new ActorFact(null, "a new group", ActorRole.Claimed, "A new group claimed it.")],
                }, matches: Some.Match("iraq-militias"))));

        var text = await _bench.TextAsync("/brief");

        Assert.Contains("3 incidents since 10 Mar 2020 13:00 UTC", text, StringComparison.Ordinal);
        Assert.Matches("#1 (.|\n)*#2 ", text);
        Assert.DoesNotContain("#3 ", text, StringComparison.Ordinal);
        Assert.Contains("#4 Claimed by a new group", text, StringComparison.Ordinal);
        Assert.Contains("4 incidents", await _bench.TextAsync("/brief since:3d"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_search_finds_articles_in_pages_and_in_arabic()
    {
        await _bench.HaveArticlesAsync(
            [.. Enumerable.Range(1, 12).Select(n =>
                Some.Article($"a{n}", title: $"صواريخ {n} على قاعدة التاجي", seenUtc: Some.NowUtc.AddMinutes(n)))]);

        var first = await _bench.TextAsync("/search in:articles قاعدة التاجي");
        Assert.Contains("Articles for \u2068قاعدة التاجي\u2069, those read last first", first, StringComparison.Ordinal);
        Assert.Equal(8, first.Split("صواريخ").Length - 1);
        Assert.Contains("/search words:\"قاعدة التاجي\" in:articles page:2", first, StringComparison.Ordinal);
        var second = await _bench.TextAsync("/search words:\"قاعدة التاجي\" in:articles page:2");
        Assert.Equal(4, second.Split("صواريخ").Length - 1);
        Assert.DoesNotContain("Next:", second, StringComparison.Ordinal);
        Assert.Contains("There is no page 3", await _bench.TextAsync("/search قاعدة التاجي in:articles page:3"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Why_tells_what_matched_and_what_was_ruled_out()
    {
        await _bench.HaveArticlesAsync(Some.Article("article-1", title: "Rockets hit Taji"));
        await _bench.HaveAsync(Attack(1));

        var text = await _bench.TextAsync("/why 1");

        Assert.Contains("iraq-militias, attack: \"rockets\"", text, StringComparison.Ordinal);
        Assert.Contains("Ruled out for the text of [1] Outlet", text, StringComparison.Ordinal);
        Assert.Contains(" lacks ", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_tells_what_was_not_sent_here_and_why_but_nothing_of_others()
    {
        var parked = Some.Delivery();
        await _bench.Store.CommitAsync(Some.Outcome(parked));
        await _bench.Store.Outbox.ClaimDueAsync(
            "worker", 10, TimeSpan.FromMinutes(1), _bench.Time.NowUtc, CancellationToken.None);
        await _bench.Store.Outbox.SettleAsync(
            parked.Key, new Settlement.Parked("the message is too long"), _bench.Time.NowUtc, CancellationToken.None);

        Assert.Contains(
            "main — send of 11 Mar 2020 12:00 UTC, parked: the message is too long", await _bench.TextAsync("/status"),
            StringComparison.Ordinal);
        Assert.DoesNotContain(
            "too long", await _bench.TextAsync("/status", channel: Some.ChannelB), StringComparison.Ordinal);
    }

    private static Incident Plain(int number) =>
        Some.Incident(number, members: Some.Member("plain", seenUtc: Some.NowUtc) with { Matches = [] });

    private Incident Attack(int number, int killed = 3, int hoursAgo = 1) => Some.Incident(number, members: Some.Member(
        $"article-{number}", facts: Some.Facts(place: Some.Taji, killed: killed),
        seenUtc: _bench.Time.NowUtc.AddHours(-hoursAgo).AddMinutes(number), matches: Some.Match("iraq-militias")));
}
