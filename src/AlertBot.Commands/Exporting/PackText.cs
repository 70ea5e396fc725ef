using System.Globalization;
using System.Text;
using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Incidents;

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

    /// <summary>A page in Markdown, in a language; what sources say stays in theirs.</summary>
    public static string ToMarkdown(EvidencePack pack, Texts texts)
    {
        var view = pack.View;
        var page = new StringBuilder();
        page.Append("# ").Append(texts.Of(
            "commands.pack.title", ("number", view.Number), ("title", Quoted(texts, view.Title, view.TitleLanguage))))
            .Append("\n\n");
        page.Append(texts.Of("commands.pack.severity", ("level", texts.Of(view.Severity.Level)),
            ("score", view.Severity.Score), ("state", StateOf(view, texts)))).Append(' ');
        page.AppendJoin(" · ", texts.InShort(view).Select(Plain)).Append("\n\n");
        foreach (var sentence in view.Summary)
            page.Append(CultureInfo.InvariantCulture,
                $"> {Quoted(texts, sentence.Text, LanguageOf(view, sentence.Source))} [{sentence.Source}]\n\n");
        Section(page, texts["commands.pack.ledger"], view.Ledger.Select(e =>
            $"{texts.Of(e.Role)} {Plain(e.Name)}: \"{Quoted(texts, e.Sentence, LanguageOf(view, e.Source))}\" "
            + $"[{e.Source}], {texts.Of(e.SaidUtc)}"));
        Section(page, texts["commands.pack.reasons"], view.Severity.Reasons.Select(r => Plain(texts.Of(r))));
        Section(page, texts["commands.pack.sources"], view.Sources.Select((s, i) => Source(pack, texts, s, i)));
        Section(page, texts["commands.pack.rules"], pack.Rules.Select(r =>
            $"{Plain(r.Topic)}, {Plain(r.Rule.Id)}: {Plain(r.Rule.Query)} (sha256 {PackJson.HashOf(r.Rule)})"));
        Section(page, texts["commands.pack.sent"], pack.Deliveries.Select(r => r.SentUtc is { } sent
            ? texts.Of("commands.pack.sent.at", ("kind", OutboxWords.Of(texts, r.Delivery.Kind)),
                ("channel", Plain(r.Delivery.Channel.ToString())), ("state", OutboxWords.Of(texts, r.State)),
                ("at", texts.Of(sent)))
            : texts.Of("commands.pack.sent.not", ("kind", OutboxWords.Of(texts, r.Delivery.Kind)),
                ("channel", Plain(r.Delivery.Channel.ToString())), ("state", OutboxWords.Of(texts, r.State)))));
        Section(page, texts["commands.pack.changes"], pack.Changes.Select(c =>
            $"{texts.Of(c.AtUtc)} {Plain(c.UserName)}: {c.Action} {Plain(c.Subject)}"));
        page.Append(texts.Of("commands.pack.by", ("at", texts.Of(pack.AtUtc)), ("who", Plain(pack.By)))).Append('\n');
        return page.ToString();
    }

    private static string Source(EvidencePack pack, Texts texts, SourceView source, int index)
    {
        var parts = new List<string>
        {
            $"[{source.Number}] {Plain(source.Outlet)}: {Quoted(texts, source.Title, source.Language)}",
            texts.Of(source.EffectiveUtc), texts.Of("commands.pack.report", ("report", source.Report)),
        };
        if (source.Link is { } link) parts.Add($"<{link.AbsoluteUri}>");
        parts.Add(pack.Articles[index]?.ContentHash is { } hash
            ? texts.Of("commands.pack.hash", ("hash", hash)) : texts["commands.pack.nohash"]);
        return texts.Joined(parts);
    }

    private static string Quoted(Texts texts, string text, string? language) => Plain(texts.Quote(text, language));

    private static string? LanguageOf(IncidentView view, int source) => view.Sources[source - 1].Language;

    private static string StateOf(IncidentView view, Texts texts) =>
        texts["commands.pack.state." + view.State.ToString().ToLowerInvariant()];

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
