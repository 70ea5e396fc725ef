using AlertBot.Demo;
using AlertBot.Testing;
using AlertBot.Tests.Host;
using Xunit;

namespace AlertBot.Tests.Incidents.Facts;

/// <summary>What is read out of the demo's reports, against what they say, written down by hand beside this.</summary>
public sealed class DemoFactsTests(ITestOutputHelper output)
{
    // What was measured, so that a later change cannot lose it unseen.
    private const double LeastRight = 0.97;

    [Fact]
    public void The_reports_say_what_is_written_down_of_them()
    {
        var (faults, serious, right, all) = Compare();

        output.WriteLine($"{right} of {all} facts are right ({100.0 * right / all:F1} %)");
        Assert.True((double)right / all >= LeastRight,
            $"{right} of {all}\n{string.Join('\n', serious.Concat(faults))}");
    }

    [Fact]
    public void Nobody_is_accused_no_denial_is_lost_and_no_toll_is_raised() => Assert.Empty(Compare().Serious);

    private static (List<string> Faults, List<string> Serious, int Right, int All) Compare()
    {
        var path = Path.Combine(
            SharedData.RepositoryRoot!, "tests/AlertBot.Tests/Incidents/Facts/Samples/demo-facts.txt");
        var sheets = FactSheet.Read(File.ReadLines(path));
        var items = DemoNews.Read(DemoAnalysis.Folder).Items.Where(i => sheets.ContainsKey(i.Id)).ToList();
        Assert.Equal(sheets.Count, items.Count);
        foreach (var item in items)
            sheets[item.Id].Compare(item.Id, SomeNames.Facts(item.Title, item.Text, item.AtUtc.ToString("O")));
        return ([.. sheets.Values.SelectMany(s => s.Faults)], [.. sheets.Values.SelectMany(s => s.SeriousFaults)],
            sheets.Values.Sum(s => s.Right), sheets.Values.Sum(s => s.All));
    }
}
