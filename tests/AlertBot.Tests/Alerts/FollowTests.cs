using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Incidents;
using Xunit;

namespace AlertBot.Tests.Alerts;

/// <summary>What a reader follows: one alert, whoever else wants it, and the reader is notified.</summary>
public sealed class FollowTests
{
    private static readonly string[] Both = ["iraq", Follow.TopicId];

    private readonly Newsroom _room = new();

    [Fact]
    public void What_is_followed_comes_at_once_and_notifies_who_follows_it()
    {
        var channel = Follows("7");

        var alert = Assert.Single(_room.Report(Taji("a", Follow.TopicId)).To(channel));

        Assert.Equal(DeliveryKind.Send, alert.Kind);
        Assert.Equal(["7"], alert.Followers);
        Assert.Null(alert.Mention);
    }

    [Fact]
    public void What_a_channel_and_its_readers_want_is_one_alert_that_notifies_all_of_them()
    {
        var channel = _room.Subscribe("main", change: s => s with { Mention = "desk" });
        Follows("7");
        Follows("8");
        Follows("7");

        var alert = Assert.Single(_room.Report(Taji("a", Both)).To(channel));

        Assert.Equal("desk", alert.Mention);
        Assert.Equal(["7", "8"], alert.Followers!.Order());
    }

    [Fact]
    public void Who_follows_what_a_later_report_tells_of_is_called_then_and_once()
    {
        var channel = _room.Subscribe("main");
        Follows("7");
        Assert.Null(Assert.Single(_room.Report(Taji("a", "iraq")).To(channel)).Followers);

        var later = _room.Report(TimeSpan.FromMinutes(5), Taji("b", Both)).To(channel).ToList();
        var last = _room.Report(TimeSpan.FromMinutes(40), Taji("c", Both)).To(channel).ToList();

        Assert.Equal(["7"], Assert.Single(later, d => d.Kind == DeliveryKind.Reply).Followers);
        Assert.DoesNotContain(last, d => d.Kind == DeliveryKind.Reply);
    }

    [Fact]
    public void A_rule_is_followed_and_not_the_topic_of_all_rules()
    {
        var channel = Follows("7", rule: "another");

        Assert.Empty(_room.Report(Taji("a", Follow.TopicId)).To(channel));
    }

    [Fact]
    public void What_is_followed_keeps_the_quiet_hours_of_the_channel()
    {
        var channel = _room.Subscribe("main", "floods", s => s with
        {
            Quiet = new QuietHours(new TimeOnly(0, 0), new TimeOnly(23, 59)),
        });
        Follows("7");

        var alert = Assert.Single(_room.Report(Taji("a", Follow.TopicId)).To(channel));

        Assert.True(alert.DueUtc > _room.Time.NowUtc.AddMinutes(1));
    }

    [Fact]
    public void Who_follows_what_is_added_to_an_alert_that_waits_is_called_when_it_goes_out()
    {
        var channel = _room.Subscribe("main", "iraq", s => s with
        {
            Quiet = new QuietHours(new TimeOnly(0, 0), new TimeOnly(23, 59)),
        });
        Follows("7");
        _room.Report(Taji("a", "iraq"));

        var waiting = Assert.Single(_room.Report(Taji("b", Both)).To(channel));

        Assert.Equal(["7"], waiting.Followers);
        Assert.True(waiting.DueUtc > _room.Time.NowUtc.AddHours(1));
    }

    [Fact]
    public void Without_a_subscription_of_the_channel_it_comes_whatever_its_severity()
    {
        var channel = Follows("7");

        var alert = Assert.Single(_room.Report(Taji("a", Follow.TopicId) with { Killed = 0, PlaceWeight = 0 }).To(channel));

        Assert.Equal(SeverityLevel.Low, alert.Severity);
    }

    [Fact]
    public void A_topic_that_is_muted_is_still_followed()
    {
        var channel = _room.Subscribe("main");
        Follows("7");
        _room.Mutes.Add(new Mute(
            "m", Communities.Of(channel), channel, MuteWhat.Topic, "iraq", _room.Time.NowUtc.AddDays(1), false, "Ann",
            _room.Time.NowUtc));

        Assert.Empty(_room.Report(Taji("a", "iraq")).To(channel));
        Assert.Equal(["7"], Assert.Single(_room.Report(new Story("b", "Basra", 3) { Topics = Both }).To(channel)).Followers);
    }

    [Fact]
    public void In_a_chat_of_ones_own_nobody_is_called_by_name()
    {
        var follow = new Follow("attack", Newsroom.Channel("7"), "7", "a reader", "Taji", "place:taji", _room.Time.NowUtc);

        Assert.Null(follow.ToSubscription().Mention);
        Assert.Equal("8", (follow with { UserId = "8" }).ToSubscription().Mention);
    }

    private ChannelRef Follows(string user, string rule = "attack")
    {
        var at = Newsroom.Channel("main");
        var follow = new Follow(rule, at, user, $"reader {user}", "Taji", "place:taji", _room.Time.NowUtc.AddYears(-1));
        _room.Subscriptions.Add(follow.ToSubscription() with { Id = $"follow-{_room.Subscriptions.Count}" });
        return at;
    }

    private static Story Taji(string id, params string[] topics) => new(id, "Taji", 3) { Topics = topics };
}
