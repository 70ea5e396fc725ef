using System.Globalization;
using AlertBot.Chat;
using AlertBot.Incidents;

namespace AlertBot.Commands;

/// <summary>The incident that a call is about.</summary>
internal static class OneIncident
{
    /// <summary>The option as commands have it.</summary>
    public static OptionDefinition Number { get; } = OptionDefinition.Required("number", OptionType.Incident);

    /// <summary>The incident, or what to tell the person when there is none.</summary>
    public static async Task<(IncidentView? View, Message? Problem)> FindAsync(
        CommandCall call, CancellationToken cancellationToken)
    {
        if (Read(call.Option(Number.Name)!, call, out var problem) is not { } number) return (null, problem);
        return await call.Views.FindAsync(number, cancellationToken) is { } view
            ? (view, null)
            : (null, None(call, number));
    }

    /// <summary>What may be changed of the incident with a number as people write it: 3 or #3.</summary>
    public static async Task<(IncidentParts? Parts, Message? Problem)> PartsAsync(
        string text, CommandCall call, CancellationToken cancellationToken)
    {
        if (Read(text, call, out var problem) is not { } number) return (null, problem);
        return await call.Views.PartsAsync(number, cancellationToken) is { } parts
            ? (parts, null)
            : (null, None(call, number));
    }

    private static long? Read(string text, CommandCall call, out Message? problem)
    {
        var digits = Digits.InAscii(text).TrimStart('#');
        problem = null;
        if (long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1)
            return number;
        problem = Answers.Problem(
            call.Texts.Of("commands.incident.nonumber", ("typed", digits), ("line", "/incidents")));
        return null;
    }

    private static Message None(CommandCall call, long number) => Answers.Problem(
        call.Texts.Of("commands.incident.none", ("number", number), ("line", "/incidents")));
}
