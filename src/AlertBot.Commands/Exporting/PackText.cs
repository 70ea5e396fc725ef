using System.Globalization;
using System.Text;
using AlertBot.Alerts;

namespace AlertBot.Commands;

/// <summary>
/// An evidence pack as a table of sources and as a page to read. Pure; what feeds say stays harmless.
/// </summary>
internal static class PackText
{
    private static readonly string[] Columns =
        ["number", "outlet", "title", "link", "language", "report", "published_utc", "seen_utc", "content_sha256"];

    /// <summary>The sources as RFC 4180 has it, a line each under a header.</summary>
    public static string ToCsv(EvidencePack pack)
    {
        var lines = new StringBuilder(string.Join(',', Columns)).Append("\r\n");
        foreach (var (index, source) in pack.View.Sources.Index())
        {
            var article = pack.Articles[index];
            lines.AppendJoin(',', ((string?[])
            [
                Text(source.Number), source.Outlet, source.Title, source.Link?.AbsoluteUri, source.Language,
                Text(source.Report), Time(article?.PublishedUtc), Time(article?.SeenUtc), article?.ContentHash,
            ]).Select(Cell)).Append("\r\n");
        }
        return lines.ToString();
    }

    /// <summary>A page in Markdown.</summary>
    public static string ToMarkdown(EvidencePack pack)
    {
        var view = pack.View;
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"# Incident {view.Number}: {Plain(view.Title)}\n\n");
        page.Append(CultureInfo.InvariantCulture,
            $"{view.Severity.Level} ({view.Severity.Score} of 100), {view.State.ToString().ToLowerInvariant()}. ");
        page.AppendJoin(" · ", Wording.InShort(view).Select(Plain)).Append("\n\n");
        foreach (var sentence in view.Summary)
            page.Append(CultureInfo.InvariantCulture, $"> {Plain(sentence.Text)} [{sentence.Source}]\n\n");
        Section(page, "Who says what", view.Ledger.Select(e =>
            $"{Wording.Of(e.Role)} {Plain(e.Name)}: \"{Plain(e.Sentence)}\" [{e.Source}], {Wording.Of(e.SaidUtc)}"));
        Section(page, "Severity", view.Severity.Reasons.Select(r => Plain(Wording.Of(r))));
        Section(page, "Sources", view.Sources.Select((s, i) =>
            $"[{s.Number}] {Plain(s.Outlet)}: {Plain(s.Title)}, {Wording.Of(s.EffectiveUtc)}, report {s.Report}, "
            + (s.Link is { } link ? $"<{link.AbsoluteUri}>, " : "")
            + $"content sha256 {pack.Articles[i]?.ContentHash ?? "not kept"}"));
        Section(page, "Rules that matched", pack.Rules.Select(r =>
            $"{Plain(r.Topic)}, {Plain(r.Rule.Id)}: {Plain(r.Rule.Query)} (sha256 {PackJson.HashOf(r.Rule)})"));
        Section(page, "Sent", pack.Deliveries.Select(r =>
            $"{r.Delivery.Kind} to {Plain(r.Delivery.Channel.ToString())}: {r.State.ToString().ToLowerInvariant()}"
            + (r.SentUtc is { } sent ? $" at {Wording.Of(sent)}" : "")));
        Section(page, "Changes by moderators", pack.Changes.Select(c =>
            $"{Wording.Of(c.AtUtc)} {Plain(c.UserName)}: {c.Action}, {Plain(c.Subject)}"));
        page.Append(CultureInfo.InvariantCulture, $"Exported {Wording.Of(pack.AtUtc)} by {Plain(pack.By)}.\n");
        return page.ToString();
    }

    private static void Section(StringBuilder page, string title, IEnumerable<string> lines)
    {
        var all = lines.ToList();
        if (all.Count == 0) return;
        page.Append(CultureInfo.InvariantCulture, $"## {title}\n\n");
        foreach (var line in all) page.Append(CultureInfo.InvariantCulture, $"- {line}\n");
        page.Append('\n');
    }

    // A headline that begins with one of these would be a formula to a spreadsheet: a quotation mark makes it text.
    private static string Cell(string? text)
    {
        if (text is null) return "";
        var safe = text.Length > 0 && "=+-@\t\r".Contains(text[0], StringComparison.Ordinal) ? "'" + text : text;
        return safe.AsSpan().ContainsAny("\",\r\n") ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : safe;
    }

    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '#' or '|' or '!') plain.Append('\\');
            plain.Append(char.IsControl(c) ? ' ' : c);
        }
        return plain.ToString();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string? Time(DateTimeOffset? atUtc) =>
        atUtc?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
