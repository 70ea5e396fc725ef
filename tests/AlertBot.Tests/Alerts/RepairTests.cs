using AlertBot.Alerts;
using Xunit;

namespace AlertBot.Tests.Alerts;

/// <summary>What was posted is put right, and people hear of it.</summary>
public sealed class RepairTests
{
    private readonly Newsroom _news = new();

    [Fact]
    public void An_incident_that_reports_were_taken_out_of_says_where_they_went()
    {
        var channel = _news.Subscribe("news");
        _news.Report(new Story("a", "Taji", 3));
        _news.Report(new Story("b", "Taji", 3));

        var rows = _news.Ask(new AnalysisRequest.Split("r", 1, ["b"], "moderator")).To(channel).ToList();

        var edit = Assert.Single(rows, d => d.Kind == DeliveryKind.Edit);
        Assert.Contains("Some of its reports are #2 now", edit.Text(), StringComparison.Ordinal);
        Assert.Single(rows, d => d.Kind == DeliveryKind.Send);
        // Nothing happened: nobody is called for it.
        Assert.DoesNotContain(rows, d => d.Kind == DeliveryKind.Reply);
    }

    [Fact]
    public void A_figure_that_nobody_tells_any_more_is_withdrawn_aloud_at_once()
    {
        var channel = _news.Subscribe("news");
        _news.Report(new Story("a", "Taji", 3));
        var claim = new Story("b", "Taji", 3) { ClaimedBy = "a group" };
        Assert.Single(_news.Report(claim).To(channel), d => d.Kind == DeliveryKind.Reply);

        var rows = _news.Edit(
            TimeSpan.FromMinutes(5), new Story("a", "Taji", 0), claim with { Killed = 0 }).To(channel).ToList();

        var reply = Assert.Single(rows, d => d.Kind == DeliveryKind.Reply);
        Assert.Equal(_news.Time.NowUtc, reply.DueUtc);
        Assert.Contains("Deaths withdrawn: no source tells of any now (was 3)", reply.Text(), StringComparison.Ordinal);
        Assert.Contains("Deaths withdrawn", rows.Last(d => d.Kind == DeliveryKind.Edit).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_figure_that_became_smaller_is_corrected_aloud_within_the_half_hour_of_a_reply()
    {
        var channel = _news.Subscribe("news");
        _news.Report(new Story("a", "Taji", 8));
        _news.Report(new Story("b", "Taji", 8) { ClaimedBy = "a group" });

        var rows = _news.Edit(TimeSpan.FromMinutes(5), new Story("a", "Taji", 2),
            new Story("b", "Taji", 2) { ClaimedBy = "a group" }).To(channel).ToList();

        Assert.Equal(_news.Time.NowUtc, Assert.Single(rows, d => d.Kind == DeliveryKind.Reply).DueUtc);
    }

    [Fact]
    public void A_withdrawal_says_why_and_is_told_aloud()
    {
        var channel = _news.Subscribe("news");
        _news.Report(new Story("a", "Taji", 3));

        var rows = _news.Ask(new AnalysisRequest.Retract("r", 1, "It was a drill.", "moderator")).To(channel).ToList();

        Assert.Contains(rows, d => d.Kind == DeliveryKind.Reply && !d.IsSilent
            && d.Text().Contains("It was a drill.", StringComparison.Ordinal));
        Assert.Contains("~", rows.Single(d => d.Kind == DeliveryKind.Edit).Text(), StringComparison.Ordinal);
    }
}
