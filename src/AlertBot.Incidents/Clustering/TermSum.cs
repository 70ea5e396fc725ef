namespace AlertBot.Incidents.Clustering;

/// <summary>Adds up many vectors within a limit: what <see cref="TermVector.Plus"/> gives one by one, without a vector
/// for every sum on the way.</summary>
internal sealed class TermSum(int limit)
{
    private ulong[] _terms = new ulong[limit];
    private float[] _weights = new float[limit];
    private ulong[] _nextTerms = new ulong[limit * 2];
    private float[] _nextWeights = new float[limit * 2];
    private int _count;

    public void Add(TermVector vector)
    {
        var most = _count + vector.Terms.Length;
        if (_nextTerms.Length < most) (_nextTerms, _nextWeights) = (new ulong[most * 2], new float[most * 2]);
        _count = Add(
            _terms.AsSpan(0, _count), _weights.AsSpan(0, _count), vector, _nextTerms.AsSpan(0, most),
            _nextWeights.AsSpan(0, most));
        if (_count > limit) _count = KeepHeaviest(_nextTerms.AsSpan(0, _count), _nextWeights.AsSpan(0, _count), limit);
        (_terms, _nextTerms) = (_nextTerms, _terms);
        (_weights, _nextWeights) = (_nextWeights, _weights);
    }

    public TermVector ToVector() => TermVector.Of(_terms.AsSpan(0, _count), _weights.AsSpan(0, _count));

    /// <summary>Merges two sorted vectors into spans with room for both; returns how many terms that makes.</summary>
    public static int Add(
        ReadOnlySpan<ulong> terms, ReadOnlySpan<float> weights, TermVector other, Span<ulong> intoTerms,
        Span<float> intoWeights)
    {
        ReadOnlySpan<ulong> otherTerms = other.Terms;
        ReadOnlySpan<float> otherWeights = other.Weights;
        int i = 0, j = 0, n = 0;
        while (i < terms.Length || j < otherTerms.Length)
        {
            var mine = j >= otherTerms.Length || (i < terms.Length && terms[i] <= otherTerms[j]);
            var theirs = i >= terms.Length || (j < otherTerms.Length && otherTerms[j] <= terms[i]);
            intoTerms[n] = mine ? terms[i] : otherTerms[j];
            intoWeights[n++] = (mine ? weights[i++] : 0) + (theirs ? otherWeights[j++] : 0);
        }

        return n;
    }

    /// <summary>Moves the heaviest to the front, in the order of their terms; returns <paramref name="limit"/>.</summary>
    /// <remarks>Equal weights at the cut are decided by the term, so that the result does not hang on anything
    /// else.</remarks>
    public static int KeepHeaviest(Span<ulong> terms, Span<float> weights, int limit)
    {
        var least = Heaviest(weights, limit);
        var room = limit;
        foreach (var weight in weights)
            if (weight > least) room--;
        var n = 0;
        for (var i = 0; i < terms.Length; i++)
        {
            if (weights[i] < least || (weights[i] == least && room-- <= 0)) continue;
            (terms[n], weights[n]) = (terms[i], weights[i]);
            n++;
        }

        return n;
    }

    // Hoare's selection: the weight that would stand at that place, counted from 1, if they were sorted heaviest first.
    private static float Heaviest(ReadOnlySpan<float> weights, int place)
    {
        var copy = weights.Length <= 1024 ? stackalloc float[weights.Length] : new float[weights.Length];
        weights.CopyTo(copy);
        var (from, to, at) = (0, copy.Length - 1, place - 1);
        while (from < to)
        {
            var (i, j, pivot) = (from, to, copy[at]);
            while (i <= j)
            {
                while (copy[i] > pivot) i++;
                while (copy[j] < pivot) j--;
                if (i > j) break;
                (copy[i], copy[j]) = (copy[j], copy[i]);
                i++;
                j--;
            }

            if (j < at) from = i;
            if (at < i) to = j;
        }

        return copy[at];
    }
}
