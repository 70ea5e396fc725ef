namespace AlertBot.Incidents.Clustering;

/// <summary>How rare terms are among the shared articles in one language. Remembers its answers: it holds for as long
/// as nothing is added to the index.</summary>
internal sealed class Rarity(IncidentIndex.Builder index, float articles)
{
    private ulong[] _terms = new ulong[1024];
    private float[] _known = new float[1024];
    private int _count;

    /// <summary>Inverse document frequency, above 0.</summary>
    public float Of(ulong term)
    {
        // 0 stands for an empty place. A term is a well mixed hash: its lower bits will do.
        if (term == 0) return Reckon(term);
        var at = (int)term & (_terms.Length - 1);
        while (_terms[at] != term)
        {
            if (_terms[at] == 0) return Remember(term, at);
            at = (at + 1) & (_terms.Length - 1);
        }

        return _known[at];
    }

    private float Remember(ulong term, int at)
    {
        var rarity = Reckon(term);
        (_terms[at], _known[at]) = (term, rarity);
        if (++_count > _terms.Length / 2) Grow();
        return rarity;
    }

    private float Reckon(ulong term) => MathF.Log((articles / (index.Articles(term) + 0.5f)) + 1);

    private void Grow()
    {
        var (terms, known) = (_terms, _known);
        (_terms, _known) = (new ulong[terms.Length * 4], new float[terms.Length * 4]);
        for (var i = 0; i < terms.Length; i++)
        {
            if (terms[i] == 0) continue;
            var at = (int)terms[i] & (_terms.Length - 1);
            while (_terms[at] != 0) at = (at + 1) & (_terms.Length - 1);
            (_terms[at], _known[at]) = (terms[i], known[i]);
        }
    }
}
