using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Commands;
using AlertBot.Feeds;
using Xunit;

namespace AlertBot.Tests.Alerts;

/// <summary>What people are told whose request turned out not to be possible.</summary>
public sealed class RefusedRequestTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Fact]
    public void Who_asked_for_a_merge_that_came_too_late_is_told_once_where_they_asked() => Pipeline.Run(async bot =>
    {
        var (room, other) = await RoomsAsync(bot);
        await bot.TellAsync(new Story("a", "Taji", 3), new Story("b", "Kirkuk", 3), new Story("c", "Basra", 3));
        await bot.AskAsync(id => new AnalysisRequest.Merge(id, 1, 3, "Ann"));
        var before = bot.In(room).Count;
        await bot.AskAsync(id => new AnalysisRequest.Merge(id, 2, 3, "Ann") { Asker = Ann(room, "merge") });
        await bot.PassAsync(TimeSpan.FromHours(1));
        await bot.RestartAsync();
        await bot.PassAsync(TimeSpan.FromHours(1));

        var told = Assert.Single(bot.In(room).Skip(before));
        Assert.Equal(["ann"], told.Pinged);
        Assert.Contains("NOT DONE /merge #3 → #2", told.Text.Replace("*", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("#3 has been merged into #1.", told.Text, StringComparison.Ordinal);
        Assert.Contains("/incident 1 shows the one that carries on", told.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(bot.In(other), m => m.Text.Contains("NOT DONE", StringComparison.Ordinal));
        Assert.Empty(bot.Server.Misdeeds);
    });

    [Fact]
    public void Who_reads_Arabic_is_told_in_Arabic() => Pipeline.Run(async bot =>
    {
        var (room, _) = await RoomsAsync(bot);
        await bot.AskAsync(id => new AnalysisRequest.Retract(id, 9, "A drill.", "Ann")
        {
            Asker = Ann(room, "retract") with { Language = "ar-IQ" },
        });

        Assert.Contains("لم يعد هناك حادث", Assert.Single(bot.In(room)).Text, StringComparison.Ordinal);
    });

    [Fact]
    public void It_is_told_after_a_restart_that_came_between_the_refusal_and_its_answer() => Pipeline.Run(async bot =>
    {
        var (room, _) = await RoomsAsync(bot);
        await bot.Store.Analysis.AddRequestAsync(
            new AnalysisRequest.Retract("r", 9, "A drill.", "Ann") { Asker = Ann(room, "retract") }, bot.NowUtc, Never);
        await bot.Analyst.AnalyseWaitingAsync(Never);
        await bot.RestartAsync();
        await bot.WorkAsync();
        await bot.RestartAsync();
        await bot.WorkAsync();

        Assert.Single(bot.In(room));
    });

    [Fact]
    public void In_a_chat_of_ones_own_nobody_is_called_by_name() => Pipeline.Run(async bot =>
    {
        var room = await bot.SubscribeAsync("ann", isBlind: true);
        await bot.AskAsync(id => new AnalysisRequest.Restore(id, 9, "Ann") { Asker = Ann(room, "undo") });

        Assert.Empty(Assert.Single(bot.In(room)).Pinged);
    });

    [Theory]
    [InlineData("merge-gone", "there is no #9 any more", "/incidents")]
    [InlineData("merge-withdrawn", "#2 has been withdrawn", "/incident 2")]
    [InlineData("split-none", "none of the articles chosen is in #1", "/incident 1 sources")]
    [InlineData("split-all", "all articles of #1 would leave", "/incident 1 sources")]
    [InlineData("move-article", "no open incident holds that article", "/incidents")]
    [InlineData("move-there", "the article is in #1 already", "/incident 1")]
    [InlineData("move-withdrawn", "#2 has been withdrawn", "/incident 2")]
    [InlineData("retract-twice", "#2 has been withdrawn", "/incident 2")]
    [InlineData("restore", "#1 is not withdrawn", "/incident 1")]
    [InlineData("ack-gone", "there is no #9 any more", "/incidents")]
    [InlineData("ack-alert", "there is no alert of #3 here", "/incident 3")]
    [InlineData("mute-gone", "there is no #9 any more", "/incidents")]
    [InlineData("mute-late", "the time that it was meant for is over", "/mute")]
    [InlineData("unmute", "that mute has ended already", "/mute")]
    public void Every_kind_of_request_that_cannot_be_met_says_why_and_what_to_do_next(
        string kind, string why, string next) => Pipeline.Run(async bot =>
    {
        var (room, _) = await RoomsAsync(bot);
        await bot.TellAsync(new Story("a", "Taji", 3), new Story("b", "Kirkuk", 3));
        await bot.TellAsync(new Story("c", "Basra", 3) { Topics = ["other"] });
        await bot.AskAsync(id => new AnalysisRequest.Retract(id, 2, "A drill.", "Bob"));
        await bot.AskAsync(id => Request(kind, id, room, bot.NowUtc) with { Asker = Ann(room, "asked") });

        var told = bot.In(room)[^1];
        Assert.Contains(why, told.Text, StringComparison.Ordinal);
        Assert.Contains(next + " ", told.Text, StringComparison.Ordinal);
        Assert.Equal(["ann"], told.Pinged);
    });

    [Fact]
    public void An_incident_that_is_closed_for_lack_of_news_says_so() => Pipeline.Run(async bot =>
    {
        var (room, _) = await RoomsAsync(bot);
        await bot.TellAsync(new Story("a", "Taji", 3));
        await bot.PassAsync(TimeSpan.FromDays(4));
        await bot.RestartAsync();
        await bot.AskAsync(id => new AnalysisRequest.Retract(id, 1, "A drill.", "Ann") { Asker = Ann(room, "retract") });

        Assert.Contains("#1 is closed", bot.In(room)[^1].Text, StringComparison.Ordinal);
    });

    [Fact]
    public void The_incident_that_carries_on_is_not_named_to_people_who_may_not_know_of_it() => Pipeline.Run(async bot =>
    {
        var (room, other) = await RoomsAsync(bot);
        var safe = await bot.SubscribeAsync("safe", s => s with { Share = ShareLevel.Public });
        var own = Scope.Of(Communities.Of(other));
        await bot.TellAsync(new Story("a", "Taji", 3) { Scope = own }, new Story("b", "Kirkuk", 3));
        await bot.AskAsync(id => new AnalysisRequest.Move(id, "b", 1, "Bob"));
        await bot.AskAsync(id => new AnalysisRequest.Split(id, 1, ["b"], "Bob"));
        await bot.TellAsync(new Story("c", "Mosul", 3));
        await bot.AskAsync(id => new AnalysisRequest.Merge(id, 1, 4, "Bob"));
        // Now #1 is one of another community and a shared article; taken out again it is theirs alone.
        await bot.AskAsync(id => new AnalysisRequest.Split(id, 1, ["c"], "Bob"));
        foreach (var asked in new[] { room, safe })
            await bot.AskAsync(id => new AnalysisRequest.Retract(id, 4, "A drill.", "Ann") { Asker = Ann(asked, "retract") });

        foreach (var asked in new[] { room, safe })
            Assert.Contains("#4 has been merged into another incident.", bot.In(asked)[^1].Text, StringComparison.Ordinal);
    });

    [Fact]
    public void What_could_not_be_done_stands_in_the_log_and_is_nothing_to_undo() => Pipeline.Run(async bot =>
    {
        var (room, _) = await RoomsAsync(bot);
        var community = Communities.Of(room);
        await bot.AskAsync(id => new AnalysisRequest.Retract(id, 9, "A drill.", "Ann") { Asker = Ann(room, "retract") });

        var entry = Assert.Single(await bot.Store.Audit.ListAsync(community, 0, 10, Never));
        Assert.Equal(
            (AuditEntry.Refused, "/retract #9", "request-1", "Ann"),
            (entry.Action, entry.Subject, entry.After, entry.UserName));
    });

    private static Asker Ann(ChannelRef channel, string command) => new(channel, "ann", "Ann", command, null);

    private static async Task<(ChannelRef Room, ChannelRef Other)> RoomsAsync(Pipeline bot) =>
        (await bot.SubscribeAsync("news"), await bot.SubscribeAsync("news", community: "away"));

    private static AnalysisRequest Request(string kind, string id, ChannelRef room, DateTimeOffset nowUtc)
    {
        var home = Communities.Of(room);
        return kind switch
        {
            "merge-gone" => new AnalysisRequest.Merge(id, 1, 9, "Ann"),
            "merge-withdrawn" => new AnalysisRequest.Merge(id, 1, 2, "Ann"),
            "split-none" => new AnalysisRequest.Split(id, 1, ["b"], "Ann"),
            "split-all" => new AnalysisRequest.Split(id, 1, ["a"], "Ann"),
            "move-article" => new AnalysisRequest.Move(id, "nothing", 1, "Ann"),
            "move-there" => new AnalysisRequest.Move(id, "a", 1, "Ann"),
            "move-withdrawn" => new AnalysisRequest.Move(id, "b", 1, "Ann"),
            "retract-twice" => new AnalysisRequest.Retract(id, 2, "Again.", "Ann"),
            "restore" => new AnalysisRequest.Restore(id, 1, "Ann"),
            "ack-gone" => new AnalysisRequest.Acknowledge(id, 9, home, "ann", "Ann", nowUtc),
            "ack-alert" => new AnalysisRequest.Acknowledge(id, 3, home, "ann", "Ann", nowUtc),
            "mute-gone" => new AnalysisRequest.AddMute(id, new Mute(
                id, home, room, MuteWhat.Incident, "9", null, true, "Ann", nowUtc)),
            "mute-late" => new AnalysisRequest.AddMute(id, new Mute(
                id, home, room, MuteWhat.Topic, "iraq", nowUtc, false, "Ann", nowUtc)),
            _ => new AnalysisRequest.EndMute(id, "nothing", home, "Ann"),
        };
    }
}
