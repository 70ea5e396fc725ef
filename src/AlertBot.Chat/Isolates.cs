using System.Text;

namespace AlertBot.Chat;

/// <summary>
/// Isolates of the Unicode bidirectional algorithm (Unicode Standard Annex 9): what stands in them does not turn its
/// neighbours around. Pure.
/// </summary>
public static class Isolates
{
    private const char LeftToRight = '\u2066';
    private const char RightToLeft = '\u2067';
    private const char FirstStrong = '\u2068';
    private const char Pop = '\u2069';

    // Far below the 125 levels of the algorithm, beyond which isolates have no effect.
    private const int MaxDepth = 8;

    /// <summary>The text in an isolate; one that it opens or closes itself and leaves so is taken out.</summary>
    /// <param name="text">What is quoted.</param>
    /// <param name="direction">Of its language; null to go by its first letter.</param>
    public static string Around(string text, ReadingDirection? direction = null)
    {
        var open = direction switch
        {
            ReadingDirection.LeftToRight => LeftToRight,
            ReadingDirection.RightToLeft => RightToLeft,
            _ => FirstStrong,
        };
        return $"{open}{Balanced(text)}{Pop}";
    }

    /// <summary>The text, in an isolate when something in it runs against what stands around it.</summary>
    public static string AroundForeign(string text, ReadingDirection around) =>
        Direction.Has(text, Against(around)) ? Around(text) : Balanced(text);

    /// <summary>The text without isolates that are not closed, or closed without having been opened.</summary>
    public static string Balanced(string text)
    {
        if (text.AsSpan().IndexOfAnyInRange(LeftToRight, Pop) < 0) return text;
        var kept = new StringBuilder(text.Length);
        var open = new Stack<int>();
        var tooDeep = 0;
        foreach (var letter in text)
        {
            if (letter == Pop)
            {
                if (tooDeep > 0)
                {
                    tooDeep--;
                    continue;
                }
                if (!open.TryPop(out _)) continue;
            }
            else if (letter is >= LeftToRight and <= FirstStrong)
            {
                if (open.Count == MaxDepth)
                {
                    tooDeep++;
                    continue;
                }
                open.Push(kept.Length);
            }
            kept.Append(letter);
        }
        // Closing them at the end would draw in what follows; the later ones go first, so that places stay right.
        foreach (var place in open) kept.Remove(place, 1);
        return kept.ToString();
    }

    /// <summary>The text without any: what others wrote is isolated by us alone.</summary>
    public static string Without(string text) => text.AsSpan().IndexOfAnyInRange(LeftToRight, Pop) < 0
        ? text
        : string.Concat(text.Where(letter => letter is < LeftToRight or > Pop));

    /// <summary>What closes the isolates that the beginning of a text leaves open; empty when none is.</summary>
    internal static string ClosingOf(string beginning)
    {
        var depth = 0;
        foreach (var letter in beginning)
        {
            if (letter is >= LeftToRight and <= FirstStrong) depth++;
            else if (letter == Pop && depth > 0) depth--;
        }
        return new string(Pop, depth);
    }

    private static ReadingDirection Against(ReadingDirection direction) => direction == ReadingDirection.LeftToRight
        ? ReadingDirection.RightToLeft
        : ReadingDirection.LeftToRight;
}
