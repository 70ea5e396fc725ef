using AlertBot.Alerts;
using AlertBot.Incidents;

namespace AlertBot.Commands;

/// <summary>Undoes the last change of incidents that was made in the community and was not undone yet.</summary>
internal sealed class UndoPlan(IAuditLog audit)
{
    /// <summary>The command's name.</summary>
    public const string Name = "undo";

    // Further back nobody remembers what a change was for.
    private const int Looked = 100;

    /// <summary>How it is called.</summary>
    public static CommandDefinition Definition { get; } = new(
        Name, [], Permission.Everyone,
        IsPrivate: false, ["/undo"]);

    public async Task<PlannedChange> PlanAsync(CommandCall call, string id, CancellationToken cancellationToken)
    {
        var undone = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in await audit.ListAsync(call.Community, 0, Looked, cancellationToken))
        {
            if (entry is { Action: AuditEntry.Refused, After: { } refused }) undone.Add(refused);
            if (ChangeNote.Read(entry) is not { } note || undone.Contains(note.RequestId)) continue;
            // An undoing names the request that it undid as what was there before.
            if (entry.Action == Name) undone.UnionWith(note.Articles);
            else
                return await InverseAsync(entry, note, call, id, cancellationToken);
        }
        return PlannedChange.Not(Answers.Line(call.Texts["commands.undo.nothing"]));
    }

    private static async Task<PlannedChange> InverseAsync(
        AuditEntry entry, ChangeNote note, CommandCall call, string id, CancellationToken cancellationToken)
    {
        var by = call.Incoming.User.Name;
        var request = entry.Action switch
        {
            "merge" => new AnalysisRequest.Split(id, note.Other, note.Articles, by),
            "split" => await TogetherAsync(note, call, id, cancellationToken),
            "move" => await BackAsync(note, call, id, cancellationToken),
            "retract" => new AnalysisRequest.Restore(id, note.Number, by),
            _ => null,
        };
        return request is null
            ? PlannedChange.Not(Answers.Problem(
                call.Texts.Of("commands.undo.cannot", ("change", $"{entry.Action} {entry.Subject}"))))
            : new PlannedChange(
                request, new ChangeNote(note.Number, [note.RequestId], note.Other, id),
                $"{entry.Action} {entry.Subject}",
                call.Texts.Of("commands.undo.asked", ("change", $"{entry.Action} {entry.Subject}")));
    }

    private static async Task<AnalysisRequest?> TogetherAsync(
        ChangeNote note, CommandCall call, string id, CancellationToken cancellationToken) =>
        await call.Views.IncidentOfAsync(note.Articles[0], cancellationToken) is { } own && own != note.Number
            ? new AnalysisRequest.Merge(id, note.Number, own, call.Incoming.User.Name)
            : null;

    // An incident that lost its only article ended: the article gets one of its own again.
    private static async Task<AnalysisRequest?> BackAsync(
        ChangeNote note, CommandCall call, string id, CancellationToken cancellationToken) =>
        await call.Views.PartsAsync(note.Number, cancellationToken) is { State: IncidentState.Open }
            ? new AnalysisRequest.Move(id, note.Articles[0], note.Number, call.Incoming.User.Name)
            : new AnalysisRequest.Split(id, note.Other, note.Articles, call.Incoming.User.Name);
}
