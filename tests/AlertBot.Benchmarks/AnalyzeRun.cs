using System.Globalization;

namespace AlertBot.Benchmarks;

/// <summary>Generated articles through <c>alertbot analyze</c>, one a line: CPU time of the process an article,
/// everything included: names, facts, matches, clustering, summaries, JSON in and out.</summary>
/// <remarks><c>dotnet run -c Release --project tests/AlertBot.Benchmarks -- analyze ARTICLES [CHARACTERS [PROGRAM]]</c>;
/// <c>news ARTICLES CHARACTERS</c> writes the articles themselves.</remarks>
internal static class AnalyzeRun
{
    public static async Task<int> AnalyzeAsync(int articles, int characters, string? path)
    {
        var program = await ProgramUnderTest.FindAsync(path);
        var lines = Lines(articles, characters);
        using var process = ProgramUnderTest.Start(program, ["analyze", "-", "--json"], []);
        // The first answer comes when all is loaded; it is not counted among the others.
        await process.Input.WriteLineAsync(lines[0]);
        await process.Input.FlushAsync();
        await process.Output.ReadLineAsync();
        var (before, from) = (process.Use(), TimeProvider.System.GetTimestamp());
        var writing = WriteAsync(process.Input, lines);
        var step = Math.Max(1, articles / 5);
        var last = before.Cpu;
        for (var i = 1; i < lines.Count; i++)
        {
            if (await process.Output.ReadLineAsync() is null) throw new InvalidOperationException("It ended early.");
            if ((i + 1) % step != 0) continue;
            var now = process.Use().Cpu;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"to {i + 1,6}: {step / (now - last).TotalSeconds:0} articles a CPU second"));
            last = now;
        }

        var (after, wall) = (process.Use(), TimeProvider.System.GetElapsedTime(from));
        await writing;
        process.Input.Close();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{lines.Count} articles of {lines.Average(l => l.Length):0} characters a line: "
            + $"{(lines.Count - 1) / (after.Cpu - before.Cpu).TotalSeconds:0} articles a CPU second, "
            + $"{(lines.Count - 1) / wall.TotalSeconds:0} a second of wall time; "
            + $"loading took {before.Cpu.TotalSeconds:0.00} CPU s; {after}"));
        return 0;
    }

    public static int News(int articles, int characters)
    {
        foreach (var line in Lines(articles, characters)) Console.Out.WriteLine(line);
        return 0;
    }

    private static List<string> Lines(int articles, int characters) =>
        [.. new NewsStories(seed: 5).Write(articles, 50, characters).Select(NewsStories.ToLine)];

    private static async Task WriteAsync(StreamWriter input, List<string> lines)
    {
        foreach (var line in lines.Skip(1)) await input.WriteLineAsync(line);
        await input.FlushAsync();
    }
}
