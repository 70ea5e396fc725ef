using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Commands;
using AlertBot.Configuration;
using AlertBot.Incidents;
using AlertBot.Terminal;
using AlertBot.Watchlists;

namespace AlertBot.Verbs;

/// <summary>Lists incidents from the store, beside a worker that may be running.</summary>
internal static class IncidentsVerb
{
    private const int PageSize = 100;
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Lists what fits.</summary>
    /// <param name="folder">The configuration.</param>
    /// <param name="topic">Only of this topic; null for all.</param>
    /// <param name="since">Only newer ones, as people write it; null for all.</param>
    /// <param name="most">At most so many, 1 to 100,000.</param>
    /// <param name="asJson">One JSON object a line instead of text for people.</param>
    /// <param name="cancellationToken">Stops between two pages.</param>
    public static async Task<int> RunAsync(
        ConfigFolder folder, string? topic, string? since, int most, bool asJson, CancellationToken cancellationToken)
    {
        DateTimeOffset? sinceUtc = null;
        if (since is not null && (sinceUtc = SinceText.Parse(since, TimeProvider.System.GetUtcNow())) is null)
        {
            Say.Problem($"--since '{since}' is no time. Expected {SinceText.Expected}.");
            return Exit.WrongUsage;
        }
        await using var beside = await StoreBeside.OpenAsync(folder, cancellationToken);
        if (beside.Problem is { } problem)
        {
            Say.Problem(problem);
            return Exit.BadInput;
        }
        var archive = beside.Get<IIncidentArchive>();
        var community = Communities.Of(TerminalPlatform.Channel);
        var query = IncidentQuery.All with { Topic = topic, SinceUtc = sinceUtc };
        var screen = Say.Screen();
        await using var output = Console.OpenStandardOutput();
        var shown = 0;
        while (shown < most)
        {
            var page = await archive.ListAsync(
                query with { Skip = shown }, community, Math.Min(PageSize, most - shown), cancellationToken);
            if (page.Count == 0) break;
            foreach (var view in page)
            {
                if (asJson) Write(output, view);
                else screen.Show(Card(view));
            }
            shown += page.Count;
        }
        if (shown == 0 && !asJson) screen.WriteLine("No incidents. 'alertbot run' brings them in as feeds report.");
        return Exit.Done;
    }

    private static Message Card(IncidentView view) => new(
        AlertCard.Tone(view.Severity.Level),
        [AlertCard.Head(OperatorTexts.English, view), AlertCard.Facts(OperatorTexts.English, view)]);

    private static void Write(Stream output, IncidentView view)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("id", view.Id);
            json.WriteNumber("number", view.Number);
            json.WriteString("title", view.Title);
            json.WriteString("kind", view.Kind?.Word());
            json.WriteString("place", view.Place?.Name);
            json.WriteString("eventDay", view.EventDay?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            json.WriteString("severity", view.Severity.Level.ToString());
            json.WriteNumber("score", view.Severity.Score);
            json.WriteString("killed", OperatorTexts.English.Of(view.Killed));
            json.WriteString("wounded", OperatorTexts.English.Of(view.Wounded));
            json.WriteNumber("reports", view.Reports);
            Texts(json, "topics", view.Matches.Select(m => m.Topic).Distinct(StringComparer.Ordinal));
            Texts(json, "summary", view.Summary.Select(s => s.Text));
            json.WriteStartArray("sources");
            foreach (var source in view.Sources)
            {
                json.WriteStartObject();
                json.WriteString("article", source.ArticleId);
                json.WriteString("outlet", source.Outlet);
                json.WriteString("title", source.Title);
                json.WriteString("link", source.Link?.AbsoluteUri);
                json.WriteString("at", source.EffectiveUtc.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        buffer.WriteByte((byte)'\n');
        buffer.WriteTo(output);
    }

    private static void Texts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
