using AlertBot.Alerts;
using AlertBot.Feeds;
using AlertBot.Incidents;
using Xunit;

namespace AlertBot.Tests.Alerts;

public sealed class OwedTests
{
    private readonly Newsroom _news = new();

    [Fact]
    public void A_new_incident_is_one_alert_a_channel_even_where_two_topics_want_it()
    {
        var first = _news.Subscribe("first", "iraq");
        _news.Subscribe("first", "bases");
        var second = _news.Subscribe("second", "bases");

        var outcome = _news.Report(new Story("a", "Taji", 3) { Topics = ["iraq", "bases"] });

        Assert.Equal([(first, DeliveryKind.Send), (second, DeliveryKind.Send)],
            outcome.Deliveries.Select(d => (d.Channel, d.Kind)));
        Assert.Equal(2, outcome.Deliveries.Select(d => d.Key).Distinct().Count());
        Assert.All(outcome.Deliveries, d => Assert.Equal(_news.Time.NowUtc - TimeSpan.FromMinutes(2), d.PublishedUtc));
    }

    [Fact]
    public void A_further_report_edits_the_alert_and_makes_the_edit_before_it_needless()
    {
        var channel = _news.Subscribe("news");
        var first = Assert.Single(_news.Report(new Story("a", "Taji", 3)).Deliveries);
        var second = Assert.Single(_news.Report(new Story("b", "Taji", 3)).Deliveries);
        var outcome = _news.Report(new Story("c", "Taji", 3));
        var third = Assert.Single(outcome.Deliveries);

        Assert.Equal((DeliveryKind.Edit, 2, first.AlertId, channel),
            (second.Kind, second.Sequence, second.AlertId, second.Channel));
        Assert.Equal((DeliveryKind.Edit, 3), (third.Kind, third.Sequence));
        Assert.Equal([second.Key], outcome.SupersededKeys);
        Assert.Contains("3 articles", third.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void News_of_another_incident_leaves_the_alert_alone()
    {
        _news.Subscribe("news");
        var first = Assert.Single(_news.Report(new Story("a", "Taji", 3)).Deliveries);
        var other = Assert.Single(_news.Report(new Story("b", "Kirkuk", 3)).Deliveries);

        Assert.Equal(DeliveryKind.Send, other.Kind);
        Assert.NotEqual(first.AlertId, other.AlertId);
    }

    [Fact]
    public void A_named_change_is_answered_but_not_twice_in_half_an_hour()
    {
        _news.Subscribe("news");
        _news.Report(new Story("a", "Taji", 3));

        Assert.Equal([DeliveryKind.Edit, DeliveryKind.Reply], Kinds(_news.Report(new Story("b", "Taji", 5))));
        _news.Time.Advance(TimeSpan.FromMinutes(28));
        var early = _news.Report(new Story("c", "Taji", 5) { ClaimedBy = "a group" });
        var late = _news.Report(new Story("d", "Taji", 10));

        // What came too early is told in its turn, together with what came since.
        Assert.Equal([DeliveryKind.Edit, DeliveryKind.Reply], Kinds(early));
        Assert.Equal(_news.Time.NowUtc, early.Deliveries[1].DueUtc);
        Assert.Equal([DeliveryKind.Edit, DeliveryKind.Reply], Kinds(late));
    }

    [Fact]
    public void A_higher_level_is_answered_at_once()
    {
        _news.Subscribe("news");
        _news.Report(new Story("a", "Taji", 1));
        _news.Report(new Story("b", "Taji", 3));

        var outcome = _news.Report(new Story("c", "Taji", 20));

        Assert.Equal([DeliveryKind.Edit, DeliveryKind.Reply], Kinds(outcome));
        Assert.Contains("High", outcome.Deliveries[1].Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_changes_so_far_end_the_alert_and_only_the_latest_five_are_kept()
    {
        _news.Subscribe("news");
        _news.Report(new Story("a", "Taji", 0));
        var last = "";
        foreach (var (killed, i) in new[] { 1, 3, 5, 10, 20, 50, 100 }.Select((killed, i) => (killed, i)))
        {
            _news.Time.Advance(TimeSpan.FromMinutes(31));
            last = _news.Report(new Story($"b{i}", "Taji", killed)).Deliveries.First(d => d.Kind == DeliveryKind.Edit)
                .Text();
        }

        Assert.Contains("Deaths: 100", last, StringComparison.Ordinal);
        Assert.Equal(5, Assert.Single(_news.Window.Alerts.Values).Changes.Count);
    }

    [Fact]
    public void Old_news_alerts_nobody_until_something_new_is_told_of_it()
    {
        _news.Subscribe("news");

        Assert.All(_news.Report(new Story("a", "Taji", 3) { IsBacklog = true }).Deliveries, IsOnlyCounted);
        Assert.All(_news.Report(new Story("b", "Kirkuk", 3) { Age = TimeSpan.FromHours(25) }).Deliveries, IsOnlyCounted);
        Assert.Equal([DeliveryKind.Send], Kinds(_news.Report(new Story("c", "Taji", 3))));

        static void IsOnlyCounted(Delivery delivery) => Assert.Equal((null, true), (delivery.IncidentId, delivery.IsSilent));
    }

    [Fact]
    public void Old_news_corrects_an_alert_but_wakes_nobody()
    {
        _news.Subscribe("news");
        _news.Report(new Story("a", "Taji", 3));

        Assert.Equal([DeliveryKind.Edit], Kinds(_news.Report(new Story("b", "Taji", 10) { IsBacklog = true })));
    }

    [Fact]
    public void A_new_subscription_is_not_owed_what_was_there_before_it()
    {
        _news.Report(new Story("a", "Taji", 3));
        _news.Time.Advance(TimeSpan.FromMinutes(1));
        _news.Subscribe("late", change: s => s with { CreatedUtc = _news.Time.NowUtc });

        Assert.Empty(_news.Ask(new AnalysisRequest.RepairTick(null)).Deliveries);
        _news.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal([DeliveryKind.Send], Kinds(_news.Report(new Story("b", "Taji", 3))));
    }

    [Fact]
    public void What_is_not_grave_enough_waits_until_it_is()
    {
        _news.Subscribe("grave", change: s => s with { LeastSeverity = SeverityLevel.High });

        Assert.Empty(_news.Report(new Story("a", "Taji", 1)).Deliveries);
        Assert.Equal([DeliveryKind.Send], Kinds(_news.Report(new Story("b", "Taji", 20))));
    }

    [Fact]
    public void A_paused_subscription_and_another_topic_are_owed_nothing()
    {
        _news.Subscribe("gone", change: s => s with { PausedWhy = "the channel is gone" });
        _news.Subscribe("sport", "sport");

        Assert.Empty(_news.Report(new Story("a", "Taji", 3)).Deliveries);
    }

    [Fact]
    public void A_private_article_is_for_its_own_community_alone()
    {
        var home = _news.Subscribe("news");
        var away = _news.Subscribe("news", community: "away");
        var owner = Scope.Of(Communities.Of(home));

        var first = _news.Report(new Story("a", "Taji", 3) { Scope = owner, Outlet = "Private Letter" });
        var second = _news.Report(new Story("b", "Taji", 3));

        Assert.Equal(home, Assert.Single(first.Deliveries).Channel);
        Assert.Equal([DeliveryKind.Edit], second.To(home).Select(d => d.Kind));
        var seen = Assert.Single(second.To(away));
        Assert.Equal(DeliveryKind.Send, seen.Kind);
        Assert.Contains("Private Letter", second.To(home).Single().Text(), StringComparison.Ordinal);
        Assert.DoesNotContain("Private Letter", seen.Text(), StringComparison.Ordinal);
        Assert.Contains("Sources: 1 article", seen.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_incident_that_ended_in_another_points_to_it_without_a_sound()
    {
        _news.Subscribe("news");
        var kept = Assert.Single(_news.Report(new Story("a", "Taji", 3)).Deliveries);
        var ended = Assert.Single(_news.Report(new Story("b", "Kirkuk", 3)).Deliveries);

        var outcome = _news.Ask(new AnalysisRequest.Merge("request", 2, 1, "moderator"));

        var pointer = Assert.Single(outcome.Deliveries, d => d.AlertId == ended.AlertId);
        Assert.Equal((DeliveryKind.Edit, true), (pointer.Kind, pointer.IsSilent));
        Assert.Contains("The same event as #1, which carries on", pointer.Text(), StringComparison.Ordinal);
        Assert.Contains("Rockets hit base at Kirkuk", pointer.Text(), StringComparison.Ordinal);
        Assert.Contains(outcome.Deliveries, d => d.AlertId == kept.AlertId && d.Kind == DeliveryKind.Edit);
        Assert.Equal(["request"], outcome.RequestIds);
    }

    [Fact]
    public void A_channel_that_only_knew_the_ended_incident_hears_of_the_one_that_carries_on()
    {
        _news.Report(new Story("a", "Taji", 3));
        _news.Time.Advance(TimeSpan.FromMinutes(1));
        var channel = _news.Subscribe("late", change: s => s with { CreatedUtc = _news.Time.NowUtc });
        _news.Report(new Story("b", "Kirkuk", 3));

        var outcome = _news.Ask(new AnalysisRequest.Merge("request", 1, 2, "moderator"));

        Assert.Equal([DeliveryKind.Edit, DeliveryKind.Send], outcome.To(channel).Select(d => d.Kind).Order().Reverse());
    }

    [Fact]
    public void A_withdrawn_incident_is_struck_through_and_said_to_be_withdrawn()
    {
        _news.Subscribe("news");
        _news.Report(new Story("a", "Taji", 3));

        _news.Time.Advance(TimeSpan.FromMinutes(1));
        var outcome = _news.Ask(new AnalysisRequest.Retract("request", 1, "It was a drill.", "moderator"));

        Assert.Equal([DeliveryKind.Edit, DeliveryKind.Reply], Kinds(outcome));
        Assert.Contains("WITHDRAWN", outcome.Deliveries[0].Text(), StringComparison.Ordinal);
        Assert.Contains("Withdrawn: It was a drill.", outcome.Deliveries[0].Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_incident_whose_withdrawal_was_a_mistake_stands_again()
    {
        _news.Subscribe("news");
        _news.Report(new Story("a", "Taji", 3));
        _news.Time.Advance(TimeSpan.FromMinutes(1));
        _news.Ask(new AnalysisRequest.Retract("request", 1, "It was a drill.", "moderator"));
        _news.Time.Advance(TimeSpan.FromMinutes(1));

        var outcome = _news.Ask(new AnalysisRequest.Restore("again", 1, "moderator"));

        Assert.Equal([DeliveryKind.Edit, DeliveryKind.Reply], Kinds(outcome));
        Assert.DoesNotContain("WITHDRAWN", outcome.Deliveries[0].Text(), StringComparison.Ordinal);
        Assert.Contains("Stands again", outcome.Deliveries[1].Text(), StringComparison.Ordinal);
        Assert.Single(_news.Ask(new AnalysisRequest.Restore("once more", 1, "moderator")).Refused);
    }

    [Fact]
    public void A_request_that_cannot_be_met_is_done_with_and_says_why()
    {
        var outcome = _news.Ask(
            new AnalysisRequest.Retract("gone", 7, "It was a drill.", "moderator"),
            new AnalysisRequest.Merge("none", 7, 8, "moderator"));

        Assert.Equal(["gone", "none"], outcome.RequestIds);
        Assert.Equal(["gone", "none"], outcome.Refused.Select(r => r.Request.Id));
    }

    [Fact]
    public void The_same_step_done_again_owes_the_same()
    {
        _news.Subscribe("news");
        _news.Report(new Story("a", "Taji", 3));
        var input = new AnalysisInput([_news.Known(new Story("b", "Taji", 10))], [], _news.Subscriptions);

        var first = Analysis.Step(_news.Window, input, _news.Time.NowUtc, _news.Rules);
        var second = Analysis.Step(_news.Window, input, _news.Time.NowUtc, _news.Rules);

        Assert.Equal(first.Deliveries.Select(d => (d.Key, d.Text())), second.Deliveries.Select(d => (d.Key, d.Text())));
        Assert.Equal(first.SupersededKeys, second.SupersededKeys);
        Assert.NotEmpty(first.Deliveries);
    }

    private static IEnumerable<DeliveryKind> Kinds(AnalysisOutcome outcome) => outcome.Deliveries.Select(d => d.Kind);
}
