using System.Text;
using AlertBot.Feeds;

namespace AlertBot.Watchlists;

/// <summary>Reports a fault at a piece of a rule; always answers null.</summary>
internal delegate RuleExpression? RuleFault(RuleToken token, Saying expected, Saying found, Saying? remedy = null);

/// <summary>Reads one word of a rule: a plain one, a beginning, or one with a colon.</summary>
internal sealed class RuleTermReader(RuleNames? names, RuleFault fail)
{
    /// <summary>Fewest letters in front of a star.</summary>
    public const int MinPrefix = 3;

    private static readonly string[] Fields = ["terms", "actor", "place", "kind"];

    /// <summary>Words in their plain fold with single spaces between; empty when there is none.</summary>
    public static string Words(string text) => Words(TextFolder.Fold("", text).Tokens);

    /// <summary>Words with single spaces between; empty when there is none.</summary>
    public static string Words(IReadOnlyList<Token> tokens)
    {
        if (tokens.Count == 1) return tokens[0].Folded;
        var words = new StringBuilder();
        foreach (var token in tokens)
        {
            if (words.Length > 0) words.Append(' ');
            words.Append(token.Folded);
        }

        return words.ToString();
    }

    public RuleExpression? Read(RuleToken token)
    {
        var colon = token.Text.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0)
            return ReadField(token, token.Text[..colon], token.Text[(colon + 1)..], token.Column + colon + 1);
        return token.Text.EndsWith('*') ? ReadPrefix(token) : ReadWord(token);
    }

    private RuleExpression? ReadWord(RuleToken token)
    {
        var words = Words(token.Text);
        return words.Length == 0
            ? fail(
                token, Saying.Of("rule.word", "a word"), token.Text,
                Saying.Of("do.letter", "a word needs a letter or digit"))
            : new RuleExpression.Phrase(words);
    }

    private RuleExpression? ReadPrefix(RuleToken token)
    {
        var beginning = Words(token.Text[..^1]);
        if (beginning.Contains(' ', StringComparison.Ordinal))

            return fail(
                token, Saying.Of("rule.star", "one word before *"), token.Text,
                Saying.Of("do.hyphen", "leave out the hyphen or the star"));
        return beginning.Length < MinPrefix
            ? fail(token, Saying.Of("rule.prefix", $"at least {MinPrefix:least} letters before *"), token.Text)
            : new RuleExpression.Prefix(beginning);
    }

    private RuleExpression? ReadField(RuleToken token, string field, string value, int column)
    {
        var at = token with { Column = column };
        switch (field)
        {
            case "terms":
                return Known(at, value, names?.Terms, Saying.Of("rule.list", "a term list")) ? new RuleExpression.Terms(value) : null;
            case "actor" when value == "*":
                return new RuleExpression.AnyActor();
            case "actor" when value.StartsWith('@'):
                if (ActorKinds.TryParse(value[1..], out var actorKind)) return new RuleExpression.ActorOf(actorKind);
                return fail(
                    at with { Column = column + 1 }, Saying.Of("rule.actor-kind", "an actor kind after @"),
                    Shown(value[1..]),
                    DidYouMean.Remedy(value[1..], ActorKinds.Words));
            case "actor":
                return Known(at, value, names?.Actors, Saying.Of("rule.actor", "an actor id, * or @kind"))
                    ? new RuleExpression.ActorIs(value)
                    : null;
            case "place" when value == "*":
                return new RuleExpression.AnyPlace();
            case "place":
                return Known(at, value, names?.Places, Saying.Of("rule.place", "a place id or *"))
                    ? new RuleExpression.PlaceIs(value) : null;
            case "kind":
                if (EventKinds.TryParse(value, out var kind)) return new RuleExpression.KindIs(kind);
                return fail(
                    at, Saying.Of("rule.kind", "an event kind after kind:"), Shown(value),
                    DidYouMean.Remedy(value, EventKinds.Words));
            default:
                var nearest = DidYouMean.Nearest(field, Fields);
                return fail(
                    token, Saying.Of("rule.field", "terms:, actor:, place: or kind:"), field + ":",
                    nearest is null ? Saying.Of("do.quote-colon", "put quotes around a term with a colon")
                        : DidYouMean.Near(nearest + ":"));
        }
    }

    private bool Known(RuleToken token, string name, IReadOnlyCollection<string>? known, Saying expected)
    {
        if (name.Length == 0 || !Ids.IsValid(name))
        {
            fail(token, expected, Shown(name), known is null ? Saying.Nothing : DidYouMean.Remedy(name, known));
            return false;
        }

        if (known is null || known.Contains(name)) return true;
        fail(token, expected, name, DidYouMean.Remedy(name, known));
        return false;
    }

    private static Saying Shown(string value) => value.Length == 0 ? Saying.Of("shape.nothing", "nothing") : value;
}

/// <summary>What an id looks like.</summary>
internal static class Ids
{
    public const int MaxLength = 64;

    /// <summary>Lower-case ASCII letters and digits in words with single hyphens, 1 to 64 characters.</summary>
    public static bool IsValid(string id)
    {
        if (id.Length is 0 or > MaxLength || id[0] == '-' || id[^1] == '-') return false;
        for (var i = 0; i < id.Length; i++)
            if (!char.IsAsciiLetterLower(id[i]) && !char.IsAsciiDigit(id[i]) && (id[i] != '-' || id[i - 1] == '-'))
                return false;
        return true;
    }
}
