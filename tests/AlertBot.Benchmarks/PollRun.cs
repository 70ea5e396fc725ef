using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Feeds;
using AlertBot.Incidents;
using AlertBot.Storage;
using AlertBot.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AlertBot.Benchmarks;

/// <summary>Polls many loopback feeds into a fresh SQLite store, cold and then unchanged, matches what is new against
/// the shipped watchlists, and prints CPU, time and memory.</summary>
/// <remarks>The server is a process of its own, so that only our side is counted. Of the analysis this is what every
/// article goes through whatever it tells; what becomes of events is measured by the verb <c>cold</c>.
/// <c>dotnet run -c Release --project tests/AlertBot.Benchmarks -- poll 1000</c></remarks>
internal static class PollRun
{
    private const int ItemsPerFeed = 30;
    private const int WordsPerItem = 120;

    private static readonly string[] Words =
        ("the government said on officials that forces rocket attack base near Baghdad Taji group denied market prices "
        + "team match river flood minister talks border soldiers wounded killed convoy province after before according to "
        + "report statement spokesman city school election court company shares oil water power station").Split(' ');

    /// <summary>Runs <see cref="PollAsync"/> in a process that is compiled ahead of time, as the program is in
    /// use.</summary>
    /// <param name="feeds">How many.</param>
    /// <param name="program">These benchmarks, published; null to publish them.</param>
    public static async Task<int> PublishedAsync(int feeds, string? program)
    {
        // Inside the checkout, where the shipped watchlists are found.
        program ??= await ProgramUnderTest.PublishAsync(
            Path.Combine("tests", "AlertBot.Benchmarks"), Path.Combine(AppContext.BaseDirectory, "published"),
            "AlertBot.Benchmarks");
        using var polling = Process.Start(program, ["poll-here", feeds.ToString(CultureInfo.InvariantCulture)]);
        await polling.WaitForExitAsync();
        return polling.ExitCode;
    }

    public static async Task<int> PollAsync(int feeds)
    {
        using var serving = StartServer(feeds);
        var origin = await serving.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("No server.");
        var folder = Directory.CreateTempSubdirectory("alertbot-poll-").FullName;
        try
        {
            await MeasureAsync(feeds, origin, folder);
        }
        finally
        {
            serving.StandardInput.Close();
            await serving.WaitForExitAsync();
            Directory.Delete(folder, recursive: true);
        }

        return 0;
    }

    /// <summary>Fetching and reading alone: what a poll does before anything is stored.</summary>
    public static async Task<int> FetchAsync(int feeds)
    {
        using var serving = StartServer(feeds);
        var origin = await serving.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("No server.");
        var options = new FeedOptions { AllowedPrivateOrigins = [origin] };
        using (var fetcher = new FeedFetcher(Options.Create(options), TimeProvider.System))
            for (var round = 0; round < 3; round++) await FetchRoundAsync(fetcher, origin, feeds);
        serving.StandardInput.Close();
        await serving.WaitForExitAsync();
        return 0;
    }

    private static async Task FetchRoundAsync(FeedFetcher fetcher, string origin, int feeds)
    {
        using var process = Process.GetCurrentProcess();
        var (cpu, start, entries, bytes) = (process.TotalProcessorTime, TimeProvider.System.GetTimestamp(), 0, 0L);
        await Parallel.ForAsync(
            0, feeds, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (feed, cancellationToken) =>
            {
                var request = new FetchRequest(new Uri($"http://{origin}/{feed}"));
                if (await fetcher.FetchAsync(request, cancellationToken) is not FetchResult.Fetched fetched) return;
                using var body = fetched.Body;
                if (FeedReader.Read(body.Bytes, fetched.Source, FeedReaderLimits.Default) is not FeedRead.Read read) return;
                Interlocked.Add(ref entries, read.Document.Entries.Count);
                Interlocked.Add(ref bytes, body.Bytes.Length);
            });
        process.Refresh();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"fetch+read CPU {(process.TotalProcessorTime - cpu).TotalSeconds:0.00} s, wall "
            + $"{TimeProvider.System.GetElapsedTime(start).TotalSeconds:0.00} s, "
            + $"RSS {process.WorkingSet64 / 1048576} MB, {entries} entries, {bytes / 1048576} MB"));
    }

    public static async Task<int> ServeAsync(int feeds)
    {
        await using var server = FeedServer.Start();
        var publishedUtc = TimeProvider.System.GetUtcNow();
        for (var feed = 0; feed < feeds; feed++)
        {
            var (path, etag, body) = ($"/{feed}", $"\"{feed}\"", PackedFeed(feed, publishedUtc));
            var changed = new FeedServerReply(
                200, [$"ETag: {etag}", "Content-Encoding: gzip", "Content-Type: text/xml"], body);
            var same = FeedServerReply.Empty(304, $"ETag: {etag}");
            server.Serve(path, request => request["If-None-Match"] == etag ? same : changed);
        }

        Console.WriteLine(server.Origin);
        await Console.In.ReadToEndAsync();
        return 0;
    }

    private static async Task MeasureAsync(int feeds, string origin, string folder)
    {
        var time = new FakeTime(TimeProvider.System.GetUtcNow());
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("Storage:DataDirectory", folder), new("Feeds:AllowedPrivateOrigins", origin),
            new("Feeds:HostDelay", "00:00:00"), new("Feeds:HostConcurrency", "8"),
        ]).AddEnvironmentVariables().Build();
        await using var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddLogging()
            .AddSingleton<TimeProvider>(time).AddStorage(StoreAccess.Own).AddFeeds().BuildServiceProvider();
        if (await services.GetRequiredService<IStore>().OpenAsync(CancellationToken.None) is { } problem)
            throw new InvalidOperationException(problem.ToString());
        var poller = services.GetRequiredService<FeedPoller>();
        await poller.SyncAsync(
        [
            .. Enumerable.Range(0, feeds).Select(feed => new Feed(
                $"feed-{feed}", Scope.Shared, new Uri($"http://{origin}/{feed}"), $"Outlet {feed}", $"Outlet {feed}",
                "en", false)),
        ], CancellationToken.None);

        var index = NewsRun.ShippedWatchlists() ?? throw new InvalidOperationException("Run this in a checkout.");
        var matcher = new ArticlePreparer(index);
        var cold = await RoundAsync("cold", async () => (await poller.PollDueAsync(CancellationToken.None)).ToString());
        var matched = await RoundAsync("match", () => MatchAsync(services, matcher));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"cold and match CPU {(cold + matched).TotalSeconds:0.00} s"));
        for (var round = 0; round < 3; round++)
        {
            time.Advance(TimeSpan.FromMinutes(6));
            await RoundAsync(
                "unchanged", async () => (await poller.PollDueAsync(CancellationToken.None)).ToString());
        }
    }

    // As the analysis begins and ends its work: what waits is read, matched and marked as done.
    private static async Task<string> MatchAsync(ServiceProvider services, ArticlePreparer matcher)
    {
        var store = services.GetRequiredService<IAnalysisStore>();
        var nowUtc = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var lease = await services.GetRequiredService<ILeases>().AcquireAsync(
                Analyst.LeaseName, "benchmark", TimeSpan.FromMinutes(1), nowUtc, CancellationToken.None)
            ?? throw new InvalidOperationException("The lease is held.");
        var (articles, matches, facts) = (0, 0, 0);
        while (await store.ReadWaitingAsync(AnalysisRules.DefaultBatchSize, CancellationToken.None) is
            { Articles.Count: > 0 } input)
        {
            var prepared = input.Articles.Select(matcher.Prepare).ToList();
            articles += prepared.Count;
            matches += prepared.Sum(one => one.Matches.Count);
            facts += prepared.Count(one => one.Facts.Kind is not null);
            var done = prepared.Select(one => new AnalysedArticle(one.Article.Id, null, one.Matches)).ToList();
            await store.CommitAsync(
                new AnalysisOutcome(done, [], [], [], [], [], [], AnalysisWindow.Empty), lease, CancellationToken.None);
        }

        return $"{articles} articles, {facts} of events, {matches} matches";
    }

    private static async Task<TimeSpan> RoundAsync(string name, Func<Task<string>> work)
    {
        using var process = Process.GetCurrentProcess();
        var (cpu, start) = (process.TotalProcessorTime, TimeProvider.System.GetTimestamp());
        var said = await work();
        process.Refresh();
        var used = process.TotalProcessorTime - cpu;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-10} CPU {used.TotalSeconds:0.00} s, wall "
            + $"{TimeProvider.System.GetElapsedTime(start).TotalSeconds:0.00} s, "
            + $"RSS {process.WorkingSet64 / 1048576} MB, peak {process.PeakWorkingSet64 / 1048576} MB, {said}"));
        return used;
    }

    private static Process StartServer(int feeds)
    {
        var info = new ProcessStartInfo(Environment.ProcessPath!)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            info.ArgumentList.Add(typeof(PollRun).Assembly.Location);
        info.ArgumentList.Add("serve-feeds");
        info.ArgumentList.Add(feeds.ToString(CultureInfo.InvariantCulture));
        return Process.Start(info) ?? throw new InvalidOperationException("The server does not start.");
    }

    private static byte[] PackedFeed(int feed, DateTimeOffset publishedUtc)
    {
        var text = new StringBuilder("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Outlet</title>");
        for (var item = 0; item < ItemsPerFeed; item++)
        {
            text.Append(
                CultureInfo.InvariantCulture, $"<item><guid>{feed}-{item}</guid><title>Item {item} of {feed}</title>");
            text.Append(CultureInfo.InvariantCulture, $"<link>https://outlet{feed}.example/{item}</link>");
            text.Append(
                CultureInfo.InvariantCulture,
                $"<pubDate>{publishedUtc.AddMinutes(-item):r}</pubDate><description>&lt;p&gt;");
            for (var word = 0; word < WordsPerItem; word++)
                text.Append(Words[(((feed * 31) + (item * 17)) * (word + 7) % 9973) % Words.Length]).Append(' ');
            text.Append("&lt;/p&gt;</description></item>");
        }

        var body = Encoding.UTF8.GetBytes(text.Append("</channel></rss>").ToString());
        using var packed = new MemoryStream();
        using (var packer = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true)) packer.Write(body);
        return packed.ToArray();
    }
}
