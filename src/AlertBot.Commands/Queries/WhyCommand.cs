using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Incidents;

namespace AlertBot.Commands;

/// <summary>Tells why an incident was alerted and why it is as grave as it is.</summary>
internal sealed class WhyCommand(IIncidentArchive archive, Lookup lookup) : ICommand
{
    public CommandDefinition Definition { get; } = new(
        "why", "Tells which rules and words matched an incident, and what its severity is made of.",
        [OptionDefinition.Required("number", OptionType.Number, "The number behind #.")],
        Permission.Everyone, IsPrivate: true, ["/why 3"]);

    public async Task<Message> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var text = call.Option("number")!.TrimStart('#');
        if (!long.TryParse(text, out var number) || number < 1)
            return Answers.Problem($"'{text}' is no incident number. Expected a whole number such as 3; see /incidents.");
        if (await archive.FindAsync(number, call.Community, cancellationToken) is not { } view)
            return Answers.Problem($"There is no incident #{number} here. See /incidents.");
        var rules = view.Matches.DistinctBy(m => (m.Topic, m.Rule)).Select(m => (IReadOnlyList<Span>)
        [
            new Span($"{m.Topic}, {m.Rule}", IsStrong: true),
            $": {string.Join(", ", m.Terms.Select(t => $"\"{t.Text}\"").Distinct(StringComparer.Ordinal))}{Names(m)}",
        ]).ToList();
        if (rules.Count == 0) rules.Add(["No rule of any topic matched: it was not alerted."]);
        return new Message(AlertCard.Tone(view.Severity.Level),
        [
            AlertCard.Head(view),
            new Block.Bullets(0, "Rules", rules),
            new Block.Bullets(1, $"Severity {view.Severity.Score} of 100, {view.Severity.Level.ToString().ToLowerInvariant()}",
                [.. view.Severity.Reasons.Select(r => (IReadOnlyList<Span>)[r])]),
        ]);
    }

    private string Names(Watchlists.Match match)
    {
        var names = match.Actors.Select(id => lookup.Index.ActorById(id)?.Name ?? id)
            .Concat(match.Places.Select(id => lookup.Index.PlaceById(id)?.Name ?? id)).ToList();
        return names.Count == 0 ? "" : $" ({string.Join(", ", names)})";
    }
}
