using AlertBot.Feeds;

namespace AlertBot.Watchlists;

/// <summary>Reads the rule language. Pure; never throws for what the text contains.</summary>
/// <remarks>
/// <code>
/// or   = and { "OR" and }
/// and  = not { "AND" not }
/// not  = "NOT" not | near
/// near = term { "NEAR" [ "/" 1..50 ] term }
/// term = word | word* | "phrase" | terms:NAME | actor:ID|*|@kind | place:ID|* | kind:WORD | "(" or ")"
/// </code>
/// </remarks>
public static class RuleParser
{
    /// <summary>Longest rule, in UTF-16 code units.</summary>
    public const int MaxLength = 4000;

    /// <summary>Reads one rule of at most 4,000 characters; its names are not checked.</summary>
    public static RuleParse Parse(ReadOnlySpan<char> text) => Parse(text, null);

    /// <summary>Reads one rule of at most 4,000 characters.</summary>
    /// <param name="text">The rule.</param>
    /// <param name="names">What it may name; null when any name will do.</param>
    public static RuleParse Parse(ReadOnlySpan<char> text, RuleNames? names)
    {
        if (text.Length > MaxLength)
            return new RuleParse.Failed(
                MaxLength + 1, Saying.Of("rule.length", $"at most {MaxLength:most} characters"),
                Saying.Of("rule.number", $"{text.Length:number}"));
        return new RuleParsing(RuleLexer.Read(text), names).Parse(text.ToString());
    }
}

/// <summary>One reading of one rule by recursive descent.</summary>
internal sealed class RuleParsing(List<RuleToken> tokens, RuleNames? names)
{
    // A moderator's rule is read on every keystroke of a completion: deeper than this is no rule but an attack.
    private const int MaxDepth = 64;

    private int _at;
    private int _depth;
    private RuleParse.Failed? _failure;

    private RuleToken Current => tokens[_at];

    public RuleParse Parse(string query)
    {
        var expression = ReadOr(Saying.Of("rule.term", "a term"));
        if (expression is not null && Current.Kind != RuleTokenKind.End) FailAtRest();
        if (_failure is null && expression is not null && !NeedsSomething(expression))
            Fail(
                tokens[0], Saying.Of("rule.something", "something that must be there"),
                Saying.Of("rule.only-not", "only what must not be"),
                Saying.Of("do.join", "join it with AND to a term, actor, place or kind"));
        return _failure is not null || expression is null
            ? _failure!
            : new RuleParse.Read(new Rule("", "", query, expression));
    }

    private RuleExpression? ReadOr(Saying expected)
    {
        var left = ReadAnd(expected);
        while (left is not null && TakeOperator("OR"))
        {
            var right = ReadAnd(After("OR"));
            left = right is null ? null : new RuleExpression.Or(left, right);
        }

        return left;
    }

    private RuleExpression? ReadAnd(Saying expected)
    {
        var left = ReadNot(expected);
        while (left is not null && TakeOperator("AND"))
        {
            var right = ReadNot(After("AND"));
            left = right is null ? null : new RuleExpression.And(left, right);
        }

        return left;
    }

    private RuleExpression? ReadNot(Saying expected)
    {
        if (!IsOperator(Current, "NOT")) return ReadNear(expected);
        if (!Enter()) return null;
        _at++;
        var inner = ReadNot(After("NOT"));
        _depth--;
        return inner is null ? null : new RuleExpression.Not(inner);
    }

    private RuleExpression? ReadNear(Saying expected)
    {
        var start = Current;
        var left = ReadTerm(expected);
        while (left is not null && Current is { Kind: RuleTokenKind.Word } near && IsNear(near.Text))
        {
            var words = NearWords(near);
            if (words is null || !MayBeNear(left, start)) return null;
            _at++;
            var rightStart = Current;
            var right = ReadTerm(After("NEAR"));
            if (right is null || !MayBeNear(right, rightStart)) return null;
            left = new RuleExpression.Near(left, right, words.Value);
        }

        return left;
    }

    private RuleExpression? ReadTerm(Saying expected)
    {
        var token = Current;
        switch (token.Kind)
        {
            case RuleTokenKind.Open:
                return ReadBracket(token);
            case RuleTokenKind.Quoted:
                _at++;
                return ReadPhrase(token);
            case RuleTokenKind.Word when !IsAnyOperator(token):
                _at++;
                return new RuleTermReader(names, Fail).Read(token);
            default:
                return Fail(token, expected, Describe(token));
        }
    }

    private RuleExpression? ReadBracket(RuleToken open)
    {
        if (!Enter()) return null;
        _at++;
        var inner = ReadOr(After("("));
        _depth--;
        if (inner is null) return null;
        if (Current.Kind != RuleTokenKind.Close)
        {
            if (Current.Kind != RuleTokenKind.End) return FailAtRest();
            return Fail(
                Current, Saying.Of("rule.close", $") for the ( in column {open.Column:column}"), Describe(Current));
        }

        _at++;
        return inner;
    }

    private RuleExpression? ReadPhrase(RuleToken token)
    {
        if (!token.Closed)
            return Fail(
                token, Saying.Of("rule.quote", "a closing quote"), Saying.Of("rule.none", "none"),
                Saying.Of("do.quote-end", "put \" at the end of the phrase"));
        var words = RuleTermReader.Words(token.Text);
        return words.Length == 0
            ? Fail(token, Saying.Of("rule.quoted", "a word between the quotes"), Saying.Of("rule.none", "none"))
            : new RuleExpression.Phrase(words);
    }

    private bool Enter()
    {
        if (++_depth <= MaxDepth) return true;
        Fail(
            Current, Saying.Of("rule.depth", $"at most {MaxDepth:most} brackets and NOTs inside each other"),
            Saying.Of("rule.more", "more"));
        return false;
    }

    private bool TakeOperator(string word)
    {
        if (!IsOperator(Current, word)) return false;
        _at++;
        return true;
    }

    private static bool IsOperator(RuleToken token, string word) =>
        token.Kind == RuleTokenKind.Word && token.Text == word;

    private static bool IsNear(string text) => text == "NEAR" || text.StartsWith("NEAR/", StringComparison.Ordinal);

    private static bool IsAnyOperator(RuleToken token) => token.Text is "AND" or "OR" or "NOT" || IsNear(token.Text);

    private int? NearWords(RuleToken near)
    {
        if (near.Text.Length == 4) return RuleExpression.DefaultNear;
        if (int.TryParse(near.Text.AsSpan(5), System.Globalization.NumberStyles.None, null, out var words)
            && words is >= 1 and <= RuleExpression.MaxNear) return words;
        Fail(
            near with { Column = near.Column + 5 },
            Saying.Of("rule.words", $"a number of words from 1 to {RuleExpression.MaxNear:most} after NEAR/"),
            near.Text.Length == 5 ? Saying.Of("shape.nothing", "nothing") : near.Text[5..]);
        return null;
    }

    private bool MayBeNear(RuleExpression operand, RuleToken start)
    {
        switch (operand)
        {
            case RuleExpression.Or or:
                return MayBeNear(or.Left, start) && MayBeNear(or.Right, start);
            case RuleExpression.KindIs:
                Fail(
                    start, Saying.Of("rule.near-text", "something that stands in the text beside NEAR"), "kind:",
                    Saying.Of("do.kind-and", "join the kind with AND instead"));
                return false;
            case RuleExpression.And or RuleExpression.Not:
                Fail(
                    start, Saying.Of("rule.near", "terms, actors or places beside NEAR, at most joined with OR"),
                    operand is RuleExpression.And ? "AND" : "NOT",
                    Saying.Of("do.out-of-near", "move it out of NEAR"));
                return false;
            default:
                return true;
        }
    }

    // Whether an empty article fails the rule: else it would match everything that lacks something.
    private static bool NeedsSomething(RuleExpression expression) => expression switch
    {
        RuleExpression.Not => false,
        RuleExpression.And and => NeedsSomething(and.Left) || NeedsSomething(and.Right),
        RuleExpression.Or or => NeedsSomething(or.Left) && NeedsSomething(or.Right),
        _ => true,
    };

    private RuleExpression? FailAtRest()
    {
        var token = Current;
        if (token.Kind == RuleTokenKind.Close)
            return Fail(
                token, Saying.Of("rule.no-close", "no ) without a ("), ")",
                Saying.Of("do.take-away", "take it away or add a ( before"));
        if (token.Text.ToUpperInvariant() is "AND" or "OR" or "NEAR")
            return Fail(
                token, Operator(), token.Text,
                Saying.Of("do.capitals", $"write {token.Text.ToUpperInvariant():word} in capitals"));
        if (IsOperator(token, "NOT"))
            return Fail(token, Operator(), "NOT", Saying.Of("do.and-not", "put AND before NOT"));
        return Fail(
            token, Operator(), Describe(token),
            Saying.Of(
                "do.between", "put AND or OR between the two, or quotes around both if they are a phrase"));
    }

    private static Saying Operator() => Saying.Of("rule.operator", "AND, OR or NEAR");

    private static Saying After(string sign) => Saying.Of("rule.after", $"a term after {sign:sign}");

    private RuleExpression? Fail(RuleToken token, Saying expected, Saying found, Saying? remedy = null)
    {
        _failure ??= new RuleParse.Failed(token.Column, expected, found)
        {
            Remedy = remedy ?? Saying.Nothing,
        };
        return null;
    }

    private static Saying Describe(RuleToken token) => token.Kind switch
    {
        RuleTokenKind.End => Saying.Of("rule.end", "the end of the rule"),
        RuleTokenKind.Quoted => Saying.Plain($"\"{token.Text}\""),
        _ => token.Text,
    };
}
