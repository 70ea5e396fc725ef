using AlertBot.Watchlists;
using Xunit;

namespace AlertBot.Tests.Watchlists;

/// <summary>What full-text search looks for before a rule is tried on whole texts.</summary>
public sealed class RuleWordsTests
{
    [Theory]
    [InlineData("Esper NEAR convoy", "esper")]
    [InlineData("Esper AND kind:rocket_attack", "esper")]
    [InlineData("(rocket OR mortar*) AND place:*", "rocket|mortar*")]
    [InlineData("\"under fire\" OR shelling", "under fire|shelling")]
    [InlineData("terms:attack-words AND NOT football", "attack|attack*|under fire", true)]
    public void At_least_one_of_its_words_is_in_every_text_that_satisfies_a_rule(
        string query, string expected, bool isArabicToo = false)
    {
        var words = RuleWords.AnyOf(Parse(query), SomeWatchlist.Watchlist);

        Assert.NotNull(words);
        var latin = words.Where(w => w[0] < '\u0600');
        Assert.Equal(expected.Split('|'), latin);
        Assert.Equal(isArabicToo, words.Count > latin.Count());
    }

    [Theory]
    [InlineData("actor:kataib-hezbollah")]
    [InlineData("kind:rocket_attack AND place:*")]
    [InlineData("Esper OR actor:mark-esper")]
    public void A_rule_that_names_alone_may_satisfy_has_none(string query) =>
        Assert.Null(RuleWords.AnyOf(Parse(query), SomeWatchlist.Watchlist));

    [Theory]
    [InlineData("هجوم", "وقع الهجوم")]
    [InlineData("هجوم", "وبالهجوم")]
    [InlineData("الهجوم", "للهجوم")]
    [InlineData("هجوم", "فهجوم")]
    [InlineData("\"هجوم جديد\"", "والهجوم الجديد")]
    [InlineData("هجو*", "كالهجوم")]
    [InlineData("قصف*", "والقصف")]
    public void Arabic_words_are_looked_for_with_all_that_is_written_on_to_them(string query, string text)
    {
        var list = SomeWatchlist.Watchlist with { Rules = [Read(query)] };
        var index = SomeWatchlist.Index.Trying(list);
        var named = SomeWatchlist.Named(text, index);

        Assert.Single(index.Match(named, new HashSet<EventKind>()));
        Assert.True(Finds(RuleWords.AnyOf(Parse(query), list)!, named));
    }

    [Fact]
    public void No_text_that_a_word_rule_matches_is_passed_over()
    {
        string[] queries = ["هجوم", "البصرة", "لواء", "وقف", "كتائب", "بلد", "فلوجة*", "الله", "للجيش"];
        string[] before = ["", "و", "ف", "ال", "لل", "ب", "ك", "ل", "وال", "فلل", "وبال", "ولل", "كال", "فال", "لال"];
        foreach (var query in queries)
        {
            var list = SomeWatchlist.Watchlist with { Rules = [Read(query)] };
            var index = SomeWatchlist.Index.Trying(list);
            var words = RuleWords.AnyOf(Parse(query), list)!;
            foreach (var prefix in before)
                foreach (var core in queries)
                {
                    var named = SomeWatchlist.Named(prefix + core.TrimEnd('*'), index);
                    if (index.Match(named, new HashSet<EventKind>()).Count > 0)
                        Assert.True(Finds(words, named), $"{query} in {prefix}{core}");
                }
        }
    }

    // As the full-text index does: whole folded words in a row, a beginning with a star.
    private static bool Finds(IReadOnlyList<string> words, NamedText named)
    {
        var text = $" {string.Join(' ', named.Text.Tokens.Select(t => t.Folded))} ";
        return words.Any(word => text.Contains(
            word.EndsWith('*') ? $" {word.TrimEnd('*')}" : $" {word} ", StringComparison.Ordinal));
    }

    private static RuleExpression Parse(string query) => Read(query).Expression;

    private static Rule Read(string query) =>
        Assert.IsType<RuleParse.Read>(RuleParser.Parse(query, RuleNames.Of(SomeWatchlist.Watchlist))).Rule with
        {
            Id = "r",
            Name = "r",
        };
}
