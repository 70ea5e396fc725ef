using AlertBot.Watchlists;
using FsCheck;
using FsCheck.Fluent;

namespace AlertBot.Tests.Watchlists;

/// <summary>Rules of every form.</summary>
internal static class SomeRule
{
    private static readonly RuleExpression[] Terms =
    [
        new RuleExpression.Phrase("rocket"), new RuleExpression.Phrase("under fire"), new RuleExpression.Phrase("هجوم"),
        new RuleExpression.Prefix("attack"), new RuleExpression.Terms("attack-words"),
        new RuleExpression.ActorIs("pmf"),
        new RuleExpression.ActorOf(ActorKind.Militia), new RuleExpression.AnyActor(),
        new RuleExpression.PlaceIs("taji"),
        new RuleExpression.AnyPlace(), new RuleExpression.Phrase("and"), new RuleExpression.Phrase("near"),
    ];

    /// <summary>Rules up to five levels deep.</summary>
    public static Gen<RuleExpression> Generator { get; } = Rule(5);

    private static Gen<RuleExpression> Rule(int depth)
    {
        var term = Gen.Elements(Terms);
        var leaf = Gen.OneOf(term, Gen.Constant<RuleExpression>(new RuleExpression.KindIs(EventKind.Threat)));
        if (depth == 0) return leaf;
        var inner = Rule(depth - 1);
        return Gen.OneOf(
            leaf,
            Near(2),
            inner.Select(rule => (RuleExpression)new RuleExpression.Not(rule)),
            inner.Zip(inner, (left, right) => (RuleExpression)new RuleExpression.And(left, right)),
            inner.Zip(inner, (left, right) => (RuleExpression)new RuleExpression.Or(left, right)));
    }

    private static Gen<RuleExpression> Near(int depth)
    {
        var term = Gen.Elements(Terms);
        if (depth == 0) return term;
        var inner = Near(depth - 1);
        return Gen.OneOf(
            term,
            inner.Zip(inner, (left, right) => (RuleExpression)new RuleExpression.Or(left, right)),
            from left in inner
            from right in inner
            from words in Gen.Choose(1, RuleExpression.MaxNear)
            select (RuleExpression)new RuleExpression.Near(left, right, words));
    }
}
