using System.Globalization;
using System.Text;
using AlertBot.Chat;
using AlertBot.Watchlists;

namespace AlertBot.Commands;

/// <summary>Rules as people type them. Pure.</summary>
internal static class RuleText
{
    private const int FragmentChars = 24;

    /// <summary>Reads a rule. Quotation marks around the whole and operators in small letters are forgiven.</summary>
    /// <param name="typed">As typed, quotation marks included.</param>
    /// <param name="names">What it may name.</param>
    public static RuleParse Read(string typed, RuleNames names)
    {
        var text = typed.Trim();
        var whole = RuleParser.Parse(text, names);
        if (Inner(text) is not { } inner)
            return whole is RuleParse.Read ? whole : Forgiven(text, names) ?? whole;
        // "Esper near convoy" is a rule in marks; "under fire" is a phrase, and a rule in them.
        var within = RuleParser.Parse(inner, names);
        return within is RuleParse.Read ? within
            : Forgiven(inner, names) ?? (whole is RuleParse.Read && !HasOperator(inner) ? whole : within);
    }

    private static bool HasOperator(string text) =>
        Pieces(text).Any(word => word is "AND" or "OR" or "NOT" || word.StartsWith("NEAR", StringComparison.Ordinal)
            || word.Contains(':', StringComparison.Ordinal));

    /// <summary>What is wrong with a rule, with line and column and the words at that place.</summary>
    public static string Problem(string typed, RuleParse.Failed fault, Texts texts)
    {
        var text = typed.Trim();
        text = Inner(text) is { } inner && (HasOperator(inner) || RuleParser.Parse(text) is RuleParse.Failed) ? inner : text;
        var at = Math.Clamp(fault.Column - 1, 0, text.Length);
        var before = text[..at];
        var line = before.Count(c => c == '\n') + 1;
        var column = at - before.LastIndexOf('\n');
        var place = string.Create(CultureInfo.InvariantCulture, $"{line}:{column}");
        var rest = text[at..].ReplaceLineEndings(" ");
        return texts.Of(
            "commands.watch.rule.problem", ("place", place), ("expected", texts.Say(fault.Expected)),
            ("found", texts.Say(fault.Found)), ("remedy", Sentence(texts.Say(fault.Remedy))))
            + (rest.Length == 0 ? "" : $"\n… {(rest.Length > FragmentChars ? rest[..FragmentChars] + "…" : rest)}");
    }

    // " Put AND before NOT."; nothing of nothing.
    private static string Sentence(string text) => text.Length == 0 ? ""
        : $" {char.ToUpperInvariant(text[0])}{text[1..]}" + (text[^1] is '?' or '؟' ? "" : ".");

    /// <summary>Text without quotation marks around the whole.</summary>
    public static string Unquoted(string typed) => Inner(typed.Trim()) ?? typed.Trim();

    private static string? Inner(string text) =>
        text.Length > 2 && (text[0], text[^1]) is ('"', '"') or ('“', '”') or ('”', '”') or ('«', '»')
            && text[1..^1] is var inner && inner.Trim().Length > 0
            ? inner
            : null;

    private static RuleParse.Read? Forgiven(string text, RuleNames names) =>
        Capitals(text) is { } capitals && capitals != text
            ? RuleParser.Parse(capitals, names) as RuleParse.Read
            : null;

    // Words in quotation marks stay as they are: there and means and.
    private static string Capitals(string text)
    {
        var made = new StringBuilder(text.Length);
        var isQuoted = false;
        foreach (var word in Pieces(text))
        {
            var bare = word.Split('/')[0];
            var isOperator = !isQuoted && bare.ToUpperInvariant() is "AND" or "OR" or "NOT" or "NEAR";
            made.Append(isOperator && !isQuoted ? word.ToUpperInvariant() : word);
            if (word is "\"" or "“" or "”" or "«" or "»") isQuoted = !isQuoted;
        }
        return made.ToString();
    }

    private static IEnumerable<string> Pieces(string text)
    {
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && !char.IsWhiteSpace(text[i]) && text[i] is not ('(' or ')' or '"' or '“' or '”' or '«' or '»'))
                continue;
            if (i > start) yield return text[start..i];
            if (i < text.Length) yield return text[i].ToString();
            start = i + 1;
        }
    }
}
