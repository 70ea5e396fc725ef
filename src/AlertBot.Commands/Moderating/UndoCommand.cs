using AlertBot.Chat;

namespace AlertBot.Commands;

/// <summary>
/// Undoes the last change that was made in the community and was not undone yet, whether of an incident, of a topic or
/// a feed, or of what channels and the community set. What readers did for themselves they alone undo; who is no moderator
/// undoes what they did themselves.
/// </summary>
/// <param name="incidents">Undoes the last change of incidents.</param>
/// <param name="settings">Undoes one change of what was set.</param>
/// <param name="readers">Undoes what somebody did for themselves.</param>
/// <param name="newTuning">Makes what undoes changes of topics and feeds, for one use.</param>
/// <param name="audit">Who changed what.</param>
internal sealed class UndoCommand(
    ICommand incidents, SettingsUndo settings, ReaderUndo readers, Func<TuningUndo> newTuning, IAuditLog audit) : ICommand
{
    // Further back nobody remembers what a change was for.
    private const int Looked = 100;

    public CommandDefinition Definition => UndoPlan.Definition;

    public async Task<Message> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var undone = new HashSet<string>(StringComparer.Ordinal);
        var again = new Dictionary<string, int>(StringComparer.Ordinal);
        var tuning = newTuning();
        var user = call.Incoming.User;
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
                else if (user.MayModerate) return await incidents.RunAsync(call, cancellationToken);
            }
            else if (isUndo)
            {
                // Of changes of one thing the last is undone first: so many undoings, so many of them are done with.
                if (ReaderUndo.IsName(entry.Subject) || !tuning.Takes(entry))
                    again[Key(entry, entry.Subject)] = again.GetValueOrDefault(Key(entry, entry.Subject)) + 1;
            }
            else if (!MayUndo(entry, call))
            {
                continue;
            }
            else if (entry.Action == SettingsEraseCommand.Name)
            {
                return Answers.Problem(call.Texts["commands.undo.erased"]);
            }
            else if (TuningUndo.IsOne(entry))
            {
                if (await tuning.UndoAsync(entry, entries, call, cancellationToken) is { } told) return told;
            }
            else if (SettingsUndo.IsOne(entry) || ReaderUndo.IsOne(entry))
            {
                var name = Key(entry, SettingsUndo.Name(entry));
                if (again.GetValueOrDefault(name) == 0)
                    return ReaderUndo.IsOne(entry)
                        ? await readers.UndoAsync(entry, call, cancellationToken)
                        : await settings.UndoAsync(entry, call, cancellationToken);
                again[name]--;
            }
        }
        return Answers.Line(call.Texts["commands.undo.nothing"]);
    }

    // Two readers may have followed something in one channel.
    private static string Key(AuditEntry entry, string name) =>
        ReaderUndo.IsName(name) ? $"{entry.UserId} {name}" : name;

    private static bool MayUndo(AuditEntry entry, CommandCall call)
    {
        var user = call.Incoming.User;
        if (ReaderUndo.IsOne(entry)) return entry.UserId == user.Id;
        if (user.MayModerate) return true;
        // What somebody set in this channel while they may manage it is theirs to take back.
        return user.MayManageChannel && entry.UserId == user.Id && SettingsUndo.IsOne(entry)
            && entry.Subject.EndsWith(" " + call.Incoming.Channel, StringComparison.Ordinal);
    }
}
