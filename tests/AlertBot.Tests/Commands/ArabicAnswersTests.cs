using System.Text.RegularExpressions;
using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Commands;
using AlertBot.Feeds;
using AlertBot.Incidents;
using AlertBot.Testing;
using AlertBot.Tests.Watchlists;
using AlertBot.Watchlists;
using Xunit;
using Match = AlertBot.Watchlists.Match;

namespace AlertBot.Tests.Commands;

/// <summary>Whoever reads Arabic is answered in Arabic by every command, with nothing left in English.</summary>
public sealed partial class ArabicAnswersTests : IAsyncLifetime
{
    private const string Base = "قاعدة التاجي";

    private static readonly CancellationToken Never = TestContext.Current.CancellationToken;

    // Names that stay as they are in every language: identifiers, formats, commands of the shell, what people typed.
    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "alertbot", "outbox", "list", "retry", "drop", "RSS", "Atom", "RDF", "JSON", "UTC", "sha", "none", "all",
        "config", "watchlists", "check", "csv", "md", "json", "markdown", "Asia", "Baghdad", "km", "YAML", "OPML", "https", "IQ",
        // The keys of a watchlist file.
        "precision", "lat", "lon", "weight", "aliases", "query", "kind", "country", "partOf", "within", "terms", "name",
        "description", "caseSensitive", "needs", "unless", "yaml",
    };

    private CommandBench _bench = null!;

    public async ValueTask InitializeAsync()
    {
        _bench = await CommandBench.NewAsync(Watched);
        await _bench.HaveArticlesAsync(Article("article-1", Some.NowUtc), Article("article-2", Some.NowUtc.AddMinutes(2)));
        await _bench.HaveAsync(
            Some.Incident(1, members: [Member("article-1", Some.NowUtc), Member("article-3", Some.NowUtc)]),
            Some.Incident(2, members: Member("article-2", Some.NowUtc.AddMinutes(2))));
        await _bench.Store.Subscriptions.SaveAsync(
            Subscription.Default(Some.ChannelA, "iraq-militias", Some.NowUtc) with { Language = "ar" }, Never);
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    public static TheoryData<string> Lines { get; } =
    [
        "/incidents", "/incidents all", "/incidents page:9", "/incidents kind:explosion", "/incident 1",
        "/incident 1 ledger", "/incident 1 timeline", "/incident 1 sources", "/incident 1 delivery", "/incident 9",
        "/incident xx", "/brief", "/brief since:1h", "/search صواريخ", "/search في:المقالات صواريخ", "/search لاشيء",
        "/search in:articles لاشيء", "/actor كتائب حزب الله", "/actor لاأحد", "/place قاعدة التاجي", "/place العراق",
        "/trend all 30d", "/trend since:90y", "/trend kind:threat", "/why 1",
        "/whynot https://nobody.example/x", "/whynot x", "/export 1", "/topics", "/subscriptions", "/preview",
        "/preview iraq-militias critical", "/preview page:7", "/whynot https://outlet.example/article-1", "/merge 1 1", "/merge 1 9",
        "/merge 1 2", "/undo",
        "/split 1 9", "/split 1 2", "/move 1 9 2", "/retract 2 تدريب", "/status", "/help", "/help incidents", "/help why",
        "/xyzzy", "/incidnets", "/incidents sinc:3d", "/incidents severity:bad", "/incidents kind:bad",
        "/incidents since:bad", "/incidents topic:bad", "/incidents near:bad", "/incidents near:\"قاعدة التاجي 900كم\"",
        "/incident 1 bad", "/why", "/", "/watch", "/help xyzzy",
    ];

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task A_line_is_answered_in_Arabic_alone(string line) =>
        AssertArabic(line, await _bench.ArabicAsync(line, CommandBench.Moderator));

    [Fact]
    public async Task Every_example_of_every_command_is_answered_in_Arabic_alone()
    {
        // One of the examples ends the subscription, and another makes a new one.
        await _bench.Store.Settings.SaveAsync(
            Some.CommunityA, CommunitySettings.None with { Language = "ar" }, Never);
        var typed = "";
        foreach (var command in _bench.Catalogue.Definitions)
        {
            // These tell what was typed before.
            var tellsOfOthers = command.Name is "settings log" or "undo" || command.Name.StartsWith("watch ", StringComparison.Ordinal);
            foreach (var example in command.Examples)
            {
                typed += " " + example;
                AssertArabic(
                    tellsOfOthers ? typed : example, await _bench.ArabicAsync(example, CommandBench.Moderator));
            }
        }
    }

    [Fact]
    public async Task Whoever_may_not_is_told_so_in_Arabic()
    {
        var refused = await _bench.ArabicAsync("/merge 1 2");
        Assert.Contains("المشرفون", refused, StringComparison.Ordinal);
        AssertArabic("/merge 1 2", refused);
        await _bench.ArabicAsync("/brief");
        AssertArabic("/brief", await _bench.ArabicAsync("/brief"));
    }

    [Fact]
    public async Task An_exported_page_is_in_Arabic_alone()
    {
        var reply = await _bench.Catalogue.HandleAsync(
            new IncomingCommand(Some.ChannelA, CommandBench.Reader, "/export 1 markdown", "ar"), Never);
        AssertArabic("/export 1", Assert.Single(reply.Files).Text);
    }

    [Theory]
    [InlineData("/الحوادث", "حادثان")]
    [InlineData("/حوادث منذ أمس", "حادثان")]
    [InlineData("/الحوادث الموضوع:iraq-militias الخطورة:منخفضة", "حادثان")]
    [InlineData("/الحوادث النوع:\"هجوم صاروخي\"", "حادثان")]
    [InlineData("/الحوادث قرب:\"قاعدة التاجي ٥٠ كم\"", "حادثان")]
    [InlineData("/حادث ١ الجزء:المصادر", "المصادر:")]
    [InlineData("/حادث ١ مصادر", "المصادر:")]
    [InlineData("/جهة كتائب حزب الله", "الجهة:")]
    [InlineData("/بحث في:المقالات صواريخ", "مقالات فيها")]
    [InlineData("/لماذا 1", "القواعد التي انطبقت")]
    [InlineData("/مساعدة الحوادث", "/incidents")]
    [InlineData("/مراقبة عرض", "iraq-militias")]
    [InlineData("\u2068/incidents\u2069", "حادثان")]
    public async Task Arabic_names_are_understood_as_typed(string line, string expected) =>
        Assert.Contains(expected, await _bench.ArabicAsync(line), StringComparison.Ordinal);

    [Fact]
    public async Task A_Latin_name_in_an_Arabic_answer_stands_between_isolates_that_are_closed()
    {
        await _bench.HaveAsync(Some.Incident(3, members: Some.Member(
            "latin", seenUtc: Some.NowUtc, facts: Some.Facts(EventKind.RocketAttack, Some.Taji, 3, "kataib-hezbollah"),
            matches: Some.Match("iraq-militias"))));
        foreach (var line in (string[])["/incidents", "/incident 3", "/why 3", "/brief", "/actor kataib hezbollah", "/export 3"])
        {
            var text = await _bench.ArabicAsync(line);
            Assert.Equal(text.Count(c => c is >= '\u2066' and <= '\u2068'), text.Count(c => c == '\u2069'));
            foreach (var row in text.Split('\n')) AssertBalanced(row);
        }
        // What the article says stays in its language and is marked with it.
        Assert.Contains("[بالإنجليزية] \u2066Rockets hit Taji\u2069", await _bench.ArabicAsync("/incident 3"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_named_in_Arabic_is_answered_in_Arabic_where_the_reader_is_unknown()
    {
        var reply = await _bench.AskAsync("/مساعدة");
        Assert.Equal("ar", reply.Message.Language);
        Assert.Equal("en", (await _bench.AskAsync("/help", channel: Some.ChannelB)).Message.Language);
    }

    [Theory]
    [InlineData("/الح", "/الحوادث|/الحالة")]
    [InlineData("/حو", "/الحوادث")]
    [InlineData("/الحوادث الخ", "/الحوادث الخطورة:")]
    [InlineData(
        "/حادث 1 ال",
        "/حادث 1 الكل|/حادث 1 الأقوال|/حادث 1 التسلسل|/حادث 1 المصادر|/حادث 1 الإيصال|/حادث 1 الجزء:|"
        + "/حادث 1 الصفحة:")]
    public async Task A_line_is_completed_in_Arabic(string line, string expected) => Assert.Equal(
        expected.Split('|'),
        await _bench.Catalogue.CompleteAsync(new IncomingCommand(Some.ChannelA, CommandBench.Reader, line, "ar"), Never));

    private static void AssertBalanced(string row)
    {
        var depth = 0;
        foreach (var c in row)
        {
            if (c is >= '\u2066' and <= '\u2068') depth++;
            if (c == '\u2069') depth--;
            Assert.True(depth >= 0, row);
        }
        Assert.Equal(0, depth);
    }

    private void AssertArabic(string line, string answer)
    {
        Assert.DoesNotContain('{', answer);
        var typed = Word().Matches(line).Select(m => m.Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var identifiers = _bench.Catalogue.Definitions.SelectMany(d =>
                d.Name.Split(' ').Concat(d.Options.Select(o => o.Name)).Concat(d.Options.SelectMany(o => o.Choices)))
            .Concat(SomeWatchlist.Index.Watchlists[0].Rules.Select(r => r.Query + " " + r.Id))
            .Concat(EventKinds.Words).Concat(Lookup.Levels).SelectMany(n => Word().Matches(n).Select(m => m.Value))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var english = Word().Matches(Address().Replace(answer, " ")).Select(m => m.Value)
            .Where(w => w.Length > 1 && !Names.Contains(w) && !typed.Contains(w) && !identifiers.Contains(w)
                && !Data.Contains(w, StringComparer.OrdinalIgnoreCase)).Distinct().ToList();
        Assert.True(english.Count == 0, $"{line} is answered with {string.Join(", ", english)}:\n{answer}");
        Assert.True(answer.Any(c => c is >= '\u0600' and <= '\u06FF'), $"{line} is answered without Arabic:\n{answer}");
    }

    // What the data of this test brings with it: names of people, ids, file names.
    private static readonly string[] Data =
    [
        "iraq", "militias", "attack", "on", "base", "kh", "near", "any", "militia", "taji", "kataib", "hezbollah", "moderator",
        "incident", "test", "main", "crossings", "border", "example", "feeds", "opml", "outlet", "ashab", "al", "kahf",
        "companions", "of", "the", "cave", "quadcopter", "loitering", "munition", "drones", "drone", "harir", "base",
        "feed", "news", "north", "reader", "kata", "ib",
    ];

    private static readonly IReadOnlyList<Watchlist> Watched =
    [
        SomeWatchlist.Read("""
            topic: iraq-militias
            name: هجمات الفصائل في العراق
            description: الفصائل المسلحة والقوات التي تقاتلها
            actors:
              - {id: kataib-hezbollah, name: كتائب حزب الله, kind: militia, country: IQ, weight: 20, aliases: [الكتائب, Kataib Hezbollah]}
            places:
              - {id: iraq, name: العراق, country: IQ, precision: country}
              - {id: taji-base, name: قاعدة التاجي, country: IQ, precision: site, lat: 33.53, lon: 44.26, within: iraq, weight: 15}
            terms:
              attack-words: [هجوم, صواريخ]
            rules:
              - {id: attack-on-base, name: هجوم على قاعدة, query: "terms:attack-words AND place:*"}
              - {id: kh-near-attack, name: الكتائب قرب هجوم, query: "actor:kataib-hezbollah NEAR/12 terms:attack-words"}
            """),
    ];

    private static Article Article(string id, DateTimeOffset seenUtc) =>
        Some.Article(id, title: $"صواريخ على {Base}", text: $"سقطت صواريخ على {Base}. قُتل ثلاثة.", seenUtc: seenUtc) with
        {
            Outlet = "وكالة الأنباء",
            Language = "ar",
        };

    private static IncidentMember Member(string id, DateTimeOffset seenUtc) => Some.Member(
        id, seenUtc: seenUtc, facts: new ArticleFacts
        {
            Kind = EventKind.RocketAttack,
            Place = Site,
            Places = [Site],
            Killed = new Figure(3, 3, FigureQualifier.Exact, "الوزارة", "قُتل ثلاثة."),
            Wounded = new Figure(2, 12, FigureQualifier.Conflicting, "", "جُرح اثنا عشر."),
            Munitions = new Munitions(new Figure(18, 18, FigureQualifier.Exact, "", "ثمانية عشر صاروخًا."), "rocket"),
            Actors =
            [
                new ActorFact("kataib-hezbollah", "كتائب حزب الله", ActorRole.Denied, "نفت الكتائب ذلك."),
                new ActorFact(null, "الوزارة", ActorRole.Accuser, "اتهمت الوزارة الكتائب."),
                new ActorFact(null, "الناطق", ActorRole.Mentioned, "قال الناطق."),
            ],
        },
        matches: new Match("iraq-militias", "attack-on-base", ["kataib-hezbollah"], ["taji-base"], [new MatchedTerm("صواريخ", 0, 6)])) with
    {
        Title = $"صواريخ على {Base}",
        Outlet = "وكالة الأنباء",
        Language = "ar",
        Sentences = ["قُتل ثلاثة."],
    };

    private static PlaceFact Site { get; } = new(
        "taji-base", Base, "IQ", 33.53, 44.26, PlacePrecision.Site, ["iraq"], "سقطت صواريخ.", 10);

    [GeneratedRegex("[A-Za-z]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word();

    // Addresses, file names, hashes and lines to type are no words.
    [GeneratedRegex(
        @"https?://\S+|[a-z-]+\d*\.(json|csv|md)|\b[0-9a-f]{16,}\b|\b[0-9a-z]{22}\b|code:\S+|^ {4}\u2068?/[^—\n]*$",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Address();
}
