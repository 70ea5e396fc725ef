using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Feeds;
using AlertBot.Incidents;
using AlertBot.Testing;
using Xunit;
using Match = AlertBot.Watchlists.Match;

namespace AlertBot.Tests.Commands;

public sealed class WhyNotTests : IAsyncLifetime
{
    private const string Line = "/whynot https://www.outlet.example/article-1?utm_source=feed";

    private CommandBench _bench = null!;

    public async ValueTask InitializeAsync() => _bench = await CommandBench.NewAsync();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task An_article_that_waits_says_so()
    {
        await _bench.HaveArticlesAsync(Some.Article());

        Assert.Contains("It waits for analysis", await _bench.TextAsync(Line), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_article_that_no_rule_matches_names_the_nearest_rules()
    {
        await HaveAsync(Some.Article(title: "Rain in Taji"), matches: []);

        var text = await _bench.TextAsync(Line);

        Assert.Contains("It went into #1, severity", text, StringComparison.Ordinal);
        Assert.Contains("No rule matches this text. Nearest:", text, StringComparison.Ordinal);
        Assert.Contains("So nothing was owed to this channel.", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_old_article_is_told_to_be_old()
    {
        await HaveAsync(Some.Article() with { IsBacklog = true });

        Assert.Contains("older than 24 hours when it was first read", await _bench.TextAsync(Line),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_grave_enough_here_says_from_when_on_it_would_be()
    {
        await SubscribeAsync(s => s with { LeastSeverity = SeverityLevel.Critical });
        await HaveAsync(Some.Article());

        Assert.Contains("this channel wants it from critical on", await _bench.TextAsync(Line),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_paused_or_younger_subscription_missed_says_so()
    {
        await SubscribeAsync(s => s with { PausedWhy = "the bot may not write here" });
        await HaveAsync(Some.Article());
        Assert.Contains("paused here, the bot may not write here", await _bench.TextAsync(Line),
            StringComparison.Ordinal);

        await SubscribeAsync(s => s with { CreatedUtc = Some.NowUtc.AddDays(1), LeastSeverity = SeverityLevel.Low });
        Assert.Contains("subscribed only after the article was read", await _bench.TextAsync(Line),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_sent_after_all_names_its_alert()
    {
        await SubscribeAsync(s => s with { LeastSeverity = SeverityLevel.Low });
        await HaveAsync(Some.Article());
        var delivery = Some.Delivery();
        await _bench.Store.CommitAsync(Some.Outcome(delivery));
        Assert.Contains("owed but not sent: due", await _bench.TextAsync(Line), StringComparison.Ordinal);

        await _bench.Store.Outbox.ClaimDueAsync(
            "w", 10, TimeSpan.FromMinutes(1), _bench.Time.NowUtc, CancellationToken.None);
        await _bench.Store.Outbox.SettleAsync(
            delivery.Key, new Settlement.Sent(Some.Message(delivery)), _bench.Time.NowUtc, CancellationToken.None);
        Assert.Contains("It did alert: #1 was sent here", await _bench.TextAsync(Line), StringComparison.Ordinal);
    }

    private async Task HaveAsync(Article article, params IReadOnlyList<Match> matches)
    {
        await _bench.HaveArticlesAsync(article);
        var member = Some.Member("article-1", seenUtc: article.SeenUtc, facts: Some.Facts(place: Some.Taji, killed: 1));
        await _bench.HaveAsync(Some.Incident(1, members: member with
        {
            Matches = matches.Count == 0 && article.Title.StartsWith("Rain", StringComparison.Ordinal)
                ? []
                : [Some.Match("iraq-militias")],
        }));
    }

    private Task SubscribeAsync(Func<Subscription, Subscription> change) => _bench.Store.Subscriptions.SaveAsync(
        change(Subscription.Default(Some.ChannelA, "iraq-militias", Some.NowUtc.AddDays(-1))), CancellationToken.None);
}
