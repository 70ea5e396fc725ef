using System.Globalization;
using AlertBot.Alerts;
using AlertBot.Chat;

namespace AlertBot.Commands;

/// <summary>A change of incidents that somebody asks for, or why it cannot be.</summary>
/// <param name="Request">What the analysis is asked; null when it cannot be.</param>
/// <param name="Note">What the audit log keeps.</param>
/// <param name="Subject">The change in signs of no language, for the log: "#5 → #3".</param>
/// <param name="Text">The change in words, in the language of the answer.</param>
internal sealed record PlannedChange(AnalysisRequest? Request, ChangeNote? Note, string Subject, string Text)
{
    /// <summary>What to tell the person instead; null when it can be.</summary>
    public Message? Problem { get; private init; }

    public static PlannedChange Not(Message problem) => new(null, null, "", "") { Problem = problem };
}

/// <summary>Changes incidents by a request to the analysis, which alone writes them, and notes who did it.</summary>
/// <param name="definition">How the command is called.</param>
/// <param name="plan">What a call asks for; the id is for the request.</param>
/// <param name="analysis">Where the request is left.</param>
/// <param name="audit">Where it is noted.</param>
internal sealed class IncidentChangeCommand(
    CommandDefinition definition, Func<CommandCall, string, CancellationToken, Task<PlannedChange>> plan,
    IAnalysisStore analysis, IAuditLog audit) : ICommand
{
    public CommandDefinition Definition { get; } = definition;

    public async Task<Message> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var user = call.Incoming.User;
        var id = Keys.Of(
            Definition.Name, call.Incoming.Channel.ToString(), user.Id, call.Incoming.Line,
            call.NowUtc.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));
        var planned = await plan(call, id, cancellationToken);
        if (planned is not { Request: { } request, Note: { } note }) return planned.Problem!;
        // Noted first: a change that nobody can be asked about must not happen.
        await audit.AddAsync(
            new AuditEntry(
                call.NowUtc, call.Community, user.Id, user.Name, Definition.Name, planned.Subject, note.Before,
                note.After),
            cancellationToken);
        await analysis.AddRequestAsync(request with { Asker = call.Asker }, call.NowUtc, cancellationToken);
        return Answers.Line(Definition.Name == UndoPlan.Name
            ? call.Texts.Of("commands.change.asked", ("change", planned.Text))
            : call.Texts.Of("commands.change.asked.undo", ("change", planned.Text), ("line", "/" + UndoPlan.Name)));
    }
}
