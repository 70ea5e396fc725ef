using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Commands;
using AlertBot.Feeds;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Commands;

/// <summary>How feeds fare, as people read it: few and many of them, in every state, by every rule, in both
/// languages.</summary>
public sealed class FeedHealthListTests : IAsyncLifetime
{
    private const int Many = 1000;

    private static readonly CancellationToken Never = CancellationToken.None;

    private CommandBench _bench = null!;

    public static TheoryData<FeedHealthKind> Kinds { get; } = [.. Enum.GetValues<FeedHealthKind>()];

    public static TheoryData<PollRule> Rules { get; } = [.. Enum.GetValues<PollRule>()];

    public async ValueTask InitializeAsync() => _bench = await CommandBench.NewAsync();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task Where_no_feed_is_polled_a_line_says_how_to_have_one()
    {
        foreach (var line in (string[])["/feed list", "/feed list all"])
            Assert.Contains("/feed add https://news.example/rss", await _bench.TextAsync(line), StringComparison.Ordinal);
        Assert.Contains("No feed is of that sort", await _bench.TextAsync("/feed list failing"), StringComparison.Ordinal);
        Assert.Contains("لا يُقرأ هنا أي مصدر", await _bench.ArabicAsync("/feed list"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_feed_is_one_line_without_pages()
    {
        await HaveAsync(1, static _ => FeedHealthKind.Ok);

        var told = await _bench.AskAsync("/feed list");

        Assert.Contains("1 feed\n", CommandBench.Text(told), StringComparison.Ordinal);
        Assert.Empty(Assert.Single(told.Message.Blocks.OfType<Block.Actions>()).Buttons);
    }

    [Fact]
    public async Task A_thousand_feeds_come_in_pages_and_what_is_wrong_first()
    {
        await HaveAsync(Many, static i => (i % 100) switch
        {
            7 => FeedHealthKind.Failing,
            8 => FeedHealthKind.Blocked,
            9 => FeedHealthKind.Moved,
            _ => FeedHealthKind.Ok,
        });

        var first = await _bench.TextAsync("/feed list");
        Assert.Contains("Page 1 of 67, 1000 feeds: 10 blocked, 10 failing and 10 moved", first, StringComparison.Ordinal);
        Assert.Matches("(?s)f0008 — blocked: .*f0007 — failing: ", first);
        Assert.Equal(15, Count(first));
        Assert.Equal(10, Count(await _bench.TextAsync("/feed list page:67")));
        Assert.Contains("There is no page 68", await _bench.TextAsync("/feed list page:68"), StringComparison.Ordinal);
        var failing = await _bench.TextAsync("/feed list failing");
        Assert.Contains("Page 1 of 2, 20 feeds: 10 blocked and 10 failing", failing, StringComparison.Ordinal);
        Assert.Contains("/feed list only:failing page:2", failing, StringComparison.Ordinal);
        Assert.Equal(5, Count(await _bench.TextAsync("/feed list failing page:2")));
        Assert.Contains("Page 1 of 65, 970 feeds\n", await _bench.TextAsync("/feed list ok"), StringComparison.Ordinal);

        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var page = 1; page <= 67; page++)
            seen.UnionWith(Names(await _bench.TextAsync($"/feed list page:{page}")));
        Assert.Equal(Many, seen.Count);
        Assert.Contains("الصفحة 1 من 67", await _bench.ArabicAsync("/feed list"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Each_state_is_told_with_since_when_and_why_and_found_by_its_name(FeedHealthKind kind)
    {
        await HaveAsync(16, i => i == 3 ? kind : i % 2 == 0 ? FeedHealthKind.Ok : FeedHealthKind.Failing);
        var name = kind.ToString().ToLowerInvariant();

        var all = await _bench.TextAsync("/feed list " + (kind is FeedHealthKind.Failing ? "all" : name));
        var shown = await _bench.TextAsync("/feed show Outlet of f0003");
        var arabic = await _bench.ArabicAsync("/feed show Outlet of f0003");

        Assert.Contains("f0003", all, StringComparison.Ordinal);
        if (kind is not (FeedHealthKind.Ok or FeedHealthKind.Failing)) Assert.Equal(1, Count(all));
        Assert.Contains($"State: {name}", shown, StringComparison.Ordinal);
        Assert.Equal(kind != FeedHealthKind.Ok, shown.Contains("Since: ", StringComparison.Ordinal));
        Assert.Contains(FeedWords.Of(kind, TestTexts.Arabic), arabic, StringComparison.Ordinal);
        Assert.DoesNotContain("[بالإنجليزية]", arabic, StringComparison.Ordinal);
        Assert.DoesNotContain("server", arabic, StringComparison.Ordinal);
        Assert.Contains("f0003", await _bench.ArabicAsync("/مصدر القائمة " + TestTexts.Arabic.Find("commands.choice." + name)), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task Each_rule_is_told_with_the_next_poll_in_both_languages(PollRule rule)
    {
        await HaveAsync(1, static _ => FeedHealthKind.Ok, state => rule switch
        {
            PollRule.FirstPoll => state with { NextPollRule = rule, LastSuccessUtc = null },
            PollRule.Paused => Sick(state, FeedHealthKind.Gone),
            PollRule.BackOff or PollRule.RetryAfter => Sick(state, FeedHealthKind.Failing) with { NextPollRule = rule },
            _ => state with { NextPollRule = rule },
        });
        var next = (await _bench.Store.Feeds.ListAsync(Never)).Single().State.NextPollUtc;

        foreach (var (texts, list, show) in new[]
        {
            (TestTexts.English, await _bench.TextAsync("/feed list"), await _bench.TextAsync("/feed show Outlet of f0000")),
            (TestTexts.Arabic, await _bench.ArabicAsync("/feed list"), await _bench.ArabicAsync("/feed show Outlet of f0000")),
        })
        {
            if (rule is PollRule.Paused)
            {
                Assert.Contains(FeedWords.Of(FeedHealthKind.Gone, texts), list, StringComparison.Ordinal);
                Assert.DoesNotContain("9999", list + show, StringComparison.Ordinal);
                continue;
            }
            Assert.Contains($"({FeedWords.Of(rule, texts)})", Flat(list), StringComparison.Ordinal);
            Assert.Contains(FeedWords.Of(rule, texts), Flat(show), StringComparison.Ordinal);
            Assert.Contains(texts.Of(next), Flat(list), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void No_two_rules_and_no_two_states_are_told_alike()
    {
        foreach (var texts in (Texts[])[TestTexts.English, TestTexts.Arabic])
        {
            Assert.Distinct(Enum.GetValues<PollRule>().Select(rule => FeedWords.Of(rule, texts)));
            Assert.Distinct(Enum.GetValues<FeedHealthKind>().Select(kind => FeedWords.Of(kind, texts)));
        }
    }

    private async Task HaveAsync(
        int count, Func<int, FeedHealthKind> kindOf, Func<FeedState, FeedState>? change = null)
    {
        await _bench.Store.Feeds.SyncSharedAsync(
            [.. Enumerable.Range(0, count).Select(i => new ConfiguredFeed(SomeFeeds.Feed($"f{i:0000}"), _bench.Time.NowUtc))], Never);
        var claimed = await _bench.Store.Feeds.ClaimDueAsync(SomeFeeds.Request(_bench.Time.NowUtc, limit: count), Never);
        await _bench.Store.Feeds.CommitPollsAsync(
        [
            .. claimed.Select(c => new PollCommit(c.Claim, State(c, kindOf(int.Parse(
                c.Feed.Id.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture))), [], null)),
        ], Never);

        FeedState State(ClaimedFeed c, FeedHealthKind kind)
        {
            var state = Sick(SomeFeeds.Polled(c.State, _bench.Time.NowUtc.AddMinutes(20)), kind);
            return change?.Invoke(state) ?? state;
        }
    }

    private FeedState Sick(FeedState state, FeedHealthKind kind)
    {
        var sinceUtc = _bench.Time.NowUtc.AddHours(-5);
        var failing = state with
        {
            ConsecutiveFailures = 2,
            FailingSinceUtc = sinceUtc,
            ErrorCode = "http-500",
            Error = Saying.Of("fetch.fault", $"HTTP {500:status}: the server has a fault"),
            NextPollRule = PollRule.BackOff,
        };
        return kind switch
        {
            FeedHealthKind.Moved => state with { MovedTo = new Uri("https://new.example/rss"), MovedSinceUtc = sinceUtc },
            FeedHealthKind.Silent => state with { SilentSinceUtc = sinceUtc, SilentHours = 6, SilentExpected = 12 },
            FeedHealthKind.Late => state with { NextPollUtc = sinceUtc },
            FeedHealthKind.Failing => failing,
            FeedHealthKind.Blocked => failing with
            {
                ErrorCode = "http-403",
                Error = Saying.Of("fetch.denied", $"HTTP {403:status}: the server does not let us in"),
            },
            FeedHealthKind.Gone => failing with
            {
                PausedReason = Saying.Of("poll.gone", "the server says that the feed is gone for good (HTTP 410)"),
                NextPollUtc = FeedState.Never,
                NextPollRule = PollRule.Paused,
            },
            _ => state,
        };
    }

    // A card breaks its lines where it is full.
    private static string Flat(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static int Count(string told) => Names(told).Count;

    private static IReadOnlyList<string> Names(string told) =>
        [.. told.Split('\n').Where(l => l.Contains("Outlet of ", StringComparison.Ordinal)).Select(l => l.Trim().Split(' ')[2])];
}
