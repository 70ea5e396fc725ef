using System.Globalization;
using AlertBot.Chat;
using AlertBot.Incidents;

namespace AlertBot.Commands;

/// <summary>The incident that a call is about.</summary>
internal static class OneIncident
{
    /// <summary>The option as commands have it.</summary>
    public static OptionDefinition Number { get; } =
        OptionDefinition.Required("number", OptionType.Number);

    /// <summary>The incident, or what to tell the person when there is none.</summary>
    public static Task<(IncidentView? View, Message? Problem)> FindAsync(
        IIncidentArchive archive, CommandCall call, CancellationToken cancellationToken) =>
        FindAsync(archive, call.Option("number")!, call, cancellationToken);

    /// <summary>The incident with a number as people write it: 3 or #3.</summary>
    public static async Task<(IncidentView? View, Message? Problem)> FindAsync(
        IIncidentArchive archive, string text, CommandCall call, CancellationToken cancellationToken)
    {
        var digits = text.TrimStart('#');
        if (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1)
            return (null, Answers.Problem(
                $"'{digits}' is no incident number. Expected a whole number such as 3; see /incidents."));
        return await archive.FindAsync(number, call.Community, cancellationToken) is { } view
            ? (view, null)
            : (null, Answers.Problem($"There is no incident #{number} here. See /incidents."));
    }
}
