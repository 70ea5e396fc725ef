using System.Text.RegularExpressions;
using AlertBot.Chat;
using AlertBot.Commands;
using AlertBot.Feeds;
using AlertBot.Testing;
using AlertBot.Watchlists;
using Xunit;

namespace AlertBot.Tests.Commands;

/// <summary>What is wrong with rules, files and lists is told in the language of whoever reads it.</summary>
public sealed partial class FaultWordsTests
{
    private static readonly Texts Arabic = TestTexts.Arabic;

    // What a fault may quote: keys and operators, ids, what was typed, what the YAML parser says.
    private static readonly HashSet<string> Names = new(StringComparer.Ordinal)
    {
        "AND", "OR", "NOT", "NEAR", "kind", "terms", "actor", "place", "yaml", "file", "true", "false", "text", "KH",
        "caseSensitive", "needs", "unless", "lat", "lon", "YAML", "OPML", "opml", "xmlUrl", "http", "https", "ISO", "IQ",
    };

    [Fact]
    public void Every_fault_that_the_readers_find_has_Arabic_words_with_the_same_holes()
    {
        var sayings = Sayings().ToList();
        Assert.True(sayings.Count > 140, $"only {sayings.Count} sayings were found: the scan sees nothing");
        foreach (var (code, english) in sayings)
        {
            var words = Arabic.Find("commands.wrong." + code);
            Assert.True(words is not null, $"'{code}' has no Arabic words");
            Assert.Equal((code, Holes(Hole(), english)), (code, Holes(Braced(), words)));
        }
    }

    [Fact]
    public void No_words_are_left_of_a_fault_that_nobody_finds_any_more()
    {
        var found = Sayings().Select(s => "commands.wrong." + s.Code).ToHashSet(StringComparer.Ordinal);
        Assert.DoesNotContain(
            Arabic.Keys, key => key.StartsWith("commands.wrong.", StringComparison.Ordinal) && !found.Contains(key));
    }

    [Theory]
    [InlineData("rocket AND")]
    [InlineData("(rocket OR mortar")]
    [InlineData("rocket mortar")]
    [InlineData("\"rocket")]
    [InlineData("ro*")]
    [InlineData("rocket NEAR/90 taji")]
    [InlineData("NOT rocket")]
    [InlineData("terms:none AND rocket")]
    [InlineData("actor:kataib-hezbolah")]
    [InlineData("kind:rocket_atack")]
    [InlineData("plaze:taji")]
    [InlineData("rocket) AND taji")]
    [InlineData("kind:explosion NEAR rocket")]
    public void A_fault_of_a_rule_has_no_English_left_in_Arabic(string rule)
    {
        var fault = Assert.IsType<RuleParse.Failed>(
            RuleParser.Parse(rule, new RuleNames(["attack-words"], ["kataib-hezbollah"], ["taji-base"])));
        AssertArabic(RuleText.Problem(rule, fault, Arabic).Split('\n')[0], rule + " kataib-hezbollah attack-words rocket_attack");
        Assert.Contains("expected", RuleText.Problem(rule, fault, TestTexts.English), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("- one\n- two")]
    [InlineData("topic: X Y\nname: [a]\nactors: none")]
    [InlineData("topic: a\nname: A\nactor: []")]
    [InlineData("topic: a\nname: A\nactors:\n  - {id: x, name: X, kind: army}\n  - {id: x, name: X, kind: militia, country: QQ, weight: 99}")]
    [InlineData("topic: a\nname: A\nplaces:\n  - {id: x, name: X, country: iq, precision: spot, lat: 99, within: nowhere}")]
    [InlineData("topic: a\nname: A\nterms: {Bad: [a], good: ['*', 'ab*']}")]
    [InlineData("topic: a\nname: A\nrules:\n  - {id: r, query: 'rocket AND'}\n  - {query: x}\n  - text")]
    [InlineData("topic: a\n\tname: A")]
    [InlineData("topic: 'a")]
    [InlineData("topic: [a")]
    [InlineData("topic: *a")]
    [InlineData("topic: a\ntopic: b\nname:")]
    public void A_fault_of_a_watchlist_has_no_English_left_in_Arabic(string yaml)
    {
        var read = WatchlistReader.Read("file.yaml", yaml, Scope.Shared);
        Assert.NotEmpty(read.Problems);
        foreach (var problem in read.Problems)
        {
            // The parser's own words are quoted, and English.
            var said = Regex.Replace(Arabic.Say(problem), "[^ ]*refers to nothing", "", RegexOptions.None, TimeSpan.FromSeconds(1));
            AssertArabic(said, yaml + " id name kind country precision topic description actors places terms rules aliases partOf "
                + "militia military state person organisation city region site country query taji-base weight within nothing");
            Assert.Equal(problem.ToString(), TestTexts.English.Say(problem));
        }
    }

    [Fact]
    public void A_fault_of_a_list_of_feeds_has_no_English_left_in_Arabic()
    {
        const string List = """
            <opml><body>
            <outline type="rss" text="nameless"/><outline type="include" text="other" url="x"/>
            <outline type="rss" text="wrong" xmlUrl="ftp://a.example"/>
            <outline type="rss" text="one" xmlUrl="https://a.example/rss"/><outline type="rss" text="two" xmlUrl="https://a.example/rss"/>
            </body></opml>
            """;
        var problems = Opml.Read(List).Problems.Concat(Opml.Read("nothing").Problems).ToList();
        Assert.Equal(5, problems.Count);
        foreach (var problem in problems) AssertArabic(Arabic.Say(problem.What), List);
    }

    [Fact]
    public void What_a_rule_lacks_is_told_in_Arabic_and_what_it_must_not_have_apart()
    {
        var rule = Assert.IsType<RuleParse.Read>(RuleParser.Parse("a AND (b OR c)")).Rule.Expression;
        var and = Assert.IsType<RuleExpression.And>(rule);
        var or = Assert.IsType<RuleExpression.Or>(and.Right);
        RuleLack[] missing =
        [
            new([new RuleLackPart(or.Left, false), new RuleLackPart(or.Right, false)]),
            new([new RuleLackPart(new RuleExpression.Not(and.Left), false)]),
        ];

        Assert.Equal("lacks \"b\" or \"c\"; must not have \"a\"", TestTexts.English.Say(missing));
        Assert.Contains(" أو ", Arabic.Say(missing), StringComparison.Ordinal);
        AssertArabic(Arabic.Say(missing), "a b c");
    }

    [Theory]
    [InlineData("the channel is gone (10003)", "القناة لم تعد موجودة")]
    [InlineData("Forbidden: bot was blocked by the user", "حظر هذا الشخص البوت")]
    [InlineData("given up after 8 attempts: the answer never came", "توقفت المحاولات بعد 8")]
    [InlineData("AlertBot lacks rights there: Send Messages", "تنقص البوت حقوق هناك")]
    [InlineData("Something new", "[بالإنجليزية]")]
    public void What_a_platform_refused_for_is_told_in_Arabic_or_marked_as_English(string reason, string expected)
    {
        Assert.Contains(expected, PlatformReason.Of(Arabic, reason), StringComparison.Ordinal);
        Assert.Equal(reason, PlatformReason.Of(TestTexts.English, reason));
    }

    private static void AssertArabic(string said, string typed)
    {
        var known = Word().Matches(typed).Select(m => m.Value).Concat(Names).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var english = Word().Matches(said).Select(m => m.Value).Where(w => w.Length > 1 && !known.Contains(w)).ToList();
        Assert.True(english.Count == 0, $"{string.Join(", ", english)} in: {said}");
        Assert.Contains(said, c => c is >= '\u0600' and <= '\u06FF');
    }

    private static IEnumerable<(string Code, string English)> Sayings() =>
        from room in (string[])["AlertBot.Watchlists", "AlertBot.Feeds"]
        from file in Directory.EnumerateFiles(Path.Combine(SharedData.RepositoryRoot!, "src", room), "*.cs", SearchOption.AllDirectories)
        where !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
        from System.Text.RegularExpressions.Match match in Saying().Matches(File.ReadAllText(file))
        select (match.Groups["code"].Value, match.Groups["text"].Value);

    private static string Holes(Regex pattern, string text) => string.Join(
        ' ', pattern.Matches(text).Select(m => m.Groups["name"].Value).Distinct().Order(StringComparer.Ordinal));

    [GeneratedRegex("""Saying\.Of\(\s*"(?<code>[a-z.-]+)",\s*\$?"(?<text>(\{[^{}"]*("[^"]*"[^{}"]*)*\}|\\.|[^"\\])*)"\)""", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Saying();

    [GeneratedRegex(@"\{[^{}]*:(?<name>[a-z]+)\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Hole();

    [GeneratedRegex(@"\{(?<name>[a-z]+)\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Braced();

    [GeneratedRegex("[A-Za-z_]+", RegexOptions.None, 1000)]
    private static partial Regex Word();
}
