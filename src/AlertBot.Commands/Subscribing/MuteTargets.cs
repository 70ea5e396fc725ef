using System.Globalization;
using AlertBot.Alerts;
using AlertBot.Chat;

namespace AlertBot.Commands;

/// <summary>What a mute is about, as people name it.</summary>
internal sealed class MuteTargets(Lookup lookup)
{
    /// <summary>The options, the incident first.</summary>
    public static IReadOnlyList<OptionDefinition> Options { get; } =
    [
        OptionDefinition.Optional("incident", OptionType.Incident),
        OptionDefinition.Optional("topic", OptionType.Topic),
        OptionDefinition.Optional("actor", OptionType.Actor),
        OptionDefinition.Optional("place", OptionType.Place),
    ];

    /// <summary>All that is named; a problem for people when a name means nothing.</summary>
    public async Task<(IReadOnlyList<(MuteWhat What, string Target)>? Targets, Message? Problem)> OfAsync(
        CommandCall call, CancellationToken cancellationToken)
    {
        var targets = new List<(MuteWhat, string)>();
        if (call.Option("incident") is { } number)
        {
            var (parts, problem) = await OneIncident.PartsAsync(number, call, cancellationToken);
            if (parts is null) return (null, problem);
            targets.Add((MuteWhat.Incident, parts.Number.ToString(CultureInfo.InvariantCulture)));
        }
        foreach (var (what, option) in (ReadOnlySpan<(MuteWhat, string)>)
            [(MuteWhat.Topic, "topic"), (MuteWhat.Actor, "actor"), (MuteWhat.Place, "place")])
        {
            if (call.Option(option) is not { } text) continue;
            var (id, problem) = Find(what, text, call);
            if (id is null) return (null, Answers.Problem(problem!));
            targets.Add((what, id));
        }
        return (targets, null);
    }

    /// <summary>A target as people know it.</summary>
    public string Name(MuteWhat what, string target, CommandCall call) => what switch
    {
        MuteWhat.Incident => "#" + target,
        MuteWhat.Topic => lookup.Topic(target, call).Found?.Name ?? target,
        MuteWhat.Actor => lookup.Actor(target, call).Found is { } actor ? call.Texts.Name(actor) : target,
        _ => lookup.Place(target, call).Found is { } place ? call.Texts.Name(place) : target,
    };

    /// <summary>A target as it is typed.</summary>
    public static string Line(Mute mute) => mute.What == MuteWhat.Incident
        ? mute.Target
        : $"{mute.What.ToString().ToLowerInvariant()}:{mute.Target}";

    /// <summary>A mute as the audit log names it: what, and in which channel.</summary>
    public static string Subject(Mute mute) => $"{Line(mute)} {mute.Channel}";

    /// <summary>When a mute ends, as the audit log keeps it.</summary>
    public static string Kept(Mute mute) =>
        mute.UntilUtc?.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture) ?? "changes";

    /// <summary>Reads what <see cref="Line"/> wrote; null for anything else.</summary>
    public static (MuteWhat What, string Target)? Read(string line) => line.Split(':') switch
    {
        [var number] when number.Length > 0 && number.All(char.IsAsciiDigit) => (MuteWhat.Incident, number),
        [var what, var id] when Enum.TryParse<MuteWhat>(what, ignoreCase: true, out var known) => (known, id),
        _ => null,
    };

    private (string? Id, string? Problem) Find(MuteWhat what, string text, CommandCall call)
    {
        switch (what)
        {
            case MuteWhat.Topic:
                var (topic, noTopic) = lookup.Topic(text, call);
                return (topic?.Id, noTopic);
            case MuteWhat.Actor:
                var (actor, noActor) = lookup.Actor(text, call);
                return (actor?.Id, noActor);
            default:
                var (place, noPlace) = lookup.Place(text, call);
                return (place?.Id, noPlace);
        }
    }
}
