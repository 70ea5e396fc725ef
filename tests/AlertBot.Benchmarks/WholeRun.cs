using System.Globalization;
using AlertBot.Alerts;
using AlertBot.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AlertBot.Benchmarks;

/// <summary>The whole program on many loopback feeds: cold until everything is stored, analysed and delivered; a round
/// in which nothing is new; and a start on that data with some news. Prints CPU, time and memory of each.</summary>
/// <remarks><c>dotnet run -c Release --project tests/AlertBot.Benchmarks -- run FEEDS [CHARACTERS [PROGRAM]]</c>. The
/// feeds are served by this process, so that the program's side alone is counted.</remarks>
internal static class WholeRun
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    public static async Task<int> RunAsync(int feeds, int characters, string? path)
    {
        var program = await ProgramUnderTest.FindAsync(path);
        await using var farm = FeedFarm.Start(feeds, characters);
        using var folder = RunFolder.With(program, farm.ToYaml());
        using (var process = Start(program, folder, farm))
        {
            var draining = process.DrainAsync();
            await ColdAsync(process, farm, folder);
            await UnchangedAsync(process, farm);
            Console.WriteLine($"stopped with exit code {await process.StopAsync()}");
            Console.WriteLine($"{await draining} lines on the terminal");
        }

        await Task.Delay(Interval * 1.2, TimeProvider.System, CancellationToken.None);
        farm.Change(step: 10);
        using (var process = Start(program, folder, farm))
        {
            var draining = process.DrainAsync();
            await RestartAsync(process, farm, folder);
            await process.StopAsync();
            await draining;
        }

        return 0;
    }

    /// <summary>The first part alone.</summary>
    public static async Task<int> ColdAsync(int feeds, int characters, string? path)
    {
        var program = await ProgramUnderTest.FindAsync(path);
        await using var farm = FeedFarm.Start(feeds, characters);
        using var folder = RunFolder.With(program, farm.ToYaml());
        using var process = Start(program, folder, farm);
        var draining = process.DrainAsync();
        await ColdAsync(process, farm, folder);
        await process.StopAsync();
        await draining;
        return 0;
    }

    private static ProgramUnderTest Start(string program, RunFolder folder, FeedFarm farm) => ProgramUnderTest.Start(
        program, ["run", "--config", folder.Config], folder.Environment(farm.Origin, Interval));

    private static async Task ColdAsync(ProgramUnderTest process, FeedFarm farm, RunFolder folder)
    {
        var first = await farm.FirstRequest;
        Report("started", process, process.Started, TimeSpan.Zero, first);
        await UntilAsync(() => Task.FromResult(farm.Whole >= farm.Feeds), process);
        Report("all polled", process, process.Started, TimeSpan.Zero);
        await using var store = await StoreAsync(folder);
        await UntilAsync(() => IsDoneAsync(store), process);
        Report("all analysed and delivered", process, process.Started, TimeSpan.Zero);
        Console.WriteLine(await store.GetRequiredService<IOutbox>().CountAsync(CancellationToken.None));
    }

    private static async Task UnchangedAsync(ProgramUnderTest process, FeedFarm farm)
    {
        var before = farm.Unchanged;
        await UntilAsync(() => Task.FromResult(farm.Unchanged > before), process);
        var (from, cpu) = (TimeProvider.System.GetTimestamp(), process.Use().Cpu);
        await UntilAsync(() => Task.FromResult(farm.Unchanged >= before + farm.Feeds), process);
        Report("all unchanged", process, from, cpu);
    }

    private static async Task RestartAsync(ProgramUnderTest process, FeedFarm farm, RunFolder folder)
    {
        var before = farm.Unchanged + farm.Whole;
        await UntilAsync(() => Task.FromResult(farm.Unchanged + farm.Whole >= before + farm.Feeds), process);
        await using var store = await StoreAsync(folder);
        await UntilAsync(() => IsDoneAsync(store), process);
        Report("started again, one in ten new", process, process.Started, TimeSpan.Zero);
    }

    private static async Task<ServiceProvider> StoreAsync(RunFolder folder)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Storage:DataDirectory", folder.Data)]).Build();
        var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddLogging()
            .AddSingleton(TimeProvider.System).AddStorage(StoreAccess.Beside).BuildServiceProvider();
        if (await services.GetRequiredService<IStore>().OpenAsync(CancellationToken.None) is { } problem)
            throw new InvalidOperationException(problem.ToString());
        return services;
    }

    // What was stored last waits for the analysis at first: all is done when it is so twice in a row.
    private static async Task<bool> IsDoneAsync(ServiceProvider store)
    {
        for (var look = 0; look < 2; look++)
        {
            if (await store.GetRequiredService<IAnalysisStore>().CountWaitingAsync(CancellationToken.None) > 0)
                return false;
            // Edits of one alert are paced: those that are not due yet will be sent in time.
            var nextUtc = await store.GetRequiredService<IOutbox>().NextDueUtcAsync(CancellationToken.None);
            if (nextUtc < TimeProvider.System.GetUtcNow()) return false;
            await Task.Delay(Look * 4, TimeProvider.System, CancellationToken.None);
        }

        return true;
    }

    private static async Task UntilAsync(Func<Task<bool>> isSo, ProgramUnderTest process)
    {
        while (!await isSo())
        {
            process.Use();
            await Task.Delay(Look, TimeProvider.System, CancellationToken.None);
        }
    }

    private static void Report(string phase, ProgramUnderTest process, long from, TimeSpan before, long? to = null)
    {
        var use = process.Use();
        var wall = TimeProvider.System.GetElapsedTime(from, to ?? TimeProvider.System.GetTimestamp());
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{phase,-30} CPU {(use.Cpu - before).TotalSeconds:0.00} s, wall {wall.TotalSeconds:0.0} s, {use}"));
    }
}
