using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace AlertBot.Testing.Discord;

/// <summary>
/// Checks values against the schemas of an OpenAPI 3.1 document, for the keywords that Discord's uses. A keyword that it
/// does not know is an exception: a check that is not made must not look like one that passed.
/// </summary>
/// <remarks>
/// Stricter than the document in one thing: an object may not have members that its schema does not name, for Discord
/// drops them without a word.
/// </remarks>
public sealed class SchemaChecker(JsonObject document)
{
    private const int MaxDepth = 64;

    /// <summary>What is wrong with a value, each fault with its place; empty when nothing is.</summary>
    public IReadOnlyList<string> Check(JsonNode? value, JsonNode schema)
    {
        var faults = new List<string>();
        Check(value, schema, "$", faults, 0);
        return faults;
    }

    private void Check(JsonNode? value, JsonNode node, string place, List<string> faults, int depth)
    {
        if (depth > MaxDepth) throw new InvalidOperationException($"{place}: the schemas nest without end.");
        var schema = node.AsObject();
        foreach (var (keyword, rule) in schema)
            if (Fault(value, schema, keyword, rule!, place, faults, depth) is { } fault) faults.Add($"{place}: {fault}");
    }

    private string? Fault(
        JsonNode? value, JsonObject schema, string keyword, JsonNode rule, string place, List<string> faults, int depth)
    {
        switch (keyword)
        {
            case "description" or "title" or "x-discord-union":
            // Handled with "properties".
            case "additionalProperties":
            // A string's bytes: nothing that JSON could break.
            case "contentEncoding":
                return null;
            case "$ref":
                Check(value, Resolve((string)rule!), place, faults, depth + 1);
                return null;
            case "type":
                return Types(rule).Any(t => IsOf(value, t)) ? null : $"is {Kind(value)}, not {rule.ToJsonString()}";
            case "allOf":
                foreach (var part in rule.AsArray()) Check(value, part!, place, faults, depth + 1);
                return null;
            case "oneOf" or "anyOf":
                return Alternatives(value, keyword, rule.AsArray(), place, depth);
            case "const":
                return JsonNode.DeepEquals(value, rule) ? null : $"is not {rule.ToJsonString()}";
            case "enum":
                return rule.AsArray().Any(e => JsonNode.DeepEquals(value, e)) ? null : $"is none of {rule.ToJsonString()}";
            case "properties" or "required" or "minProperties" or "maxProperties":
                return value is JsonObject members ? OfObject(members, schema, keyword, rule, place, faults, depth) : null;
            case "items" or "minItems" or "maxItems" or "uniqueItems":
                return value is JsonArray items ? OfArray(items, keyword, rule, place, faults, depth) : null;
            case "minLength" or "maxLength" or "pattern":
                return value?.GetValueKind() == JsonValueKind.String ? OfText((string)value!, keyword, rule) : null;
            case "minimum" or "maximum":
                return value?.GetValueKind() == JsonValueKind.Number ? OfNumber(value, keyword, rule) : null;
            case "format":
                return value is null ? null : OfFormat(value, (string)rule!);
            default:
                throw new NotSupportedException($"{place}: the document uses '{keyword}', which is not checked yet.");
        }
    }

    private string? Alternatives(JsonNode? value, string keyword, JsonArray schemas, string place, int depth)
    {
        var fitting = 0;
        IReadOnlyList<string>? nearest = null;
        foreach (var schema in schemas)
        {
            var faults = new List<string>();
            Check(value, schema!, place, faults, depth + 1);
            if (faults.Count == 0) fitting++;
            // The faults of the alternative that came furthest say most: those of a wrong kind fail at "type".
            else if (nearest is null || Rank(faults) > Rank(nearest)) nearest = faults;
        }
        if (fitting == 0) return $"fits none of {schemas.Count}; the nearest: {string.Join("; ", nearest ?? [])}";
        return keyword == "oneOf" && fitting > 1 ? $"fits {fitting} of {schemas.Count} and may fit but one" : null;

        int Rank(IReadOnlyList<string> faults) => faults.Any(f => f.StartsWith($"{place}.type", StringComparison.Ordinal)
            || f.StartsWith(place + ": is ", StringComparison.Ordinal)) ? -1 : 100 - faults.Count;
    }

    private string? OfObject(
        JsonObject value, JsonObject schema, string keyword, JsonNode rule, string place, List<string> faults, int depth)
    {
        switch (keyword)
        {
            case "required":
                var missing = rule.AsArray().Select(r => (string)r!).Where(r => !value.ContainsKey(r)).ToList();
                return missing.Count == 0 ? null : $"lacks {string.Join(", ", missing)}";
            case "minProperties":
                return value.Count >= (int)rule ? null : $"has {value.Count} members, at least {rule} are needed";
            case "maxProperties":
                return value.Count <= (int)rule ? null : $"has {value.Count} members, at most {rule} are allowed";
        }
        foreach (var (name, member) in value)
        {
            if (rule.AsObject()[name] is { } known) Check(member, known, $"{place}.{name}", faults, depth + 1);
            else if (schema["additionalProperties"] is JsonObject more) Check(member, more, $"{place}.{name}", faults, depth + 1);
            else faults.Add($"{place}: has '{name}', which the document does not know");
        }
        return null;
    }

    private string? OfArray(JsonArray value, string keyword, JsonNode rule, string place, List<string> faults, int depth)
    {
        switch (keyword)
        {
            case "minItems":
                return value.Count >= (int)rule ? null : $"has {value.Count} items, at least {rule} are needed";
            case "maxItems":
                return value.Count <= (int)rule ? null : $"has {value.Count} items, at most {rule} are allowed";
            case "uniqueItems":
                return value.Select(v => v?.ToJsonString()).Distinct(StringComparer.Ordinal).Count() == value.Count
                    ? null : "holds something twice";
        }
        for (var i = 0; i < value.Count; i++) Check(value[i], rule, $"{place}[{i}]", faults, depth + 1);
        return null;
    }

    private static string? OfText(string value, string keyword, JsonNode rule) => keyword switch
    {
        "minLength" => value.EnumerateRunes().Count() >= (int)rule ? null : $"has less than {rule} characters",
        "maxLength" => value.EnumerateRunes().Count() <= (int)rule ? null : $"has more than {rule} characters",
        _ => Regex.IsMatch(value, (string)rule!) ? null : $"does not match {rule}",
    };

    private static string? OfNumber(JsonNode value, string keyword, JsonNode rule)
    {
        var (number, bound) = (Number(value), Number(rule));
        if (keyword == "minimum") return number >= bound ? null : $"is less than {bound}";
        return number <= bound ? null : $"is more than {bound}";
    }

    private static string? OfFormat(JsonNode value, string format) => (format, value.GetValueKind()) switch
    {
        ("int32", JsonValueKind.Number) => Number(value) is >= int.MinValue and <= int.MaxValue ? null : "is no int32",
        ("int64", JsonValueKind.Number) => Number(value) is >= long.MinValue and <= long.MaxValue ? null : "is no int64",
        ("double" or "int32" or "int64", _) => null,
        ("date-time", JsonValueKind.String) =>
            DateTimeOffset.TryParse((string)value!, CultureInfo.InvariantCulture, out _) ? null : "is no date-time",
        ("uri", JsonValueKind.String) => Uri.TryCreate((string)value!, UriKind.Absolute, out _) ? null : "is no address",
        ("snowflake", JsonValueKind.String) => ulong.TryParse((string)value!, out _) ? null : "is no snowflake",
        // "maxLength" says it all.
        ("nonce", _) => null,
        ("date-time" or "uri" or "snowflake", _) => null,
        _ => throw new NotSupportedException($"The document uses the format '{format}', which is not checked yet."),
    };

    private static decimal Number(JsonNode value) =>
        decimal.Parse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture);

    private static IEnumerable<string> Types(JsonNode rule) =>
        rule is JsonArray several ? several.Select(t => (string)t!) : [(string)rule!];

    private static bool IsOf(JsonNode? value, string type) => type switch
    {
        "null" => value is null,
        "object" => value is JsonObject,
        "array" => value is JsonArray,
        "string" => value?.GetValueKind() == JsonValueKind.String,
        "boolean" => value?.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
        "number" => value?.GetValueKind() == JsonValueKind.Number,
        "integer" => value?.GetValueKind() == JsonValueKind.Number && Number(value) % 1 == 0,
        _ => throw new NotSupportedException($"The document uses the type '{type}', which is not checked yet."),
    };

    private static string Kind(JsonNode? value) => value is null ? "null" : value.GetValueKind().ToString();

    private JsonNode Resolve(string reference)
    {
        JsonNode? node = document;
        foreach (var step in reference.TrimStart('#', '/').Split('/')) node = node?[step];
        return node ?? throw new InvalidOperationException($"The document has no '{reference}'.");
    }
}
