using System.Text.Json;
using System.Text.Json.Nodes;

namespace AlertBot.Testing.Telegram;

/// <summary>The description of the Bot API that may lie in <c>../shared/specs</c>: checks what is sent against it.</summary>
public sealed class TelegramSpec
{
    private readonly JsonElement _methods;
    private readonly JsonElement _types;

    private TelegramSpec(JsonElement root) =>
        (_methods, _types) = (root.GetProperty("methods"), root.GetProperty("types"));

    /// <summary>The description; null where it is not there.</summary>
    public static TelegramSpec? Load() => SharedData.Find("specs/telegram-bot-api.json") is { } path
        ? new TelegramSpec(JsonDocument.Parse(File.ReadAllText(path)).RootElement)
        : null;

    /// <summary>What is wrong with a call, one line each; empty when nothing is.</summary>
    /// <param name="method">As it was called.</param>
    /// <param name="parameters">What it was given; files as null.</param>
    public IReadOnlyList<string> Faults(string method, JsonObject parameters)
    {
        var faults = new List<string>();
        if (!_methods.TryGetProperty(method, out var known)) return [$"there is no method {method}"];
        Fields(known, parameters, method, faults);
        return faults;
    }

    private void Fields(JsonElement known, JsonObject given, string where, List<string> faults)
    {
        var fields = known.TryGetProperty("fields", out var list)
            ? list.EnumerateArray().ToDictionary(f => f.GetProperty("name").GetString()!, StringComparer.Ordinal)
            : [];
        foreach (var (name, value) in given)
        {
            if (!fields.TryGetValue(name, out var field)) faults.Add($"{where} has no {name}");
            else if (!field.GetProperty("types").EnumerateArray().Any(type => Fits(type.GetString()!, value)))
                faults.Add($"{where}.{name} must be {field.GetProperty("types")}, but is {value?.ToJsonString() ?? "null"}");
        }
        foreach (var (name, field) in fields)
            if (field.GetProperty("required").GetBoolean() && !given.ContainsKey(name)) faults.Add($"{where} lacks {name}");
    }

    private bool Fits(string type, JsonNode? value)
    {
        const string ArrayOf = "Array of ";
        if (type.StartsWith(ArrayOf, StringComparison.Ordinal))
            return value is JsonArray items && items.All(item => Fits(type[ArrayOf.Length..], item));
        return type switch
        {
            "Integer" => value is JsonValue number && number.TryGetValue<long>(out _),
            "Float" => value is JsonValue number && number.TryGetValue<double>(out _),
            "String" => value is JsonValue text && text.TryGetValue<string>(out _),
            "Boolean" => value is JsonValue flag && flag.TryGetValue<bool>(out _),
            "InputFile" => value is null || (value is JsonValue id && id.TryGetValue<string>(out _)),
            _ => value is JsonObject given && IsOf(type, given),
        };
    }

    private bool IsOf(string type, JsonObject given)
    {
        var known = _types.GetProperty(type);
        if (known.TryGetProperty("subtypes", out var subtypes) && subtypes.GetArrayLength() > 0)
            return subtypes.EnumerateArray().Any(sub => IsOf(sub.GetString()!, given));
        var faults = new List<string>();
        Fields(known, given, type, faults);
        return faults.Count == 0 && HasItsName(known, given);
    }

    /// <summary>Sub-types are told apart by a field whose value the description gives in words.</summary>
    private static bool HasItsName(JsonElement known, JsonObject given)
    {
        foreach (var field in known.TryGetProperty("fields", out var list) ? list.EnumerateArray() : default)
        {
            var words = field.GetProperty("description").GetString()!;
            var at = words.IndexOf("must be ", StringComparison.Ordinal);
            if (field.GetProperty("name").GetString() is not "type" || at < 0) continue;
            return given["type"]?.ToString() == words[(at + 8)..].Trim('.', '"', '*', '“', '”', '_');
        }
        return true;
    }
}
