using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Commands;
using AlertBot.Feeds;
using AlertBot.Incidents;
using AlertBot.Testing;
using FsCheck.Fluent;
using Xunit;

namespace AlertBot.Tests.Commands;

public sealed class CommandsTests : IAsyncLifetime
{
    private static readonly CancellationToken Never = CancellationToken.None;
    private static readonly UserRef Reader = CommandBench.Reader;
    private static readonly UserRef Manager = CommandBench.Manager;

    private CommandBench _bench = null!;

    public async ValueTask InitializeAsync() => _bench = await CommandBench.NewAsync();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Theory]
    [InlineData("/incidnets", "Did you mean /incidents?")]
    [InlineData("/subscrbe iraq", "Did you mean /subscribe?")]
    [InlineData("/watch", "/watch needs one of: /watch show, /watch test.")]
    [InlineData("/xyzzyplugh", "See /help.")]
    [InlineData("/", "for example /help")]
    [InlineData("/incident", "/incident needs number")]
    [InlineData("/incident many", "'many' is no incident number")]
    [InlineData("/incident 99", "There is no incident #99 here.")]
    [InlineData("/incidents topic:iraq-militas", "Did you mean iraq-militias?")]
    [InlineData("/incidents since:someday", "'someday' is no time. Expected")]
    [InlineData("/incidents severity:bad", "One of: low, medium, high, critical.")]
    [InlineData("/incidents kind:party", "One of: accident,")]
    [InlineData("/incidents page:0", "page must be a whole number")]
    [InlineData("/incidents sinc:3d", "/incidents has no option 'sinc'. Did you mean since?")]
    [InlineData("/incidents severity:hihg", "Did you mean high?")]
    [InlineData("/incidents near:nowhere", "There is no place 'nowhere'")]
    [InlineData("/incidents near:taji 9000km", "a distance is 1 to 500 km")]
    [InlineData("/incident 1 delivry", "Did you mean delivery?")]
    [InlineData("/trend since:90y", "at most three years")]
    [InlineData("/trend iraq-militias someday", "'someday' is no time")]
    [InlineData("/brief topic:nothing", "There is no topic 'nothing'")]
    [InlineData("/whynot taji", "is no address of an article")]
    [InlineData("/whynot", "/whynot needs url")]
    [InlineData("/preview since:someday", "'someday' is no time")]
    [InlineData("/search taji in:books", "One of: incidents, articles.")]
    [InlineData("/place nowhere", "There is no place")]
    [InlineData("/actor nobody at all", "There is no actor")]
    [InlineData("/help frobnicate", "There is no command /frobnicate.")]
    public async Task A_line_that_cannot_be_met_says_what_to_do(string line, string expected)
    {
        var reply = await AskAsync(line);

        Assert.Equal(Tone.Problem, reply.Message.Tone);
        Assert.Contains(expected, Text(reply), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/incidents", "No incidents yet.")]
    [InlineData("/incidents severity:high", "No incident fits.")]
    [InlineData("/subscriptions", "This channel has no subscriptions.")]
    [InlineData("/search katyusha", "Nothing holds all of: katyusha.")]
    [InlineData("/search in:articles katyusha", "No article holds all of: katyusha.")]
    [InlineData("/brief", "Nothing new since 10 Mar 2020 13:00 UTC.")]
    [InlineData("/trend", "No incident fits")]
    [InlineData("/preview", "This channel has no subscriptions.")]
    [InlineData("/preview iraq-militias", "iraq-militias Medium and graver, at once: nothing since")]
    [InlineData("/whynot https://news.example/story", "no feed of news.example is polled here")]
    [InlineData("/place التاجي", "No incidents yet.")]
    [InlineData("/actor kataib hizballah", "No incidents yet.")]
    public async Task Where_there_is_nothing_yet_the_answer_says_so(string line, string expected)
    {
        var reply = await AskAsync(line);

        Assert.Equal(Tone.Neutral, reply.Message.Tone);
        Assert.Contains(expected, Text(reply), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_command_answers_every_one_of_its_examples()
    {
        await HaveIncidentsAsync(3);
        foreach (var command in _bench.Catalogue.Definitions)
        {
            Assert.NotEmpty(command.Examples);
            foreach (var example in command.Examples)
            {
                var parsed = Assert.IsType<CommandLine.Read>(CommandLine.Parse(example, _bench.Catalogue.Names, TestTexts.English));
                Assert.Equal(command.Name, parsed.Command.Name);
                Assert.DoesNotContain(
                    "fault of ours", Text(await AskAsync(example, Manager)), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task Incidents_come_in_pages_newest_first()
    {
        await HaveIncidentsAsync(23);

        var first = Text(await AskAsync("/incidents"));
        Assert.Contains("Page 1 of 3, 23 incidents", first, StringComparison.Ordinal);
        Assert.Matches("#23 (.|\n)*#16 ", first);
        Assert.DoesNotContain("#15 ", first, StringComparison.Ordinal);
        Assert.Contains("Next: /incidents page:2", first, StringComparison.Ordinal);
        Assert.Equal(Text(await AskAsync("/incidents page:2")), Text(await AskAsync("/incidents 2")));
        var last = Text(await AskAsync("/incidents page:3"));
        Assert.Matches("#7 (.|\n)*#1 ", last);
        Assert.DoesNotContain("Next:", last, StringComparison.Ordinal);
        Assert.Contains("Previous: /incidents page:2", last, StringComparison.Ordinal);
        Assert.Contains("There is no page 4: 23 incidents make 3 pages.", Text(await AskAsync("/incidents page:4")),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/incidents iraq-militias", 3)]
    [InlineData("/incidents topic=iraq-militias since:2h", 3)]
    [InlineData("/incidents since:5 minutes", 0)]
    [InlineData("/incidents actor:kataib hizballah", 1)]
    [InlineData("/incidents \"actor:x\"", -1)]
    [InlineData("/incidents place:taji kind:rocket_attack", 3)]
    [InlineData("/incidents kind:\"rocket attack\"", 3)]
    [InlineData("/incidents kind:airstrike", 0)]
    [InlineData("/incidents all", 3)]
    [InlineData("/incidents since monday severity low", 3)]
    [InlineData("/incidents actor kataib hezbollah since 12 march 2019", 1)]
    [InlineData("/incidents near:taji", 3)]
    [InlineData("/incidents near:taji actor:kataib hezbollah", 1)]
    [InlineData("/incidents near:taji topic:iraq-militias since:1d", 3)]
    [InlineData("/incidents near:\"taji 12 km\"", 3)]
    [InlineData("/incidents place:التاجي", 3)]
    [InlineData("/incidents since:أمس", 3)]
    [InlineData("/incidents page:1 topic:iraq-militias", 3)]
    public async Task Incidents_are_narrowed_by_what_is_asked(string line, int expected)
    {
        await HaveIncidentsAsync(2);
        await _bench.Store.CommitAsync(Some.Outcome(Some.Incident(3, members: Some.Member(
            "article-3", facts: Some.Facts(place: Some.Taji, actor: "kataib-hezbollah"),
            seenUtc: Some.NowUtc.AddMinutes(3), matches: Some.Match("iraq-militias")))));

        var text = Text(await AskAsync(line));

        if (expected < 0) Assert.Contains("There is no topic", text, StringComparison.Ordinal);
        else if (expected == 0) Assert.Contains("No incident fits.", text, StringComparison.Ordinal);
        else Assert.Contains(Wording.Count(expected, "incident"), text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_incident_is_shown_whole_or_in_part()
    {
        await HaveIncidentsAsync(1);

        Assert.Contains("Rockets hit Taji", Text(await AskAsync("/incident 1")), StringComparison.Ordinal);
        Assert.Contains("Timeline", Text(await AskAsync("/incident #1 timeline")), StringComparison.Ordinal);
        Assert.Contains("Sources: 1 article", Text(await AskAsync("/incident 1 sources")), StringComparison.Ordinal);
        Assert.Contains("Nothing of #1 was owed", Text(await AskAsync("/incident 1 delivery")),
            StringComparison.Ordinal);
        Assert.Contains("iraq-militias, attack", Text(await AskAsync("/why 1")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_one_community_alone_may_see_is_not_there_for_others()
    {
        var incident = Some.Incident(1, scope: Scope.Of(Some.CommunityA));
        await _bench.Store.CommitAsync(Some.Outcome(incident));

        Assert.Contains("Rockets hit Taji", Text(await AskAsync("/incident 1", channel: Some.ChannelA)),
            StringComparison.Ordinal);
        Assert.Contains("There is no incident #1", Text(await AskAsync("/incident 1", channel: Some.ChannelB)),
            StringComparison.Ordinal);
        Assert.Contains("No incidents yet", Text(await AskAsync("/incidents", channel: Some.ChannelB)),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_not_manage_the_channel_subscribes_nothing()
    {
        var reply = await AskAsync("/subscribe iraq-militias", Reader);

        Assert.Contains("/subscribe is for who may manage the channel", Text(reply), StringComparison.Ordinal);
        Assert.Empty(await _bench.Store.Subscriptions.ListAsync(Never));
        Assert.Empty(await _bench.Store.Audit.ListAsync(Some.CommunityA, 0, 10, Never));
    }

    [Fact]
    public async Task A_channel_is_subscribed_changed_and_left_and_each_is_in_the_audit_log()
    {
        Assert.Contains("This channel now gets Militia attacks in Iraq: Medium and graver, at once.",
            Text(await AskAsync("/subscribe iraq-militias", Manager)), StringComparison.Ordinal);
        Assert.Contains("High and graver, gathered every hour at minute 00, quiet 22:00 to 06:00 (Asia/Baghdad)", Text(await AskAsync(
            "/subscribe iraq-militias high hourly quiet:22:00-6:00 zone:Asia/Baghdad", Manager)),
                StringComparison.Ordinal);
        var stored = Assert.Single(await _bench.Store.Subscriptions.ListAsync(Never));
        Assert.Equal((SeverityLevel.High, SubscriptionMode.Digest, new QuietHours(new(22, 0), new(6, 0))),
            (stored.LeastSeverity, stored.Mode, stored.Quiet));

        Assert.Contains("gets no more alerts", Text(await AskAsync("/unsubscribe iraq-militias", Manager)),
            StringComparison.Ordinal);
        Assert.Empty(await _bench.Store.Subscriptions.ListAsync(Never));
        Assert.Equal(["unsubscribe", "subscribe", "subscribe"],
            (await _bench.Store.Audit.ListAsync(Some.CommunityA, 0, 10, Never)).Select(e => e.Action));
    }

    [Theory]
    [InlineData("/subscribe iraq-militias zone:Mars", "'Mars' is no time zone")]
    [InlineData("/subscribe iraq-militias quiet:night", "'night' is no span of hours")]
    [InlineData("/subscribe iraq-militias quiet:22:00-22:00", "is no span of hours")]
    [InlineData("/subscribe iraq-militias mode:weekly", "One of: instant, hourly, daily.")]
    [InlineData("/subscribe iraq-militias severity:3", "There is no severity '3'")]
    [InlineData("/unsubscribe iraq-militias", "This channel has no subscriptions.")]
    public async Task A_subscription_that_makes_no_sense_changes_nothing(string line, string expected)
    {
        Assert.Contains(expected, Text(await AskAsync(line, Manager)), StringComparison.Ordinal);
        Assert.Empty(await _bench.Store.Subscriptions.ListAsync(Never));
    }

    [Fact]
    public async Task A_paused_subscription_is_taken_up_again_by_subscribing()
    {
        var paused = Subscription.Default(Some.ChannelA, "iraq-militias", _bench.Time.NowUtc) with
        {
            PausedWhy = "the channel was gone",
        };
        await _bench.Store.Subscriptions.SaveAsync(paused, Never);
        Assert.Contains("paused: the channel was gone", Text(await AskAsync("/subscriptions")),
            StringComparison.Ordinal);

        await AskAsync("/subscribe iraq-militias", Manager);

        Assert.Null(Assert.Single(await _bench.Store.Subscriptions.ListAsync(Never)).PausedWhy);
    }

    [Theory]
    [InlineData("/inc", "/incidents|/incident")]
    [InlineData("/incidents since:3d pl", "/incidents since:3d place:")]
    [InlineData("/watch s", "/watch show")]
    [InlineData("/incidents top", "/incidents topic:")]
    [InlineData("/incidents topic:ira", "/incidents topic:iraq-militias")]
    [InlineData("/incidents since:3d severity:h", "/incidents since:3d severity:high")]
    [InlineData("/subscribe ira", "/subscribe iraq-militias")]
    [InlineData("/subscribe iraq-militias mode:d", "/subscribe iraq-militias mode:daily")]
    [InlineData("/nothing of the kind", "")]
    public async Task A_line_that_is_being_typed_is_completed(string line, string expected)
    {
        var completed = await _bench.Catalogue.CompleteAsync(
            new IncomingCommand(Some.ChannelA, Reader, line, null), Never);

        Assert.Equal(expected.Split('|', StringSplitOptions.RemoveEmptyEntries), completed);
    }

    [Fact]
    public async Task Help_lists_every_command_and_explains_one()
    {
        Assert.Contains("/incidents — Lists recent incidents", Text(await AskAsync("/help")), StringComparison.Ordinal);
        Assert.Equal(Text(await AskAsync("/help page:2")), Text(await AskAsync("/help 2")));
        var one = Text(await AskAsync("/help subscribe"));
        Assert.Contains("quiet", one, StringComparison.Ordinal);
        Assert.Contains("/subscribe iraq-militias severity:high mode:daily at:08:00 zone:Asia/Baghdad", one,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_watchlists_can_be_looked_at_and_tried()
    {
        Assert.Contains("iraq-militias", Text(await AskAsync("/topics")), StringComparison.Ordinal);
        Assert.Contains("attack-on-base", Text(await AskAsync("/watch show iraq-militias")), StringComparison.Ordinal);
        Assert.Contains("كتائب حزب الله", Text(await AskAsync("/watch show iraq-militias actors")),
            StringComparison.Ordinal);
        var tried = Text(await AskAsync(
            "/watch test Rockets were fired at Camp Taji by Kata'ib Hezbollah in an attack"));
        Assert.Contains("Kata'ib Hezbollah", tried, StringComparison.Ordinal);
        Assert.Contains("kh-near-attack", tried, StringComparison.Ordinal);
    }

    [Fact]
    public Task Whatever_is_typed_is_answered() => AsyncProperty.HoldsAsync(
        Gen.Elements("/", "incidents", " ", "topic:", "since:3d", "\"", "watch", "show", "test", "subscribe", ":", "=",
            "'",
            "\u202e", "actor:", "كتائب", "incident", "3", "page:", "-1", "@bot", "search", "*", "OR", "help").ListOf()
                .ToArbitrary(),
        async words =>
        {
            var reply = await AskAsync("/" + string.Join("", words.Take(8)), Manager);

            Assert.NotEmpty(reply.Message.Blocks);
            Assert.DoesNotContain("fault of ours", Text(reply), StringComparison.Ordinal);
        });

    [Fact]
    public async Task A_costly_command_given_again_at_once_has_to_wait_but_not_for_moderators()
    {
        await AskAsync("/search taji");

        Assert.Contains("/search again in 2 s", Text(await _bench.AskAtOnceAsync("/search taji")),
            StringComparison.Ordinal);
        Assert.DoesNotContain("again in", Text(await _bench.AskAtOnceAsync("/brief")), StringComparison.Ordinal);
        Assert.DoesNotContain(
            "again in", Text(await _bench.AskAtOnceAsync("/search taji", Manager)), StringComparison.Ordinal);
        Assert.DoesNotContain("again in", Text(await AskAsync("/search taji")), StringComparison.Ordinal);
        foreach (var _ in Enumerable.Range(0, 3))
            Assert.DoesNotContain("again in", Text(
                await _bench.AskAtOnceAsync("/search taji", CommandBench.Moderator)), StringComparison.Ordinal);
    }

    private Task<CommandReply> AskAsync(string line, UserRef? user = null, ChannelRef? channel = null) =>
        _bench.AskAsync(line, user, channel);

    private static string Text(CommandReply reply) => CommandBench.Text(reply);

    private async Task HaveIncidentsAsync(int count)
    {
        await _bench.Store.CommitAsync(
            Some.Outcome([.. Enumerable.Range(1, count).Select(n => Some.Incident(n, members: Some.Member(
            $"article-{n}", facts: Some.Facts(place: Some.Taji, killed: 3), seenUtc: Some.NowUtc.AddMinutes(n),
            matches: Some.Match("iraq-militias"))))]));
    }
}
