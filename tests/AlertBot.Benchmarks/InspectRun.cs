using System.Globalization;
using System.Text;

namespace AlertBot.Benchmarks;

/// <summary>Feeds from files through <c>alertbot feeds inspect --stdin --json</c>, in rounds: megabytes and feeds a CPU
/// second, and memory, which must not grow.</summary>
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
