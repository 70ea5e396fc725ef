using AlertBot.Alerts;
using AlertBot.Feeds;
using AlertBot.Incidents;
using Xunit;

namespace AlertBot.Tests.Alerts;

public sealed class MuteTests
{
    private readonly Newsroom _news = new();

    private static CommunityId Home => Communities.Of(Newsroom.Channel("news"));

    [Fact]
    public void A_muted_incident_is_kept_right_without_a_reply_and_says_who_muted_it()
    {
        _news.Subscribe("news", change: s => s with { Mention = "desk" });
        _news.Report(new Story("a", "Taji", 3));
        var marked = Assert.Single(_news.Ask(Mute(MuteWhat.Incident, "1")).Deliveries);
        var edit = Assert.Single(_news.Report(new Story("b", "Taji", 10)).Deliveries);

        Assert.Contains("Muted by Ali until 11 Mar 2020 14:01", marked.Text(), StringComparison.Ordinal);
        Assert.Equal((DeliveryKind.Edit, true, null), (edit.Kind, edit.IsSilent, edit.Mention));
        Assert.Contains("10", edit.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_mute_ends_when_its_time_is_up()
    {
        _news.Subscribe("news");
        _news.Report(new Story("a", "Taji", 3));
        _news.Ask(Mute(MuteWhat.Incident, "1"));
        var outcome = _news.Report(TimeSpan.FromHours(3), new Story("b", "Taji", 10));

        Assert.Contains(outcome.Deliveries, d => d.Kind == DeliveryKind.Reply);
        Assert.Equal(new MuteEnd(MuteEndKind.TimeUp), Assert.Single(outcome.Mutes).Ended);
        Assert.Empty(_news.Mutes);
    }

    [Fact]
    public void A_mute_until_it_changes_ends_by_itself_at_the_first_named_change()
    {
        _news.Subscribe("news");
        _news.Report(new Story("a", "Taji", 3));
        _news.Ask(Mute(MuteWhat.Incident, "1", isUntilChange: true));

        Assert.Equal([DeliveryKind.Edit], _news.Report(new Story("b", "Taji", 3)).Deliveries.Select(d => d.Kind));
        var outcome = _news.Report(new Story("c", "Taji", 5));

        Assert.Contains(outcome.Deliveries, d => d.Kind == DeliveryKind.Reply);
        Assert.Equal(NamedChangeKind.DeathsStep, Assert.Single(outcome.Mutes).Ended?.Change?.Kind);
        Assert.DoesNotContain("Muted", outcome.Deliveries.First(d => d.Kind == DeliveryKind.Edit).Text(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(MuteWhat.Topic, "iraq")]
    [InlineData(MuteWhat.Place, "Taji")]
    [InlineData(MuteWhat.Place, "iraq")]
    public void A_muted_topic_or_place_begins_no_alert_while_it_lasts(MuteWhat what, string target)
    {
        _news.Subscribe("news");
        var away = _news.Subscribe("news", community: "away");
        _news.Ask(Mute(what, target));

        Assert.Equal([away], _news.Report(new Story("a", "Taji", 3)).Deliveries.Select(d => d.Channel));
        _news.Ask(new AnalysisRequest.EndMute("end", "mute", Home, "Sara"));
        Assert.Contains(_news.Report(new Story("b", "Taji", 3)).Deliveries, d => d is { Kind: DeliveryKind.Send, Channel.Community: "home" });
    }

    [Fact]
    public void A_mute_of_one_channel_leaves_the_others_of_the_community_alone()
    {
        var first = _news.Subscribe("news");
        var second = _news.Subscribe("other");
        _news.Ask(new AnalysisRequest.AddMute("r", ((AnalysisRequest.AddMute)Mute(MuteWhat.Topic, "iraq")).Mute with { Channel = first }));

        Assert.Equal([second], _news.Report(new Story("a", "Taji", 3)).Deliveries.Select(d => d.Channel));
    }

    [Fact]
    public void A_mute_follows_the_incident_into_the_one_that_carries_on()
    {
        _news.Subscribe("news");
        _news.Report(new Story("a", "Taji", 3));
        _news.Report(new Story("b", "Kirkuk", 3));
        _news.Ask(Mute(MuteWhat.Incident, "2"));
        _news.Ask(new AnalysisRequest.Merge("m", 1, 2, "moderator"));

        Assert.Equal("1", Assert.Single(_news.Mutes).Target);
        Assert.DoesNotContain(_news.Report(new Story("c", "Taji", 10)).Deliveries, d => d.Kind == DeliveryKind.Reply);
    }

    [Fact]
    public void Who_took_note_stands_on_every_alert_of_the_community_and_goes_along_in_a_merge()
    {
        _news.Subscribe("news");
        _news.Subscribe("other");
        _news.Subscribe("news", community: "away");
        _news.Report(new Story("a", "Taji", 3));
        _news.Report(new Story("b", "Kirkuk", 3));
        var seen = _news.Ask(new AnalysisRequest.Acknowledge("k", 2, Home, "7", "Ali", _news.Time.NowUtc));
        var merged = _news.Ask(new AnalysisRequest.Merge("m", 1, 2, "moderator"));

        Assert.Equal(["news", "other"], seen.Deliveries.Select(d => d.Channel.Channel).Order());
        Assert.All(seen.Deliveries, d => Assert.Equal("home", d.Channel.Community));
        Assert.All(seen.Deliveries, d => Assert.Contains("Seen by Ali (11 Mar 2020 12:02 UTC)", d.Text(), StringComparison.Ordinal));
        Assert.Contains(merged.Deliveries, d => d.Text().Contains("Seen by Ali", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_not_there_can_be_neither_muted_nor_acknowledged()
    {
        var outcome = _news.Ask(
            Mute(MuteWhat.Incident, "9"), new AnalysisRequest.EndMute("end", "none", Home, "Sara"),
            new AnalysisRequest.Acknowledge("k", 9, Home, "7", "Ali", _news.Time.NowUtc));

        Assert.Equal(3, outcome.Refused.Count);
        Assert.Empty(outcome.Mutes);
    }

    private AnalysisRequest Mute(MuteWhat what, string target, bool isUntilChange = false) => new AnalysisRequest.AddMute(
        "request", new Mute(
            "mute", Home, null, what, target, isUntilChange ? null : _news.Time.NowUtc.AddHours(2), isUntilChange, "Ali",
            _news.Time.NowUtc));
}
