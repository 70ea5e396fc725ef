using System.Globalization;
using System.Text;

namespace AlertBot.Benchmarks;

/// <summary>Feeds from files through <c>alertbot feeds inspect --stdin --json</c>, in rounds: megabytes and feeds a CPU
/// second, and memory, which must not grow; the longest that one answer took; and one round by a process of its own,
/// from its start to its end.</summary>
/// <remarks><c>dotnet run -c Release --project tests/AlertBot.Benchmarks -- inspect [FOLDER [PROGRAM]]</c>; without a
/// folder, feeds are generated.</remarks>
internal static class InspectRun
{
    private const int Rounds = 50;
    private const int LeastFeeds = 280;

    public static async Task<int> InspectAsync(string? folder, string? path)
    {
        var program = await ProgramUnderTest.FindAsync(path);
        var files = folder is null ? [] : Directory.GetFiles(folder).Order(StringComparer.Ordinal).ToList();
        var own = Directory.CreateTempSubdirectory("alertbot-inspect-").FullName;
        try
        {
            if (files.Count == 0) files = Generated(own);
            await MeasureAsync(program, files);
            await MeasureWholeAsync(program, files);
        }
        finally
        {
            Directory.Delete(own, recursive: true);
        }

        return 0;
    }

    private static async Task MeasureAsync(string program, List<string> files)
    {
        var bytes = files.Sum(file => new FileInfo(file).Length);
        var times = (LeastFeeds + files.Count - 1) / files.Count;
        using var process = ProgramUnderTest.Start(program, ["feeds", "inspect", "--stdin", "--json"], []);
        for (var round = 1; round <= Rounds; round++)
        {
            var (before, from) = (process.Use(), TimeProvider.System.GetTimestamp());
            for (var time = 0; time < times; time++)
            {
                var writing = WriteAsync(process.Input, files);
                for (var i = 0; i < files.Count; i++) await process.Output.ReadLineAsync();
                await writing;
            }

            if (round > 3 && round % 10 != 0) continue;
            var (after, wall) = (process.Use(), TimeProvider.System.GetElapsedTime(from));
            var cpu = (after.Cpu - (round == 1 ? TimeSpan.Zero : before.Cpu)).TotalSeconds;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"round {round,2}: {times * bytes / 1e6 / cpu:0.0} MB and {times * files.Count / cpu:0} feeds a CPU "
                + $"second, {times * bytes / 1e6 / wall.TotalSeconds:0.0} MB and "
                + $"{times * files.Count / wall.TotalSeconds:0} feeds a second of wall time; {after}"));
        }

        await MeasureSlowestAsync(process, files);
    }

    // One after the other, as a program that waits for each answer asks.
    private static async Task MeasureSlowestAsync(ProgramUnderTest process, List<string> files)
    {
        var (slowest, slowestFile) = (TimeSpan.Zero, "");
        foreach (var file in files)
        {
            var from = TimeProvider.System.GetTimestamp();
            await WriteAsync(process.Input, [file]);
            await process.Output.ReadLineAsync();
            var took = TimeProvider.System.GetElapsedTime(from);
            if (took > slowest) (slowest, slowestFile) = (took, file);
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"slowest answer: {slowest.TotalMilliseconds:0} ms, {Path.GetFileName(slowestFile)}"));
    }

    private static async Task MeasureWholeAsync(string program, List<string> files)
    {
        var bytes = files.Sum(file => new FileInfo(file).Length);
        var times = (LeastFeeds + files.Count - 1) / files.Count;
        using var process = ProgramUnderTest.Start(program, ["feeds", "inspect", "--stdin", "--json"], []);
        var reading = process.DrainAsync();
        for (var time = 0; time < times; time++) await WriteAsync(process.Input, files);
        process.Input.Close();
        if (await reading != times * files.Count) throw new InvalidOperationException("Not every feed was answered.");
        var wall = TimeProvider.System.GetElapsedTime(process.Started).TotalSeconds;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"a process of its own, start to end: {times * files.Count} feeds of {times * bytes / 1e6:0.0} MB in "
            + $"{wall:0.00} s, {times * bytes / 1e6 / wall:0.0} MB and {times * files.Count / wall:0} feeds a second"));
    }

    private static async Task WriteAsync(StreamWriter input, List<string> files)
    {
        foreach (var file in files) await input.WriteLineAsync(file);
        await input.FlushAsync();
    }

    private static List<string> Generated(string folder)
    {
        var stories = new NewsStories(seed: 3).Write(LeastFeeds * 30, LeastFeeds, 2500);
        var files = new List<string>(LeastFeeds);
        for (var feed = 0; feed < LeastFeeds; feed++)
        {
            var text = new StringBuilder("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Outlet</title>");
            foreach (var story in stories.Skip(feed * 30).Take(5 + (feed % 26)))
                text.Append(null, $"<item><title>{story.Title}</title><link>https://outlet.example/{story.Story}</link>")
                    .Append(null, $"<pubDate>Wed, 11 Mar 2020 19:35:00 GMT</pubDate><description>&lt;p&gt;{story.Text}")
                    .Append("&lt;/p&gt;</description></item>");
            files.Add(Path.Combine(folder, $"{feed}.xml"));
            File.WriteAllText(files[^1], text.Append("</channel></rss>").ToString());
        }

        return files;
    }
}
