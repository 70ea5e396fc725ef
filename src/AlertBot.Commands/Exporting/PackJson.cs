using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using AlertBot.Alerts;
using AlertBot.Incidents;
using AlertBot.Watchlists;

namespace AlertBot.Commands;

/// <summary>An evidence pack as JSON: everything, for programs. Pure.</summary>
internal static class PackJson
{
    // Every script as it is: people read this file too, and no browser does.
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The whole pack.</summary>
    public static string Write(EvidencePack pack)
    {
        var view = pack.View;
        return new JsonObject
        {
            ["incident"] = Incident(view),
            ["summary"] = new JsonArray([.. view.Summary.Select(s => Of(("text", s.Text), ("source", s.Source)))]),
            ["ledger"] = new JsonArray([.. view.Ledger.Select(e => Of(
                ("role", e.Role.ToString()), ("who", e.Name), ("sentence", e.Sentence), ("source", e.Source),
                ("saidUtc", Time(e.SaidUtc))))]),
            ["sources"] = new JsonArray([.. view.Sources.Select((s, i) => Source(pack, s, i))]),
            ["rules"] = new JsonArray([.. pack.Rules.Select(r => Of(
                ("topic", r.Topic), ("rule", r.Rule.Id), ("query", r.Rule.Query), ("sha256", HashOf(r.Rule))))]),
            ["deliveries"] = new JsonArray([.. pack.Deliveries.Select(r => Of(
                ("channel", r.Delivery.Channel.ToString()), ("kind", r.Delivery.Kind.ToString()),
                ("state", r.State.ToString()), ("owedUtc", Time(r.Delivery.CreatedUtc)), ("sentUtc", Time(r.SentUtc)),
                ("attempts", r.Attempts), ("reason", r.Reason)))]),
            ["changes"] = new JsonArray([.. pack.Changes.Select(c => Of(
                ("atUtc", Time(c.AtUtc)), ("by", c.UserName), ("action", c.Action), ("what", c.Subject)))]),
            ["exported"] = Of(("atUtc", Time(pack.AtUtc)), ("by", pack.By)),
        }.ToJsonString(Options);
    }

    /// <summary>Tells two versions of a rule apart: SHA-256 of its query, 64 hexadecimal digits.</summary>
    public static string HashOf(Rule rule) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(rule.Query)));

    private static JsonObject Incident(IncidentView view)
    {
        var incident = Of(
            ("number", view.Number), ("id", view.Id), ("state", view.State.ToString()), ("title", view.Title),
            ("severity", view.Severity.Score), ("level", view.Severity.Level.ToString()), ("kind", view.Kind?.Word()),
            ("status", view.Status.ToString()), ("day", view.EventDay?.ToString("O", CultureInfo.InvariantCulture)),
            ("firstUtc", Time(view.FirstUtc)), ("latestUtc", Time(view.LatestUtc)), ("reports", view.Reports));
        incident["reasons"] = new JsonArray([.. view.Severity.Reasons.Select(r => JsonValue.Create(r.InEnglish()))]);
        incident["places"] = new JsonArray([.. view.Places.Select(p => Of(
            ("name", p.Name), ("precision", p.Precision.ToString()), ("country", p.Country)))]);
        foreach (var (name, figure) in (ReadOnlySpan<(string, Figure?)>)
            [("killed", view.Killed), ("wounded", view.Wounded), ("captured", view.Captured)])
            incident[name] = figure is null ? null : Of(
                ("min", figure.Min), ("max", figure.Max), ("qualifier", figure.Qualifier.ToString()),
                ("sentence", figure.Sentence));
        return incident;
    }

    private static JsonObject Source(EvidencePack pack, SourceView source, int index) => Of(
        ("number", source.Number), ("outlet", source.Outlet), ("title", source.Title),
        ("link", source.Link?.AbsoluteUri), ("language", source.Language), ("report", source.Report),
        ("effectiveUtc", Time(source.EffectiveUtc)), ("publishedUtc", Time(pack.Articles[index]?.PublishedUtc)),
        ("seenUtc", Time(pack.Articles[index]?.SeenUtc)), ("text", pack.Articles[index]?.Text),
        ("contentSha256", pack.Articles[index]?.ContentHash));

    private static JsonObject Of(params ReadOnlySpan<(string Name, JsonNode? Value)> properties)
    {
        var made = new JsonObject();
        foreach (var (name, value) in properties) made[name] = value;
        return made;
    }

    private static string? Time(DateTimeOffset? atUtc) =>
        atUtc?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
