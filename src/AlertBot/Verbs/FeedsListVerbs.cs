using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using AlertBot.Alerts;
using AlertBot.Configuration;
using AlertBot.Feeds;

namespace AlertBot.Verbs;

/// <summary>Takes the operator's feeds from lists of other readers, and gives them.</summary>
internal static class FeedsListVerbs
{
    // A list of the five thousand feeds that it may hold is a tenth of it.
    private const int MaxBytes = 16 * 1024 * 1024;

    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Adds the feeds of an OPML list to <c>feeds.yaml</c>. What stands there stays as it is.</summary>
    /// <param name="folder">The configuration.</param>
    /// <param name="file">The list; <c>-</c> for standard input.</param>
    /// <param name="asJson">One JSON object for each feed and each wrong line instead of text for people.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<int> ImportAsync(
        ConfigFolder folder, string file, bool asJson, CancellationToken cancellationToken)
    {
        if (await ReadAsync(file, cancellationToken) is not { } text) return Exit.BadInput;
        var list = Opml.Read(text);
        foreach (var problem in list.Problems)
            if (asJson) Console.Out.WriteLine(Line(problem.Line, null, "wrong", problem.Message));
            else Say.Problem($"{file}:{problem.Line}: {problem.Message}");
        string before;
        try
        {
            before = File.Exists(folder.Feeds) ? await File.ReadAllTextAsync(folder.Feeds, cancellationToken) : "feeds: []\n";
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Say.Problem($"{folder.Short(folder.Feeds)} cannot be read: {fault.Message}");
            return Exit.BadInput;
        }
        var added = FeedListEdit.Add(folder.Short(folder.Feeds), before, list.Feeds);
        if (added.Problem is { } fatal)
        {
            Say.Problem(fatal);
            return Exit.BadInput;
        }
        if (added.Feeds.Count > 0 && !Save(folder, added.Yaml)) return Exit.BadInput;
        var known = list.Feeds.Where(f => !added.Feeds.Any(a => a.Url == f.Url)).ToList();
        if (asJson)
        {
            foreach (var feed in added.Feeds) Console.Out.WriteLine(Line(null, feed, "added", null));
            foreach (var feed in known) Console.Out.WriteLine(Line(feed.Line, null, "known", feed.Url.AbsoluteUri));
        }
        else
        {
            Console.Out.WriteLine(
                $"{Wording.Count(added.Feeds.Count, "feed")} added to {folder.Short(folder.Feeds)}, {known.Count} there already, "
                + $"{Wording.Count(list.Problems.Count, "wrong line")}. A running worker polls them after its next start.");
        }
        return list.Feeds.Count == 0 ? Exit.BadInput : Exit.Done;
    }

    /// <summary>Writes the feeds of <c>feeds.yaml</c> as an OPML list.</summary>
    /// <param name="folder">The configuration.</param>
    /// <param name="file">Where to; <c>-</c> for standard output.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public static async Task<int> ExportAsync(ConfigFolder folder, string file, CancellationToken cancellationToken)
    {
        var config = BotConfig.ReadFeeds(folder);
        Say.Problems(config.Problems.Select(p => p.ToString()));
        if (config.Feeds.Count == 0) return Exit.BadInput;
        var opml = Opml.Write("AlertBot", config.Feeds, TimeProvider.System.GetUtcNow());
        try
        {
            if (file == "-") await Console.Out.WriteAsync(opml.AsMemory(), cancellationToken);
            else await File.WriteAllTextAsync(file, opml, cancellationToken);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Say.Problem($"{file} cannot be written: {fault.Message}");
            return Exit.BadInput;
        }
        if (file != "-") Console.Out.WriteLine($"{Wording.Count(config.Feeds.Count, "feed")} in {file}.");
        return config.Problems.Count == 0 ? Exit.Done : Exit.BadInput;
    }

    private static async Task<string?> ReadAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            if (file == "-") return await ReadInputAsync(cancellationToken);
            if (new FileInfo(file).Length <= MaxBytes)
                return Opml.Decode(await File.ReadAllBytesAsync(file, cancellationToken), null);
            Say.Problem($"{file} is larger than {MaxBytes / 1024 / 1024} MiB. Divide it.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Say.Problem($"{file} cannot be read: {fault.Message}");
        }
        return null;
    }

    private static async Task<string?> ReadInputAsync(CancellationToken cancellationToken)
    {
        await using var input = Console.OpenStandardInput();
        using var bytes = new MemoryStream();
        var part = new byte[64 * 1024];
        while (await input.ReadAsync(part, cancellationToken) is > 0 and var count)
        {
            bytes.Write(part, 0, count);
            if (bytes.Length <= MaxBytes) continue;
            Say.Problem($"the list is larger than {MaxBytes / 1024 / 1024} MiB. Divide it.");
            return null;
        }
        return Opml.Decode(bytes.GetBuffer().AsSpan(0, (int)bytes.Length), null);
    }

    // Whole or not at all: a worker that starts meanwhile must not read half a file.
    private static bool Save(ConfigFolder folder, string yaml)
    {
        var fresh = folder.Feeds + ".new";
        try
        {
            File.WriteAllText(fresh, yaml);
            File.Move(fresh, folder.Feeds, overwrite: true);
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Say.Problem($"{folder.Short(folder.Feeds)} cannot be written: {fault.Message}");
            return false;
        }
    }

    private static string Line(int? line, Feed? feed, string what, string? message)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Json))
        {
            json.WriteStartObject();
            json.WriteString("what", what);
            if (line is { } number) json.WriteNumber("line", number);
            json.WriteString("id", feed?.Id);
            json.WriteString("name", feed?.Name);
            json.WriteString("url", feed?.Url.AbsoluteUri);
            json.WriteString("message", message);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
