using System.Text.Json.Nodes;
using AlertBot.Testing.Discord;
using Xunit;

namespace AlertBot.EndToEnd.Tests;

/// <summary>The whole program on Discord, as a server lives with it.</summary>
public sealed class DiscordStoryTests : IAsyncLifetime
{
    private DiscordStage _stage = null!;

    private DiscordStandIn Discord => _stage.Discord;

    public async ValueTask InitializeAsync() => _stage = await DiscordStage.OpenAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task A_server_that_lets_it_in_is_greeted_and_set_up_by_choosing()
    {
        const ulong guild = DiscordStage.Guild + 77;
        var (hall, closed, news) = (Discord.AddChannel(guild), Discord.AddChannel(guild), Discord.AddChannel(guild));
        closed.CanSend = false;
        await Discord.Gateway.TellAsync(guild, "GUILD_CREATE", new JsonObject
        {
            ["id"] = $"{guild}",
            ["name"] = "Newcomers",
            ["joined_at"] = TimeProvider.System.GetUtcNow().ToString("O"),
            ["system_channel_id"] = $"{hall.Id}",
            ["owner_id"] = "1",
            ["preferred_locale"] = "en-GB",
        });
        await _stage.Run.UntilAsync(() => Discord.Messages.Count == 1);
        Assert.Contains("/setup", Unescaped(Discord.Messages[0].Text), StringComparison.Ordinal);
        Assert.Equal(hall.Id, Discord.Messages[0].Channel);

        var refused = await _stage.GiveAsync(hall, "setup", DiscordStage.Nothing);
        var topics = await _stage.GiveAsync(hall, "setup", DiscordStage.ManageGuild);
        var list = Assert.Single(topics.Lists);
        var channels = await _stage.PressAsync(hall, topics.Message, list.CustomId, DiscordStage.ManageGuild, list.Values[0]);
        // Who lost the right meanwhile gets no further.
        var late = await _stage.PressAsync(hall, topics.Message, list.CustomId, DiscordStage.Nothing, list.Values[0]);
        var any = Assert.Single(channels.ChannelLists);
        var lacking = await _stage.PressAsync(hall, channels.Message, any.CustomId, DiscordStage.ManageGuild, $"{closed.Id}", list: 8);
        var again = Assert.Single(lacking.ChannelLists);
        var levels = await _stage.PressAsync(hall, lacking.Message, again.CustomId, DiscordStage.ManageGuild, $"{news.Id}", list: 8);
        var level = Assert.Single(levels.Lists);
        var done = await _stage.PressAsync(
            hall, levels.Message, level.CustomId, DiscordStage.ManageGuild, level.Values.Single(v => v.EndsWith("severity:low", StringComparison.Ordinal)));
        var cancelled = await _stage.PressAsync(
            hall, topics.Message, topics.Buttons.Single(b => b.CustomId.Contains("cancel", StringComparison.Ordinal)).CustomId, DiscordStage.ManageGuild);
        _stage.Tell(2, 4);
        await _stage.Run.UntilAsync(() => _stage.Alerts(2, news).Count > 0);
        await _stage.EndAsync();

        Assert.All([refused, topics, channels, late, lacking, levels, done, cancelled], i => Assert.Equal("", i.PublicText));
        Assert.Contains("Ask a moderator", refused.Text, StringComparison.Ordinal);
        Assert.Contains("Ask a moderator", late.Text, StringComparison.Ordinal);
        Assert.Contains("Send Messages", lacking.Text, StringComparison.Ordinal);
        Assert.Contains("Blasts", done.Text, StringComparison.Ordinal);
        Assert.Contains("Nothing was changed", cancelled.Text, StringComparison.Ordinal);
        Assert.Single(_stage.Alerts(2, news));
        Assert.All(Discord.Messages, m => Assert.Empty(m.Pings));
    }

    [Fact]
    public async Task An_alert_is_edited_answered_and_muted_and_what_is_asked_about_it_is_answered()
    {
        await _stage.SubscribeAsync(_stage.Room);
        for (var place = 2; place <= 13; place++) _stage.Tell(place, 4);
        await _stage.Run.UntilAsync(() => Enumerable.Range(2, 12).All(p => _stage.Alerts(p).Count == 1));
        var (told, muted) = (_stage.Alerts(2)[0], _stage.Alerts(3)[0]);
        var mute = await _stage.PressAsync(
            _stage.Room, DiscordStage.Pressed(muted), DiscordStage.Button(muted, "/mute"), DiscordStage.ManageChannels);
        await _stage.Run.UntilAsync(() => muted.Buttons.Any(b => b.CustomId.StartsWith("/unmute", StringComparison.Ordinal)));
        // More dead are a named change: the alert is edited, and people hear of it below, but not of what is muted.
        _stage.Tell(3, 17);
        await _stage.Run.UntilAsync(() => muted.Text.Contains("killing 17", StringComparison.Ordinal));
        _stage.Tell(2, 18);
        await _stage.Run.UntilAsync(() => _stage.Replies(told).Count > 0 && told.Text.Contains("killing 18", StringComparison.Ordinal));

        var first = await _stage.GiveAsync(_stage.Room, "incidents", DiscordStage.Nothing);
        var next = first.Buttons.First(b => b.CustomId.Contains("page:2", StringComparison.Ordinal)).CustomId;
        var second = await _stage.PressAsync(_stage.Room, first.Message, next, DiscordStage.Nothing);
        var others = await _stage.PressAsync(_stage.Room, first.Message, next, DiscordStage.Nothing, user: 6);
        var completed = await Discord.InteractAsync(_stage.Room, 4, new JsonObject
        {
            ["name"] = "incidents",
            ["options"] = new JsonArray(new JsonObject { ["name"] = "topic", ["type"] = 3, ["value"] = "bla", ["focused"] = true }),
        });
        await _stage.Run.UntilAsync(() => completed.Answered.IsCompleted);
        await _stage.EndAsync();

        Assert.True(mute.IsPrivate);
        Assert.Empty(_stage.Replies(muted));
        Assert.False(first.IsPrivate);
        Assert.Equal(6, second.CallbackType);
        Assert.NotEqual(first.Text, second.Text);
        Assert.True(others.IsPrivate);
        Assert.Contains("blasts", completed.Choices);
        Assert.All(Enumerable.Range(2, 12), p => Assert.Single(_stage.Alerts(p)));
        Assert.All(Discord.Messages, m => Assert.Empty(m.Pings));
    }

    [Fact]
    public async Task A_rule_is_added_with_a_form_that_keeps_what_was_written()
    {
        const string faulty = "Barvorun AND";
        var refused = await _stage.GiveAsync(_stage.Room, "watch add", DiscordStage.ManageChannels, ("what", "rule"), ("topic", "blasts"));
        var opened = await _stage.GiveAsync(_stage.Room, "watch add", DiscordStage.ManageGuild, ("what", "rule"), ("topic", "blasts"));
        var fault = await _stage.FillAsync(_stage.Room, opened.Modal!, DiscordStage.ManageGuild, ("text", faulty), ("name", "Of its own"));
        var again = await _stage.PressAsync(_stage.Room, fault.Message, Assert.Single(fault.Buttons).CustomId, DiscordStage.ManageGuild);
        var done = await _stage.FillAsync(_stage.Room, again.Modal!, DiscordStage.ManageGuild, ("text", "\"Bar vorun\" AND rocket*"), ("name", "Of its own"));
        var shown = await _stage.GiveAsync(_stage.Room, "watch show", DiscordStage.Nothing, ("topic", "blasts"), ("part", "rules"));
        await _stage.EndAsync();

        Assert.Null(refused.Modal);
        Assert.True(refused.IsPrivate);
        Assert.True(fault.IsPrivate);
        Assert.Equal("", fault.PublicText);
        Assert.Contains(faulty, fault.Text, StringComparison.Ordinal);
        Assert.Contains(faulty, again.Modal!.ToJsonString(), StringComparison.Ordinal);
        Assert.False(done.IsPrivate, done.Text);
        Assert.Contains("Of its own", Unescaped(shown.Text), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Two_servers_are_each_told_in_their_own_language()
    {
        var other = Discord.AddChannel(DiscordStage.Guild + 99);
        await _stage.SubscribeAsync(_stage.Room);
        _stage.Locale = "ar";
        var set = await _stage.GiveAsync(other, "settings", DiscordStage.ManageGuild, ("language", "ar"));
        await _stage.SubscribeAsync(other);
        _stage.Tell(2, 4);
        await _stage.Run.UntilAsync(() => _stage.Alerts(2).Count == 1 && _stage.Alerts(2, other).Count == 1);
        await _stage.EndAsync();

        Assert.True(HasArabic(set.Text));
        Assert.False(HasArabic(_stage.Alerts(2)[0].Text));
        Assert.True(HasArabic(_stage.Alerts(2, other)[0].Text));
    }

    private static bool HasArabic(string text) => text.Any(c => c is >= '\u0621' and <= '\u064A');

    private static string Unescaped(string text) => text.Replace("\\", "", StringComparison.Ordinal);
}
