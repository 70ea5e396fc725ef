using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using AlertBot.Chat;
using AlertBot.Discord.Wire;

namespace AlertBot.Discord.Interactions;

/// <summary>A command with what was filled in for its options, as the catalogue calls them.</summary>
/// <param name="Name">One word or two.</param>
/// <param name="Options">In the order in which they were given.</param>
internal sealed record GivenCommand(string Name, IReadOnlyList<(string Name, string Value)> Options)
{
    /// <summary>What was filled in for an option; null when nothing was.</summary>
    public string? this[string option] =>
        Options.Where(o => o.Name == option).Select(o => o.Value).FirstOrDefault(v => v.Trim().Length > 0);
}

/// <summary>What a person filled in, as the line that they might have typed. Pure.</summary>
/// <param name="offers">The commands that there are.</param>
internal sealed partial class InteractionLine(CommandOffers offers)
{
    private const int MaxLength = 4000;
    private const int MaxChoice = 100;

    private readonly HashSet<string> _names = [.. offers.All.Select(o => o.Name)];

    /// <summary>For example <c>/watch test rule:"rocket AND taji"</c>.</summary>
    public static string Of(GivenCommand given)
    {
        var line = new StringBuilder("/").Append(given.Name);
        foreach (var (name, value) in given.Options) line.Append(' ').Append(name).Append(':').Append(Quoted(value));
        return line.Length <= MaxLength ? line.ToString() : line.ToString(0, MaxLength);
    }

    /// <summary>Reads what <see cref="Of"/> wrote; null when it is nothing of ours.</summary>
    public static GivenCommand? Read(string line)
    {
        if (Written().Match(line) is not { Success: true } match) return null;
        var names = match.Groups["option"].Captures;
        var values = match.Groups["value"].Captures;
        return new GivenCommand(
            match.Groups["name"].Value, [.. names.Zip(values, (n, v) => (n.Value, v.Value[1..^1]))]);
    }

    /// <summary>The command, by the name that the catalogue knows.</summary>
    public GivenCommand Given(InteractionData data)
    {
        var (name, options) = Flat(data);
        return new GivenCommand(name, [.. options.Select(o => (o.Name, Text(o)))]);
    }

    /// <summary>The line up to the option that is being typed, and that option's name; null when none is.</summary>
    public (string Line, string Option)? Typed(InteractionData data)
    {
        var (name, options) = Flat(data);
        if (options.FirstOrDefault(o => o.Focused) is not { } focused) return null;
        var line = new StringBuilder("/").Append(name);
        foreach (var option in options.Where(o => !o.Focused))
            line.Append(' ').Append(option.Name).Append(':').Append(Quoted(Text(option)));
        // What completes is one word: the ids of names with several words are written with dashes.
        line.Append(' ').Append(focused.Name).Append(':').Append(Text(focused).Trim().Replace(' ', '-').Replace('"', '-'));
        return (line.ToString(), focused.Name);
    }

    /// <summary>What lines that go on with what was typed have for an option, each once, at most 25.</summary>
    public static IReadOnlyList<string> Values(IEnumerable<string> lines, string option) =>
    [
        .. lines.Select(l => l.LastIndexOf($" {option}:", StringComparison.Ordinal) is var at and >= 0
                ? l[(at + option.Length + 2)..].Trim('"') : "")
            .Where(v => v.Length is > 0 and <= MaxChoice).Distinct(StringComparer.Ordinal).Take(25),
    ];

    private (string Name, IReadOnlyList<InteractionOption> Options) Flat(InteractionData data)
    {
        var (name, options) = (data.Name ?? "", data.Options ?? []);
        while (options is [{ Type: OptionKind.SubCommand or OptionKind.SubCommandGroup } sub])
            (name, options) = ($"{name} {sub.Name}", sub.Options ?? []);
        // What a command does alone has a sub-command on Discord that the catalogue does not know.
        if (!_names.Contains(name) && name.EndsWith(" " + CommandSheet.AloneName, StringComparison.Ordinal))
            name = name[..^(CommandSheet.AloneName.Length + 1)];
        return (name, options);
    }

    private static string Text(InteractionOption option) => option.Value switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString()!,
        { ValueKind: JsonValueKind.Number } number => number.GetDouble().ToString(CultureInfo.InvariantCulture),
        { ValueKind: JsonValueKind.True } => "yes",
        { ValueKind: JsonValueKind.False } => "no",
        _ => "",
    };

    // Within “ and ” a straight quote is a letter like any other: rules have them.
    private static string Quoted(string value) => value.Contains('"', StringComparison.Ordinal)
        ? $"“{value.Replace('”', '"')}”"
        : $"\"{value}\"";

    [GeneratedRegex(
        """^/(?<name>[^ "“:]+( [^ "“:]+)?)( (?<option>[^ "“:]+):(?<value>"[^"]*"|“[^”]*”))*$""",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Written();
}
