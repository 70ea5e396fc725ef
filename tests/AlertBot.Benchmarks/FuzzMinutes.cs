using System.Globalization;
using AlertBot.Testing.Fuzz;

namespace AlertBot.Benchmarks;

/// <summary>Breaks at the feed reader with made-up documents for minutes, one thread a processor, and tells of every answer that
/// breaks its contract.</summary>
/// <remarks><c>dotnet run -c Release --project tests/AlertBot.Benchmarks -- fuzz MINUTES [SEED]</c></remarks>
internal static class FuzzMinutes
{
    private const int Threads = 2;

    public static int Run(double minutes, string? seedText)
    {
        var seed = seedText is null
            ? (ulong)TimeProvider.System.GetTimestamp()
            : ulong.Parse(seedText, CultureInfo.InvariantCulture);
        var folder = Path.Combine(Path.GetTempPath(), "alertbot-fuzz");
        var from = TimeProvider.System.GetTimestamp();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {seed}; what breaks is kept in {folder}"));
        var (tried, faults) = (0L, 0);
        var workers = new Thread[Threads];
        for (var i = 0; i < Threads; i++)
        {
            workers[i] = new Thread(() =>
            {
                var run = new FuzzRun(new FuzzInputs(seed, maxRepeats: 100_000), folder, Console.WriteLine);
                while (TimeProvider.System.GetElapsedTime(from).TotalMinutes < minutes)
                    if (!run.Try(Interlocked.Increment(ref tried))) Interlocked.Increment(ref faults);
            });
            workers[i].Start();
        }
        foreach (var worker in workers)
        {
            while (!worker.Join(TimeSpan.FromSeconds(30)))
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{tried} documents, {faults} faults, heap {GC.GetTotalMemory(false) / 1e6:0} MB, "
                    + $"resident {Environment.WorkingSet / 1e6:0} MB"));
        }
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{tried} documents in {TimeProvider.System.GetElapsedTime(from).TotalMinutes:0.0} minutes, {faults} faults"));
        return faults == 0 ? 0 : 1;
    }
}
