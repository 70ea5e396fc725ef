using System.Reflection;
using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Commands;
using AlertBot.Incidents;
using AlertBot.Testing;
using AlertBot.Watchlists;
using Xunit;

namespace AlertBot.Tests.Commands;

/// <summary>Channels that anybody reads are told what is safe, whatever is asked and by whom.</summary>
public sealed class PublicChannelTests : IAsyncLifetime
{
    private const string Victim = "Hasan al-Tamimi";
    private const string Graphic = "https://outlet.example/photos/the-dead.jpg";

    private static readonly CancellationToken Never = TestContext.Current.CancellationToken;

    // What only the articles say: none of it is in the watchlist or in what people type here.
    private static readonly string[] Unsafe = [Victim, "Tamimi", "the-dead", "grain silo", "17 Canal Street"];

    private CommandBench _bench = null!;

    public async ValueTask InitializeAsync()
    {
        _bench = await CommandBench.NewAsync();
        var article = Some.Article("article-1", title: "Rockets hit grain silo of Camp Taji", text: Text);
        await _bench.HaveArticlesAsync(article with { Link = new Uri(Graphic) });
        await _bench.HaveAsync(
            Some.Incident(1, members: Attack("article-1")), Some.Incident(2, members: Attack("article-2")));
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    private static string Text => $"Rockets hit the grain silo of Camp Taji at 17 Canal Street. {Victim} was killed.";

    /// <summary>Every line that people may type about it.</summary>
    private IEnumerable<string> Lines() => _bench.Catalogue.Definitions.SelectMany(d => d.Examples)
        .Select(example => example.Replace(" 3", " 1", StringComparison.Ordinal))
        .Concat(
        [
            "/incidents all", "/incidents since:30d", "/incident 1", "/incident 1 ledger", "/incident 1 timeline",
            "/incident 1 sources", "/incident 1 delivery", "/brief since:30d", "/search rockets", "/search silo",
            "/search in:articles rockets", "/actor kataib hezbollah", "/place baghdad", "/place taji", "/why 1",
            "/trend all 30d", "/preview iraq-militias low since:30d", $"/whynot {Graphic}", "/export 1",
            "/export 1 json", "/export 1 csv", "/export 1 markdown", "/merge 1 2", "/undo", "/retract 2 a drill",
            "/settings log", "/status",
        ]);

    [Fact]
    public async Task Nothing_that_is_unsafe_is_shown_whatever_is_asked()
    {
        foreach (var user in (UserRef[])[CommandBench.Reader, CommandBench.Manager, CommandBench.Moderator])
        {
            foreach (var line in Lines())
            {
                // One of the lines ends the subscription.
                await OpenToAllAsync();
                var reply = await _bench.AskAsync(line, user);
                var shown = CommandBench.Text(reply) + string.Concat(reply.Files.Select(f => f.Text));
                Assert.DoesNotContain("fault of ours", shown, StringComparison.Ordinal);
                Assert.All(Unsafe, word => Assert.True(
                    !shown.Contains(word, StringComparison.OrdinalIgnoreCase) || line.Contains(word, StringComparison.Ordinal),
                    $"{line} by {user.Name} shows '{word}':\n{shown}"));
            }
        }
    }

    [Fact]
    public async Task The_same_lines_show_it_in_a_channel_for_members()
    {
        var shown = "";
        foreach (var line in Lines())
        {
            var reply = await _bench.AskAsync(line);
            shown += CommandBench.Text(reply) + string.Concat(reply.Files.Select(f => f.Text));
        }
        Assert.All(Unsafe, word => Assert.Contains(word, shown, StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("/incidents", "1 incident")]
    [InlineData("/incident 1", "Baghdad")]
    [InlineData("/place baghdad", "Baghdad")]
    public async Task What_is_safe_is_told(string line, string expected)
    {
        await OpenToAllAsync();
        await _bench.HaveAsync(Some.Incident(2, 2, state: IncidentState.Merged, members: Attack("article-2")));

        var shown = await _bench.TextAsync(line);

        Assert.Contains(expected, shown, StringComparison.Ordinal);
        Assert.DoesNotContain("Taji", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_place_finer_than_a_province_is_answered_for_by_its_province()
    {
        await OpenToAllAsync();

        var place = await _bench.TextAsync("/place taji");
        Assert.Contains("Place: Baghdad", place, StringComparison.Ordinal);
        Assert.DoesNotContain("Taji", place, StringComparison.Ordinal);
        // Asking for each village in turn must not tell in which one it was.
        Assert.Contains("2 incidents", await _bench.TextAsync("/incidents place:taji-base"), StringComparison.Ordinal);
        Assert.Contains("2 incidents", await _bench.TextAsync("/incidents near:\"taji 1km\""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_younger_than_the_delay_is_not_there_yet()
    {
        await OpenToAllAsync(TimeSpan.FromHours(2));
        await _bench.HaveAsync(Some.Incident(3, members: Attack("article-3", Some.NowUtc.AddHours(-3))));

        Assert.Contains("1 incident", await _bench.TextAsync("/incidents"), StringComparison.Ordinal);
        Assert.Contains("There is no incident #1", await _bench.TextAsync("/incident 1"), StringComparison.Ordinal);
        Assert.Contains("#3", await _bench.TextAsync("/brief"), StringComparison.Ordinal);
        Assert.DoesNotContain("#1 ", await _bench.TextAsync("/brief"), StringComparison.Ordinal);
        Assert.Contains("1 incident", await _bench.TextAsync("/trend since:1d"), StringComparison.Ordinal);
        _bench.Time.Advance(TimeSpan.FromHours(2));
        Assert.Contains("3 incidents", await _bench.TextAsync("/incidents"), StringComparison.Ordinal);
        Assert.DoesNotContain("There is no", await _bench.TextAsync("/incident 1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_are_whole_while_the_newest_are_held_back()
    {
        await OpenToAllAsync(TimeSpan.FromHours(2));
        await _bench.HaveAsync([.. Enumerable.Range(3, 12).Select(n =>
            Some.Incident(n, members: Attack($"article-{n}", Some.NowUtc.AddHours(-n))))]);

        var first = await _bench.TextAsync("/incidents since:30d");
        Assert.Contains("Page 1 of 2, 12 incidents", first, StringComparison.Ordinal);
        Assert.Matches("#3 (.|\n)*#10 ", first);
        var second = await _bench.TextAsync("/incidents since:30d page:2");
        Assert.Matches("#11 (.|\n)*#14 ", second);
        Assert.DoesNotContain("#10 ", second, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_moderator_is_told_everything_where_nobody_else_sees_the_answer()
    {
        await OpenToAllAsync();

        Assert.Contains("silo", await FilesAsync(CommandBench.Moderator, canAnswerAlone: true), StringComparison.Ordinal);
        Assert.Empty(await FilesAsync(CommandBench.Moderator, canAnswerAlone: false));
        Assert.Empty(await FilesAsync(CommandBench.Reader, canAnswerAlone: true));
    }

    [Fact]
    public void No_command_holds_incidents_or_articles_but_by_the_one_door()
    {
        var holding = typeof(CommandCatalogue).Assembly.GetTypes().Where(type => type
            .GetFields(BindingFlags.Instance | BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)
            .Any(f => f.FieldType == typeof(IIncidentArchive) || f.FieldType == typeof(IArticleSearch)));

        Assert.Equal(
            [nameof(AskedHere), nameof(AskedPlace), nameof(CallViews)],
            holding.Where(t => !t.Name.Contains('<')).Select(t => t.Name).Order(StringComparer.Ordinal));
    }

    private async Task<string> FilesAsync(UserRef user, bool canAnswerAlone)
    {
        _bench.Time.Advance(TimeSpan.FromSeconds(10));
        var reply = await _bench.Catalogue.HandleAsync(
            new IncomingCommand(Some.ChannelA, user, "/export 1", null) { CanAnswerAlone = canAnswerAlone }, Never);
        return string.Concat(reply.Files.Select(f => f.Text));
    }

    private Task OpenToAllAsync(TimeSpan delay = default) => _bench.Store.Subscriptions.SaveAsync(
        Subscription.Default(Some.ChannelA, "iraq-militias", Some.NowUtc) with
        {
            Share = ShareLevel.Public,
            PublicDelay = delay,
        }, Never);

    private static IncidentMember Attack(string articleId, DateTimeOffset? seenUtc = null) => Some.Member(
        articleId, seenUtc: seenUtc ?? Some.NowUtc,
        facts: new ArticleFacts
        {
            Kind = EventKind.RocketAttack,
            Place = Base,
            Places = [Base],
            Killed = new Figure(1, 1, FigureQualifier.Exact, "", $"{Victim} was killed."),
            Actors =
            [
                new ActorFact(null, Victim, ActorRole.Victim, $"{Victim} was killed."),
                new ActorFact("kataib-hezbollah", "Kata'ib Hezbollah", ActorRole.Claimed,
                    "Kata'ib Hezbollah said that it hit the grain silo of Camp Taji."),
            ],
        },
        matches: Some.Match("iraq-militias", actor: "kataib-hezbollah", place: "taji-base")) with
    {
        Title = "Rockets hit grain silo of Camp Taji",
        Link = new Uri(Graphic),
        Sentences = [Text],
    };

    private static PlaceFact Base { get; } = new(
        "taji-base", "Taji base", "IQ", 33.53, 44.26, PlacePrecision.Site, ["taji", "baghdad", "iraq"],
        "Rockets hit the grain silo of Camp Taji.", 10);
}
