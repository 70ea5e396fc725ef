namespace AlertBot.Incidents.Clustering;

/// <summary>A vector made ready to be compared with many others: rarity is counted in once.</summary>
internal sealed class QueryVector
{
    private readonly TermVector _vector;
    private readonly float[] _weights;
    private readonly float _norm;
    private readonly Func<ulong, float> _rarity;

    public QueryVector(TermVector vector, Func<ulong, float> rarity)
    {
        _vector = vector;
        _rarity = rarity;
        _weights = new float[vector.Terms.Length];
        for (var i = 0; i < _weights.Length; i++)
        {
            var idf = rarity(vector.Terms[i]);
            _weights[i] = vector.Weights[i] * idf * idf;
            _norm += vector.Weights[i] * _weights[i];
        }
    }

    /// <summary>Cosine of the angle to <paramref name="other"/>, rarity counted in; 0 when either is empty.</summary>
    public float Cosine(TermVector other)
    {
        var (mine, theirs) = (_vector.Terms, other.Terms);
        float dot = 0;
        for (int i = 0, j = 0; i < mine.Length && j < theirs.Length;)
        {
            if (mine[i] == theirs[j]) dot += _weights[i++] * other.Weights[j++];
            else if (mine[i] < theirs[j]) i++;
            else j++;
        }

        return dot > 0 ? dot / MathF.Sqrt(_norm * Norm(other)) : 0;
    }

    private float Norm(TermVector other)
    {
        float norm = 0;
        for (var i = 0; i < other.Terms.Length; i++)
        {
            var weight = other.Weights[i] * _rarity(other.Terms[i]);
            norm += weight * weight;
        }

        return norm;
    }
}
