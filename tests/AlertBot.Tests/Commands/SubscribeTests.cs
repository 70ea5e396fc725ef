using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Incidents;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Commands;

/// <summary>Subscriptions with all that can be said of them, and the way that leads a newcomer to one.</summary>
public sealed class SubscribeTests : IAsyncLifetime
{
    private static readonly CancellationToken Never = CancellationToken.None;

    private CommandBench _bench = null!;

    public async ValueTask InitializeAsync()
    {
        _bench = await CommandBench.NewAsync();
        _bench.Server.Open(Some.ChannelA);
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task Everything_of_a_subscription_can_be_said_in_one_line_and_is_told_back()
    {
        var answer = await AskAsync(
            "/subscribe iraq-militias severity:low mode:daily urgent:high at:8 quiet:22-6 zone:baghdad mention:<@77> "
            + "mentionfrom:critical language:ar share:public delay:30m");

        var stored = await OneAsync();
        Assert.Equal(
            (SeverityLevel.Low, SubscriptionMode.InstantFrom, SeverityLevel.High, new TimeOnly(8, 0), "Asia/Baghdad"),
            (stored.LeastSeverity, stored.Mode, stored.InstantFrom, stored.DigestAt, stored.TimeZone));
        Assert.Equal(
            ("@77", SeverityLevel.Critical, "ar", ShareLevel.Public, TimeSpan.FromMinutes(30)),
            (stored.Mention, stored.MentionFrom, stored.Language, stored.Share, stored.PublicDelay));
        Assert.Equal(new QuietHours(new TimeOnly(22, 0), new TimeOnly(6, 0)), stored.Quiet);
        // From this answer on the channel speaks Arabic; this one was given before.
        Assert.Contains("at once from High on, the rest gathered once a day at 08:00 (Asia/Baghdad)", answer,
            StringComparison.Ordinal);
        Assert.Contains("mentioning @77 from Critical on", answer, StringComparison.Ordinal);
        Assert.Contains("safe for anybody to read, 30 minutes later", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<@&77>", "77")]
    [InlineData("77", "77")]
    [InlineData("<@77>", "@77")]
    [InlineData("<@!77>", "@77")]
    [InlineData("@analyst", "@analyst")]
    public async Task A_role_and_a_single_reader_can_be_told_apart(string typed, string stored)
    {
        await AskAsync($"/subscribe iraq-militias mention:{typed}");

        Assert.Equal(stored, (await OneAsync()).Mention);
    }

    [Fact]
    public async Task What_is_not_named_stays_as_it_was()
    {
        await AskAsync("/subscribe iraq-militias severity:high mode:daily at:07:30 zone:Europe/Berlin mention:77");
        var before = await OneAsync();

        await AskAsync("/subscribe iraq-militias quiet:23:00-05:00");

        Assert.Equal(before with { Quiet = new QuietHours(new TimeOnly(23, 0), new TimeOnly(5, 0)) }, await OneAsync());
        Assert.Contains("Nothing changed", await AskAsync("/subscribe iraq-militias quiet:23-5"), StringComparison.Ordinal);
        await AskAsync("/subscribe iraq-militias quiet:none mention:none");
        Assert.Equal(before with { Mention = null }, await OneAsync());
    }

    [Fact]
    public async Task What_it_means_is_said_with_the_next_digest_in_its_zone()
    {
        // It is 13:00 in UTC, and 16:00 in Baghdad.
        Assert.Contains(
            "Next digest: 12 Mar 2020 08:00 (Asia/Baghdad).",
            await AskAsync("/subscribe iraq-militias mode:daily at:08:00 zone:Asia/Baghdad"), StringComparison.Ordinal);
        await AskAsync("/subscribe iraq-militias mode:hourly at:00:00");
        Assert.Contains(
            "Next digest: 11 Mar 2020 17:00 (Asia/Baghdad).", await AskAsync("/subscriptions"), StringComparison.Ordinal);
        Assert.Contains("11 آذار 2020، 17:00 (\u2068Asia/Baghdad\u2069)", await _bench.ArabicAsync("/subscriptions"), StringComparison.Ordinal);
        await AskAsync("/subscribe iraq-militias zone:UTC");
        Assert.Contains("Next digest: 11 Mar 2020 14:00 UTC.", await AskAsync("/subscriptions"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_there_before_is_left_out_and_counted()
    {
        await _bench.HaveAsync([.. Enumerable.Range(1, 3).Select(n => Some.Incident(n, members:
            [Some.Member($"article-{n}", matches: [Some.Match("iraq-militias")])]))]);

        var answer = await AskAsync("/subscribe iraq-militias low");

        Assert.Contains("Only what appears from now on and is newer than 1 day is alerted.", answer, StringComparison.Ordinal);
        Assert.Contains(
            "3 incidents of the last day are not: /incidents iraq-militias since:1d shows them.", answer,
            StringComparison.Ordinal);
        Assert.Contains("Preview: /preview iraq-militias", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mode:instant urgent:high", "with mode:instant everything comes at once")]
    [InlineData("urgent:high", "with mode:instant everything comes at once")]
    [InlineData("severity:high mode:daily urgent:medium", "must be graver than High")]
    [InlineData("at:08:00", "with mode:instant there is no digest")]
    [InlineData("mode:daily at:25:00", "'25:00' is no time of day")]
    [InlineData("zone:Asia/Bagdad", "Did you mean Asia/Baghdad?")]
    [InlineData("zone:Bagdad", "Did you mean Asia/Baghdad?")]
    [InlineData("mention:\"two words\"", "is no id of a role or user")]
    [InlineData("mentionfrom:high", "nobody is mentioned here")]
    [InlineData("delay:30m", "only what is public comes later")]
    [InlineData("share:public delay:2d", "'2d' is no delay")]
    [InlineData("share:public delay:soon", "'soon' is no delay")]
    [InlineData("language:de", "'de' is none")]
    public async Task Nonsense_is_refused_in_one_line_and_changes_nothing(string options, string expected)
    {
        var reply = await _bench.AskAsync($"/subscribe iraq-militias {options}", CommandBench.Manager);

        Assert.Equal(Tone.Problem, reply.Message.Tone);
        Assert.Contains(expected, CommandBench.Text(reply), StringComparison.Ordinal);
        Assert.DoesNotContain('\n', CommandBench.Text(reply).Trim());
        Assert.Empty(await _bench.Store.Subscriptions.ListAsync(Never));
        Assert.Empty(await _bench.Store.Audit.ListAsync(Some.CommunityA, 0, 10, Never));
    }

    [Fact]
    public async Task The_log_keeps_lines_that_make_the_same_subscription_again()
    {
        await AskAsync("/subscribe iraq-militias low mode:daily urgent:high at:8 quiet:22-6 zone:baghdad share:public delay:2h");
        var first = await OneAsync();
        var log = await _bench.Store.Audit.ListAsync(Some.CommunityA, 0, 1, Never);

        await AskAsync("/unsubscribe iraq-militias");
        await AskAsync($"/subscribe iraq-militias {log[0].After}");

        Assert.Equal(first with { CreatedUtc = default }, await OneAsync() with { CreatedUtc = default });
    }

    [Fact]
    public async Task A_newcomer_is_led_step_by_step_and_each_step_is_a_line_to_type()
    {
        Assert.Contains("Begin with /setup", await _bench.TextAsync("/help"), StringComparison.Ordinal);

        var topic = await NextAsync("/setup");
        var channel = await NextAsync(topic);
        var severity = await NextAsync(channel, "High");
        var reply = await _bench.AskAsync(severity, CommandBench.Manager);

        Assert.Equal(
            ("/setup iraq-militias", "/setup iraq-militias channel:here", "/setup iraq-militias channel:here severity:high"),
            (topic, channel, severity));
        Assert.Contains("This channel now gets", CommandBench.Text(reply), StringComparison.Ordinal);
        Assert.Contains("Preview: /preview iraq-militias", CommandBench.Text(reply), StringComparison.Ordinal);
        Assert.Equal(SeverityLevel.High, (await OneAsync()).LeastSeverity);
        Assert.DoesNotContain("Begin with /setup", await _bench.TextAsync("/help"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Setup_can_be_given_up_and_asks_again_for_a_channel_that_it_cannot_use()
    {
        var topic = await _bench.AskAsync("/setup", CommandBench.Manager);
        var cancel = topic.Message.Blocks.OfType<Block.Actions>().Single().Buttons.Single(b => b.Label == "Cancel");

        Assert.Contains("Nothing was changed", await AskAsync(cancel.Command), StringComparison.Ordinal);
        Assert.Empty(await _bench.Store.Subscriptions.ListAsync(Never));
        var again = await _bench.AskAsync("/setup iraq-militias channel:nowhere", CommandBench.Moderator);
        Assert.Equal(Tone.Problem, again.Message.Tone);
        Assert.Equal("/setup iraq-militias channel:here", again.Message.Blocks.OfType<Block.Choices>().Single().Items[0].Command);
    }

    [Fact]
    public async Task What_would_be_refused_is_known_before_anything_is_done()
    {
        Assert.IsType<CommandCheck.Ready>(await CheckAsync("/subscribe iraq-militias", CommandBench.Manager));
        var lacking = Assert.IsType<CommandCheck.Refused>(await CheckAsync("/subscribe", CommandBench.Manager));
        var forbidden = Assert.IsType<CommandCheck.Refused>(await CheckAsync("/subscribe", CommandBench.Reader));

        Assert.Equal("topic", lacking.Lacks);
        Assert.Null(forbidden.Lacks);
        Assert.True(forbidden.Reply is { IsPrivate: true, Message.Tone: Tone.Problem });
        Assert.Contains("may", CommandBench.Text(forbidden.Reply), StringComparison.Ordinal);
        Assert.Empty(await _bench.Store.Subscriptions.ListAsync(Never));

        Task<CommandCheck> CheckAsync(string line, UserRef user) => _bench.Catalogue.CheckAsync(
            new IncomingCommand(Some.ChannelA, user, line, "en"), Never);
    }

    [Fact]
    public async Task Setup_says_what_the_bot_lacks_and_whose_the_choice_is()
    {
        Assert.Contains(
            "I cannot write to elsewhere: there is no such channel",
            await _bench.TextAsync("/setup iraq-militias", CommandBench.Manager, Some.ChannelA with { Channel = "elsewhere" })
            + await _bench.TextAsync(
                "/setup iraq-militias channel:here", CommandBench.Manager, Some.ChannelA with { Channel = "elsewhere" }),
            StringComparison.Ordinal);
        Assert.Contains("for moderators to choose", await AskAsync("/setup iraq-militias channel:other"), StringComparison.Ordinal);
        Assert.Contains(
            "I cannot write to other",
            await _bench.TextAsync("/setup iraq-militias channel:other", CommandBench.Moderator), StringComparison.Ordinal);

        _bench.Server.Open(Some.ChannelA with { Channel = "other" });
        await _bench.TextAsync("/setup iraq-militias channel:other severity:low", CommandBench.Moderator);

        Assert.Equal(Some.ChannelA with { Channel = "other" }, (await OneAsync()).Channel);
    }

    [Fact]
    public async Task It_is_told_in_Arabic_to_who_speaks_it()
    {
        Assert.Contains("تصل إلى هذه القناة الآن تنبيهات", await _bench.ArabicAsync(
            "/subscribe iraq-militias severity:high", CommandBench.Manager), StringComparison.Ordinal);
        Assert.Contains("عالية فأشد", await _bench.ArabicAsync("/اشتراكات"), StringComparison.Ordinal);
        Assert.Contains("الخطوة 1 من 3", await _bench.ArabicAsync("/إعداد", CommandBench.Manager), StringComparison.Ordinal);
        Assert.Contains("لا شيء مكتوم هنا", await _bench.ArabicAsync("/كتم", CommandBench.Manager), StringComparison.Ordinal);
    }

    /// <summary>The line behind a button of the answer to another line.</summary>
    private async Task<string> NextAsync(string line, string? label = null)
    {
        var reply = await _bench.AskAsync(line, CommandBench.Manager);
        var buttons = reply.Message.Blocks.OfType<Block.Choices>().SelectMany(b => b.Items).ToList();
        Assert.All(buttons, b => Assert.Contains(b.Command, CommandBench.Text(reply), StringComparison.Ordinal));
        return buttons.First(b => label is null || b.Label == label).Command;
    }

    private Task<string> AskAsync(string line) => _bench.TextAsync(line, CommandBench.Manager);

    private async Task<Subscription> OneAsync() => Assert.Single(await _bench.Store.Subscriptions.ListAsync(Never));
}
