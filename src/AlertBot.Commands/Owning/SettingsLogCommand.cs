using AlertBot.Alerts;
using AlertBot.Chat;

namespace AlertBot.Commands;

/// <summary>Shows who changed what in a community.</summary>
internal sealed class SettingsLogCommand(IAuditLog audit) : ICommand
{
    private const int PageSize = 15;

    public CommandDefinition Definition { get; } = new(
        "settings log", [Pages.Definition],
        Permission.ManageChannel, IsPrivate: true, ["/settings log", "/settings log 2"]);

    public async Task<Message> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var texts = call.Texts;
        var (page, problem) = Pages.Of(call, PageSize);
        if (page is null) return Answers.Problem(problem!);
        // One more than a page holds tells whether there is another.
        var entries = await audit.ListAsync(call.Community, page.Skip, PageSize + 1, cancellationToken);
        if (entries.Count == 0)
            return Answers.Line(page.Number == 1
                ? texts["commands.settings.log.none"]
                : texts.Of("commands.settings.log.nopage", ("page", page.Number)));
        return new Message(Tone.Neutral,
        [
            new Block.Bullets(
                0, texts["commands.settings.log.title"], [.. entries.Take(PageSize).Select(e => Line(e, texts))]),
            new Block.Actions(1, [.. page.Buttons(call, page.Skip + entries.Count)]),
        ]);
    }

    private static IReadOnlyList<Span> Line(AuditEntry entry, Texts texts)
    {
        if (entry.Action == AuditEntry.Refused)
            return
            [
                texts.Of("commands.settings.log.refused", ("at", texts.Of(entry.AtUtc)), ("who", entry.UserName),
                    ("subject", entry.Subject)),
            ];
        var line = texts.Of("commands.settings.log.line",
            ("at", texts.Of(entry.AtUtc)), ("who", entry.UserName), ("action", "/" + entry.Action),
            ("subject", entry.Subject));
        return
        [
            (entry.Before, entry.After) switch
            {
                // What undoes a change of an incident is no text for people.
                _ when ChangeNote.Read(entry) is not null => line,
                // What somebody follows is theirs to know.
                _ when entry.Action is "follow" or "unfollow"
                    || entry.Subject.StartsWith("follow ", StringComparison.Ordinal) => line,
                ({ } before, { } after) =>
                    texts.Of("commands.settings.log.both", ("line", line), ("after", after), ("before", before)),
                (null, { } after) => texts.Of("commands.settings.log.after", ("line", line), ("after", after)),
                ({ } before, null) => texts.Of("commands.settings.log.before", ("line", line), ("before", before)),
                _ => line,
            },
        ];
    }
}
