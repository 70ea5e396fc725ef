using AlertBot.Watchlists;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AlertBot.Tests.Watchlists;

public sealed class RuleParserTests
{
    private static readonly RuleNames Names = RuleNames.Of(SomeWatchlist.Watchlist);

    [Theory]
    [InlineData("Rocket", "\"rocket\"")]
    [InlineData("K-1", "\"k 1\"")]
    [InlineData("\"Under  fire!\"", "\"under fire\"")]
    [InlineData("attack*", "attack*")]
    [InlineData("a OR b AND c", "\"a\" OR \"b\" AND \"c\"")]
    [InlineData("(a OR b) AND c", "(\"a\" OR \"b\") AND \"c\"")]
    [InlineData("NOT a AND b", "NOT \"a\" AND \"b\"")]
    [InlineData("NOT (a OR b) AND c", "NOT (\"a\" OR \"b\") AND \"c\"")]
    [InlineData("a NEAR b", "\"a\" NEAR \"b\"")]
    [InlineData("a NEAR/10 b", "\"a\" NEAR \"b\"")]
    [InlineData("a NEAR/3 (b OR c)", "\"a\" NEAR/3 (\"b\" OR \"c\")")]
    [InlineData(
        "actor:@militia AND place:* AND kind:rocket_attack",
        "actor:@militia AND place:* AND kind:rocket_attack")]
    [InlineData("actor:kataib-hezbollah NEAR terms:attack-words", "actor:kataib-hezbollah NEAR terms:attack-words")]
    [InlineData("هجوم AND “حزب الله”", "\"هجوم\" AND \"حزب الله\"")]
    public void A_rule_is_read_and_printed_in_its_plainest_form(string text, string printed)
    {
        var read = Assert.IsType<RuleParse.Read>(RuleParser.Parse(text, Names));

        Assert.Equal(printed, read.Rule.ToString());
        Assert.Equal(text, read.Rule.Query);
    }

    [Theory]
    [InlineData("", "column 1: expected a term, found the end of the rule")]
    [InlineData("rocket AND", "column 11: expected a term after AND, found the end of the rule")]
    [InlineData("rocket AND OR", "column 12: expected a term after AND, found OR")]
    [InlineData("rocket taji",
        "column 8: expected AND, OR or NEAR, found taji; put AND or OR between the two, or quotes around both if they are a phrase")]
    [InlineData("rocket and taji", "column 8: expected AND, OR or NEAR, found and; write AND in capitals")]
    [InlineData("rocket NOT taji", "column 8: expected AND, OR or NEAR, found NOT; put AND before NOT")]
    [InlineData("(rocket", "column 8: expected ) for the ( in column 1, found the end of the rule")]
    [InlineData("rocket)", "column 7: expected no ) without a (, found ); take it away or add a ( before")]
    [InlineData(
        "x AND \"under fire",
        "column 7: expected a closing quote, found none; put \" at the end of the phrase")]
    [InlineData("x AND \"!\"", "column 7: expected a word between the quotes, found none")]
    [InlineData("ab*", "column 1: expected at least 3 letters before *, found ab*")]
    [InlineData("NOT rocket",
        "column 1: expected something that must be there, found only what must not be; join it with AND to a term, actor, place or kind")]
    [InlineData("a OR NOT b",
        "column 1: expected something that must be there, found only what must not be; join it with AND to a term, actor, place or kind")]
    [InlineData("a NEAR/51 b", "column 8: expected a number of words from 1 to 50 after NEAR/, found 51")]
    [InlineData("a NEAR/ b", "column 8: expected a number of words from 1 to 50 after NEAR/, found nothing")]
    [InlineData("a NEAR kind:threat",
        "column 8: expected something that stands in the text beside NEAR, found kind:; join the kind with AND instead")]
    [InlineData("a NEAR (b AND c)",
        "column 8: expected terms, actors or places beside NEAR, at most joined with OR, found AND; move it out of NEAR")]
    [InlineData("actor:kataib-hizbollah",
        "column 7: expected an actor id, * or @kind, found kataib-hizbollah; did you mean kataib-hezbollah?")]
    [InlineData("actor:@milita", "column 8: expected an actor kind after @, found milita; did you mean militia?")]
    [InlineData("x AND place:tajji", "column 13: expected a place id or *, found tajji; did you mean taji?")]
    [InlineData("terms:attack-word", "column 7: expected a term list, found attack-word; did you mean attack-words?")]
    [InlineData("kind:rocket-attack",
        "column 6: expected an event kind after kind:, found rocket-attack; did you mean rocket_attack?")]
    [InlineData("actr:pmf", "column 1: expected terms:, actor:, place: or kind:, found actr:; did you mean actor:?")]
    [InlineData("--", "column 1: expected a word, found --; a word needs a letter or digit")]
    public void A_fault_is_named_with_its_column_and_a_remedy(string text, string message)
    {
        Assert.Equal(message, Assert.IsType<RuleParse.Failed>(RuleParser.Parse(text, Names)).ToString());
    }

    [Fact]
    public void Brackets_deeper_than_the_limit_are_refused_and_those_at_the_limit_are_not()
    {
        static string Deep(int depth) => new string('(', depth) + "a" + new string(')', depth);

        Assert.IsType<RuleParse.Read>(RuleParser.Parse(Deep(64)));
        var failed = Assert.IsType<RuleParse.Failed>(RuleParser.Parse(Deep(65)));
        Assert.Equal(65, failed.Column);
        Assert.IsType<RuleParse.Failed>(RuleParser.Parse(new string('(', 4000)));
        Assert.IsType<RuleParse.Failed>(RuleParser.Parse(string.Concat(Enumerable.Repeat("NOT ", 900))));
    }

    [Fact]
    public void A_rule_longer_than_the_limit_is_refused()
    {
        Assert.IsType<RuleParse.Read>(RuleParser.Parse(new string('a', 4000)));
        Assert.Equal(4001, Assert.IsType<RuleParse.Failed>(RuleParser.Parse(new string('a', 4001))).Column);
    }

    [Fact]
    public void No_text_makes_the_parser_throw_and_every_fault_points_into_the_text_or_just_behind_it()
    {
        static void Holds(string? text)
        {
            if (RuleParser.Parse(text ?? "", Names) is RuleParse.Failed failed)
                Assert.InRange(failed.Column, 1, (text ?? "").Length + 1);
        }

        Prop.ForAll(ArbMap.Default.ArbFor<string>(), Holds).QuickCheckThrowOnFailure();
        Prop.ForAll(SomeText.Generator.ToArbitrary(), Holds).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void What_is_printed_reads_back_as_the_same()
    {
        Prop.ForAll(SomeRule.Generator.ToArbitrary(), expression =>
        {
            var text = expression.ToString();
            var read = Assert.IsType<RuleParse.Read>(RuleParser.Parse($"x AND ({text})"));
            Assert.Equal(expression, Assert.IsType<RuleExpression.And>(read.Rule.Expression).Right);
        }).QuickCheckThrowOnFailure();
    }
}
