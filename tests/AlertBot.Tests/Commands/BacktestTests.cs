using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Commands;
using AlertBot.Feeds;
using AlertBot.Incidents;
using AlertBot.Testing;
using AlertBot.Tests.Watchlists;
using Xunit;

namespace AlertBot.Tests.Commands;

/// <summary>What a rule would have alerted.</summary>
public sealed class BacktestTests : IAsyncLifetime
{
    private CommandBench _bench = null!;

    public async ValueTask InitializeAsync() => _bench = await CommandBench.NewAsync();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task A_rule_is_tried_on_the_stored_articles_and_tells_what_is_new()
    {
        await HaveAsync(
            ("a", "Convoy of Defense Secretary Mark Esper leaves Baghdad", "Outlet A", 1),
            ("b", "Mark Esper's convoy seen near the Pentagon", "Outlet A", 1),
            ("c", "Secretary Esper met a convoy of lorries", "Outlet B", 2),
            ("d", "A convoy without anybody", "Outlet B", 3));
        await _bench.HaveAsync(
            Incident(1, Some.Match("iraq-militias", "any-militia"), "a", "b"), Incident(2, null, "c"), Incident(3, null, "d"));

        var told = await AskAsync("/watch backtest \"Esper near convoy\" days:30");

        Assert.Contains("\"esper\" NEAR \"convoy\" (iraq-militias)", told, StringComparison.Ordinal);
        Assert.Contains("Would have found 2 incidents in", told, StringComparison.Ordinal);
        Assert.Contains("No present rule alerted: 1", told, StringComparison.Ordinal);
        Assert.Contains("Noisiest source: Outlet A, 2 of 3 articles", told, StringComparison.Ordinal);
        Assert.Matches("#2 .*(new)(.|\n)*#1 ", told);
        Assert.Contains("/watch add rule iraq-militias \"Esper near convoy\"", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_kinds_and_Arabic_words_are_matched_as_alerts_match_them()
    {
        await HaveAsync(
            ("a", "Kataib Hizballah denied the attack", "A", 1), ("b", "وقع هجوم على قاعدة التاجي", "B", 2),
            ("c", "Rockets hit Camp Taji, two killed", "C", 3), ("d", "Rockets hit a distant town", "D", 4));

        Assert.Contains("found 1 incident", await AskAsync("/watch backtest actor:kataib-hezbollah"), StringComparison.Ordinal);
        Assert.Contains("found 1 incident", await AskAsync("/watch backtest الهجوم NEAR place:taji-base"), StringComparison.Ordinal);
        Assert.Contains("found 1 incident", await AskAsync("/watch backtest attack-on-base"), StringComparison.Ordinal);
        Assert.Contains("found 2 incidents", await AskAsync("/watch backtest rocket*"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_community_is_told_of_no_article_that_it_may_not_see()
    {
        await HaveAsync(("a", "Rockets hit Camp Taji", "A", null));
        await HaveAsync(Scope.Of(Some.CommunityB), ("b", "Rockets hit another camp", "B", null));

        Assert.Contains("found 1 incident", await AskAsync("/watch backtest rocket*"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_old_when_it_came_and_what_is_older_than_asked_does_not_count()
    {
        await _bench.HaveArticlesAsync(
            Some.Article("old", title: "Rockets one", seenUtc: Some.NowUtc.AddDays(-9)),
            Some.Article("backlog", title: "Rockets two") with { IsBacklog = true }, Some.Article("new", title: "Rockets three"));

        Assert.Contains("found 1 incident", await AskAsync("/watch backtest rockets days:7"), StringComparison.Ordinal);
        Assert.Contains("found 2 incidents", await AskAsync("/watch backtest rockets days:10"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/watch backtest katyusha", "No article of the last 30 days holds its words.")]
    [InlineData("/watch backtest actor:kataib-hezbollah days:3", "Would have found nothing in 3 days (1 article looked at).")]
    public async Task Where_nothing_is_found_the_answer_says_what_to_try(string line, string expected)
    {
        await HaveAsync(("a", "Nothing of the sort", "A", null));

        Assert.Contains(expected, await AskAsync(line), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_limit_that_is_met_is_told()
    {
        await HaveAsync([.. Enumerable.Range(1, 1200).Select(n => ($"a{n}", $"Rockets number {n}", "A", (long?)null))]);
        var backtester = new Backtester(
            _bench.Store.Get<IArticleHistory>(), () => _bench.Watched.Index, _bench.Time);
        var (list, rule, _) = BacktestRule.Find("rockets", [SomeWatchlist.Watchlist]);

        var result = await backtester.RunAsync(
            list!, rule!, Some.CommunityA, 30, new BacktestLimits(600, 700, TimeSpan.FromHours(1)), [],
            (_, _) => Task.FromResult<IncidentView?>(null), CancellationToken.None);

        Assert.True(result.IsCut);
        Assert.Equal((1000, 1000, 700), (result.Articles, result.Matched, result.Incidents.Count));
        var told = CommandBench.Text(new CommandReply(BacktestReport.Of(result, TestTexts.English), IsPrivate: true));
        Assert.Contains("Not all was looked at: 1000 articles", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_people_marked_good_or_noise_enters()
    {
        await HaveAsync(
            ("a", "Rockets hit Camp Taji", "A", 1), ("b", "Rockets hit a rocket park, a football club says", "B", 2),
            ("c", "Mortar fire on Camp Taji", "C", 3), ("d", "A militia parade with rockets", "D", 4));
        var match = Some.Match("iraq-militias", "any-militia");
        await _bench.HaveAsync(
            Incident(1, match, "a"), Incident(2, match, "b"), Incident(3, match, "c"), Incident(4, match, "d"));
        foreach (var line in (string[])["/good 1", "/noise 2", "/good 3", "/noise 4"]) await _bench.AskAsync(line);

        var told = await AskAsync("/watch backtest \"rocket* NEAR/3 hit AND NOT football\"");

        Assert.Contains("would have missed 1 of 2 marked good and would have dropped 2 of 2 marked noise", told, StringComparison.Ordinal);
        Assert.Contains("Missed: #3.", told, StringComparison.Ordinal);
        Assert.Contains(
            "would have missed 0 of 2 marked good and would have dropped 0 of 2 marked noise",
            await AskAsync("/watch backtest rocket* OR mortar"), StringComparison.Ordinal);
        // What another community says is its own affair.
        Assert.DoesNotContain(
            "marked", await _bench.TextAsync("/watch backtest rocket*", CommandBench.Moderator, Some.ChannelB), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_older_than_the_days_that_are_tried_is_not_missed()
    {
        await _bench.HaveArticlesAsync(Some.Article("new", title: "Rockets three"));
        var old = Some.Member("old", seenUtc: Some.NowUtc.AddDays(-20), matches: Some.Match("iraq-militias", "any-militia"));
        await _bench.HaveAsync(Some.Incident(1, members: old));
        await _bench.AskAsync("/good 1");

        Assert.DoesNotContain("marked good", await AskAsync("/watch backtest rockets days:7"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_time_that_it_may_take_is_told_when_it_is_met()
    {
        await HaveAsync([.. Enumerable.Range(1, 1200).Select(n => ($"a{n}", $"Rockets number {n}", "A", (long?)null))]);
        var (list, rule, _) = BacktestRule.Find("rockets", [SomeWatchlist.Watchlist]);

        var result = await new Backtester(_bench.Store.Get<IArticleHistory>(), () => _bench.Watched.Index, _bench.Time).RunAsync(
            list!, rule!, Some.CommunityA, 30, new BacktestLimits(5000, 700, TimeSpan.Zero), [],
            (_, _) => Task.FromResult<IncidentView?>(null), CancellationToken.None);

        Assert.True(result.IsCut);
        Assert.Equal(500, result.Articles);
        Assert.Contains(
            "Not all was looked at: 500 articles",
            CommandBench.Text(new CommandReply(BacktestReport.Of(result, TestTexts.English), IsPrivate: true)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_anybody_reads_no_article_is_named()
    {
        await HaveAsync(("a", "Rockets hit Camp Taji, Ali Hassan killed", "A", null));
        await _bench.Store.Subscriptions.SaveAsync(
            Subscription.Default(Some.ChannelA, "iraq-militias", Some.NowUtc) with { Share = ShareLevel.Public },
            CancellationToken.None);

        var reply = await _bench.Catalogue.HandleAsync(
            new IncomingCommand(Some.ChannelA, CommandBench.Moderator, "/watch backtest rocket*", null)
            {
                CanAnswerAlone = false,
            },
            CancellationToken.None);

        var told = CommandBench.Text(reply);
        Assert.Contains("found 1 incident", told, StringComparison.Ordinal);
        Assert.DoesNotContain("Taji", told, StringComparison.Ordinal);
        Assert.DoesNotContain("Noisiest", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_of_the_community_is_the_one_that_is_tried()
    {
        await HaveAsync(("a", "Brigade 45 denied it", "A", null));
        Assert.Contains("nothing", await AskAsync("/watch backtest actor:kataib-hezbollah"), StringComparison.Ordinal);

        await AskAsync("/watch add alias iraq-militias Brigade 45 of:kataib-hezbollah");

        Assert.Contains("found 1 incident", await AskAsync("/watch backtest actor:kataib-hezbollah"), StringComparison.Ordinal);
        Assert.Contains(
            "nothing", await _bench.TextAsync("/watch backtest actor:kataib-hezbollah", CommandBench.Moderator, Some.ChannelB),
            StringComparison.Ordinal);
    }

    private Task HaveAsync(params IReadOnlyList<(string Id, string Title, string Outlet, long? Incident)> articles) =>
        HaveAsync(default, articles);

    private Task HaveAsync(Scope scope, params IReadOnlyList<(string Id, string Title, string Outlet, long? Incident)> articles) =>
        _bench.Store.AddArticlesAsync([.. articles.Select((a, n) => Some.Article(
            a.Id, scope, a.Title, "", Some.NowUtc.AddSeconds(n), $"feed-{a.Outlet}-{scope}") with { Outlet = a.Outlet })]);

    private static Incident Incident(long number, AlertBot.Watchlists.Match? match, params string[] articles) =>
        Some.Incident(number, members: [.. articles.Select(a => Some.Member(a) with { Matches = match is null ? [] : [match] })]);

    private Task<string> AskAsync(string line) => _bench.TextAsync(line, CommandBench.Moderator);
}
