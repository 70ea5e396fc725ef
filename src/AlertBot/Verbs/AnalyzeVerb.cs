using AlertBot.Analyze;
using AlertBot.Configuration;
using AlertBot.Incidents;
using AlertBot.Watchlists;

namespace AlertBot.Verbs;

/// <summary>Reads articles as JSON lines and writes what the bot makes of each.</summary>
internal static class AnalyzeVerb
{
    /// <summary>Analyses what is read, line by line.</summary>
    /// <param name="folder">The configuration: its watchlists and gazetteer are used.</param>
    /// <param name="file">Where articles are read; null or - for standard input.</param>
    /// <param name="asJson">One JSON object a line instead of text for people.</param>
    /// <param name="clusters">File that gets article and incident, a tab between, once the input has ended.</param>
    /// <param name="cancellationToken">Stops between two articles.</param>
    public static async Task<int> RunAsync(
        ConfigFolder folder, string? file, bool asJson, string? clusters, CancellationToken cancellationToken)
    {
        var config = BotConfig.ReadWatched(folder);
        Say.Problems(config.Problems.Select(p => p.ToString()));
        var index = WatchlistIndex.Build(config.Watchlists, config.Gazetteer);
        var run = new AnalysisRun(new ArticlePreparer(index), IncidentRules.Default);
        try
        {
            using var input = file is null or "-"
                ? new StreamReader(Console.OpenStandardInput())
                : new StreamReader(file);
            await using var output = new BufferedStream(Console.OpenStandardOutput());
            var bad = await RunAsync(run, index, input, output, asJson, cancellationToken);
            if (clusters is not null)
                await File.WriteAllLinesAsync(clusters, run.Clusters().Select(c => $"{c.Article}\t{c.Incident}"), cancellationToken);
            return bad == 0 ? Exit.Done : Exit.BadInput;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Say.Problem($"analyze: {fault.Message}");
            return Exit.BadInput;
        }
    }

    private static async Task<int> RunAsync(
        AnalysisRun run, WatchlistIndex index, StreamReader input, BufferedStream output, bool asJson,
        CancellationToken cancellationToken)
    {
        var (lineNumber, bad) = (0, 0);
        // Articles without a time are taken as of now, all of them: order alone says nothing about hours.
        var fallbackUtc = TimeProvider.System.GetUtcNow();
        while (await input.ReadLineAsync(cancellationToken) is { } line)
        {
            lineNumber++;
            if (string.IsNullOrWhiteSpace(line)) continue;
            switch (ArticleLine.Parse(line, fallbackUtc))
            {
                case ArticleLine.Read read:
                    var analysed = run.Add(read.Article);
                    if (asJson) AnalysisJson.Write(output, analysed, index);
                    else AnalysisText.Write(output, analysed);
                    break;
                case ArticleLine.Failed failed:
                    bad++;
                    if (asJson) AnalysisJson.WriteError(output, failed.Id, lineNumber, failed.Message);
                    else Say.Problem($"line {lineNumber}: {failed.Message}");
                    break;
            }
            await output.FlushAsync(cancellationToken);
        }
        return bad;
    }
}
