using System.Buffers;
using System.Text;
using System.Text.Json;
using AlertBot.Feeds;

namespace AlertBot.Testing.Fuzz;

/// <summary>What must hold of every answer of the reader, whatever the document.</summary>
public static class FuzzCheck
{
    private static readonly DateTimeOffset Oldest = new(1899, 12, 31, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Newest = new(2200, 1, 2, 0, 0, 0, TimeSpan.Zero);

    /// <summary>What is wrong with the answer to a document; null when nothing is.</summary>
    /// <param name="input">The document.</param>
    /// <param name="entries">How many entries were read from it.</param>
    public static string? Fault(FuzzInput input, out int entries)
    {
        entries = 0;
        try
        {
            var read = FeedReader.Read(input.Body, input.Source, FeedReaderLimits.Default);
            if (read is FeedRead.Read(var document, _)) entries = document.Entries.Count;
            return FaultOf(read, input.Ids) ?? FaultOfReport(read);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            return $"it threw: {fault}";
        }
    }

    private static string? FaultOf(FeedRead read, IReadOnlyList<string>? ids)
    {
        if (read is not FeedRead.Read(var document, _))
            return ids is null ? null : "a sound feed was not read";
        if (ids is not null && !ids.SequenceEqual(document.Entries.Select(entry => entry.Id), StringComparer.Ordinal))
            return $"of {ids.Count} entries came {string.Join(", ", document.Entries.Select(entry => entry.Id))}";
        return FaultOfIds(document.Entries)
            ?? FaultOfLinks([document.Link, document.Image, document.Hints.SelfLink, .. document.Hints.HubLinks])
            ?? FaultOfDates([document.UpdatedUtc])
            ?? FaultOfTexts([document.Title, document.Description, document.Author, .. document.Categories])
            ?? document.Entries.Select(FaultOfEntry).FirstOrDefault(fault => fault is not null);
    }

    private static string? FaultOfEntry(Entry entry) =>
        FaultOfLinks([entry.Link, entry.Image, .. entry.Enclosures.Select(file => file.Url)])
            ?? FaultOfDates([entry.PublishedUtc, entry.UpdatedUtc])
            ?? FaultOfTexts([entry.Title, entry.Summary, entry.Content, entry.Author, entry.SourceTitle, .. entry.Categories]);

    private static string? FaultOfIds(IReadOnlyList<Entry> entries)
    {
        var derived = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            if (entry.Id.Length == 0 || entry.Id.Trim().Length != entry.Id.Length) return $"an id is '{entry.Id}'";
            if (entry.IdDerived && !derived.Add(entry.Id)) return $"two entries have the derived id {entry.Id}";
        }
        return null;
    }

    private static string? FaultOfLinks(IEnumerable<string?> links)
    {
        foreach (var link in links)
        {
            if (link is null) continue;
            if (!link.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
                && !link.StartsWith("https://", StringComparison.OrdinalIgnoreCase)) return $"a link is '{link}'";
            if (link.AsSpan().IndexOfAnyInRange('\0', ' ') >= 0) return $"white space in the link '{link}'";
        }
        return null;
    }

    private static string? FaultOfDates(IEnumerable<DateTimeOffset?> dates)
    {
        foreach (var date in dates)
            if (date is { } given && (given.Offset != TimeSpan.Zero || given < Oldest || given > Newest
                || given.Ticks % TimeSpan.TicksPerSecond != 0)) return $"a date is {given:O}";
        return null;
    }

    // Brackets may be text; what may not stay are controls, heaps of blanks, and what a parser of HTML would act on.
    private static string? FaultOfTexts(IEnumerable<string?> texts)
    {
        foreach (var text in texts)
        {
            if (text is null) continue;
            if (text.Length == 0 || text.Trim().Length != text.Length) return $"a text is '{text}'";
            for (var i = 0; i < text.Length; i++)
            {
                if (char.IsControl(text[i]) && text[i] != '\n') return $"a control character at {i} of '{text}'";
                if (text[i] is ' ' or '\n' && text[i - 1] is ' ' or '\n') return $"white space at {i} of '{text}'";
            }
        }
        return null;
    }

    private static string? FaultOfReport(FeedRead read)
    {
        var buffer = new ArrayBufferWriter<byte>();
        FeedReport.WriteJson(buffer, "x", read);
        if (buffer.WrittenSpan.Contains((byte)'\n')) return "the report is not one line";
        using var json = JsonDocument.Parse(buffer.WrittenMemory);
        if (json.RootElement.GetProperty("ok").GetBoolean() != read is FeedRead.Read) return "the report says otherwise";
        _ = new UTF8Encoding(false, throwOnInvalidBytes: true).GetCharCount(buffer.WrittenSpan);
        return FeedReport.ToText("x", read, new ReportLayout(5, 80, null)).Length == 0 ? "there is no report for people" : null;
    }
}
