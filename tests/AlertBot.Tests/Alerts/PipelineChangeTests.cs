using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Alerts;

/// <summary>What becomes of an alert as its incident changes, from the article to the screen.</summary>
public sealed class PipelineChangeTests
{
    [Fact]
    public void Reports_that_say_the_same_edit_the_alert_without_a_sound_once_a_minute_and_slower_when_it_is_old() =>
        Pipeline.Run(async bot =>
        {
            var room = await bot.SubscribeAsync("news");
            for (var n = 0; n < 240; n++)
            {
                await bot.TellAsync(new Story($"s{n}", "Taji", 3));
                await bot.PassAsync(TimeSpan.FromSeconds(30));
            }
            await bot.PassAsync(TimeSpan.FromMinutes(10));

            var alert = Assert.Single(bot.In(room));
            var at = bot.Server.Effects.Select(e => e.AtUtc - alert.PostedUtc).ToList();
            var pauses = at.Zip(at.Skip(1)).ToList();
            Assert.All(pauses, p => Assert.True(p.Second - p.First >= TimeSpan.FromSeconds(59), $"{p}"));
            Assert.All(
                pauses.Where(p => p.First > TimeSpan.FromHours(1)),
                p => Assert.True(p.Second - p.First >= TimeSpan.FromMinutes(4.9), $"{p}"));
            Assert.InRange(at.Count(t => t <= TimeSpan.FromHours(1)), 50, 62);
            Assert.InRange(at.Count(t => t > TimeSpan.FromHours(1)), 10, 14);
            Assert.Contains("240 articles", alert.Text, StringComparison.Ordinal);
            Assert.Equal(0, bot.Server.RateLimited);
        });

    public static TheoryData<string> Named => ["severity", "claim", "denial", "deaths", "place", "correction", "figure"];

    [Theory]
    [MemberData(nameof(Named))]
    public void Each_named_change_is_told_by_one_short_reply_with_sound(string change) => Pipeline.Run(async bot =>
    {
        var room = await bot.SubscribeAsync("news");
        await bot.TellAsync(new Story("a", "Taji", 4));
        await bot.PassAsync(TimeSpan.FromMinutes(5));
        var next = new Story("b", "Taji", 4);
        if (change == "figure") await bot.EditAsync(new Story("a", "Taji", 2));
        else
            await bot.TellAsync(change switch
            {
                "severity" => next with { IsHistoric = true },
                "claim" => next with { ClaimedBy = "a group" },
                "denial" => next with { DeniedBy = "a group" },
                "deaths" => next with { Killed = 5 },
                "place" => next with { AlsoAt = "Balad" },
                _ => next with { Correction = "Two of the names were wrong." },
            });
        await bot.PassAsync(TimeSpan.FromHours(1));

        var reply = Assert.Single(bot.In(room).Skip(1));
        Assert.Equal(bot.In(room)[0].Ref, reply.ReplyTo);
        Assert.False(reply.IsSilent);
        Assert.Contains(
            change switch
            {
                "severity" => "Severity: Critical",
                "claim" => "Claimed by a group",
                "denial" => "Denied by a group",
                "deaths" => "Deaths: 5",
                "place" => "Place: Balad",
                "correction" => "Corrected: Two of the names were wrong.",
                _ => "Deaths corrected: 2 (was 4)",
            }, reply.Text, StringComparison.Ordinal);
    });

    [Fact]
    public void At_most_one_reply_in_half_an_hour_unless_it_gets_graver_or_a_figure_is_withdrawn() => Pipeline.Run(async bot =>
    {
        var room = await bot.SubscribeAsync("news");
        await bot.TellAsync(new Story("a", "Taji", 3));
        await bot.PassAsync(TimeSpan.FromMinutes(2));
        await bot.TellAsync(new Story("b", "Taji", 3) { ClaimedBy = "a group" });
        await bot.PassAsync(TimeSpan.FromMinutes(5));
        await bot.TellAsync(new Story("c", "Taji", 3) { DeniedBy = "others" });
        await bot.TellAsync(new Story("d", "Taji", 5));
        await bot.PassAsync(TimeSpan.FromMinutes(22));
        var within = bot.In(room).Count;
        await bot.PassAsync(TimeSpan.FromMinutes(5));
        var both = bot.In(room)[^1];
        await bot.TellAsync(new Story("e", "Taji", 40) { IsHistoric = true });
        var graver = bot.In(room)[^1];
        await bot.EditAsync(new Story("e", "Taji", 5));
        var withdrawn = bot.In(room)[^1];
        await bot.PassAsync(TimeSpan.FromHours(2));

        Assert.Equal((2, 5), (within, bot.In(room).Count));
        Assert.Contains("Denied by others", both.Text, StringComparison.Ordinal);
        Assert.Contains("Deaths: 5 (was 3)", both.Text, StringComparison.Ordinal);
        Assert.Contains("Severity: Critical", graver.Text, StringComparison.Ordinal);
        Assert.Contains("Deaths corrected", withdrawn.Text, StringComparison.Ordinal);
    });

    [Fact]
    public void The_five_latest_changes_end_the_alert() => Pipeline.Run(async bot =>
    {
        var room = await bot.SubscribeAsync("news");
        await bot.TellAsync(new Story("a", "Taji", 0));
        foreach (var (killed, n) in ((int, int)[])[(1, 1), (3, 2), (5, 3), (10, 4), (20, 5), (50, 6)])
        {
            await bot.TellAsync(new Story($"s{n}", "Taji", killed));
            await bot.PassAsync(TimeSpan.FromHours(1));
        }

        var changes = bot.In(room)[0].Text.Split("Changes")[1];
        Assert.Equal(5, changes.Split('\n').Count(line => line.Contains(" UTC", StringComparison.Ordinal)));
        Assert.Contains("Deaths: 50 (was 20)", changes, StringComparison.Ordinal);
        Assert.DoesNotContain("Deaths: 1 ", changes, StringComparison.Ordinal);
    });

    [Fact]
    public void Severities_that_fall_and_rise_again_are_told_once() => Pipeline.Run(async bot =>
    {
        var room = await bot.SubscribeAsync("news", s => s with
        {
            Mention = "desk",
            MentionFrom = AlertBot.Incidents.SeverityLevel.Critical,
        });
        await bot.TellAsync(new Story("a", "Taji", 40) { IsHistoric = true });
        await bot.PassAsync(TimeSpan.FromHours(1));
        await bot.EditAsync(new Story("a", "Taji", 1));
        await bot.PassAsync(TimeSpan.FromHours(1));
        await bot.EditAsync(new Story("a", "Taji", 40) { IsHistoric = true, Tail = " The first figure was right." });
        await bot.PassAsync(TimeSpan.FromHours(1));

        Assert.Single(bot.In(room), m => m.ReplyTo is null);
        Assert.Single(bot.In(room), m => m.Pinged.Count > 0);
        Assert.DoesNotContain(bot.In(room).Skip(1), m => m.Text.Contains("Severity:", StringComparison.Ordinal));
    });

    [Fact]
    public void Merge_split_retraction_and_its_undoing_repair_what_was_posted() => Pipeline.Run(async bot =>
    {
        var room = await bot.SubscribeAsync("news");
        await bot.TellAsync(new Story("a", "Taji", 3), new Story("b", "Kirkuk", 3), new Story("c", "Basra", 3));
        TestMessage Of(string place) => bot.In(room).First(m => m.Texts[0].Contains(place, StringComparison.Ordinal));
        await bot.AskAsync(id => new AnalysisRequest.Merge(id, 1, 2, "moderator"));
        await bot.PassAsync(TimeSpan.FromMinutes(2));
        var loser = Of("Kirkuk");
        await bot.AskAsync(id => new AnalysisRequest.Split(id, 1, ["b"], "moderator"));
        await bot.PassAsync(TimeSpan.FromMinutes(2));
        await bot.AskAsync(id => new AnalysisRequest.Retract(id, 3, "It was a drill.", "moderator"));
        await bot.PassAsync(TimeSpan.FromMinutes(2));
        var retracted = Of("Basra");
        await bot.AskAsync(id => new AnalysisRequest.Restore(id, 3, "moderator"));
        await bot.PassAsync(TimeSpan.FromMinutes(5));

        Assert.Contains("The same event as #1", loser.Text, StringComparison.Ordinal);
        Assert.Contains("Taji", loser.Text, StringComparison.Ordinal);
        Assert.Contains("Some of its reports are #4 now", Of("Taji").Text, StringComparison.Ordinal);
        Assert.Equal(2, bot.In(room).Count(m => m.ReplyTo is null && m.Texts[0].Contains("Kirkuk", StringComparison.Ordinal)));
        Assert.Contains("WITHDRAWN", retracted.Text, StringComparison.Ordinal);
        Assert.Contains("~", retracted.Text, StringComparison.Ordinal);
        Assert.Contains("Withdrawn: It was a drill.", retracted.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("WITHDRAWN", Of("Basra").Text, StringComparison.Ordinal);
    });

    [Fact]
    public void A_merge_while_an_edit_is_on_its_way_ends_with_the_pointer() => Pipeline.Run(async bot =>
    {
        var room = await bot.SubscribeAsync("news");
        await bot.TellAsync(new Story("a", "Taji", 3), new Story("b", "Kirkuk", 3));
        await bot.StoreAsync(new Story("c", "Kirkuk", 3));
        await bot.Analyst.AnalyseWaitingAsync(CancellationToken.None);
        bot.News.Time.Advance(TimeSpan.FromMinutes(2));
        bot.Server.Latency = () => TimeSpan.FromSeconds(30);
        var delivering = bot.DeliverAsync();
        await Task.Delay(TimeSpan.FromSeconds(5), bot.News.Time);
        await bot.Store.Analysis.AddRequestAsync(
            new AnalysisRequest.Merge("r", 1, 2, "moderator"), bot.NowUtc, CancellationToken.None);
        await bot.Analyst.AnalyseWaitingAsync(CancellationToken.None);
        Assert.False(delivering.IsCompleted);
        await delivering;
        await bot.PassAsync(TimeSpan.FromMinutes(10));

        var loser = bot.In(room).First(m => m.Texts[0].Contains("Kirkuk", StringComparison.Ordinal));
        Assert.Contains("The same event as #1", loser.Text, StringComparison.Ordinal);
        Assert.Equal(2, bot.In(room).Count(m => m.ReplyTo is null));
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_mute_until_it_changes_ends_by_itself_at_a_named_change(bool isNamed) => Pipeline.Run(async bot =>
    {
        var room = await bot.SubscribeAsync("news");
        await bot.TellAsync(new Story("a", "Taji", 3));
        await bot.AskAsync(id => new AnalysisRequest.AddMute(id, new Mute(
            id, Communities.Of(room), room, MuteWhat.Incident, "1", null, IsUntilChange: true, "Ann", bot.NowUtc)));
        await bot.PassAsync(TimeSpan.FromMinutes(2));
        Assert.Contains("Muted by Ann until it changes", bot.In(room)[0].Text, StringComparison.Ordinal);
        await bot.RestartAsync();
        await bot.TellAsync(new Story("b", "Taji", isNamed ? 10 : 3));
        await bot.PassAsync(TimeSpan.FromHours(1));

        Assert.Equal(isNamed ? 2 : 1, bot.In(room).Count);
        Assert.Equal(!isNamed, bot.In(room)[0].Text.Contains("Muted by", StringComparison.Ordinal));
        Assert.Contains("2 articles", bot.In(room)[0].Text, StringComparison.Ordinal);
    });

    [Theory]
    [InlineData(MuteWhat.Topic, "iraq")]
    [InlineData(MuteWhat.Place, "Taji")]
    public void A_topic_or_a_place_is_silent_for_a_time(MuteWhat what, string target) => Pipeline.Run(async bot =>
    {
        var room = await bot.SubscribeAsync("news");
        await bot.AskAsync(id => new AnalysisRequest.AddMute(id, new Mute(
            id, Communities.Of(room), null, what, target, bot.NowUtc.AddHours(2), false, "Ann", bot.NowUtc)));
        await bot.TellAsync(new Story("a", "Taji", 3));
        await bot.PassAsync(TimeSpan.FromHours(1));
        Assert.Empty(bot.In(room));
        await bot.PassAsync(TimeSpan.FromHours(2));
        await bot.TellAsync(new Story("b", "Taji", 3));

        Assert.Single(bot.In(room));
    });

    [Fact]
    public void Who_took_note_and_when_stands_on_the_alert_in_every_channel_of_the_community_alone() => Pipeline.Run(async bot =>
    {
        var (room, second) = (await bot.SubscribeAsync("news"), await bot.SubscribeAsync("second"));
        var away = await bot.SubscribeAsync("news", community: "away");
        await bot.TellAsync(new Story("a", "Taji", 3));
        await bot.AcknowledgeAsync(room, 1, "ann");
        await bot.PassAsync(TimeSpan.FromMinutes(2));
        await bot.AcknowledgeAsync(second, 1, "ann");
        await bot.PassAsync(TimeSpan.FromMinutes(2));

        foreach (var seen in new[] { room, second })
            Assert.Matches(@"Seen by user ann \([^)]*12:00[^)]*\)\n", Assert.Single(bot.In(seen)).Text + "\n");
        Assert.DoesNotContain("Seen by", Assert.Single(bot.In(away)).Text, StringComparison.Ordinal);
    });
}
