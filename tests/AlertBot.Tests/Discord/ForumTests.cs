using AlertBot.Chat;
using AlertBot.Discord;
using AlertBot.Testing;
using AlertBot.Testing.Discord;
using Xunit;

namespace AlertBot.Tests.Discord;

public sealed class ForumTests : IAsyncLifetime
{
    private readonly FakeTime _time = new();
    private DiscordBench _bench = null!;
    private ChannelRef _channel = null!;

    private DiscordStandIn StandIn => _bench.StandIn;

    private StandInChannel Forum => StandIn.Channels[ulong.Parse(_channel.Channel)];

    private IReadOnlyList<StandInChannel> Posts =>
        [.. StandIn.Channels.Values.Where(c => c.Parent == Forum.Id).OrderBy(c => c.Id)];

    public async ValueTask InitializeAsync()
    {
        _bench = await DiscordBench.StartAsync(_time);
        _channel = _bench.NewChannel(kind: 15);
        Tag("High");
        Tag("critical 🔴");
        Tag("هجوم صاروخي");
        Tag("Economy");
    }

    public async ValueTask DisposeAsync() => await _bench.DisposeAsync();

    [Theory]
    [InlineData(15)]
    [InlineData(16)]
    public async Task An_incident_is_a_post_that_is_changed_and_gone_on_with(int kind)
    {
        var channel = _bench.NewChannel(kind);
        var sent = await SentAsync(channel, "key-1", Card("Rockets hit Taji"));
        var reply = await SentAsync(channel, "key-2", Message.Line("Deaths: 3."), sent);
        Assert.Equal(new DeliveryResult.Sent(sent), await EditAsync(sent, "key-3", Card("Rockets hit Camp Taji")));

        var post = Assert.Single(StandIn.Channels.Values, c => c.Parent == ulong.Parse(channel.Channel));
        Assert.Equal("Rockets hit Taji · #7", post.Name);
        Assert.Equal(4320, post.AutoArchive);
        Assert.Equal($"{post.Id}", sent.Id);
        Assert.Equal(channel with { Thread = $"{post.Id}" }, reply.Channel);
        var messages = StandIn.Messages.Where(m => m.Channel == post.Id && !m.Text.Contains("tags", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, messages.Count);
        Assert.Contains("Camp Taji", messages[0].Text, StringComparison.Ordinal);
        Assert.Null(messages[1].ReplyTo);
        Assert.Empty(StandIn.Complaints);
    }

    [Fact]
    public async Task A_post_is_filed_by_severity_and_kind_in_whatever_language_the_tags_are_and_anew_when_these_change()
    {
        var sent = await SentAsync(_channel, "key-1", Card("Rockets hit Taji", "severity-high", "kind-rocket_attack"));
        Assert.Equal(["High", "هجوم صاروخي"], Names());
        Posts[0].AppliedTags = [.. Posts[0].AppliedTags, Forum.Tags[3].Id];

        // A process that starts anew knows nothing of what was applied.
        var anew = _bench.NewPlatform();
        var change = DiscordBench.Delivery("key-2", _channel, Card("Rockets hit Taji", "severity-critical", "kind-rocket_attack"));
        Assert.Equal(new DeliveryResult.Sent(sent), await anew.EditAsync(change with { Target = sent }, default));

        Assert.Equal(["critical 🔴", "هجوم صاروخي", "Economy"], Names());
        Assert.Empty(StandIn.Complaints);

        IEnumerable<string> Names() => Posts[0].AppliedTags.Select(id => Forum.Tags.Find(t => t.Id == id).Name);
    }

    [Fact]
    public async Task Tags_that_are_lacking_are_told_once_by_name_whatever_process_asks()
    {
        await SentAsync(_channel, "key-1", Card("One", "severity-low"));
        await SentAsync(_channel, "key-2", Card("Two", "severity-low"));
        await Sent(_bench.NewPlatform().SendAsync(DiscordBench.Delivery("key-3", _channel, Card("Three", "severity-low")), default));

        var told = Assert.Single(StandIn.Messages, m => m.Text.Contains("no tags", StringComparison.Ordinal));
        Assert.True(told.IsSilent);
        Assert.Equal(Posts[0].Id, told.Channel);
        Assert.Contains("Low", told.Text, StringComparison.Ordinal);
        Assert.Contains("Airstrike", told.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Rocket", told.Text, StringComparison.Ordinal);
        Assert.Equal(3, Posts.Count);
        Assert.Equal(4, Forum.Tags.Count);
    }

    [Fact]
    public async Task They_are_made_only_by_setting_and_right_and_only_as_many_as_a_forum_holds()
    {
        _bench.Options.Value.CreateTags = true;
        Forum.Denied |= Rights.ManageChannels;
        await SentAsync(_channel, "key-1", Card("One", "severity-low", "kind-shelling"));
        Assert.Equal(4, Forum.Tags.Count);

        Forum.Denied = 0;
        _time.Advance(TimeSpan.FromHours(2));
        while (Forum.Tags.Count < 19) Tag($"topic {Forum.Tags.Count}");
        await SentAsync(_channel, "key-2", Card("Two", "severity-low", "kind-shelling"));

        Assert.Equal(20, Forum.Tags.Count);
        Assert.Equal("Low", Forum.Tags[19].Name);
        Assert.Equal([Forum.Tags[19].Id], Posts[1].AppliedTags);
        Assert.Empty(StandIn.Complaints);
    }

    [Fact]
    public async Task A_forum_that_demands_tags_gets_its_alert_under_one_that_anybody_may_use()
    {
        Forum.RequiresTag = true;
        Forum.Tags.Clear();
        Tag("Mods only", isModerated: true);
        Tag("Misc");

        await SentAsync(_channel, "key-1", Card("One", "severity-low"));

        Assert.Equal([Forum.Tags[1].Id], Posts[0].AppliedTags);
    }

    [Fact]
    public async Task Tags_of_moderators_are_used_where_the_bot_manages_threads_and_nowhere_else()
    {
        Forum.Tags.Clear();
        Tag("High", isModerated: true);
        Forum.Denied |= Rights.ManageThreads;
        await SentAsync(_channel, "key-1", Card("One", "severity-high"));
        Forum.Denied = 0;
        await SentAsync(_channel, "key-2", Card("Two", "severity-high"));

        Assert.Empty(Posts[0].AppliedTags);
        Assert.Single(Posts[1].AppliedTags);
        Assert.Empty(StandIn.Complaints);
    }

    [Fact]
    public async Task A_tag_that_was_removed_meanwhile_keeps_no_alert_away()
    {
        await SentAsync(_channel, "key-1", Card("One", "severity-high"));
        Forum.Tags.RemoveAt(0);

        await SentAsync(_channel, "key-2", Card("Two", "severity-high"));

        Assert.Equal(2, Posts.Count);
        Assert.Empty(Posts[1].AppliedTags);
    }

    [Fact]
    public async Task A_post_that_went_to_sleep_is_woken_for_a_change()
    {
        var sent = await SentAsync(_channel, "key-1", Card("One"));
        Posts[0].IsArchived = true;
        Assert.Equal(new DeliveryResult.Sent(sent), await EditAsync(sent, "key-2", Card("Other")));
        Assert.False(Posts[0].IsArchived);

        Posts[0].IsArchived = true;
        await SentAsync(_channel, "key-3", Message.Line("Deaths: 3."), sent);
        Assert.False(Posts[0].IsArchived);
        Assert.Single(Posts);
    }

    [Fact]
    public async Task Where_a_post_was_locked_or_removed_news_begins_another_and_the_forum_stays_open()
    {
        var locked = await SentAsync(_channel, "key-1", Card("One"));
        var removed = await SentAsync(_channel, "key-2", Card("Two"));
        Forum.Denied |= Rights.ManageThreads;
        Posts[0].IsLocked = Posts[0].IsArchived = true;
        Posts[1].IsDeleted = true;

        foreach (var (old, key) in new[] { (locked, "key-3"), (removed, "key-4") })
        {
            var edit = Assert.IsType<DeliveryResult.Refused>(await EditAsync(old, key + "e", Card("Other")));
            Assert.Equal(RefusedWhat.Message, edit.What);
            await SentAsync(_channel, key, Card("Deaths: 3"), old);
        }

        Assert.Equal(4, Posts.Count);
        Assert.IsType<ChannelAccess.Open>(await _bench.Platform.CheckAsync(_channel, default));
    }

    [Fact]
    public async Task When_a_server_has_no_room_for_a_thread_our_quietest_post_makes_some()
    {
        StandIn.MaxActiveThreads = 2;
        var first = await SentAsync(_channel, "key-1", Card("One"));
        await SentAsync(_channel, "key-2", Card("Two"));
        await SentAsync(_channel, "key-3", Message.Line("More of one."), first);

        await SentAsync(_channel, "key-4", Card("Three"));

        Assert.Equal([false, true, false], Posts.Select(p => p.IsArchived));
    }

    [Fact]
    public async Task What_was_posted_without_an_answer_is_found_by_its_key_and_what_was_not_is_absent()
    {
        for (var i = 0; i < 3; i++) await SentAsync(_channel, $"old-{i}", Card($"Old {i}"));
        Posts[1].IsArchived = true;
        StandIn.Weather = r => r.Route == "channels//threads" ? StandInFault.CutAfter : null;
        // There is no nonce for posts: it is not tried again blindly.
        Assert.IsType<DeliveryResult.Unknown>(await _bench.RunAsync(
            _bench.Platform.SendAsync(DiscordBench.Delivery("key-1", _channel, Card("One")), default)));
        StandIn.Weather = _ => null;
        var anew = _bench.NewPlatform();

        Assert.Equal(4, Posts.Count);
        var found = Assert.IsType<FindResult.Found>(await anew.FindAsync("key-1", _channel, default));
        Assert.Equal($"{Posts[3].Id}", found.Message.Id);
        Assert.IsType<FindResult.Found>(await anew.FindAsync("old-1", _channel, default));
        Assert.IsType<FindResult.Absent>(await anew.FindAsync("key-2", _channel, default));
        var reply = await SentAsync(_channel, "key-3", Message.Line("Deaths: 3."), found.Message);
        Assert.Equal(new FindResult.Found(reply), await anew.FindAsync("key-3", _channel, found.Message, default));
        Assert.IsType<FindResult.Absent>(await anew.FindAsync("key-4", _channel, found.Message, default));
    }

    [Fact]
    public async Task A_reader_sees_which_right_a_forum_lacks()
    {
        Forum.Denied |= Rights.SendMessagesInThreads | Rights.SendMessages;

        var refused = Assert.IsType<DeliveryResult.Refused>(
            await _bench.Platform.SendAsync(DiscordBench.Delivery("key-1", _channel, Card("One")), default));

        Assert.Equal(RefusedWhat.Channel, refused.What);
        Assert.Contains("Send Messages in Threads", refused.Reason, StringComparison.Ordinal);
        Assert.Contains("إرسال الرسائل", refused.Said["ar"], StringComparison.Ordinal);
    }

    private void Tag(string name, bool isModerated = false) => Forum.Tags.Add((StandIn.NewId(), name, isModerated));

    private static Message Card(string title, params string[] labels) => new(Tone.High,
    [
        new Block.Headline(0, "HIGH", new Span(title, new Uri("https://a.example/1")), "#7"),
        new Block.Actions(6, [new ActionButton("Details", "/incident 7")]),
    ])
    { Labels = labels };

    private async Task<MessageRef> SentAsync(ChannelRef channel, string key, Message message, MessageRef? replyTo = null) =>
        await Sent(_bench.RunAsync(
            _bench.Platform.SendAsync(DiscordBench.Delivery(key, channel, message) with { ReplyTo = replyTo }, default)));

    private Task<DeliveryResult> EditAsync(MessageRef target, string key, Message message) => _bench.RunAsync(
        _bench.Platform.EditAsync(DiscordBench.Delivery(key, target.Channel with { Thread = null }, message) with { Target = target }, default));

    private static async Task<MessageRef> Sent(Task<DeliveryResult> result) =>
        Assert.IsType<DeliveryResult.Sent>(await result).Message;
}
