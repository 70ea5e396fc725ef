using System.Globalization;
using System.Text;

namespace AlertBot.Feeds.Reading;

/// <summary>The report for people.</summary>
internal static class FeedReportText
{
    private const int TitleChars = 70;

    public static string Write(string source, FeedRead read, int maxEntries, PollPreview? nextPoll)
    {
        var text = new StringBuilder();
        text.AppendLine(source);
        if (read is FeedRead.Failed failed)
            text.AppendLine(CultureInfo.InvariantCulture, $"  not read: {failed.Message} ({failed.Code})");
        if (read is FeedRead.Read(var document, _)) WriteDocument(text, document, maxEntries);
        WriteLine(text, "next poll", nextPoll?.ToString());
        if (read.Warnings.Count > 0)
            text.AppendLine(CultureInfo.InvariantCulture, $"  repaired: {string.Join(", ", read.Warnings)}");
        return text.ToString();
    }

    private static void WriteDocument(StringBuilder text, FeedDocument document, int maxEntries)
    {
        WriteLine(text, "format", $"{FeedReport.NameOf(document.Format)}, {document.Encoding}");
        WriteLine(text, "title", document.Title);
        WriteLine(text, "link", document.Link);
        WriteLine(text, "language", document.Language);
        WriteLine(text, "updated", InstantOf(document.UpdatedUtc));
        WriteLine(text, "asks for", HintsOf(document.Hints));
        WriteLine(text, "entries", document.Entries.Count.ToString(CultureInfo.InvariantCulture));
        var number = 0;
        foreach (var entry in document.Entries.Take(maxEntries))
        {
            number++;
            var date = InstantOf(entry.PublishedUtc ?? entry.UpdatedUtc) ?? "no date";
            var length = Math.Max(entry.Summary?.Length ?? 0, entry.Content?.Length ?? 0);
            var title = Cut(entry.Title ?? "(no title)");
            text.AppendLine(CultureInfo.InvariantCulture,
                $"  {number,4}  {date,-17} {length,6} chars  {entry.Language ?? "-",-5} {title}");
            text.AppendLine(CultureInfo.InvariantCulture,
                $"        {entry.Link ?? "(no link)"}{(entry.IdDerived ? "  (no id of its own)" : "")}");
        }
        if (document.Entries.Count > maxEntries)
            text.AppendLine(CultureInfo.InvariantCulture, $"        and {document.Entries.Count - maxEntries} more");
    }

    private static void WriteLine(StringBuilder text, string name, string? value)
    {
        if (value is not null) text.AppendLine(CultureInfo.InvariantCulture, $"  {name + ":",-11}{value}");
    }

    private static string? HintsOf(FeedHints hints)
    {
        var parts = new List<string>();
        if (hints.TtlMinutes is { } ttl) parts.Add(string.Create(CultureInfo.InvariantCulture, $"ttl {ttl} min"));
        if (hints.UpdateInterval is { } interval)
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"updates every {interval.TotalMinutes:0} min"));
        if (hints.SkipHours.Count > 0) parts.Add("no poll at hours " + string.Join(' ', hints.SkipHours));
        if (hints.SkipDays.Count > 0) parts.Add("no poll on " + string.Join(' ', hints.SkipDays));
        if (hints.HubLinks.Count > 0) parts.Add("hub " + hints.HubLinks[0]);
        return parts.Count == 0 ? null : string.Join("; ", parts);
    }

    private static string? InstantOf(DateTimeOffset? instant) =>
        instant?.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);

    private static string Cut(string title) => title.Length <= TitleChars ? title : title[..(TitleChars - 1)] + "…";
}
