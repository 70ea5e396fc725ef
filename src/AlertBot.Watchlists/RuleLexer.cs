using System.Buffers;

namespace AlertBot.Watchlists;

internal enum RuleTokenKind { Word, Quoted, Open, Close, End }

/// <summary>A piece of a rule.</summary>
/// <param name="Kind">What sort.</param>
/// <param name="Text">The piece without its quotes.</param>
/// <param name="Column">From 1.</param>
/// <param name="Closed">False for a quote that is never closed.</param>
internal readonly record struct RuleToken(RuleTokenKind Kind, string Text, int Column, bool Closed = true);

/// <summary>Cuts a rule into words, quoted phrases and brackets.</summary>
internal static class RuleLexer
{
    private static readonly SearchValues<char> Quotes = SearchValues.Create("\"“”„«»＂");

    public static List<RuleToken> Read(ReadOnlySpan<char> text)
    {
        var tokens = new List<RuleToken>();
        for (var i = 0; i < text.Length;)
        {
            var c = text[i];
            if (char.IsWhiteSpace(c) || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.Format) i++;
            else if (c == '(') tokens.Add(new RuleToken(RuleTokenKind.Open, "(", ++i));
            else if (c == ')') tokens.Add(new RuleToken(RuleTokenKind.Close, ")", ++i));
            else if (Quotes.Contains(c)) i = ReadQuoted(text, i, tokens);
            else i = ReadWord(text, i, tokens);
        }

        tokens.Add(new RuleToken(RuleTokenKind.End, "", text.Length + 1));
        return tokens;
    }

    private static int ReadQuoted(ReadOnlySpan<char> text, int start, List<RuleToken> tokens)
    {
        var length = text[(start + 1)..].IndexOfAny(Quotes);
        var closed = length >= 0;
        if (!closed) length = text.Length - start - 1;
        tokens.Add(new RuleToken(RuleTokenKind.Quoted, text.Slice(start + 1, length).ToString(), start + 1, closed));
        return start + length + (closed ? 2 : 1);
    }

    private static int ReadWord(ReadOnlySpan<char> text, int start, List<RuleToken> tokens)
    {
        var end = start;
        while (end < text.Length && !char.IsWhiteSpace(text[end]) && text[end] is not ('(' or ')')
               && !Quotes.Contains(text[end])) end++;
        tokens.Add(new RuleToken(RuleTokenKind.Word, text[start..end].ToString(), start + 1));
        return end;
    }
}
