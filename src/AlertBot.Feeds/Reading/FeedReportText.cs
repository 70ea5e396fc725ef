using System.Globalization;
using System.Text;

namespace AlertBot.Feeds.Reading;

/// <summary>The report for people.</summary>
internal static class FeedReportText
{
    private const int LeastTitleColumns = 20;

    public static string Write(string source, FeedRead read, ReportLayout layout)
    {
        var text = new StringBuilder();
        text.AppendLine(TextColumns.Fit(source, int.MaxValue));
        if (read is FeedRead.Failed failed)
            text.AppendLine(CultureInfo.InvariantCulture, $"  not read: {failed.Message.English} ({failed.Code})");
        if (read is FeedRead.Read(var document, _)) WriteDocument(text, document, read.Warnings, layout);
        else if (read.Warnings.Count > 0) WriteLine(text, "repaired", string.Join(", ", read.Warnings), layout);
        return text.ToString();
    }

    private static void WriteDocument(
        StringBuilder text, FeedDocument document, IReadOnlyList<string> warnings, ReportLayout layout)
    {
        WriteLine(text, "format", $"{FeedReport.NameOf(document.Format)}, {document.Encoding}", layout);
        WriteLine(text, "title", document.Title, layout);
        WriteLine(text, "link", document.Link, layout);
        WriteLine(text, "language", document.Language, layout);
        WriteLine(text, "updated", InstantOf(document.UpdatedUtc), layout);
        WriteLine(text, "repaired", warnings.Count == 0 ? "nothing" : string.Join(", ", warnings), layout);
        WriteLine(text, "asks for", HintsOf(document.Hints), layout);
        WriteLine(text, "next poll", layout.Next?.ToString(), layout);
        if (layout.Offer is { } offer)
        {
            WriteLine(text, "hub", string.Join(", ", offer.Hubs.Select(static hub => hub.OriginalString)), layout);
            WriteLine(text, "topic", offer.Self.OriginalString, layout);
        }
        WriteLine(text, "entries", document.Entries.Count.ToString(CultureInfo.InvariantCulture), layout);
        if (document.Entries.Count == 0) return;
        // Number, date, characters, language, and the rest for the title.
        const int Before = 4 + 2 + 17 + 2 + 6 + 2 + 5 + 2;
        var titleColumns = Math.Max(LeastTitleColumns, layout.Columns - Before);
        text.AppendLine(CultureInfo.InvariantCulture, $"{"#",4}  {"published",-17}  {"chars",6}  {"lang",-5}  title and link");
        var number = 0;
        foreach (var entry in document.Entries.Take(layout.MaxEntries))
        {
            number++;
            var date = InstantOf(entry.PublishedUtc ?? entry.UpdatedUtc) ?? "no date";
            var length = Math.Max(entry.Summary?.Length ?? 0, entry.Content?.Length ?? 0);
            var language = TextColumns.Fit(entry.Language ?? "-", 5);
            var title = TextColumns.Fit(entry.Title ?? "(no title)", titleColumns);
            text.AppendLine(CultureInfo.InvariantCulture, $"{number,4}  {date,-17}  {length,6}  {language,-5}  {title}");
            var note = entry.IdDerived ? "  (no id of its own)" : "";
            text.Append(' ', Before).AppendLine(TextColumns.Fit((entry.Link ?? "(no link)") + note, titleColumns));
        }
        if (document.Entries.Count > layout.MaxEntries)
            text.Append(' ', Before).AppendLine(
                CultureInfo.InvariantCulture, $"and {document.Entries.Count - layout.MaxEntries} more");
    }

    private static void WriteLine(StringBuilder text, string name, string? value, ReportLayout layout)
    {
        const int NameColumns = 13;
        if (value is null) return;
        var shown = TextColumns.Fit(value, Math.Max(LeastTitleColumns, layout.Columns - NameColumns));
        text.AppendLine(CultureInfo.InvariantCulture, $"  {name + ":",-11}{shown}");
    }

    private static string? HintsOf(FeedHints hints)
    {
        var parts = new List<string>();
        if (hints.TtlMinutes is { } ttl) parts.Add(string.Create(CultureInfo.InvariantCulture, $"ttl {ttl} min"));
        if (hints.UpdateInterval is { } interval)
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"updates every {interval.TotalMinutes:0} min"));
        if (hints.SkipHours.Count > 0) parts.Add("no poll at hours " + string.Join(' ', hints.SkipHours));
        if (hints.SkipDays.Count > 0) parts.Add("no poll on " + string.Join(' ', hints.SkipDays));
        return parts.Count == 0 ? null : string.Join("; ", parts);
    }

    private static string? InstantOf(DateTimeOffset? instant) =>
        instant?.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);
}
