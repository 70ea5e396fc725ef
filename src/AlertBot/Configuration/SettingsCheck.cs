using System.Reflection;
using System.Text;
using System.Text.Json;
using AlertBot.Alerts;
using AlertBot.Commands;
using AlertBot.Discord;
using AlertBot.Feeds;
using AlertBot.Storage;
using AlertBot.Telegram;
using AlertBot.Terminal;
using AlertBot.Watchlists;

namespace AlertBot.Configuration;

/// <summary>Finds settings that mean nothing: a misspelled name would otherwise be ignored in silence.</summary>
internal static class SettingsCheck
{
    // Sections whose names we own; others, such as Logging, belong to libraries.
    private static readonly Dictionary<string, IReadOnlyCollection<string>> Known =
        new(StringComparer.OrdinalIgnoreCase)
        {
            ["Feeds"] = Names<FeedOptions>(),
            ["Storage"] = Names<StorageOptions>(),
            ["Delivery"] = Names<DeliveryOptions>(),
            ["Follows"] = Names<FollowOptions>(),
            ["Terminal"] = Names<TerminalOptions>(),
            ["Discord"] = Names<DiscordOptions>(),
            ["Telegram"] = Names<TelegramOptions>(),
            ["Web"] = ["Url"],
            ["Summaries"] = ["Endpoint"],
        };

    private static readonly string[] Foreign = ["Logging", "Quartz"];

    /// <summary>Every setting of ours, as <c>Section:Name</c>.</summary>
    public static IEnumerable<string> Settings =>
        Known.SelectMany(section => section.Value.Select(name => $"{section.Key}:{name}"));

    /// <summary>What is wrong in <c>appsettings.json</c>, with its line and column.</summary>
    public static IReadOnlyList<ConfigProblem> OfFile(string file, ReadOnlySpan<byte> json)
    {
        var problems = new List<ConfigProblem>();
        var options = new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
        var reader = new Utf8JsonReader(json, options);
        string? section = null;
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.PropertyName) continue;
                var name = reader.GetString()!;
                var (line, column) = Position(json, (int)reader.TokenStartIndex);
                if (reader.CurrentDepth == 1)
                {
                    section = name;
                    if (SectionFault(name) is { } remedy)
                        problems.Add(new ConfigProblem(file, line, column, $"unknown setting '{name}'", remedy));
                }
                else if (reader.CurrentDepth == 2 && section is not null && NameFault(section, name) is { } remedy)
                {
                    problems.Add(new ConfigProblem(file, line, column, $"unknown setting '{section}:{name}'", remedy));
                }
            }
        }
        catch (JsonException fault)
        {
            problems.Add(new ConfigProblem(
                file, (int)(fault.LineNumber ?? 0) + 1, (int)(fault.BytePositionInLine ?? 0) + 1, "this is no JSON",
                "mend the text there: a comma, quote or bracket is missing or too many"));
        }
        return problems;
    }

    /// <summary>Environment variables that look like settings of ours and mean nothing, each as one line for people.</summary>
    public static IReadOnlyList<string> OfEnvironment(IEnumerable<string> names)
    {
        var faults = new List<string>();
        foreach (var name in names.Where(n => n.Contains("__", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            var parts = name.Split("__");
            if (Known.ContainsKey(parts[0]) && NameFault(parts[0], parts[1]) is { } remedy)
                faults.Add($"environment variable {name}: unknown setting '{parts[0]}:{parts[1]}'; {remedy}");
        }
        return faults;
    }

    private static Saying? SectionFault(string name) =>
        Known.ContainsKey(name) || Foreign.Contains(name, StringComparer.OrdinalIgnoreCase)
            ? null
            : DidYouMean.Remedy(name, [.. Known.Keys, .. Foreign]);

    private static Saying? NameFault(string section, string name) =>
        !Known.TryGetValue(section, out var names) || names.Contains(name, StringComparer.OrdinalIgnoreCase)
            ? null
            : DidYouMean.Remedy(name, names);

    private static IReadOnlyCollection<string> Names<T>() =>
        [.. typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite).Select(p => p.Name)];

    private static (int Line, int Column) Position(ReadOnlySpan<byte> json, int index)
    {
        var before = json[..index];
        var start = before.LastIndexOf((byte)'\n') + 1;
        return (before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(before[start..]) + 1);
    }
}
