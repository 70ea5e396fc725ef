using System.Globalization;
using AlertBot.Testing;
using AlertBot.Testing.Fuzz;
using Xunit;

namespace AlertBot.Tests.Feeds.Reading;

/// <summary>Some thousand documents made up to break the reader; <c>ALERTBOT_SEED</c> and <c>ALERTBOT_RUNS</c> choose others
/// and more. Minutes of it: <c>dotnet run -c Release --project tests/AlertBot.Benchmarks -- fuzz MINUTES [SEED]</c>.</summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int Documents = 1_500;

    [Fact]
    public void No_document_crashes_the_reader_makes_it_hang_or_breaks_its_contract()
    {
        var seed = PropertyRuns.Seed ?? (ulong)TimeProvider.System.GetTimestamp();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ALERTBOT_SEED={seed}"));
        var folder = Path.Combine(Path.GetTempPath(), "alertbot-fuzz");
        var faults = new List<string>();
        var run = new FuzzRun(new FuzzInputs(seed, maxRepeats: 2_000), folder, faults.Add);

        for (var number = 0; number < PropertyRuns.Count(Documents); number++) run.Try(number);

        Assert.True(faults.Count == 0, string.Create(CultureInfo.InvariantCulture, $"seed {seed}:\n") + string.Join('\n', faults));
    }
}
