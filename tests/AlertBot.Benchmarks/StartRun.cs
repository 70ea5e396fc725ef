using System.Globalization;

namespace AlertBot.Benchmarks;

/// <summary>Time from the start of the process to the first request at a feed server, with the configuration that the
/// program ships with: on no data yet, and on the data of an earlier run.</summary>
/// <remarks><c>dotnet run -c Release --project tests/AlertBot.Benchmarks -- start [PROGRAM]</c></remarks>
internal static class StartRun
{
    private const int Runs = 5;

    public static async Task<int> StartAsync(string? path)
    {
        var program = await ProgramUnderTest.FindAsync(path);
        await MeasureAsync("3 feeds, no data", program, feeds: 3, isFresh: true);
        await MeasureAsync("3 feeds, started before", program, feeds: 3, isFresh: false);
        await MeasureAsync("1,000 feeds, no data", program, feeds: 1000, isFresh: true);
        await MeasureAsync("1,000 feeds, started before", program, feeds: 1000, isFresh: false);
        return 0;
    }

    private static async Task MeasureAsync(string name, string program, int feeds, bool isFresh)
    {
        var (wall, cpu) = (new List<double>(), new List<double>());
        using var folder = RunFolder.With(program, "feeds: []\n");
        for (var run = isFresh ? 0 : -1; run < Runs; run++)
        {
            await using var farm = FeedFarm.Start(feeds, characters: 100);
            File.WriteAllText(Path.Combine(folder.Config, "feeds.yaml"), farm.ToYaml());
            if (isFresh) folder.Data = folder.NewData(run.ToString(CultureInfo.InvariantCulture));
            using var process = ProgramUnderTest.Start(
                program, ["run", "--config", folder.Config],
                folder.Environment(farm.Origin, TimeSpan.FromMilliseconds(100)));
            var draining = process.DrainAsync();
            var first = await farm.FirstRequest.WaitAsync(TimeSpan.FromMinutes(1));
            var use = process.Use();
            if (run >= 0)
            {
                wall.Add(TimeProvider.System.GetElapsedTime(process.Started, first).TotalMilliseconds);
                cpu.Add(use.Cpu.TotalMilliseconds);
            }

            if (isFresh) continue;
            await process.StopAsync();
            await draining;
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-28} first request after {Median(wall):0} ms (most {wall.Max():0}), CPU {Median(cpu):0} ms"));
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
