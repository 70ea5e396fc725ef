using System.Globalization;
using AlertBot.Incidents;

namespace AlertBot.Commands;

/// <summary>Reads the options by which commands narrow incidents.</summary>
internal sealed class IncidentFilter(Lookup lookup)
{
    /// <summary>What people type to see also what no topic watches.</summary>
    public const string Everything = "all";

    private const double DefaultNearKm = 30;
    private const double MaxNearKm = 500;

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
        if (text.Equals(Everything, StringComparison.OrdinalIgnoreCase)) return (query, null);
        var (found, problem) = lookup.Topic(text, call.Community);
        return (query with { Topic = found?.Id }, problem);
    }

    private (IncidentQuery Query, string? Problem) ReadActor(IncidentQuery query, string text, CommandCall call)
    {
        var (found, problem) = lookup.Actor(text, call.Community);
        return (query with { ActorId = found?.Id }, problem);
    }

    private (IncidentQuery Query, string? Problem) ReadPlace(IncidentQuery query, string text, CommandCall call)
    {
        var (found, problem) = lookup.Place(text, call.Community);
        return (query with { PlaceId = found?.Id }, problem);
    }

    private (IncidentQuery Query, string? Problem) ReadNear(IncidentQuery query, string text, CommandCall call)
    {
        var (name, km) = Distance(text);
        if (km is < 1 or > MaxNearKm) return (query, $"near: a distance is 1 to {MaxNearKm:0} km.");
        var (found, problem) = lookup.Place(name, call.Community);
        if (found is null) return (query, problem);
        if (found.Latitude is null) return (query, $"near: nobody told where {found.Name} lies. Try place:{found.Id}.");
        var ids = lookup.PlacesNear(found, km, call.Community).Select(p => p.Id).ToList();
        return (query with { PlaceIds = ids }, null);
    }

    private static (IncidentQuery Query, string? Problem) ReadKind(IncidentQuery query, string text, CommandCall call)
    {
        var (found, problem) = Lookup.Kind(text);
        return (query with { Kind = found }, problem);
    }

    private static (IncidentQuery Query, string? Problem) ReadSeverity(
        IncidentQuery query, string text, CommandCall call)
    {
        var (found, problem) = Lookup.Severity(text);
        return (query with { LeastSeverity = found }, problem);
    }

    private static (IncidentQuery Query, string? Problem) ReadSince(
        IncidentQuery query, string text, CommandCall call) =>
        SinceText.Parse(text, call.NowUtc) is { } since
            ? (query with { SinceUtc = since }, null)
            : (query, $"since: '{text}' is no time. Expected {SinceText.Expected}.");

    // "taji 50km", "taji 50 km" and "taji" alone.
    private static (string Name, double Km) Distance(string text)
    {
        var trimmed = text.EndsWith("km", StringComparison.OrdinalIgnoreCase) ? text[..^2].TrimEnd() : text;
        var space = trimmed.LastIndexOf(' ');
        return trimmed.Length < text.Length && space > 0 && double.TryParse(
            trimmed.AsSpan(space + 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var km)
            ? (trimmed[..space].TrimEnd(), km)
            : (text, DefaultNearKm);
    }

    private delegate (IncidentQuery Query, string? Problem) Reader(IncidentQuery query, string text, CommandCall call);
}
