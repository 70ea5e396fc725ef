using AlertBot.Alerts;
using AlertBot.Feeds;
using AlertBot.Testing;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AlertBot.Tests.Alerts;

public sealed class CoverageTests
{
    private const string Topic = "iraq";

    private static readonly DateTimeOffset NowUtc = Some.NowUtc;

    private static readonly Gen<CoveredFeed[]> Feeds =
        from kinds in Gen.NonEmptyListOf(Gen.Zip(
            Gen.Elements(Enum.GetValues<FeedHealthKind>()),
            Gen.Zip(Gen.Choose(0, 300), Gen.Elements<string?>(null, "http-503", "offline"))))
        select kinds.Select((k, i) => Feed(i, k.Item1, k.Item2.Item1, k.Item2.Item2)).ToArray();

    [Theory]
    [InlineData(9, 3, false)]
    [InlineData(9, 4, true)]
    [InlineData(10, 4, true)]
    [InlineData(5, 1, false)]
    [InlineData(5, 2, true)]
    [InlineData(2, 1, false)]
    [InlineData(2, 2, true)]
    [InlineData(1, 1, true)]
    public void Coverage_is_low_when_two_in_five_sources_bring_nothing(int total, int silent, bool isLow) =>
        Assert.Equal(isLow, Step(CoverageMemory.None, Some9(total, silent)).News is [CoverageNews.Low]);

    [Fact]
    public void It_is_told_since_the_source_that_made_it_low_and_names_all_that_are_missing()
    {
        CoveredFeed[] feeds =
        [
            Feed(0, FeedHealthKind.Silent, 300), Feed(1, FeedHealthKind.Gone, 200), Feed(2, FeedHealthKind.Blocked, 100),
            Feed(3, FeedHealthKind.Failing, 70), Feed(4, FeedHealthKind.Ok, 0), Feed(5, FeedHealthKind.Moved, 90),
            Feed(6, FeedHealthKind.Late, 90),
        ];

        var low = Assert.IsType<CoverageNews.Low>(Assert.Single(Step(CoverageMemory.None, feeds).News));

        Assert.Equal((7, NowUtc.AddMinutes(-100)), (low.Total, low.SinceUtc));
        Assert.Equal(["Feed 0", "Feed 1", "Feed 2", "Feed 3"], low.Missing);
    }

    [Fact]
    public void A_fault_of_minutes_is_no_news() =>
        Assert.Empty(Step(CoverageMemory.None, [Feed(0, FeedHealthKind.Failing, 59)]).News);

    [Fact]
    public void It_is_told_once_and_once_when_it_ends_and_not_for_every_source_between()
    {
        var memory = CoverageMemory.None;
        var told = new List<string>();
        foreach (var silent in new[] { 0, 4, 5, 4, 3, 4, 3, 9, 3, 2, 3, 0, 4 })
        {
            var step = Step(memory, Some9(9, silent));
            memory = step.Memory;
            told.Add(step.News is [var one] ? one.GetType().Name : "");
        }

        Assert.Equal(["", "Low", "", "", "", "", "", "", "", "Ended", "", "", "Low"], told);
    }

    [Fact]
    public void A_muted_topic_is_not_told_of_and_what_began_before_ends_without_a_word()
    {
        var muted = Step(CoverageMemory.None, Some9(9, 9), isMuted: true);
        var before = Step(CoverageMemory.None, Some9(9, 9));
        var ended = Step(before.Memory, Some9(9, 0), isMuted: true);

        Assert.Empty(muted.News);
        Assert.Empty(ended.News);
        Assert.Empty(ended.Memory.Low);
        Assert.Single(Step(muted.Memory, Some9(9, 9)).News);
    }

    [Fact]
    public void A_paused_channel_is_told_the_end_when_it_is_told_anything_again()
    {
        var low = Step(CoverageMemory.None, Some9(9, 9)).Memory;

        var paused = Step(low, Some9(9, 0), isPaused: true);

        Assert.Empty(paused.News);
        Assert.IsType<CoverageNews.Ended>(Assert.Single(Step(paused.Memory, Some9(9, 0)).News));
        Assert.Empty(Step(CoverageMemory.None, Some9(9, 9), isPaused: true).News);
    }

    [Fact]
    public void An_outage_of_our_own_is_told_as_such_and_not_as_silent_sources()
    {
        var down = Enumerable.Range(0, 9).Select(i => Feed(i, FeedHealthKind.Failing, 120, OwnFault)).ToArray();
        var early = Enumerable.Range(0, 9).Select(i => Feed(i, FeedHealthKind.Failing, 14, OwnFault)).ToArray();
        var recovering = Some9(9, 5);

        var begun = Step(CoverageMemory.None, down);
        var still = Step(begun.Memory, down);
        var ended = Step(still.Memory, recovering);
        var calm = Step(ended.Memory, recovering, nowUtc: NowUtc.AddMinutes(59));
        var later = Step(calm.Memory, recovering, nowUtc: NowUtc.AddMinutes(60));

        Assert.Empty(Step(CoverageMemory.None, early).News);
        Assert.Equal([new CoverageNews.Outage(NowUtc.AddMinutes(-120))], begun.News);
        Assert.Empty(still.News);
        Assert.Equal([new CoverageNews.OutageEnded(NowUtc.AddMinutes(-120))], ended.News);
        Assert.Empty(calm.News);
        Assert.IsType<CoverageNews.Low>(Assert.Single(later.News));
    }

    [Fact]
    public void What_was_told_is_forgotten_with_its_subscription()
    {
        var low = Step(CoverageMemory.None, Some9(9, 9)).Memory;

        var (memory, news) = Coverage.Step(low, Some9(9, 0), [], NowUtc);

        Assert.Empty(news);
        Assert.Empty(memory.Low);
    }

    [Fact]
    public void Whatever_happens_a_step_that_is_repeated_says_nothing_and_changes_nothing() =>
        Prop.ForAll(Feeds.ToArbitrary(), feeds =>
        {
            var first = Step(CoverageMemory.None, feeds);
            var second = Step(first.Memory, feeds);
            return second.News.Count == 0 && ReferenceEquals(second.Memory, first.Memory) && first.News.Count <= 1;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Whatever_happens_beginnings_and_ends_alternate() =>
        Prop.ForAll(Gen.ListOf(Feeds).ToArbitrary(), rounds =>
        {
            var (memory, isLow, isDown, nowUtc) = (CoverageMemory.None, false, false, NowUtc);
            foreach (var feeds in rounds)
            {
                nowUtc = nowUtc.AddMinutes(30);
                (memory, var news) = Step(memory, feeds, nowUtc: nowUtc);
                foreach (var one in news)
                    switch (one)
                    {
                        case CoverageNews.Low: Assert.False(isLow || isDown); isLow = true; break;
                        case CoverageNews.Ended: Assert.True(isLow); isLow = false; break;
                        case CoverageNews.Outage: Assert.False(isDown); isDown = true; break;
                        case CoverageNews.OutageEnded: Assert.True(isDown); isDown = false; break;
                    }
            }

            return isLow == (memory.Low.Count > 0) && isDown == memory.OutageSinceUtc.HasValue;
        }).QuickCheckThrowOnFailure();

    private const string OwnFault = "offline";

    private static (CoverageMemory Memory, IReadOnlyList<CoverageNews> News) Step(
        CoverageMemory memory, CoveredFeed[] feeds, bool isMuted = false, bool isPaused = false,
        DateTimeOffset? nowUtc = null) => Coverage.Step(
        memory, feeds, [new CoveredTopic(Some.ChannelA, Topic, feeds, isMuted, isPaused)], nowUtc ?? NowUtc);

    private static CoveredFeed[] Some9(int total, int silent) =>
        [.. Enumerable.Range(0, total).Select(i => Feed(i, i < silent ? FeedHealthKind.Silent : FeedHealthKind.Ok, 90))];

    private static CoveredFeed Feed(int number, FeedHealthKind kind, int minutes, string? code = null) => new(
        $"feed-{number}", $"Feed {number}",
        new FeedHealth(
            kind, kind is FeedHealthKind.Ok ? null : NowUtc.AddMinutes(-minutes),
            kind is FeedHealthKind.Failing ? code : null));
}
