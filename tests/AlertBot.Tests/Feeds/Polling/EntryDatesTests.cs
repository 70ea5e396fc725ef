using AlertBot.Feeds;
using Xunit;

namespace AlertBot.Tests.Feeds.Polling;

public sealed class EntryDatesTests
{
    private static readonly DateTimeOffset NowUtc = new(2020, 3, 11, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_habit_is_the_median_gap_between_the_newest_entries()
    {
        var (newestUtc, gap) = Of(5, 15, 25, 35, 500);

        Assert.Equal((NowUtc.AddMinutes(-5), TimeSpan.FromMinutes(10)), (newestUtc, gap));
    }

    [Fact]
    public void Dates_in_the_future_and_none_at_all_say_nothing()
    {
        Assert.Equal((null, null), Of());
        Assert.Equal((null, null), Of(-5, null));
        Assert.Equal((NowUtc.AddMinutes(-1), null), Of(1, 2, 3));
    }

    private static (DateTimeOffset? NewestUtc, TimeSpan? TypicalGap) Of(params int?[] minutesAgo) => EntryDates.Of(
        new FeedDocument
        {
            Format = FeedFormat.Rss20,
            Encoding = "utf-8",
            Entries =
            [
                .. minutesAgo.Select(static (minutes, i) => new Entry
                {
                    Id = $"{i}",
                    PublishedUtc = minutes is { } known ? NowUtc.AddMinutes(-known) : null,
                }),
            ],
        }, NowUtc);
}
