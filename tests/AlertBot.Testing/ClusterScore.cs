namespace AlertBot.Testing;

/// <summary>How well a clustering of articles agrees with the truth. The measures of news-stream clustering.</summary>
/// <param name="Articles">How many articles were scored.</param>
/// <param name="TrueClusters">Clusters in the truth.</param>
/// <param name="FoundClusters">Clusters that were found.</param>
/// <param name="BCubed">Mean over articles: every article weighs the same.</param>
/// <param name="Pairwise">Over pairs of articles: large clusters dominate.</param>
/// <param name="Fragmentation">Found clusters per true one of two or more articles; 1 is ideal.</param>
/// <param name="Impurity">Share of the found clusters of two or more articles that mix true ones; 0 is ideal.</param>
public sealed record ClusterScore(
    int Articles, int TrueClusters, int FoundClusters, ClusterScore.Measure BCubed, ClusterScore.Measure Pairwise,
    double Fragmentation, double Impurity)
{
    /// <summary>Precision and recall, 0 to 1 each.</summary>
    public sealed record Measure(double Precision, double Recall)
    {
        public double F1 => Precision + Recall == 0 ? 0 : 2 * Precision * Recall / (Precision + Recall);

        public override string ToString() => $"P {Precision:0.0000}  R {Recall:0.0000}  F1 {F1:0.0000}";
    }

    /// <summary>Scores what was found; an article that was not found counts as a cluster of its own.</summary>
    public static ClusterScore Of(
        IReadOnlyDictionary<string, string> truth, IReadOnlyDictionary<string, string> found)
    {
        var pairs = truth.Select(t => (
            True: t.Value, Found: found.TryGetValue(t.Key, out var cluster) ? "found " + cluster
                : "missing " + t.Key)).ToList();
        var trueSizes = pairs.CountBy(p => p.True).ToDictionary();
        var foundSizes = pairs.CountBy(p => p.Found).ToDictionary();
        var joint = pairs.CountBy(p => p).ToList();

        var together = joint.Sum(j => Pairs(j.Value));
        var (inFound, inTrue) = (foundSizes.Values.Sum(Pairs), trueSizes.Values.Sum(Pairs));
        var split = joint.CountBy(j => j.Key.True).Where(s => trueSizes[s.Key] >= 2).Select(s => (double)s.Value)
            .ToList();
        var mixed = joint.CountBy(j => j.Key.Found).Where(m => foundSizes[m.Key] >= 2)
            .Select(m => m.Value > 1 ? 1.0 : 0).ToList();
        return new ClusterScore(
            pairs.Count, trueSizes.Count, foundSizes.Count,
            new Measure(
                joint.Sum(j => (double)j.Value * j.Value / foundSizes[j.Key.Found]) / pairs.Count,
                joint.Sum(j => (double)j.Value * j.Value / trueSizes[j.Key.True]) / pairs.Count),
            new Measure(inFound == 0 ? 1 : (double)together / inFound, inTrue == 0 ? 1 : (double)together / inTrue),
            split.Count == 0 ? 1 : split.Average(), mixed.Count == 0 ? 0 : mixed.Average());
    }

    public override string ToString() =>
        $"{Articles} articles, {TrueClusters} true and {FoundClusters} found clusters; BCubed {BCubed}; " +
        $"pairwise {Pairwise}; fragmentation {Fragmentation:0.000}; impurity {Impurity:0.000}";

    private static long Pairs(int n) => (long)n * (n - 1) / 2;
}
