namespace AlertBot.Watchlists;

/// <summary>How far two words are apart.</summary>
internal static class EditDistance
{
    /// <summary>Longest word that is compared; longer ones are cut.</summary>
    public const int MaxLength = 100;

    /// <summary>Letters changed, added, lost or swapped with the next one (optimal string alignment).</summary>
    public static int Of(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        if (a.Length > MaxLength) a = a[..MaxLength];
        if (b.Length > MaxLength) b = b[..MaxLength];
        var width = b.Length + 1;
        Span<int> rows = stackalloc int[3 * (MaxLength + 1)];
        for (var j = 0; j < width; j++) rows[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            var now = rows.Slice(i % 3 * width, width);
            var one = rows.Slice((i + 2) % 3 * width, width);
            var two = rows.Slice((i + 1) % 3 * width, width);
            now[0] = i;
            for (var j = 1; j < width; j++)
            {
                now[j] = Math.Min(Math.Min(one[j], now[j - 1]) + 1, one[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    now[j] = Math.Min(now[j], two[j - 2] + 1);
            }
        }

        return rows[(a.Length % 3 * width) + b.Length];
    }
}
