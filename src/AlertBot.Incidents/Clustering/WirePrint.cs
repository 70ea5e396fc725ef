using System.Numerics;
using AlertBot.Feeds;
using AlertBot.Watchlists;

namespace AlertBot.Incidents.Clustering;

/// <summary>The print by which copies of one telling are known: link, hash, SimHash and runs of four words.</summary>
/// <param name="Link">The article's address without what differs between visitors; null when it has none.</param>
/// <param name="ContentHash">Equal for equal title and text.</param>
/// <param name="SimHash">64 bits of which copies differ in 3 at most; 0 when the text is too short for it.</param>
/// <param name="Runs">Hashes of the runs of four words at the front, sorted, each once.</param>
/// <param name="Numbers">Hashes of the numbers there, sorted, each once: a copy tells no other number.</param>
internal sealed record WirePrint(string? Link, string ContentHash, ulong SimHash, uint[] Runs, uint[] Numbers)
{
    private const int RunLength = 4;
    private const int MaxRunTokens = 150;

    // Below this a text is a headline, and two headlines are alike without being copies.
    private const int LeastWords = 16;

    private const int MostBits = 3;

    // Another dateline, by-line or headline and a cut ending leave more than this of the shorter text's runs.
    private const double LeastShare = 0.66;

    public static WirePrint Of(Article article, FoldedText text)
    {
        var words = new List<ulong>();
        var numbers = new SortedSet<uint>();
        foreach (var token in text.Tokens)
        {
            if (text.Sentences[token.Sentence].IsTitle) continue;
            if (words.Count == MaxRunTokens) break;
            var word = TermHash.Word(token.Folded);
            words.Add(word);
            if (char.IsDigit(token.Folded[0])) numbers.Add((uint)word);
        }

        return new WirePrint(
            article.Link is { } link ? Canonical(link) : null, article.ContentHash,
            words.Count >= LeastWords ? Sim(words) : 0, RunsOf(words), [.. numbers]);
    }

    /// <summary>The same page or the same words: no comparison of events is needed.</summary>
    public bool IsSame(WirePrint other) =>
        (ContentHash.Length > 0 && ContentHash == other.ContentHash) || (Link is not null && Link == other.Link);

    /// <summary>The same telling under another dateline or with its end cut off.</summary>
    public bool IsCopy(WirePrint other) =>
        IsSame(other) || (NumbersNest(other) && (SimIsNear(other) || SharesRuns(other)));

    private bool SimIsNear(WirePrint other) =>
        SimHash != 0 && other.SimHash != 0 && BitOperations.PopCount(SimHash ^ other.SimHash) <= MostBits;

    private bool NumbersNest(WirePrint other)
    {
        var (few, many) = Numbers.Length <= other.Numbers.Length ? (Numbers, other.Numbers) : (other.Numbers, Numbers);
        return Common(few, many) == few.Length;
    }

    private bool SharesRuns(WirePrint other)
    {
        var shorter = Math.Min(Runs.Length, other.Runs.Length);
        return shorter >= LeastWords - RunLength && Common(Runs, other.Runs) >= LeastShare * shorter;
    }

    private static int Common(uint[] a, uint[] b)
    {
        int i = 0, j = 0, common = 0;
        while (i < a.Length && j < b.Length)
        {
            if (a[i] == b[j]) common++;
            if (a[i] <= b[j]) i++;
            else j++;
        }

        return common;
    }

    private static uint[] RunsOf(List<ulong> words)
    {
        var runs = new uint[Math.Max(0, words.Count - RunLength + 1)];
        for (var i = 0; i < runs.Length; i++)
        {
            var run = words[i];
            for (var k = 1; k < RunLength; k++) run = TermHash.Join(run, words[i + k]);
            runs[i] = (uint)(run >> 32);
        }

        Array.Sort(runs);
        var kept = 0;
        for (var i = 0; i < runs.Length; i++)
            if (i == 0 || runs[i] != runs[i - 1]) runs[kept++] = runs[i];
        return runs[..kept];
    }

    // The bits that more than half of the words have. Counters stand upright, one bit of all 64 of them a plane, so
    // that a word is added to all at once.
    private static ulong Sim(List<ulong> words)
    {
        Span<ulong> planes = stackalloc ulong[BitOperations.Log2(MaxRunTokens) + 1];
        foreach (var word in words)
        {
            var carry = word;
            for (var plane = 0; carry != 0; plane++)
                (planes[plane], carry) = (planes[plane] ^ carry, planes[plane] & carry);
        }

        ulong hash = 0;
        for (var bit = 0; bit < 64; bit++)
        {
            var count = 0;
            for (var plane = 0; plane < planes.Length; plane++) count |= (int)(planes[plane] >> bit & 1) << plane;
            if (count * 2 > words.Count) hash |= 1UL << bit;
        }

        return hash;
    }

    // Host without www, path without a slash at its end; the query stays, as many sites name the article in it.
    private static string? Canonical(Uri given)
    {
        // An address keeps the parts that it was asked for: ours goes, the article's stays as small as it is.
        var link = new Uri(given.OriginalString);
        // A home page is nobody's address.
        if (link.AbsolutePath.Length < 2 && link.Query.Length < 2) return null;
        var host = link.IdnHost.StartsWith("www.", StringComparison.Ordinal) ? link.IdnHost[4..] : link.IdnHost;
        var query = link.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Where(p => !p.StartsWith("utm_", StringComparison.Ordinal)
                && !p.StartsWith("fbclid", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
        return $"{host}{link.AbsolutePath.TrimEnd('/')}?{string.Join('&', query)}";
    }
}
