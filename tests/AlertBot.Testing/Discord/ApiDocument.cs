using System.Text.Json.Nodes;

namespace AlertBot.Testing.Discord;

/// <summary>Discord's published description of its API.</summary>
public sealed class ApiDocument
{
    private readonly JsonObject _document;
    private readonly SchemaChecker _checker;
    private readonly List<(string Method, string[] Steps, JsonObject Operation, JsonArray Parameters)> _operations = [];

    private ApiDocument(JsonObject document)
    {
        (_document, _checker) = (document, new SchemaChecker(document));
        foreach (var (path, item) in document["paths"]!.AsObject())
            foreach (var (method, operation) in item!.AsObject().Where(m => m.Value is JsonObject))
                _operations.Add((method.ToUpperInvariant(), Steps(path), operation!.AsObject(),
                    [.. Parameters(item!), .. Parameters(operation!)]));
    }

    /// <summary>The document in <c>../shared</c>; null when it is not there.</summary>
    public static ApiDocument? Find() => SharedData.Find("specs/discord-openapi.json") is { } path
        ? new ApiDocument(JsonNode.Parse(File.ReadAllText(path))!.AsObject())
        : null;

    /// <summary>Every schema keyword must be known: checks a null against all schemas, for the sake of the asking.</summary>
    public void CheckKeywords()
    {
        foreach (var (_, schema) in _document["components"]!["schemas"]!.AsObject()) Walk(schema!);
    }

    /// <summary>What is wrong with a request; empty when nothing is.</summary>
    /// <param name="method">GET, POST, …</param>
    /// <param name="path">Under the API's address, with its query.</param>
    /// <param name="body">The JSON that it carries; null for none.</param>
    public IReadOnlyList<string> Check(string method, string path, JsonNode? body)
    {
        var query = path.Split('?', 2);
        var steps = Steps(query[0]);
        // A path with fewer holes is the nearer one: users/@me is no users/{user_id}.
        var found = _operations.Where(o => o.Method == method && Fits(o.Steps, steps))
            .OrderBy(o => o.Steps.Count(s => s.StartsWith('{'))).FirstOrDefault();
        if (found.Operation is null) return [$"the document has no {method} {query[0]}"];
        var faults = new List<string>();
        for (var i = 0; i < steps.Length; i++)
            if (found.Steps[i].StartsWith('{')) CheckParameter(found.Parameters, "path", found.Steps[i].Trim('{', '}'), steps[i], faults);
        foreach (var pair in query.Skip(1).SelectMany(q => q.Split('&')).Select(p => p.Split('=', 2)))
            CheckParameter(found.Parameters, "query", pair[0], Uri.UnescapeDataString(pair[^1]), faults);
        CheckBody(found.Operation, body, faults);
        return faults;
    }

    private void CheckBody(JsonObject operation, JsonNode? body, List<string> faults)
    {
        var schema = operation["requestBody"]?["content"]?["application/json"]?["schema"];
        if (schema is null && body is not null) faults.Add("carries a body where none is known");
        if (schema is not null && body is null && operation["requestBody"]!["required"]?.GetValue<bool>() == true)
            faults.Add("lacks its body");
        if (schema is not null && body is not null) faults.AddRange(_checker.Check(body, schema));
    }

    private void CheckParameter(JsonArray parameters, string where, string name, string text, List<string> faults)
    {
        var known = parameters.FirstOrDefault(p => (string)p!["in"]! == where && (string)p["name"]! == name);
        if (known is null)
        {
            faults.Add($"has {where} parameter '{name}', which the document does not know");
            return;
        }
        var schema = known["schema"]!;
        var isNumber = schema["type"]?.ToJsonString().Contains("integer", StringComparison.Ordinal) == true;
        JsonNode value = isNumber && long.TryParse(text, out var number) ? number
            : bool.TryParse(text, out var truth) ? truth : text;
        faults.AddRange(_checker.Check(value, schema).Select(f => $"{where} parameter '{name}' {f}"));
    }

    private void Walk(JsonNode schema)
    {
        // The value hardly matters: keywords are seen before it is.
        foreach (JsonNode? value in (JsonNode?[])[null, new JsonObject(), new JsonArray(), "text", 1])
            _checker.Check(value, schema);
        if (schema["properties"] is JsonObject properties)
            foreach (var (_, inner) in properties) Walk(inner!);
        if (schema["items"] is JsonObject items) Walk(items);
    }

    private static string[] Steps(string path) => path.Trim('/').Split('/');

    private static bool Fits(string[] template, string[] steps) => template.Length == steps.Length
        && template.Zip(steps).All(p => p.First.StartsWith('{') || p.First == p.Second);

    private static IEnumerable<JsonNode?> Parameters(JsonNode node) =>
        (node as JsonObject)?["parameters"]?.AsArray().Select(p => p?.DeepClone()) ?? [];
}
