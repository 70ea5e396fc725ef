namespace AlertBot.Incidents.Clustering;

/// <summary>Terms with their weights, sorted by term: what a text or many texts are about.</summary>
internal sealed class TermVector
{
    private const int MostOnStack = 512;

    private TermVector(ulong[] terms, float[] weights)
    {
        Terms = terms;
        Weights = weights;
    }

    public static TermVector Empty { get; } = new([], []);

    public ulong[] Terms { get; }

    /// <summary>How often, damped: 1 for once, 1.7 for twice. Without rarity, which changes as news come.</summary>
    public float[] Weights { get; }

    /// <summary>Terms in ascending order, each once, with their weights.</summary>
    public static TermVector Of(ReadOnlySpan<ulong> terms, ReadOnlySpan<float> weights) =>
        terms.IsEmpty ? Empty : new TermVector(terms.ToArray(), weights.ToArray());

    /// <summary>Counts terms; the span is used up.</summary>
    public static TermVector Count(Span<ulong> occurrences)
    {
        if (occurrences.IsEmpty) return Empty;
        occurrences.Sort();
        var weights = occurrences.Length <= MostOnStack
            ? stackalloc float[occurrences.Length]
            : new float[occurrences.Length];
        var count = 0;
        for (var i = 0; i < occurrences.Length; count++)
        {
            var start = i;
            while (i < occurrences.Length && occurrences[i] == occurrences[start]) i++;
            occurrences[count] = occurrences[start];
            weights[count] = i - start == 1 ? 1 : 1 + MathF.Log(i - start);
        }

        return Of(occurrences[..count], weights[..count]);
    }

    /// <summary>The sum of both, its lightest terms beyond <paramref name="limit"/> dropped.</summary>
    public TermVector Plus(TermVector other, int limit)
    {
        if (Terms.Length == 0 && other.Terms.Length <= limit) return other;
        var most = Terms.Length + other.Terms.Length;
        var terms = most <= MostOnStack ? stackalloc ulong[most] : new ulong[most];
        var weights = most <= MostOnStack ? stackalloc float[most] : new float[most];
        var count = TermSum.Add(Terms, Weights, other, terms, weights);
        if (count > limit) count = TermSum.KeepHeaviest(terms[..count], weights[..count], limit);
        return new TermVector(terms[..count].ToArray(), weights[..count].ToArray());
    }

    /// <summary>The sum of the squares of all weights.</summary>
    public float SquaredNorm()
    {
        float norm = 0;
        foreach (var weight in Weights) norm += weight * weight;
        return norm;
    }

    /// <summary>Cosine of the angle to <paramref name="other"/>; 0 when either is empty.</summary>
    /// <param name="other">A vector that many are compared with.</param>
    /// <param name="otherNorm">Its <see cref="SquaredNorm"/>.</param>
    public float Cosine(TermVector other, float otherNorm)
    {
        float dot = 0;
        var from = 0;
        for (var i = 0; i < Terms.Length && from < other.Terms.Length; i++)
        {
            var at = Array.BinarySearch(other.Terms, from, other.Terms.Length - from, Terms[i]);
            from = at >= 0 ? at + 1 : ~at;
            if (at >= 0) dot += Weights[i] * other.Weights[at];
        }

        var norm = SquaredNorm();
        return norm > 0 && otherNorm > 0 ? dot / MathF.Sqrt(norm * otherNorm) : 0;
    }
}
