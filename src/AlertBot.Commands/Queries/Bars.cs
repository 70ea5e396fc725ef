using System.Globalization;

namespace AlertBot.Commands;

/// <summary>Counts over time as bars of text. Pure.</summary>
internal static class Bars
{
    private const int MostColumns = 24;
    private const string Heights = "▁▂▃▄▅▆▇█";

    /// <summary>
    /// A line each: label, bar, count; labels of one length stand in a column. Whatever was counted at all has a bar.
    /// </summary>
    public static IReadOnlyList<string> Lines(IReadOnlyList<(string Label, int Count)> counts)
    {
        var most = Math.Max(1, counts.Max(c => c.Count));
        return [.. counts.Select(c => string.Create(
            CultureInfo.InvariantCulture,
            $"{c.Label} {new string('█', Columns(c.Count, most))}{(c.Count > 0 ? " " : "")}{c.Count}"))];
    }

    /// <summary>One sign a count, in one word: "▁▃█▅".</summary>
    public static string Line(IReadOnlyList<int> counts)
    {
        var most = Math.Max(1, counts.Max());
        return string.Concat(counts.Select(c => Heights[c * (Heights.Length - 1) / most]));
    }

    private static int Columns(int count, int most) => count == 0 ? 0 : Math.Max(1, count * MostColumns / most);
}
