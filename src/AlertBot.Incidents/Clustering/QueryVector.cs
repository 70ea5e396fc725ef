namespace AlertBot.Incidents.Clustering;

/// <summary>A vector made ready to be compared with many others: rarity is counted in once.</summary>
internal sealed class QueryVector
{
    private readonly ulong[] _terms;
    private readonly float[] _weights;
    private readonly float _norm;
    private readonly Rarity _rarity;

    // Where a term stands among ours, from 1, by its lower bits; 0 for an empty place. Most terms of another vector
    // are none of ours, and mostly the first place says so.
    private readonly int[] _places;

    public QueryVector(TermVector vector, Rarity rarity)
    {
        _terms = vector.Terms;
        _rarity = rarity;
        _weights = new float[_terms.Length];
        _places = new int[System.Numerics.BitOperations.RoundUpToPowerOf2((uint)_terms.Length * 4 | 4)];
        for (var i = 0; i < _weights.Length; i++)
        {
            var idf = rarity.Of(_terms[i]);
            _weights[i] = vector.Weights[i] * idf * idf;
            _norm += vector.Weights[i] * _weights[i];
            var at = (int)_terms[i] & (_places.Length - 1);
            while (_places[at] != 0) at = (at + 1) & (_places.Length - 1);
            _places[at] = i + 1;
        }
    }

    /// <summary>Cosine of the angle to <paramref name="other"/>, rarity counted in; 0 when either is empty.</summary>
    public float Cosine(TermVector other)
    {
        var (terms, weights) = (other.Terms, other.Weights);
        float dot = 0;
        for (var i = 0; i < terms.Length; i++)
            if (PlaceOf(terms[i]) is var place and > 0) dot += _weights[place - 1] * weights[i];
        return dot > 0 ? dot / MathF.Sqrt(_norm * Norm(other)) : 0;
    }

    private int PlaceOf(ulong term)
    {
        var at = (int)term & (_places.Length - 1);
        while (_places[at] is var place and > 0)
        {
            if (_terms[place - 1] == term) return place;
            at = (at + 1) & (_places.Length - 1);
        }

        return 0;
    }

    private float Norm(TermVector other)
    {
        float norm = 0;
        for (var i = 0; i < other.Terms.Length; i++)
        {
            var weight = other.Weights[i] * _rarity.Of(other.Terms[i]);
            norm += weight * weight;
        }

        return norm;
    }
}
