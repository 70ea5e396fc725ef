using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Incidents;
using Xunit;

namespace AlertBot.Tests.Alerts;

public sealed class CrowdTests
{
    private static readonly QuietHours Noon = new(new TimeOnly(11, 0), new TimeOnly(14, 0));
    private readonly Newsroom _news = new();

    [Fact]
    public void Forty_incidents_in_ten_minutes_are_as_many_alerts_as_a_channel_bears_and_one_message_for_the_rest()
    {
        var channel = _news.Subscribe("news");
        var outcomes = Enumerable.Range(1, 40)
            .Select(n => _news.Report(TimeSpan.FromSeconds(15), Incident(n, killed: 1))).ToList();
        var rows = outcomes.SelectMany(o => o.To(channel)).ToList();

        Assert.Equal(AlertRules.Default.CrowdAlerts / 2, rows.Count(d => d.Kind == DeliveryKind.Send));
        var rest = Assert.Single(rows.Where(d => d.IncidentId is null).GroupBy(d => d.AlertId)).OrderBy(d => d.Sequence).ToList();
        Assert.Equal(DeliveryKind.Digest, rest[0].Kind);
        Assert.All(rest.Skip(1), d => Assert.Equal(DeliveryKind.Edit, d.Kind));
        Assert.Contains("30 more incidents", rest[^1].Text(), StringComparison.Ordinal);
        // Edits of one message are a minute apart at least, and those that another replaced are not sent.
        var superseded = outcomes.SelectMany(o => o.SupersededKeys).ToHashSet();
        var due = rest.Where(d => !superseded.Contains(d.Key)).Select(d => d.DueUtc).ToList();
        Assert.All(due.Zip(due.Skip(1)), pair => Assert.True(pair.Second - pair.First >= TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public void The_gravest_find_a_place_when_lesser_ones_have_filled_theirs()
    {
        var channel = _news.Subscribe("news");
        foreach (var n in Enumerable.Range(1, 15)) _news.Report(TimeSpan.FromSeconds(5), Incident(n, killed: 1));

        var high = _news.Report(TimeSpan.FromSeconds(5), Incident(20, killed: 3));
        var critical = _news.Report(TimeSpan.FromSeconds(5), Incident(21, killed: 40) with { IsHistoric = true });

        Assert.Equal(DeliveryKind.Send, Assert.Single(high.To(channel)).Kind);
        Assert.Equal(DeliveryKind.Send, Assert.Single(critical.To(channel)).Kind);
    }

    [Fact]
    public void Of_those_that_come_at_once_the_gravest_get_the_places()
    {
        var channel = _news.Subscribe("news");
        var stories = Enumerable.Range(1, 30).Select(n => Incident(n, killed: n > 20 ? 3 : 1)).ToArray();

        var own = _news.Report(stories).To(channel).Where(d => d.Kind == DeliveryKind.Send).ToList();

        Assert.Equal(10, own.Count(d => d.Severity == SeverityLevel.High));
        Assert.Equal(10, own.Count);
    }

    [Fact]
    public void What_gets_graver_leaves_the_common_message_for_one_of_its_own()
    {
        var channel = _news.Subscribe("news");
        foreach (var n in Enumerable.Range(1, 12)) _news.Report(TimeSpan.FromSeconds(5), Incident(n, killed: 1));

        var same = _news.Report(TimeSpan.FromSeconds(5), Incident(12, killed: 1) with { Id = "again" });
        var graver = _news.Report(TimeSpan.FromSeconds(5), Incident(12, killed: 3) with { Id = "graver" });

        Assert.DoesNotContain(same.To(channel), d => d.Kind == DeliveryKind.Send);
        Assert.Single(graver.To(channel), d => d.Kind == DeliveryKind.Send);
        Assert.Contains("1 more incident,", graver.To(channel).Single(d => d.IncidentId is null).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_withdrawal_is_repaired_in_the_common_message_too()
    {
        var channel = _news.Subscribe("news");
        foreach (var n in Enumerable.Range(1, 11)) _news.Report(TimeSpan.FromSeconds(5), Incident(n, killed: 1));
        _news.Time.Advance(TimeSpan.FromHours(3));

        var edit = Assert.Single(_news.Ask(new AnalysisRequest.Retract("r", 11, "A drill.", "moderator")).To(channel));

        Assert.Equal((DeliveryKind.Edit, true), (edit.Kind, edit.Text().Contains("WITHDRAWN", StringComparison.Ordinal)));
    }

    [Fact]
    public void After_a_calm_the_next_incident_has_its_own_message_again()
    {
        var channel = _news.Subscribe("news");
        foreach (var n in Enumerable.Range(1, 12)) _news.Report(TimeSpan.FromSeconds(5), Incident(n, killed: 1));

        Assert.Equal(DeliveryKind.Send, Assert.Single(
            _news.Report(TimeSpan.FromMinutes(11), Incident(13, killed: 1)).To(channel)).Kind);
    }

    [Fact]
    public void What_happened_in_quiet_hours_comes_at_their_end_and_beyond_a_few_in_one_message()
    {
        var channel = _news.Subscribe("news", change: s => s with { Quiet = Noon });
        var rows = Enumerable.Range(1, 10).SelectMany(n => _news.Report(Incident(n, killed: 1)).To(channel)).ToList();
        var catchUp = rows.Where(d => d.IncidentId is null).MaxBy(d => d.Sequence)!;

        Assert.Equal(3, rows.Count(d => d.Kind == DeliveryKind.Send));
        Assert.All(rows, d => Assert.Equal(new DateTimeOffset(2020, 3, 11, 14, 0, 0, TimeSpan.Zero), d.DueUtc));
        Assert.Contains("7 more incidents while it was quiet", catchUp.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void Old_news_is_counted_in_one_message_that_makes_no_sound()
    {
        var channel = _news.Subscribe("news");
        var rows = Enumerable.Range(1, 30).SelectMany(n =>
            _news.Report(TimeSpan.FromSeconds(1), Incident(n, killed: 1) with { IsBacklog = true }).To(channel)).ToList();

        Assert.Single(rows.Select(d => d.AlertId).Distinct());
        Assert.All(rows, d => Assert.True(d.IsSilent));
        Assert.Contains("30 incidents too old to be alerted", rows[^1].Text(), StringComparison.Ordinal);
        Assert.Single(rows.Select(d => d.DueUtc).Distinct());
    }

    // Names that have nothing in common, each at a place of its own.
    private static Story Incident(int n, int killed) => new($"s{n}", $"Town{(char)('a' + (n / 26))}{(char)('a' + (n % 26))}", killed);
}
