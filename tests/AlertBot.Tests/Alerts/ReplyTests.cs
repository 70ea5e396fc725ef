using AlertBot.Alerts;
using AlertBot.Incidents;
using Xunit;

namespace AlertBot.Tests.Alerts;

public sealed class ReplyTests
{
    private readonly Newsroom _news = new();

    [Fact]
    public void What_comes_within_half_an_hour_is_told_in_one_reply_at_its_end()
    {
        _news.Subscribe("news");
        _news.Report(new Story("a", "Taji", 3));
        var first = Reply(_news.Report(new Story("b", "Taji", 5)));
        var claim = Reply(_news.Report(TimeSpan.FromMinutes(5), new Story("c", "Taji", 5) { ClaimedBy = "a group" }));
        var outcome = _news.Report(TimeSpan.FromMinutes(5), new Story("d", "Taji", 10));
        var both = Reply(outcome);

        Assert.Equal(first.DueUtc.AddMinutes(30), claim.DueUtc);
        Assert.Equal(first.DueUtc.AddMinutes(30), both.DueUtc);
        Assert.Contains(claim.Key, outcome.SupersededKeys);
        Assert.Contains("Claimed by a group", both.Text(), StringComparison.Ordinal);
        Assert.Contains("Deaths: 10", both.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_reply_whose_time_has_come_is_not_told_again()
    {
        _news.Subscribe("news");
        _news.Report(new Story("a", "Taji", 3));
        _news.Report(new Story("b", "Taji", 5));
        var claim = Reply(_news.Report(TimeSpan.FromMinutes(5), new Story("c", "Taji", 5) { ClaimedBy = "a group" }));
        var outcome = _news.Report(TimeSpan.FromHours(2), new Story("d", "Taji", 10));

        Assert.DoesNotContain(claim.Key, outcome.SupersededKeys);
        Assert.DoesNotContain("Claimed", Reply(outcome).Text(), StringComparison.Ordinal);
        Assert.Equal(_news.Time.NowUtc, Reply(outcome).DueUtc);
    }

    [Fact]
    public void A_higher_level_does_not_wait_and_takes_along_what_did()
    {
        _news.Subscribe("news");
        _news.Report(new Story("a", "Taji", 3));
        _news.Report(new Story("b", "Taji", 5));
        _news.Report(TimeSpan.FromMinutes(5), new Story("c", "Taji", 5) { ClaimedBy = "a group" });
        var reply = Reply(_news.Report(TimeSpan.FromMinutes(1), new Story("d", "Taji", 40) { IsHistoric = true }));

        Assert.Equal(_news.Time.NowUtc, reply.DueUtc);
        Assert.Contains("Claimed by a group", reply.Text(), StringComparison.Ordinal);
        Assert.Contains("Severity", reply.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_mention_comes_from_its_level_on_and_with_the_reply_that_reaches_it()
    {
        _news.Subscribe("news", change: s => s with { Mention = "desk", MentionFrom = SeverityLevel.Critical });
        var first = Assert.Single(_news.Report(new Story("a", "Taji", 3)).Deliveries);
        var reply = Reply(_news.Report(new Story("b", "Taji", 40) { IsHistoric = true }));
        var direct = Assert.Single(_news.Report(new Story("c", "Kirkuk", 40) { IsHistoric = true }).Deliveries);

        Assert.Equal((null, "desk", "desk"), (first.Mention, reply.Mention, direct.Mention));
    }

    private static Delivery Reply(AnalysisOutcome outcome) => outcome.Deliveries.Single(d => d.Kind == DeliveryKind.Reply);
}
