using System.Buffers;
using System.Text;
using AlertBot.Feeds;
using Microsoft.Extensions.Options;

namespace AlertBot.Inspect;

/// <summary>What came of looking at one feed.</summary>
/// <param name="Source">As it was asked for.</param>
/// <param name="Read">What the reader made of it.</param>
/// <param name="NextPoll">When it would be polled next; null when it is no feed.</param>
/// <param name="Offer">Who would push it; null when nobody does.</param>
internal sealed record InspectAnswer(
    string Source, FeedRead Read, PollPreview? NextPoll = null, HubOffer? Offer = null)
{
    /// <summary>Whether it is a feed.</summary>
    public bool IsOk => Read is FeedRead.Read;

    /// <summary>The contract's object and a line feed.</summary>
    public ReadOnlyMemory<byte> ToJsonLine()
    {
        var buffer = new ArrayBufferWriter<byte>();
        FeedReport.WriteJson(buffer, Source, Read, NextPoll, Offer);
        buffer.Write("\n"u8);
        return buffer.WrittenMemory;
    }

    /// <summary>For people.</summary>
    /// <param name="maxEntries">How many entries are listed.</param>
    /// <param name="columns">Width of the terminal.</param>
    public ReadOnlyMemory<byte> ToText(int maxEntries, int columns) =>
        Encoding.UTF8.GetBytes(FeedReport.ToText(Source, Read, new ReportLayout(maxEntries, columns, NextPoll) { Offer = Offer }));
}

/// <summary>What came with a document besides its bytes.</summary>
/// <param name="Url">The address that answered; null when it is not known.</param>
/// <param name="Cache">How its server wants it to be kept.</param>
/// <param name="Link">Its Link headers, divided by commas; null or empty when it had none.</param>
internal sealed record InspectedHead(Uri? Url, CacheHints Cache, string? Link)
{
    /// <summary>Nothing came.</summary>
    public static InspectedHead None { get; } = new(null, CacheHints.None, null);
}

/// <summary>Reads feeds from files, and from the web as the poller would.</summary>
internal static class FeedInspector
{
    /// <summary>The path of what comes on standard input.</summary>
    public const string StandardInput = "-";

    /// <summary>The answer to a line that names no feed; of a long one its start is told.</summary>
    public static InspectAnswer BadLine(InputLine line)
    {
        const int ShownChars = 200;
        return line.IsTooLong
            ? new(
                line.Text[..ShownChars],
                new FeedRead.Failed("bad-line", $"the line is longer than {InputLines.MaxChars} characters", []))
            : new(
                line.Text,
                new FeedRead.Failed("bad-line", "expected a path, or a JSON object with path, url and headers", []));
    }

    /// <summary>Looks at one feed. Whatever is wrong with it is part of the answer.</summary>
    public static async Task<InspectAnswer> InspectAsync(InspectedSource asked, CancellationToken cancellationToken)
    {
        try
        {
            return await LookAsync(asked, cancellationToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // A fault of ours in one feed must not take the answers to all others with it.
            return new(asked.Name, new FeedRead.Failed("internal-error", Saying.InEnglish($"our own fault: {fault.Message}"), []));
        }
    }

    private static async Task<InspectAnswer> LookAsync(InspectedSource asked, CancellationToken cancellationToken)
    {
        var nowUtc = TimeProvider.System.GetUtcNow();
        var isWeb = Uri.TryCreate(asked.Path, UriKind.Absolute, out var url) && (url.Scheme is "http" or "https");
        var (read, head) = isWeb
            ? await FetchAsync(url!, cancellationToken)
            : (await ReadFileAsync(asked, cancellationToken), HeadOf(asked.Origin, nowUtc));
        return read is FeedRead.Read(var document, _)
            ? new(
                asked.Name, read, PollPreview.Of(document, isWeb ? url : head.Url, head.Cache, nowUtc),
                HubDiscovery.Of(head.Url, head.Link, document.Hints))
            : new(asked.Name, read);
    }

    private static InspectedHead HeadOf(SourceOrigin origin, DateTimeOffset nowUtc)
    {
        var links = origin.Headers.Where(static h => h.Key.Equals("Link", StringComparison.OrdinalIgnoreCase))
            .Select(static h => h.Value);
        return new InspectedHead(origin.Url, PollPreview.CacheOf(origin.Headers, nowUtc), string.Join(", ", links));
    }

    private static async Task<FeedRead> ReadFileAsync(InspectedSource asked, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = asked.Path == StandardInput
                ? Console.OpenStandardInput()
                : new FileStream(FileOf(asked.Path), FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1, useAsync: false);
            var encoding = asked.Origin.Headers.FirstOrDefault(
                static h => h.Key.Equals("Content-Encoding", StringComparison.OrdinalIgnoreCase));
            return await FeedReader.ReadAsync(
                file, encoding.Value, FeedSource.From(asked.Origin.Url, asked.Origin.Headers), FeedReaderLimits.Default,
                cancellationToken);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return new FeedRead.Failed("unreadable", Saying.InEnglish(fault.Message), []);
        }
    }

    // Editors and browsers copy a file's name as file:///.
    private static string FileOf(string path) =>
        path.StartsWith("file://", StringComparison.OrdinalIgnoreCase) && Uri.TryCreate(path, UriKind.Absolute, out var url)
            ? url.LocalPath
            : path;

    private static async Task<(FeedRead Read, InspectedHead Head)> FetchAsync(Uri url, CancellationToken cancellationToken)
    {
        // Whoever types an address may look at a private one: nothing is polled or kept. It alone, not what it leads to.
        using var fetcher = new FeedFetcher(
            Options.Create(new FeedOptions { AllowedPrivateOrigins = [Feed.HostOf(url)] }), TimeProvider.System);
        switch (await fetcher.FetchAsync(new FetchRequest(url), cancellationToken))
        {
            case FetchResult.Fetched fetched:
                using (fetched.Body)
                    return (
                        FeedReader.Read(fetched.Body.Bytes.ToArray(), fetched.Source, FeedReaderLimits.Default),
                        new InspectedHead(fetched.Head.FinalUrl, fetched.Head.Cache, fetched.Head.Link));
            case FetchResult.Failed failed:
                return (new FeedRead.Failed(failed.Code, failed.Message, []), InspectedHead.None);
            case FetchResult.Blocked blocked:
                return (new FeedRead.Failed(blocked.Code, blocked.Message, []), InspectedHead.None);
            case FetchResult.Gone:
                return (new FeedRead.Failed("gone", "the server says that the document is gone for good", []), InspectedHead.None);
            default:
                return (new FeedRead.Failed("empty", "the server sent no document", []), InspectedHead.None);
        }
    }
}
