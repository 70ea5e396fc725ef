using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Incidents;

public sealed class ClusterScoreTests
{
    [Fact]
    public void A_known_clustering_gets_its_known_measures()
    {
        // Of 4 pairs found and 4 true ones 2 agree: worked out by hand.
        var score = ClusterScore.Of(Clusters("abc", "de"), Clusters("ab", "cde"));

        Assert.Equal((0.5, 0.5), (score.Pairwise.Precision, score.Pairwise.Recall));
        Assert.Equal((1 + 1 + (1 / 3.0) + (2 / 3.0) + (2 / 3.0)) / 5, score.BCubed.Precision, 9);
        Assert.Equal(((2 / 3.0) + (2 / 3.0) + (1 / 3.0) + 1 + 1) / 5, score.BCubed.Recall, 9);
        Assert.Equal((1.5, 0.5), (score.Fragmentation, score.Impurity));
    }

    [Fact]
    public void An_article_that_was_left_out_costs_recall()
    {
        var found = Clusters("a");

        var score = ClusterScore.Of(Clusters("ab"), found);

        Assert.Equal((1, 0.5), (score.BCubed.Precision, score.BCubed.Recall));
        Assert.Equal(0, score.Pairwise.F1);
    }

    private static Dictionary<string, string> Clusters(params string[] groups) =>
        groups.SelectMany((g, i) => g.Select(c => (c, i))).ToDictionary(x => $"{x.c}", x => $"{x.i}");
}
