using System.Globalization;
using AlertBot.Alerts;
using AlertBot.Chat;

namespace AlertBot.Commands;

/// <summary>
/// Takes a reader's word on an alert: good, or noise and why. One a person and incident; the last one counts.
/// </summary>
internal sealed class VoteCommand(IVoteStore votes, IAuditLog audit, bool isGood) : ICommand
{
    private static readonly (string Word, Verdict Verdict)[] Reasons =
        [("place", Verdict.WrongPlace), ("actor", Verdict.WrongActor), ("duplicate", Verdict.Duplicate)];

    public CommandDefinition Definition { get; } = isGood
        ? new CommandDefinition("good", [OneIncident.Number], Permission.Everyone, IsPrivate: true, ["/good 3"])
        : new CommandDefinition(
            "noise",
            [OneIncident.Number, OptionDefinition.Optional("why", OptionType.Choice, [.. Reasons.Select(r => r.Word)])],
            Permission.Everyone, IsPrivate: true, ["/noise 3", "/noise 3 place"]);

    public async Task<Message> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var (view, problem) = await OneIncident.FindAsync(call, cancellationToken);
        if (view is null) return problem!;
        var verdict = isGood ? Verdict.Good
            : Reasons.FirstOrDefault(r => r.Word == call.Option("why"), (Word: "", Verdict: Verdict.Noise)).Verdict;
        var user = call.Incoming.User;
        var vote = new Vote(
            call.Community, view.Number, user.Id, user.Name, verdict, call.NowUtc,
            [.. view.Matches.Where(m => m.Topic != Follow.TopicId).Select(m => $"{m.Topic}/{m.Rule}").Distinct()],
            [.. view.Sources.Select(s => s.Outlet).Distinct()]);
        var before = await votes.SaveAsync(vote, cancellationToken);
        if (before?.Verdict != verdict)
            await audit.AddAsync(
                new AuditEntry(
                    call.NowUtc, call.Community, user.Id, user.Name, Definition.Name,
                    string.Create(CultureInfo.InvariantCulture, $"#{view.Number}"), before?.Verdict.ToString(),
                    verdict.ToString()),
                cancellationToken);
        return Answer(view.Number, verdict, call.Texts);
    }

    private static Message Answer(long number, Verdict verdict, Texts texts)
    {
        var noise = string.Create(CultureInfo.InvariantCulture, $"/noise {number}");
        var said = texts.Of(
            verdict == Verdict.Good ? "commands.good.done" : "commands.noise.done",
            ("number", number), ("verdict", QualityText.Of(verdict, texts)));
        ActionButton[] buttons = verdict == Verdict.Good
            ? [new ActionButton(texts["commands.quality.noise"], noise)]
            :
            [
                .. Reasons.Where(r => r.Verdict != verdict)
                    .Select(r => new ActionButton(QualityText.Of(r.Verdict, texts), $"{noise} {r.Word}")),
                new ActionButton(
                    texts["commands.quality.good"], string.Create(CultureInfo.InvariantCulture, $"/good {number}")),
            ];
        return new Message(Tone.Neutral, [new Block.Paragraph(0, [said]), new Block.Actions(1, buttons)]);
    }
}
