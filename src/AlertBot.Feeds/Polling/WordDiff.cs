using System.Globalization;

namespace AlertBot.Feeds;

/// <summary>What became of one text in another, word by word.</summary>
/// <param name="Before">Words of the one.</param>
/// <param name="After">Words of the other.</param>
/// <param name="Common">Words that stand in both in the same order.</param>
/// <param name="HasReplacement">Somewhere words stand in place of other words: not all was added or left out.</param>
/// <param name="ReplacesNames">Such words may be names: they are not all written small.</param>
/// <param name="OtherNumbers">A number stands in place of other words, or each of the two has one that the other
/// lacks.</param>
internal readonly record struct WordDiff(
    int Before, int After, int Common, bool HasReplacement, bool ReplacesNames, bool OtherNumbers)
{
    /// <summary>Words of the shorter.</summary>
    public int Shorter => Math.Min(Before, After);

    /// <summary>How much of the longer is common, 0 to 1.</summary>
    public double ShareOfLonger => Share(Math.Max(Before, After));

    /// <summary>How much of the shorter is common, 0 to 1.</summary>
    public double ShareOfShorter => Share(Shorter);

    /// <summary>Nothing differs.</summary>
    public bool IsSame => Before == After && Common == Before;

    /// <summary>Compares the first <paramref name="most"/> words of two texts. Costs the product of their
    /// words.</summary>
    public static WordDiff Of(string before, string after, int most)
    {
        var (left, right) = (Words(before, most + 1), Words(after, most + 1));
        // Where a text was cut, its end is no end, and what stands there replaces nothing.
        var isCut = left.Count > most || right.Count > most;
        if (left.Count > most) left.RemoveAt(most);
        if (right.Count > most) right.RemoveAt(most);
        var lengths = Lengths(left, right);
        var (replaces, names, numbers) = Gaps(left, right, lengths, isCut);
        return new WordDiff(
            left.Count, right.Count, lengths[0, 0], replaces, names,
            numbers || (HasOther(left, right) && HasOther(right, left)));
    }

    private double Share(int of) => of == 0 ? 1 : Common / (double)of;

    // lengths[i, j]: of the longest common run of words from i and j on.
    private static int[,] Lengths(List<string> left, List<string> right)
    {
        var lengths = new int[left.Count + 1, right.Count + 1];
        for (var i = left.Count - 1; i >= 0; i--)
            for (var j = right.Count - 1; j >= 0; j--)
                lengths[i, j] = Equal(left[i], right[j])
                    ? lengths[i + 1, j + 1] + 1
                    : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);
        return lengths;
    }

    private static (bool Replaces, bool Names, bool Numbers) Gaps(
        List<string> left, List<string> right, int[,] lengths, bool isCut)
    {
        var (i, j, fromI, fromJ) = (0, 0, 0, 0);
        var (replaces, names, numbers) = (false, false, false);
        while (true)
        {
            var isEnd = i == left.Count || j == right.Count;
            if (isEnd && isCut) return (replaces, names, numbers);
            if (isEnd) (i, j) = (left.Count, right.Count);
            if (isEnd || Equal(left[i], right[j]))
            {
                if (i > fromI && j > fromJ)
                {
                    replaces = true;
                    names |= !(left[fromI..i].TrueForAll(IsPlain) && right[fromJ..j].TrueForAll(IsPlain));
                    numbers |= left[fromI..i].Exists(IsNumber) || right[fromJ..j].Exists(IsNumber);
                }

                if (isEnd) return (replaces, names, numbers);
                (i, j) = (i + 1, j + 1);
                (fromI, fromJ) = (i, j);
            }
            else if (lengths[i + 1, j] >= lengths[i, j + 1]) i++;
            else j++;
        }
    }

    private static bool IsPlain(string word) => word.All(char.IsLower);

    private static bool IsNumber(string word) => char.IsDigit(word[0]);

    private static bool HasOther(List<string> words, List<string> others) =>
        words.Exists(word => IsNumber(word) && !others.Contains(word, StringComparer.Ordinal));

    private static bool Equal(string left, string right) => left.Equals(right, StringComparison.OrdinalIgnoreCase);

    // A number is a word of its own, in the same digits whatever the script: "5th", "٥" and "5" have the number 5.
    private static List<string> Words(string text, int most)
    {
        var words = new List<string>();
        var i = 0;
        while (i < text.Length && words.Count < most)
        {
            var start = i;
            if (char.IsDigit(text[i]))
            {
                while (i < text.Length && char.IsDigit(text[i])) i++;
                words.Add(string.Concat(text[start..i].Select(
                    static c => (char)('0' + (int)CharUnicodeInfo.GetNumericValue(c)))));
            }
            else if (IsLetter(text[i]))
            {
                while (i < text.Length && IsLetter(text[i])) i++;
                words.Add(text[start..i]);
            }
            else i++;
        }

        return words;
    }

    // With what joins to letters: marks, halves of pairs, and the joiner that keeps Persian words apart.
    private static bool IsLetter(char c) => char.IsLetter(c) || char.IsSurrogate(c) || c == '\u200C'
        || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
