using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Alerts;

/// <summary>Whom a withdrawal calls: those who took note of what is withdrawn, and nobody else.</summary>
public sealed class WithdrawalTests
{
    [Fact]
    public void Who_took_note_of_an_incident_is_called_by_the_one_reply_that_says_it_is_withdrawn() => Pipeline.Run(async bot =>
    {
        var (room, second) = (await bot.SubscribeAsync("news", Calls), await bot.SubscribeAsync("second", Calls));
        var away = await bot.SubscribeAsync("news", Calls, community: "away");
        await bot.TellAsync(new Story("a", "Taji", 3));
        await bot.AcknowledgeAsync(room, 1, "ann");
        await bot.AcknowledgeAsync(second, 1, "bob");
        await bot.AcknowledgeAsync(away, 1, "cem");
        await bot.PassAsync(TimeSpan.FromMinutes(5));
        await bot.RestartAsync();
        await bot.AskAsync(id => new AnalysisRequest.Retract(id, 1, "A drill.", "moderator"));
        await bot.PassAsync(TimeSpan.FromHours(2));

        Assert.Equal(["ann"], Withdrawn(bot, room).Pinged);
        Assert.Equal(["bob"], Withdrawn(bot, second).Pinged);
        Assert.Equal(["cem"], Withdrawn(bot, away).Pinged);
        Assert.Empty(bot.Server.Misdeeds);
    });

    [Fact]
    public void Where_nobody_took_note_a_withdrawal_calls_nobody() => Pipeline.Run(async bot =>
    {
        var room = await bot.SubscribeAsync("news", Calls);
        await bot.TellAsync(new Story("a", "Taji", 3));
        await bot.AskAsync(id => new AnalysisRequest.Retract(id, 1, "A drill.", "moderator"));

        Assert.Empty(Withdrawn(bot, room).Pinged);
    });

    [Fact]
    public void Who_took_note_elsewhere_in_the_community_is_called_in_one_channel_alone() => Pipeline.Run(async bot =>
    {
        var rooms = new[] { await bot.SubscribeAsync("a"), await bot.SubscribeAsync("b") };
        await bot.TellAsync(new Story("a", "Taji", 3));
        await bot.AcknowledgeAsync(Newsroom.Channel("lounge"), 1, "ann");
        await bot.AskAsync(id => new AnalysisRequest.Retract(id, 1, "A drill.", "moderator"));

        Assert.Equal(["ann"], rooms.SelectMany(room => Withdrawn(bot, room).Pinged));
    });

    [Fact]
    public void A_figure_or_a_claim_that_is_withdrawn_calls_who_took_note_after_it_was_told() => Pipeline.Run(async bot =>
    {
        var room = await bot.SubscribeAsync("news");
        await bot.TellAsync(new Story("a", "Taji", 0));
        await bot.AcknowledgeAsync(room, 1, "early");
        await bot.PassAsync(TimeSpan.FromHours(1));
        await bot.TellAsync(new Story("b", "Taji", 3) { ClaimedBy = "a group", Tail = " A group claimed it." });
        await bot.AcknowledgeAsync(room, 1, "ann");
        await bot.PassAsync(TimeSpan.FromHours(1));
        await bot.EditAsync(new Story("b", "Taji", 3));
        var claim = bot.In(room)[^1];
        await bot.PassAsync(TimeSpan.FromHours(1));
        await bot.EditAsync(new Story("b", "Taji", 0));
        var figure = bot.In(room)[^1];

        Assert.Contains("Claim withdrawn: no source tells any more that a group claimed it", claim.Text, StringComparison.Ordinal);
        Assert.Contains("Deaths withdrawn", figure.Text, StringComparison.Ordinal);
        Assert.Equal([["ann"], ["ann"]], new[] { claim.Pinged, figure.Pinged });
    });

    [Fact]
    public void Who_took_note_of_what_stands_in_a_digest_is_told_by_a_message_of_its_own() => Pipeline.Run(async bot =>
    {
        var room = await bot.SubscribeAsync("news", s => s with
        {
            Mode = SubscriptionMode.Digest,
            DigestEvery = TimeSpan.FromHours(1),
        });
        await bot.TellAsync(new Story("a", "Taji", 3), new Story("b", "Kirkuk", 3));
        await bot.PassAsync(TimeSpan.FromHours(2));
        await bot.AcknowledgeAsync(room, 1, "ann");
        await bot.AskAsync(id => new AnalysisRequest.Retract(id, 1, "A drill.", "moderator"));
        await bot.AskAsync(id => new AnalysisRequest.Retract(id, 2, "A drill.", "moderator"));
        await bot.PassAsync(TimeSpan.FromHours(2));

        Assert.Equal(2, bot.In(room).Count);
        Assert.Equal(["ann"], bot.In(room)[1].Pinged);
        Assert.Contains("Withdrawn: A drill.", bot.In(room)[1].Text, StringComparison.Ordinal);
    });

    [Fact]
    public void Who_follows_is_called_though_the_reply_that_was_to_do_so_was_written_anew_while_it_waited() => Pipeline.Run(async bot =>
    {
        var room = await bot.SubscribeAsync("news");
        await bot.Store.Follows.AddAsync(
            new Follow("f", room, "ann", "Ann", "rockets", "rockets", bot.NowUtc.AddDays(-1)), CancellationToken.None);
        await bot.TellAsync(new Story("a", "Taji", 3));
        await bot.PassAsync(TimeSpan.FromMinutes(2));
        await bot.TellAsync(new Story("b", "Taji", 5));
        await bot.TellAsync(new Story("c", "Taji", 5) { Follows = "f" });
        await bot.TellAsync(new Story("d", "Taji", 10));
        await bot.PassAsync(TimeSpan.FromHours(1));

        Assert.Equal(["ann"], bot.In(room).SelectMany(m => m.Pinged));
    });

    private static Subscription Calls(Subscription subscription) =>
        subscription with { Mention = "desk", MentionFrom = AlertBot.Incidents.SeverityLevel.Critical };

    private static TestMessage Withdrawn(Pipeline bot, ChannelRef channel) => Assert.Single(
        bot.In(channel), m => m.ReplyTo is not null && m.Text.Contains("Withdrawn: A drill.", StringComparison.Ordinal));
}
