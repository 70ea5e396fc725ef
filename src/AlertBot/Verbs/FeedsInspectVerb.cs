using AlertBot.Feeds;
using AlertBot.Inspect;

namespace AlertBot.Verbs;

/// <summary>What <c>feeds inspect</c> is asked for.</summary>
/// <param name="Sources">Files or addresses.</param>
/// <param name="AsJson">One JSON object a line instead of text for people.</param>
/// <param name="FromInput">More sources come on standard input, one a line.</param>
/// <param name="BaseUrl">The address that files came from; null when unknown.</param>
/// <param name="Headers">The headers that files came with, as <c>Name: value</c>.</param>
internal sealed record InspectRequest(
    IReadOnlyList<string> Sources, bool AsJson, bool FromInput, string? BaseUrl, IReadOnlyList<string> Headers);

/// <summary>Shows what the reader makes of feeds.</summary>
internal static class FeedsInspectVerb
{
    // A table of more is no longer looked at; the JSON has them all.
    private const int ShownEntries = 20;

    /// <summary>Answers every source in its order; 0 when all are feeds, else 1.</summary>
    public static async Task<int> RunAsync(InspectRequest request, CancellationToken cancellationToken)
    {
        if (Fault(request) is { } fault)
        {
            Say.Problem(fault);
            return Exit.WrongUsage;
        }
        try
        {
            return await AnswerAllAsync(request, cancellationToken);
        }
        catch (IOException broken)
        {
            // Nobody reads the answers any more, or their disk is full.
            Say.Problem($"feeds inspect: the answers cannot be written: {broken.Message}");
            return Exit.BadInput;
        }
    }

    private static async Task<int> AnswerAllAsync(InspectRequest request, CancellationToken cancellationToken)
    {
        var origin = new SourceOrigin(
            request.BaseUrl is null ? null : new Uri(request.BaseUrl), [.. request.Headers.Select(h => Header(h)!.Value)]);
        await using var output = Console.OpenStandardOutput();
        var isOk = true;
        foreach (var source in request.Sources)
        {
            var answer = await FeedInspector.InspectAsync(new InspectedSource(source, source, origin), cancellationToken);
            isOk &= await AnswerAsync(answer, output, request.AsJson, cancellationToken);
        }
        if (!request.FromInput) return isOk ? Exit.Done : Exit.BadInput;
        using var input = new InputLines(Console.OpenStandardInput());
        while (await input.ReadAsync(cancellationToken) is { } line)
        {
            if (string.IsNullOrWhiteSpace(line.Text)) continue;
            var answer = !line.IsTooLong && InspectedSource.Parse(line.Text, origin) is { } asked
                ? await FeedInspector.InspectAsync(asked, cancellationToken)
                : FeedInspector.BadLine(line);
            isOk &= await AnswerAsync(answer, output, request.AsJson, cancellationToken);
        }
        return isOk ? Exit.Done : Exit.BadInput;
    }

    private static async Task<bool> AnswerAsync(
        InspectAnswer answer, Stream output, bool asJson, CancellationToken cancellationToken)
    {
        await output.WriteAsync(asJson ? answer.ToJsonLine() : answer.ToText(ShownEntries, Columns()), cancellationToken);
        await output.FlushAsync(cancellationToken);
        return answer.IsOk;
    }

    // A width is asked of a terminal alone; some say 0.
    private static int Columns()
    {
        const int Least = 60;
        return Console.IsOutputRedirected ? ReportLayout.UsualColumns : Math.Max(Least, Console.WindowWidth);
    }

    private static string? Fault(InspectRequest request)
    {
        if (request.Sources.Count == 0 && !request.FromInput)
            return "feeds inspect: name a file or an address, or give them on standard input with --stdin.";
        if (request.Sources.FirstOrDefault(IsOption) is { } option)
            return $"feeds inspect: there is no option '{option}'; a file of that name is './{option}'.";
        if (request.FromInput && request.Sources.Contains(FeedInspector.StandardInput))
            return "feeds inspect: standard input is either a feed ('-') or a list of feeds ('--stdin').";
        if (request.BaseUrl is { } url && !(Uri.TryCreate(url, UriKind.Absolute, out var parsed) && (parsed.Scheme is "http" or "https")))
            return $"--base-url '{url}' is no absolute http or https address.";
        return request.Headers.FirstOrDefault(h => Header(h) is null) is { } header
            ? $"--header '{header}' is none; expected \"Name: value\"."
            : null;
    }

    // Whatever is no option of ours is taken for a source.
    private static bool IsOption(string source) => source.StartsWith('-') && source != FeedInspector.StandardInput;

    private static KeyValuePair<string, string>? Header(string text) =>
        text.IndexOf(':', StringComparison.Ordinal) is var colon and > 0
            ? KeyValuePair.Create(text[..colon].Trim(), text[(colon + 1)..].Trim())
            : null;
}
