using System.Text.RegularExpressions;
using AlertBot.Chat;
using AlertBot.Incidents;
using AlertBot.Testing;
using AlertBot.Watchlists;
using Xunit;
using Match = AlertBot.Watchlists.Match;

namespace AlertBot.Tests.Commands;

/// <summary>However long the news, every answer fits a message, and nothing falls between two pages.</summary>
public sealed class LongAnswersTests : IAsyncLifetime
{
    private const int Incidents = 20;
    private const int Sources = 33;

    // A view keeps no more of who said what.
    private const int LedgerEntries = 24;

    // Discord shows 4,000 characters where text is laid out in components, Telegram 4,096.
    private static readonly TestPlatformRules[] Profiles =
        [TestPlatformRules.Discord with { MaxLength = 4000 }, TestPlatformRules.Telegram];

    private CommandBench _bench = null!;

    public async ValueTask InitializeAsync()
    {
        _bench = await CommandBench.NewAsync();
        await _bench.HaveArticlesAsync([.. Enumerable.Range(1, Incidents).Select(n => Some.Article(
            $"first-{n}", title: Long($"Rockets {n}", 500), text: Long("Rockets were fired.", 20_000),
            seenUtc: Some.NowUtc.AddMinutes(n)) with
        {
            Link = Link($"first-{n}"),
        })]);
        await _bench.HaveAsync(
        [
            Some.Incident(1, members: [.. Enumerable.Range(1, Sources).Select(n => Member($"source-{n}", n))]),
            .. Enumerable.Range(2, Incidents - 1).Select(n => Some.Incident(n, members: Member($"other-{n}", n))),
        ]);
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Theory]
    [InlineData("/incident 1")]
    [InlineData("/incident 1 ledger")]
    [InlineData("/incident 1 timeline")]
    [InlineData("/incident 1 sources")]
    [InlineData("/actor kataib hezbollah")]
    [InlineData("/place taji")]
    [InlineData("/why 1")]
    [InlineData("/export 1")]
    [InlineData("/search rockets")]
    [InlineData("/search in:articles rockets")]
    [InlineData("/incidents")]
    [InlineData("/brief")]
    [InlineData("/trend 30d")]
    [InlineData("/whynot https://outlet.example/first-1")]
    [InlineData("/help")]
    [InlineData("/help incidents")]
    [InlineData("/topics")]
    [InlineData("/status")]
    public async Task An_answer_fits_a_message_of_every_platform(string line)
    {
        foreach (var arabic in (bool[])[false, true])
        {
            _bench.Time.Advance(TimeSpan.FromSeconds(5));
            var reply = await _bench.Catalogue.HandleAsync(
                new IncomingCommand(Some.ChannelA, CommandBench.Reader, line, arabic ? "ar" : null),
                TestContext.Current.CancellationToken);
            foreach (var rules in Profiles)
            {
                var text = Shown(reply.Message, rules);
                Assert.InRange(text.Length, 1, rules.MaxLength);
                // The first line is what was asked for, never a remark that something was left out.
                Assert.DoesNotMatch("^(and|و)", text);
            }
        }
    }

    [Theory]
    [InlineData("/incidents", @"^- \*#(\d+) ", Incidents)]
    [InlineData("/search in:articles rockets", @"^- .*?Rockets (\d+) ", Incidents)]
    [InlineData("/incident 1 sources", @"^(\d+) Outlet", Sources)]
    [InlineData("/incident 1 timeline", @" \\\[(\d+)\\\]", Sources)]
    [InlineData("/incident 1 ledger", @" \((\d+)\)$", LedgerEntries)]
    public async Task Nothing_falls_between_two_pages(string line, string item, int count)
    {
        foreach (var rules in Profiles)
        {
            var seen = new List<int>();
            var next = line;
            while (next is not null)
            {
                var message = (await _bench.AskAsync(next)).Message;
                var text = Shown(message, rules);
                seen.AddRange(Regex.Matches(text, item, RegexOptions.Multiline).Select(m => int.Parse(m.Groups[1].Value)));
                Assert.DoesNotContain(" more", text, StringComparison.Ordinal);
                next = message.Blocks.OfType<Block.Actions>().SelectMany(a => a.Buttons)
                    .FirstOrDefault(b => b.Label == "Next")?.Command;
            }
            Assert.Equal(Enumerable.Range(1, count), seen.Distinct().Order());
            Assert.Equal(seen.Distinct().Count(), seen.Count);
        }
    }

    [Fact]
    public async Task Help_has_every_command_on_one_of_its_pages()
    {
        var all = "";
        for (var page = 1; page <= (_bench.Catalogue.Definitions.Count + 14) / 15; page++)
            all += Shown((await _bench.AskAsync($"/help {page}")).Message, TestPlatformRules.Discord) + "\n";
        Assert.All(_bench.Catalogue.Definitions, d => Assert.Contains($"/{d.Name}*", all, StringComparison.Ordinal));
    }

    private static string Shown(Message message, TestPlatformRules rules) => TestPlatformMarkup.Render(
        MessageCutter.Fit(message, m => TestPlatformMarkup.Render(m, rules).Length, rules.MaxLength), rules);

    private static IncidentMember Member(string id, int n) => Some.Member(
        id, seenUtc: Some.NowUtc.AddMinutes(n), facts: new ArticleFacts
        {
            Kind = EventKind.RocketAttack,
            Place = Some.Taji,
            Places = [Some.Taji],
            Killed = new Figure(n, n + 3, FigureQualifier.Conflicting, "", Long("Some were killed.", 500)),
            Actors =
            [
                new ActorFact(null, $"Group {n}", ActorRole.Denied, Long($"Group {n} denied it.", 900)),
                new ActorFact("kataib-hezbollah", "Kata'ib Hezbollah", ActorRole.Mentioned, Long("It was named.", 900)),
            ],
        },
        matches: [.. Enumerable.Range(1, 6).Select(i => new Match(
            "iraq-militias", $"rule-{i}", ["kataib-hezbollah"], ["taji"],
            [.. Enumerable.Range(1, 20).Select(t => new MatchedTerm($"word {t} of {i}", 0, 4))]))]) with
    {
        Title = Long($"Rockets hit Taji {n}", 500),
        Link = Link(id),
        Sentences = [Long("Three were killed.", 900)],
    };

    private static Uri Link(string id) => new($"https://outlet.example/{id}/{new string('a', 100)}");

    private static string Long(string text, int length) =>
        string.Concat(Enumerable.Repeat(text + " ", (length / text.Length) + 1))[..length];
}
