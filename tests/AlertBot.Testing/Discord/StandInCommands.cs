using System.Text.Json.Nodes;

namespace AlertBot.Testing.Discord;

/// <summary>What Discord's prose demands of a list of commands.</summary>
internal static class StandInCommands
{
    /// <summary>Faults of a list that is to take the place of the one that is there.</summary>
    public static IEnumerable<string> Faults(JsonArray commands)
    {
        if (commands.Count(c => ((int?)c!["type"] ?? 1) == 1) > 100) yield return "there are more than 100 slash commands";
        if (HasTwice(commands)) yield return "two commands have one name";
        foreach (var command in commands.OfType<JsonObject>())
        {
            if (command["description"] is null) yield return $"{command["name"]} has no description";
            if (Size(command) > 8000) yield return $"{command["name"]} has more than 8000 characters";
            foreach (var fault in Options(command)) yield return fault;
        }
    }

    private static IEnumerable<string> Options(JsonObject holder)
    {
        var options = holder["options"]?.AsArray() ?? [];
        if (HasTwice(options)) yield return $"{holder["name"]} has two options of one name";
        var kinds = options.Select(o => (int?)o!["type"]).ToList();
        if (kinds.Any(k => k is 1 or 2) && kinds.Any(k => k is not (1 or 2)))
            yield return $"{holder["name"]} has sub-commands beside options";
        var required = options.Select(o => (bool?)o!["required"] ?? false).ToList();
        if (required.SkipWhile(r => r).Any(r => r)) yield return $"{holder["name"]} has a required option behind an optional one";
        foreach (var option in options.OfType<JsonObject>())
        {
            if ((bool?)option["autocomplete"] == true && option["choices"] is JsonArray { Count: > 0 })
                yield return $"{option["name"]} is completed and has choices";
            if ((string?)option["name"] is { } name && name.Any(char.IsUpper)) yield return $"{name} is not in lower case";
            foreach (var fault in Options(option)) yield return fault;
        }
    }

    private static bool HasTwice(JsonArray named) =>
        named.GroupBy(c => (string?)c!["name"], StringComparer.Ordinal).Any(g => g.Count() > 1);

    // Names, descriptions and values; of translations the longest counts.
    private static int Size(JsonObject node) => Longest(node, "name") + Longest(node, "description")
        + ((string?)(node["value"] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null) ?? "").Length
        + (node["options"]?.AsArray() ?? []).OfType<JsonObject>().Sum(Size)
        + (node["choices"]?.AsArray() ?? []).OfType<JsonObject>().Sum(Size);

    private static int Longest(JsonObject node, string member) =>
        (node[member + "_localizations"] as JsonObject ?? []).Select(l => ((string?)l.Value ?? "").Length)
            .Append(((string?)node[member] ?? "").Length).Max();
}
