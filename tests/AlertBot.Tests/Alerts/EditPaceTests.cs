using AlertBot.Alerts;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AlertBot.Tests.Alerts;

public sealed class EditPaceTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Newsroom _news = new();

    [Fact]
    public void Edits_of_one_minute_are_one_edit_at_its_end()
    {
        _news.Subscribe("news");
        var first = Assert.Single(_news.Report(new Story("a", "Taji", 3)).Deliveries);
        var second = Assert.Single(_news.Report(Seconds(10), new Story("b", "Taji", 3)).Deliveries);
        var outcome = _news.Report(Seconds(20), new Story("c", "Taji", 3));
        var third = Assert.Single(outcome.Deliveries);

        Assert.Equal(first.DueUtc + Minute, second.DueUtc);
        Assert.Equal(second.DueUtc, third.DueUtc);
        Assert.Equal([second.Key], outcome.SupersededKeys);
    }

    [Fact]
    public void An_edit_that_waits_does_not_put_off_the_first_sight_of_an_alert()
    {
        _news.Subscribe("news");
        _news.Report(new Story("a", "Taji", 3));

        Assert.Empty(_news.Report(Seconds(10), new Story("b", "Taji", 3)).SupersededKeys);
    }

    [Fact]
    public void An_edit_that_can_go_now_stands_in_for_a_first_message_that_has_not_gone_yet()
    {
        _news.Subscribe("news");
        var first = Assert.Single(_news.Report(new Story("a", "Taji", 3)).Deliveries);
        var outcome = _news.Report(Minute, new Story("b", "Taji", 3));

        Assert.Equal([first.Key], outcome.SupersededKeys);
        Assert.Equal(_news.Time.NowUtc, Assert.Single(outcome.Deliveries).DueUtc);
        Assert.Empty(_news.Report(Seconds(10), new Story("c", "Taji", 3)).SupersededKeys);
    }

    [Fact]
    public void A_message_that_is_an_hour_old_is_edited_more_slowly()
    {
        _news.Subscribe("news");
        _news.Report(new Story("a", "Taji", 3));
        var second = Assert.Single(_news.Report(TimeSpan.FromHours(2), new Story("b", "Taji", 3)).Deliveries);
        var third = Assert.Single(_news.Report(Minute, new Story("c", "Taji", 3)).Deliveries);

        Assert.Equal(second.DueUtc + AlertRules.Default.OldEditEvery, third.DueUtc);
    }

    [Fact]
    public void A_named_change_is_told_at_once_and_its_edit_follows_in_time()
    {
        _news.Subscribe("news");
        var first = Assert.Single(_news.Report(new Story("a", "Taji", 1)).Deliveries);
        var waiting = Assert.Single(_news.Report(Seconds(10), new Story("b", "Taji", 1)).Deliveries);
        var outcome = _news.Report(Seconds(10), new Story("c", "Taji", 20));

        Assert.Equal([DeliveryKind.Reply, DeliveryKind.Edit], outcome.Deliveries.Select(d => d.Kind));
        Assert.Equal([3, 4], outcome.Deliveries.Select(d => d.Sequence));
        Assert.Equal([_news.Time.NowUtc, first.DueUtc + Minute], outcome.Deliveries.Select(d => d.DueUtc));
        Assert.Equal([waiting.Key], outcome.SupersededKeys);
    }

    [Fact]
    public void However_news_comes_versions_of_one_alert_are_due_at_least_a_minute_apart() => Prop.ForAll(
        Gen.Zip(Gen.Choose(1, 400), Gen.Elements(1, 3, 8, 20)).ListOf(20).ToArbitrary(), reports =>
        {
            var news = new Newsroom();
            news.Subscribe("news");
            var owed = new Dictionary<string, Delivery>(StringComparer.Ordinal);
            var count = 0;
            foreach (var (seconds, killed) in reports)
            {
                var outcome = news.Report(Seconds(seconds), new Story($"s{count++}", "Taji", killed));
                // What is due by now has gone out, unless the next version stood in for it before.
                foreach (var key in outcome.SupersededKeys)
                    if (owed[key].DueUtc > news.Time.NowUtc) owed.Remove(key);
                foreach (var delivery in outcome.Deliveries) owed.Add(delivery.Key, delivery);
            }

            var due = owed.Values.Where(d => d.Kind != DeliveryKind.Reply).OrderBy(d => d.Sequence)
                .Select(d => d.DueUtc).ToList();
            Assert.All(due.Zip(due.Skip(1)), pair => Assert.True(pair.Second - pair.First >= Minute));
        }).QuickCheckThrowOnFailure();

    private static TimeSpan Seconds(int count) => TimeSpan.FromSeconds(count);
}
