using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using AlertBot.Alerts;
using AlertBot.Incidents;
using AlertBot.Watchlists;

namespace AlertBot.Analyze;

/// <summary>Writes what the bot makes of an article as one line of JSON. Field names and words are a contract with other programs.</summary>
internal static class AnalysisJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes one analysed article.</summary>
    public static void Write(Stream output, AnalysedLine line, WatchlistIndex index)
    {
        using (var json = new Utf8JsonWriter(output, Options))
        {
            json.WriteStartObject();
            json.WriteString("id", line.Prepared.Article.Id);
            Matches(json, line.Prepared.Matches, index);
            Facts(json, line.Prepared.Facts);
            json.WriteString("incident", line.IncidentId);
            json.WriteString("relation", Words.Of(line.Relation));
            View(json, line.View);
            json.WriteEndObject();
        }
        output.WriteByte((byte)'\n');
    }

    /// <summary>Writes that a line could not be read.</summary>
    public static void WriteError(Stream output, string? id, int lineNumber, string message)
    {
        using (var json = new Utf8JsonWriter(output, Options))
        {
            json.WriteStartObject();
            if (id is not null) json.WriteString("id", id);
            json.WriteStartObject("error");
            json.WriteNumber("line", lineNumber);
            json.WriteString("message", message);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        output.WriteByte((byte)'\n');
    }

    private static void Matches(Utf8JsonWriter json, IReadOnlyList<Match> matches, WatchlistIndex index)
    {
        json.WriteStartArray("matches");
        foreach (var match in matches)
        {
            json.WriteStartObject();
            json.WriteString("topic", match.Topic);
            json.WriteString("rule", match.Rule);
            Texts(json, "actors", match.Actors.Select(id => index.ActorById(id)?.Name ?? id));
            Texts(json, "places", match.Places.Select(id => index.PlaceById(id)?.Name ?? id));
            json.WriteStartArray("terms");
            foreach (var term in match.Terms)
            {
                json.WriteStartObject();
                json.WriteString("text", term.Text);
                json.WriteNumber("start", term.Start);
                json.WriteNumber("length", term.Length);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Facts(Utf8JsonWriter json, ArticleFacts facts)
    {
        json.WriteString("kind", facts.Kind?.Word());
        json.WriteString("status", Words.Of(facts.Status));
        Place(json, facts.Place);
        json.WriteString("eventDay", facts.EventDay?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Figure(json, "killed", facts.Killed);
        Figure(json, "wounded", facts.Wounded);
        Figure(json, "captured", facts.Captured);
        Munitions(json, facts.Munitions);
        Figure(json, "sites", facts.Sites);
        Figure(json, "attackers", facts.Attackers);
        json.WriteStartArray("actors");
        foreach (var actor in facts.Actors)
        {
            json.WriteStartObject();
            json.WriteString("name", actor.Name);
            json.WriteString("role", Words.Of(actor.Role));
            json.WriteString("sentence", actor.Sentence);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        if (facts.PerpetratorUnknownSentence is { } unknown) json.WriteString("perpetratorUnknown", unknown);
        if (facts.CorrectionSentence is { } correction) json.WriteString("correction", correction);
        Others(json, facts.OtherEvents);
    }

    private static void Others(Utf8JsonWriter json, IReadOnlyList<OtherEvent> others)
    {
        if (others.Count == 0) return;
        json.WriteStartArray("otherEvents");
        foreach (var other in others)
        {
            json.WriteStartObject();
            json.WriteString("kind", other.Kind?.Word());
            Place(json, other.Place);
            json.WriteString("eventDay", other.Day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            Figure(json, "killed", other.Killed);
            Figure(json, "wounded", other.Wounded);
            Munitions(json, other.Munitions);
            Texts(json, "sentences", other.Sentences);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Place(Utf8JsonWriter json, PlaceFact? place)
    {
        if (place is null)
        {
            json.WriteNull("place");
            return;
        }
        json.WriteStartObject("place");
        json.WriteString("name", place.Name);
        json.WriteString("country", place.Country);
        Number(json, "lat", place.Latitude);
        Number(json, "lon", place.Longitude);
        json.WriteString("precision", place.Precision.ToString().ToLowerInvariant());
        json.WriteEndObject();
    }

    private static void Figure(Utf8JsonWriter json, string name, Figure? figure)
    {
        if (figure is null)
        {
            json.WriteNull(name);
            return;
        }
        json.WriteStartObject(name);
        Number(json, "min", figure.Min);
        Number(json, "max", figure.Max);
        json.WriteString("qualifier", Words.Of(figure.Qualifier));
        json.WriteString("by", figure.By);
        json.WriteEndObject();
    }

    private static void Munitions(Utf8JsonWriter json, Munitions? munitions)
    {
        if (munitions is null)
        {
            json.WriteNull("munitions");
            return;
        }
        json.WriteStartObject("munitions");
        Figure(json, "count", munitions.Count);
        json.WriteString("type", munitions.Type);
        json.WriteEndObject();
    }

    private static void View(Utf8JsonWriter json, IncidentView? view)
    {
        if (view is null)
        {
            json.WriteNull("severity");
        }
        else
        {
            json.WriteStartObject("severity");
            json.WriteNumber("score", view.Severity.Score);
            json.WriteString("level", view.Severity.Level.ToString());
            Texts(json, "reasons", view.Severity.Reasons.Select(r => r.InEnglish()));
            json.WriteEndObject();
        }
        json.WriteStartArray("summary");
        foreach (var sentence in view?.Summary ?? [])
        {
            json.WriteStartObject();
            json.WriteString("text", sentence.Text);
            json.WriteString("article", sentence.ArticleId);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Texts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static void Number(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number) json.WriteNumber(name, number);
        else json.WriteNull(name);
    }

    private static void Number(Utf8JsonWriter json, string name, int? value)
    {
        if (value is { } number) json.WriteNumber(name, number);
        else json.WriteNull(name);
    }
}
