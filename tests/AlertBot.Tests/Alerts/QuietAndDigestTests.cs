using AlertBot.Alerts;
using AlertBot.Incidents;
using Xunit;

namespace AlertBot.Tests.Alerts;

public sealed class QuietAndDigestTests
{
    // The clock of tests shows noon.
    private static readonly QuietHours Noon = new(new TimeOnly(11, 0), new TimeOnly(14, 0));

    private readonly Newsroom _news = new();

    private DateTimeOffset NoonUtc { get; } = new(2020, 3, 11, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void In_quiet_hours_an_alert_waits_for_their_end_and_then_comes_with_sound_and_mention()
    {
        _news.Subscribe("news", change: s => s with { Quiet = Noon, Mention = "desk" });
        var first = Assert.Single(_news.Report(new Story("a", "Taji", 3)).Deliveries);
        _news.Time.Advance(TimeSpan.FromMinutes(31));
        var outcome = _news.Report(new Story("b", "Taji", 5));

        Assert.Equal(NoonUtc.AddHours(2), first.DueUtc);
        var second = Assert.Single(outcome.Deliveries);
        Assert.Equal((DeliveryKind.Edit, NoonUtc.AddHours(2), false, "desk"),
            (second.Kind, second.DueUtc, second.IsSilent, second.Mention));
        Assert.Equal([first.Key], outcome.SupersededKeys);
    }

    [Fact]
    public void A_critical_incident_breaks_quiet_hours()
    {
        _news.Subscribe("news", change: s => s with { Quiet = Noon });

        var held = Assert.Single(_news.Report(new Story("a", "Taji", 3)).Deliveries);
        var broken = _news.Report(new Story("b", "Taji", 40) { IsHistoric = true }).Deliveries;
        var direct = Assert.Single(_news.Report(new Story("c", "Kirkuk", 40) { IsHistoric = true }).Deliveries);

        Assert.Equal(SeverityLevel.Critical, direct.Severity);
        Assert.Equal(NoonUtc.AddHours(2), held.DueUtc);
        Assert.All(broken.Append(direct), d => Assert.Equal(d.CreatedUtc, d.DueUtc));
    }

    [Fact]
    public void Of_two_subscriptions_to_one_incident_the_one_without_quiet_hours_decides()
    {
        _news.Subscribe("news", "iraq", s => s with { Quiet = Noon });
        _news.Subscribe("news", "bases");

        var alert = Assert.Single(_news.Report(new Story("a", "Taji", 3) { Topics = ["iraq", "bases"] }).Deliveries);

        Assert.Equal(alert.CreatedUtc, alert.DueUtc);
    }

    [Fact]
    public void An_answer_in_quiet_hours_makes_no_sound()
    {
        var late = new QuietHours(new TimeOnly(12, 30), new TimeOnly(14, 0));
        _news.Subscribe("news", change: s => s with { Quiet = late });
        _news.Report(new Story("a", "Taji", 3));
        _news.Time.Advance(TimeSpan.FromMinutes(40));

        var reply = _news.Report(new Story("b", "Taji", 5)).Deliveries.Single(d => d.Kind == DeliveryKind.Reply);

        Assert.True(reply.IsSilent);
    }

    [Fact]
    public void What_ends_or_is_withdrawn_before_it_was_ever_shown_is_not_shown()
    {
        _news.Subscribe("news", change: s => s with { Quiet = Noon });
        _news.Report(new Story("a", "Taji", 3));
        var second = Assert.Single(_news.Report(new Story("b", "Kirkuk", 3)).Deliveries);
        var third = Assert.Single(_news.Report(new Story("c", "Basra", 3)).Deliveries);

        var outcome = _news.Ask(
            new AnalysisRequest.Merge("r1", 1, 2, "moderator"),
            new AnalysisRequest.Retract("r2", 3, "A drill.", "moderator"));

        Assert.Contains(second.Key, outcome.SupersededKeys);
        Assert.Contains(third.Key, outcome.SupersededKeys);
        Assert.DoesNotContain(outcome.Deliveries, d => d.AlertId == second.AlertId || d.AlertId == third.AlertId);
    }

    [Fact]
    public void A_digest_gathers_until_its_hour_and_is_written_anew_while_it_waits()
    {
        SubscribeToDigest();
        var first = Assert.Single(_news.Report(new Story("a", "Taji", 1)).Deliveries);
        _news.Time.Advance(TimeSpan.FromMinutes(5));
        var outcome = _news.Report(new Story("b", "Kirkuk", 20));
        var second = Assert.Single(outcome.Deliveries);

        Assert.Equal((DeliveryKind.Digest, NoonUtc.AddHours(1)), (first.Kind, first.DueUtc));
        Assert.Equal((DeliveryKind.Edit, first.AlertId, 2, NoonUtc.AddHours(1)),
            (second.Kind, second.AlertId, second.Sequence, second.DueUtc));
        Assert.Equal([first.Key], outcome.SupersededKeys);
        // Gravest first.
        Assert.Matches("2 incidents(.|\n)*Kirkuk(.|\n)*Taji", second.Text());
    }

    [Fact]
    public void An_incident_in_a_waiting_digest_is_brought_up_to_date()
    {
        SubscribeToDigest();
        _news.Report(new Story("a", "Taji", 1));

        Assert.Contains("killed 5", Assert.Single(_news.Report(new Story("b", "Taji", 5)).Deliveries).Text(),
            StringComparison.Ordinal);
        Assert.Contains("WITHDRAWN", Assert.Single(
            _news.Ask(new AnalysisRequest.Retract("r", 1, "A drill.", "moderator")).Deliveries).Text(),
                StringComparison.Ordinal);
    }

    [Fact]
    public void After_its_digest_an_incident_comes_again_only_when_it_got_graver()
    {
        SubscribeToDigest();
        _news.Report(new Story("a", "Taji", 1));
        _news.Time.Advance(TimeSpan.FromMinutes(61));

        Assert.Empty(_news.Report(new Story("b", "Taji", 1)).Deliveries);
        var next = Assert.Single(_news.Report(new Story("c", "Taji", 20)).Deliveries);
        Assert.Equal((DeliveryKind.Digest, NoonUtc.AddHours(2)), (next.Kind, next.DueUtc));
    }

    [Fact]
    public void Two_incidents_of_a_digest_that_became_one_are_told_once()
    {
        SubscribeToDigest();
        _news.Report(new Story("a", "Taji", 1), new Story("b", "Kirkuk", 1));

        var outcome = _news.Ask(new AnalysisRequest.Merge("r", 1, 2, "moderator"));

        var digest = Assert.Single(outcome.Deliveries);
        Assert.Contains("1 incident", digest.Text(), StringComparison.Ordinal);
        Assert.DoesNotContain("no longer", digest.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_gets_grave_enough_for_an_alert_of_its_own_leaves_the_digest()
    {
        SubscribeToDigest();
        var channel = _news.Subscribe("news", "bases", s => s with { LeastSeverity = SeverityLevel.High });
        var first = Assert.Single(_news.Report(new Story("a", "Taji", 1) { Topics = ["iraq", "bases"] }).Deliveries);
        var outcome = _news.Report(new Story("b", "Taji", 20) { Topics = ["iraq", "bases"] });

        Assert.Equal(DeliveryKind.Digest, first.Kind);
        Assert.Equal((DeliveryKind.Send, channel),
            (Assert.Single(outcome.Deliveries).Kind, outcome.Deliveries[0].Channel));
        Assert.Equal([first.Key], outcome.SupersededKeys);
        _news.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(DeliveryKind.Edit, Assert.Single(_news.Report(new Story("c", "Kirkuk", 1)).Deliveries).Kind);
    }

    [Fact]
    public void A_digest_that_falls_into_quiet_hours_waits_for_their_end()
    {
        _news.Subscribe("news", change: s => s with
        {
            Mode = SubscriptionMode.Digest,
            DigestEvery = TimeSpan.FromHours(1),
            Quiet = Noon,
        });

        Assert.Equal(NoonUtc.AddHours(2), Assert.Single(_news.Report(new Story("a", "Taji", 1)).Deliveries).DueUtc);
    }

    [Fact]
    public void From_a_level_on_news_comes_at_once_and_below_it_is_gathered()
    {
        _news.Subscribe("news", change: s => s with
        {
            Mode = SubscriptionMode.InstantFrom,
            InstantFrom = SeverityLevel.High,
            DigestAt = new TimeOnly(8, 0),
            TimeZone = "Asia/Baghdad",
        });

        var gathered = Assert.Single(_news.Report(new Story("a", "Taji", 1)).Deliveries);
        var direct = Assert.Single(_news.Report(new Story("b", "Kirkuk", 20)).Deliveries);
        var risen = _news.Report(new Story("c", "Taji", 20)).Deliveries;

        Assert.Equal((DeliveryKind.Digest, NoonUtc.AddHours(17)), (gathered.Kind, gathered.DueUtc));
        Assert.Equal((DeliveryKind.Send, direct.CreatedUtc), (direct.Kind, direct.DueUtc));
        Assert.Contains(risen, d => d.Kind == DeliveryKind.Send);
    }

    [Fact]
    public void A_digest_that_was_posted_is_put_right_when_something_in_it_is_withdrawn()
    {
        SubscribeToDigest();
        _news.Report(new Story("a", "Taji", 1));
        _news.Time.Advance(TimeSpan.FromHours(2));

        var edit = Assert.Single(_news.Ask(new AnalysisRequest.Retract("r", 1, "A drill.", "moderator")).Deliveries);

        Assert.Equal(DeliveryKind.Edit, edit.Kind);
        Assert.Contains("WITHDRAWN", edit.Text(), StringComparison.Ordinal);
    }

    private void SubscribeToDigest() => _news.Subscribe(
        "news", change: s => s with { Mode = SubscriptionMode.Digest, DigestEvery = TimeSpan.FromHours(1) });
}
