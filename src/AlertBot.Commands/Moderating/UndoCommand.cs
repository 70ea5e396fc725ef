using AlertBot.Chat;

namespace AlertBot.Commands;

/// <summary>
/// Undoes the last change that was made in the community and was not undone yet, whether of an incident, of a topic or
/// a feed, or of what channels and the community set.
/// </summary>
/// <param name="incidents">Undoes the last change of incidents.</param>
/// <param name="settings">Undoes one change of what was set.</param>
/// <param name="newTuning">Makes what undoes changes of topics and feeds, for one use.</param>
/// <param name="audit">Who changed what.</param>
internal sealed class UndoCommand(
    ICommand incidents, SettingsUndo settings, Func<TuningUndo> newTuning, IAuditLog audit) : ICommand
{
    // Further back nobody remembers what a change was for.
    private const int Looked = 100;

    public CommandDefinition Definition => UndoPlan.Definition;

    public async Task<Message> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var undone = new HashSet<string>(StringComparer.Ordinal);
        var again = new Dictionary<string, int>(StringComparer.Ordinal);
        var tuning = newTuning();
        var entries = await audit.ListAsync(call.Community, 0, Looked, cancellationToken);
        foreach (var entry in entries)
        {
            var isUndo = entry.Action == UndoPlan.Name;
            // What could not be done is done with, and an undoing that could not be done undid nothing.
            if (entry is { Action: AuditEntry.Refused, After: { } refused }) undone.Add(refused);
            else if (ChangeNote.Read(entry) is { } note)
            {
                if (undone.Contains(note.RequestId)) continue;
                // An undoing names the request that it undid as what was there before.
                if (isUndo) undone.UnionWith(note.Articles);
                else return await incidents.RunAsync(call, cancellationToken);
            }
            else if (isUndo)
            {
                // Of changes of one thing the last is undone first: so many undoings, so many of them are done with.
                if (!tuning.Takes(entry)) again[entry.Subject] = again.GetValueOrDefault(entry.Subject) + 1;
            }
            else if (TuningUndo.IsOne(entry))
            {
                if (await tuning.UndoAsync(entry, entries, call, cancellationToken) is { } told) return told;
            }
            else if (SettingsUndo.IsOne(entry))
            {
                var name = SettingsUndo.Name(entry);
                if (again.GetValueOrDefault(name) == 0) return await settings.UndoAsync(entry, call, cancellationToken);
                again[name]--;
            }
        }
        return Answers.Line(call.Texts["commands.undo.nothing"]);
    }
}
