using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Alerts;

/// <summary>What channels get when much comes at once, or too late, from the article to the screen.</summary>
public sealed class PipelineLoadTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Forty_incidents_in_ten_minutes_are_what_the_channel_takes_and_one_message_that_counts_the_rest(bool isBlind) =>
        Pipeline.Run(async bot =>
        {
            var room = await bot.SubscribeAsync(isBlind ? "-100" : "news", isBlind: isBlind);
            foreach (var n in Enumerable.Range(1, 40))
            {
                await bot.TellAsync(new Story($"s{n}", Town(n), n % 10 == 0 ? 20 : 1));
                await bot.PassAsync(TimeSpan.FromSeconds(14));
            }
            await bot.PassAsync(TimeSpan.FromMinutes(5));

            var rest = Assert.Single(bot.In(room), m => m.Text.Contains("more incidents", StringComparison.Ordinal));
            var own = bot.In(room).Count - 1;
            Assert.Contains($"{40 - own} more incidents", rest.Text, StringComparison.Ordinal);
            Assert.All(
                Enumerable.Range(1, 4).Select(n => Town(n * 10)),
                grave => Assert.Contains(bot.In(room), m => m != rest && m.Text.Contains(grave, StringComparison.Ordinal)));
            Assert.Equal((0, 0), (bot.Server.RateLimited, bot.BlindServer.RateLimited));
        });

    [Fact]
    public void What_the_common_message_stands_for_is_kept_right_in_it() => Pipeline.Run(
        async bot =>
        {
            var room = await bot.SubscribeAsync("news");
            await bot.TellAsync([.. Enumerable.Range(1, 5).Select(n => new Story($"s{n}", Town(n), 1))]);
            await bot.PassAsync(TimeSpan.FromMinutes(10));
            var rest = Rest();
            var inIt = Enumerable.Range(1, 5).Where(n => rest.Text.Contains(Town(n), StringComparison.Ordinal)).ToList();
            await bot.TellAsync(new Story("more", Town(inIt[0]), 1));
            await bot.AskAsync(id => new AnalysisRequest.Retract(id, inIt[1], "A drill.", "moderator"));
            await bot.PassAsync(TimeSpan.FromMinutes(10));

            Assert.Contains("2 articles", Rest().Text, StringComparison.Ordinal);
            Assert.Contains("WITHDRAWN #" + inIt[1], Rest().Text, StringComparison.Ordinal);

            TestMessage Rest() => bot.In(room).Single(m => m.Text.Contains("more incidents", StringComparison.Ordinal));
        },
        AlertRules.Default with { CrowdAlerts = 4 });

    [Fact]
    public void A_digest_that_was_read_is_put_right_when_something_in_it_is_withdrawn_and_else_left_alone() => Pipeline.Run(async bot =>
    {
        var room = await bot.SubscribeAsync("news", s => s with
        {
            Mode = SubscriptionMode.Digest,
            DigestEvery = TimeSpan.FromHours(1),
        });
        await bot.TellAsync(new Story("a", "Taji", 1), new Story("b", "Kirkuk", 1));
        await bot.PassAsync(TimeSpan.FromMinutes(70));
        await bot.TellAsync(new Story("c", "Taji", 1));
        await bot.PassAsync(TimeSpan.FromMinutes(70));
        var untouched = Assert.Single(bot.In(room)).Texts.Count;
        await bot.AskAsync(id => new AnalysisRequest.Retract(id, 2, "A drill.", "moderator"));
        await bot.PassAsync(TimeSpan.FromMinutes(70));

        Assert.Equal(1, untouched);
        Assert.Contains("WITHDRAWN #2", Assert.Single(bot.In(room)).Text, StringComparison.Ordinal);
    });

    [Fact]
    public void A_new_feed_alerts_on_nothing_that_is_old_and_says_once_how_much_that_was() => Pipeline.Run(async bot =>
    {
        var room = await bot.SubscribeAsync("news", s => s with { Mention = "desk" });
        await bot.TellAsync([.. Enumerable.Range(1, 30).Select(n => new Story($"s{n}", Town(n), 20) { IsBacklog = true })]);
        await bot.TellAsync(new Story("new", "Taji", 3));
        await bot.PassAsync(TimeSpan.FromHours(2));

        Assert.Equal(2, bot.In(room).Count);
        Assert.Contains("Taji", bot.In(room)[0].Text, StringComparison.Ordinal);
        var leftOut = bot.In(room)[1];
        Assert.Contains("30 incidents too old to be alerted", leftOut.Text, StringComparison.Ordinal);
        Assert.True(leftOut.IsSilent);
        Assert.Empty(leftOut.Pinged);
    });

    [Fact]
    public void A_new_subscription_hears_only_of_what_comes_after_it() => Pipeline.Run(async bot =>
    {
        await bot.TellAsync([.. Enumerable.Range(1, 10).Select(n => new Story($"s{n}", Town(n), 20))]);
        bot.News.Time.Advance(TimeSpan.FromMinutes(1));
        var room = await bot.SubscribeAsync("news", s => s with { CreatedUtc = bot.NowUtc });
        await bot.WorkAsync();
        await bot.RestartAsync();
        await bot.PassAsync(TimeSpan.FromHours(1));
        Assert.Empty(bot.In(room));
        await bot.TellAsync(new Story("again", Town(3), 20));

        Assert.Contains(Town(3), Assert.Single(bot.In(room)).Text, StringComparison.Ordinal);
    });

    [Fact]
    public void After_a_day_of_outage_only_what_is_new_enough_is_alerted_and_the_rest_is_counted() => Pipeline.Run(async bot =>
    {
        var room = await bot.SubscribeAsync("news");
        await bot.TellAsync(new Story("before", "Taji", 3));
        bot.News.Time.Advance(TimeSpan.FromHours(36));
        await bot.RestartAsync();
        await bot.TellAsync(
        [
            .. Enumerable.Range(1, 12).Select(n => new Story($"old{n}", Town(n), 3) { Age = TimeSpan.FromHours(30) }),
            .. Enumerable.Range(20, 30).Select(n => new Story($"new{n}", Town(n), 3) { Age = TimeSpan.FromHours(10) }),
        ]);
        await bot.PassAsync(TimeSpan.FromHours(1));

        var after = bot.In(room).Skip(1).ToList();
        Assert.Contains(after, m => m.Text.Contains("12 incidents too old to be alerted", StringComparison.Ordinal));
        var rest = Assert.Single(after, m => m.Text.Contains("more incidents", StringComparison.Ordinal));
        Assert.Contains($"{30 - (after.Count - 2)} more incidents", rest.Text, StringComparison.Ordinal);
        Assert.InRange(after.Count, 3, AlertRules.Default.CrowdAlerts + 2);
    });

    [Fact]
    public void What_was_due_while_the_process_was_away_goes_out_once_when_it_is_back() => Pipeline.Run(async bot =>
    {
        var room = await bot.SubscribeAsync("news", s => s with
        {
            Mode = SubscriptionMode.Digest,
            DigestEvery = TimeSpan.FromHours(1),
        });
        var quiet = await bot.SubscribeAsync(
            "quiet", s => s with { Quiet = new QuietHours(new TimeOnly(11, 0), new TimeOnly(14, 0)) });
        await bot.TellAsync(new Story("a", "Taji", 3));
        bot.News.Time.Advance(TimeSpan.FromHours(20));
        await bot.RestartAsync();
        await bot.WorkAsync();
        await bot.PassAsync(TimeSpan.FromHours(3));

        Assert.Single(bot.In(room));
        Assert.Single(bot.In(quiet));
    });

    // Names that have nothing in common, each at a place of its own.
    private static string Town(int n) => $"Town{(char)('a' + (n / 26))}{(char)('a' + (n % 26))}";
}
