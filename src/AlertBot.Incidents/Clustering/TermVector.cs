namespace AlertBot.Incidents.Clustering;

/// <summary>Terms with their weights, sorted by term: what a text or many texts are about.</summary>
internal sealed class TermVector
{
    private TermVector(ulong[] terms, float[] weights)
    {
        Terms = terms;
        Weights = weights;
    }

    public static TermVector Empty { get; } = new([], []);

    public ulong[] Terms { get; }

    /// <summary>How often, damped: 1 for once, 1.7 for twice. Without rarity, which changes as news come.</summary>
    public float[] Weights { get; }

    /// <summary>Counts terms; the span is sorted in place.</summary>
    public static TermVector Count(Span<ulong> occurrences)
    {
        if (occurrences.IsEmpty) return Empty;
        occurrences.Sort();
        var terms = new List<ulong>(occurrences.Length);
        var weights = new List<float>(occurrences.Length);
        for (var i = 0; i < occurrences.Length;)
        {
            var start = i;
            while (i < occurrences.Length && occurrences[i] == occurrences[start]) i++;
            terms.Add(occurrences[start]);
            weights.Add(1 + MathF.Log(i - start));
        }

        return new TermVector([.. terms], [.. weights]);
    }

    /// <summary>The sum of both, its lightest terms beyond <paramref name="limit"/> dropped.</summary>
    public TermVector Plus(TermVector other, int limit)
    {
        var terms = new ulong[Terms.Length + other.Terms.Length];
        var weights = new float[terms.Length];
        int i = 0, j = 0, n = 0;
        while (i < Terms.Length || j < other.Terms.Length)
        {
            var mine = j >= other.Terms.Length || (i < Terms.Length && Terms[i] <= other.Terms[j]);
            var theirs = i >= Terms.Length || (j < other.Terms.Length && other.Terms[j] <= Terms[i]);
            terms[n] = mine ? Terms[i] : other.Terms[j];
            weights[n++] = (mine ? Weights[i++] : 0) + (theirs ? other.Weights[j++] : 0);
        }

        return n <= limit
            ? new TermVector(terms[..n], weights[..n])
            : Heaviest(terms.AsSpan(0, n), weights.AsSpan(0, n), limit);
    }

    // Equal weights at the cut are decided by the term, so that the result does not hang on anything else.
    private static TermVector Heaviest(ReadOnlySpan<ulong> terms, ReadOnlySpan<float> weights, int limit)
    {
        var order = new (float Weight, ulong Term)[terms.Length];
        for (var i = 0; i < terms.Length; i++) order[i] = (-weights[i], terms[i]);
        Array.Sort(order);
        Array.Sort(order, 0, limit, Comparer<(float Weight, ulong Term)>.Create((a, b) => a.Term.CompareTo(b.Term)));
        var keptTerms = new ulong[limit];
        var keptWeights = new float[limit];
        for (var i = 0; i < limit; i++) (keptWeights[i], keptTerms[i]) = (-order[i].Weight, order[i].Term);
        return new TermVector(keptTerms, keptWeights);
    }

    /// <summary>Cosine of the angle to <paramref name="other"/>, rarity counted in; 0 when either is empty.</summary>
    public float Cosine(TermVector other, Func<ulong, float> rarity)
    {
        float dot = 0, mine = 0, theirs = 0;
        int i = 0, j = 0;
        while (i < Terms.Length || j < other.Terms.Length)
        {
            var takeMine = j >= other.Terms.Length || (i < Terms.Length && Terms[i] <= other.Terms[j]);
            var takeTheirs = i >= Terms.Length || (j < other.Terms.Length && other.Terms[j] <= Terms[i]);
            var idf = rarity(takeMine ? Terms[i] : other.Terms[j]);
            var a = takeMine ? Weights[i++] * idf : 0;
            var b = takeTheirs ? other.Weights[j++] * idf : 0;
            dot += a * b;
            mine += a * a;
            theirs += b * b;
        }

        return mine > 0 && theirs > 0 ? dot / MathF.Sqrt(mine * theirs) : 0;
    }
}
