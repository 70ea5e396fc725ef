using AlertBot.Chat;
using AlertBot.Commands;
using AlertBot.Testing;
using FsCheck.Fluent;
using Xunit;

namespace AlertBot.Tests.Commands;

/// <summary>What holds for every command.</summary>
public sealed class CommandsTests : IAsyncLifetime
{
    private static readonly UserRef Manager = CommandBench.Manager;

    private CommandBench _bench = null!;

    public async ValueTask InitializeAsync() => _bench = await CommandBench.NewAsync();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Theory]
    [InlineData("/incidnets", "Did you mean /incidents?")]
    [InlineData("/subscrbe iraq", "Did you mean /subscribe?")]
    [InlineData("/watch", "/watch needs one of: /watch show, /watch test, /watch backtest, /watch add")]
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

    private Task HaveIncidentsAsync(int count) => _bench.HaveAsync(
        [.. Enumerable.Range(1, count).Select(n => Some.Incident(n, members: Some.Member(
            $"article-{n}", facts: Some.Facts(place: Some.Taji, killed: 3), seenUtc: Some.NowUtc.AddMinutes(n),
            matches: Some.Match("iraq-militias"))))]);
}
