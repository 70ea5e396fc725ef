using System.Globalization;
using AlertBot.Alerts;
using AlertBot.Incidents;

namespace AlertBot.Commands;

/// <summary>Reads the options by which commands narrow incidents.</summary>
internal sealed class IncidentFilter(Lookup lookup)
{
    /// <summary>What people type to see also what no topic watches.</summary>
    public const string Everything = "all";

    private const double DefaultNearKm = 30;
    private const double MaxNearKm = 500;

    private static readonly string[] Kilometres = ["km", "كيلومتر", "كيلومترا", "كلم", "كم"];

    /// <summary>Only of one topic.</summary>
    public static OptionDefinition Topic { get; } = OptionDefinition.Optional(
        "topic", OptionType.Topic);

    /// <summary>Only with an actor.</summary>
    public static OptionDefinition Actor { get; } =
        OptionDefinition.Optional("actor", OptionType.Actor);

    /// <summary>Only at a place.</summary>
    public static OptionDefinition Place { get; } =
        OptionDefinition.Optional("place", OptionType.Place);

    /// <summary>Only round a place.</summary>
    public static OptionDefinition Near { get; } =
        OptionDefinition.Optional("near", OptionType.Place);

    /// <summary>Only of one kind.</summary>
    public static OptionDefinition Kind { get; } =
        OptionDefinition.Optional("kind", OptionType.Kind);

    /// <summary>Only newer ones.</summary>
    public static OptionDefinition Since { get; } =
        OptionDefinition.Optional("since", OptionType.Since);

    /// <summary>Only grave ones.</summary>
    public static OptionDefinition Severity { get; } =
        OptionDefinition.Optional("severity", OptionType.Severity);

    /// <summary>
    /// What the call asks for; a problem for people when an option cannot be read. Where nothing names what it is
    /// about, only incidents of watched topics are meant: most news is nobody's.
    /// </summary>
    public (IncidentQuery? Query, string? Problem) Read(CommandCall call)
    {
        var query = IncidentQuery.All;
        var isAbout = call.Option("text") is not null;
        string? problem = null;
        foreach (var (name, read) in Readers)
        {
            if (call.Option(name) is not { } text) continue;
            isAbout |= name is not ("since" or "severity");
            (query, problem) = read(query, text, call);
            if (problem is not null) return (null, problem);
        }
        return (isAbout ? query : query with { IsWatched = true }, null);
    }

    private IEnumerable<(string Name, Reader Read)> Readers =>
    [
        (Topic.Name, ReadTopic), (Actor.Name, ReadActor), (Place.Name, ReadPlace), (Near.Name, ReadNear),
        (Kind.Name, ReadKind), (Severity.Name, ReadSeverity), (Since.Name, ReadSince),
    ];

    private (IncidentQuery Query, string? Problem) ReadTopic(IncidentQuery query, string text, CommandCall call)
    {
        if (IsEverything(text)) return (query, null);
        var (found, problem) = lookup.Topic(text, call);
        return (query with { Topic = found?.Id }, problem);
    }

    private static bool IsEverything(string text) =>
        text.Equals(Everything, StringComparison.OrdinalIgnoreCase) || text is "الكل" or "كل";

    private (IncidentQuery Query, string? Problem) ReadActor(IncidentQuery query, string text, CommandCall call)
    {
        var (found, problem) = lookup.Actor(text, call);
        return (query with { ActorId = found?.Id }, problem);
    }

    private (IncidentQuery Query, string? Problem) ReadPlace(IncidentQuery query, string text, CommandCall call)
    {
        var (found, problem) = lookup.Place(text, call);
        return (query with { PlaceId = found?.Id }, problem);
    }

    private (IncidentQuery Query, string? Problem) ReadNear(IncidentQuery query, string text, CommandCall call)
    {
        var (name, km) = Distance(text);
        if (km is < 1 or > MaxNearKm)
            return (query, call.Texts.Of("commands.filter.distance", ("most", (int)MaxNearKm)));
        var (found, problem) = lookup.Place(name, call);
        if (found is null) return (query, problem);
        if (found.Latitude is null)
            return (query, call.Texts.Of(
                "commands.filter.nowhere", ("place", call.Texts.Name(found)), ("line", $"place:{found.Id}")));
        var ids = lookup.PlacesNear(found, km, call.Community).Select(p => p.Id).ToList();
        return (query with { PlaceIds = ids }, null);
    }

    private static (IncidentQuery Query, string? Problem) ReadKind(IncidentQuery query, string text, CommandCall call)
    {
        var (found, problem) = Lookup.Kind(text, call.Texts);
        return (query with { Kind = found }, problem);
    }

    private static (IncidentQuery Query, string? Problem) ReadSeverity(
        IncidentQuery query, string text, CommandCall call)
    {
        var (found, problem) = Lookup.Severity(text, call.Texts);
        return (query with { LeastSeverity = found }, problem);
    }

    private static (IncidentQuery Query, string? Problem) ReadSince(
        IncidentQuery query, string text, CommandCall call) =>
        SinceText.Parse(text, call.NowUtc) is { } since
            ? (query with { SinceUtc = since }, null)
            : (query, Answers.NoTime(call, Since.Name, text));

    // "taji 50km", "taji 50 km", "التاجي 50 كم" and "taji" alone.
    private static (string Name, double Km) Distance(string text)
    {
        text = Digits.InAscii(text);
        var unit = Array.Find(Kilometres, u => text.EndsWith(u, StringComparison.OrdinalIgnoreCase));
        if (unit is null) return (text, DefaultNearKm);
        var trimmed = text[..^unit.Length].TrimEnd();
        var space = trimmed.LastIndexOf(' ');
        return space > 0 && double.TryParse(
            trimmed.AsSpan(space + 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var km)
            ? (trimmed[..space].TrimEnd(), km)
            : (text, DefaultNearKm);
    }

    private delegate (IncidentQuery Query, string? Problem) Reader(IncidentQuery query, string text, CommandCall call);
}
