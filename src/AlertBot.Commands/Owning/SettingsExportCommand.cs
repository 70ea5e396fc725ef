using System.Globalization;
using AlertBot.Chat;

namespace AlertBot.Commands;

/// <summary>Gives a community all that it made, as one file.</summary>
internal sealed class SettingsExportCommand(ICommunityData data, IAuditLog audit) : ICommand
{
    public CommandDefinition Definition { get; } = new(
        "settings export", [], Permission.Moderate, IsPrivate: true, ["/settings export"])
    {
        Cooldown = TimeSpan.FromSeconds(30),
    };

    public async Task<Message> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        // The file names people and what they follow.
        if (call.Views.IsPublic) return Answers.Withheld(call);
        var user = call.Incoming.User;
        await audit.AddAsync(
            new AuditEntry(
                call.NowUtc, call.Community, user.Id, user.Name, Definition.Name, call.Community.Value, null, null),
            cancellationToken);
        var all = await data.ReadAsync(call.Community, cancellationToken);
        var day = call.NowUtc.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var name = $"alertbot-{FileName(call.Community.Value)}-{day}.json";
        call.Files.Add(new ReplyFile(name, "application/json", CommunityFile.Write(all)));
        return new Message(Tone.Neutral,
        [
            new Block.Paragraph(0, [call.Texts.Of("commands.settings.export.done", ("file", name))]),
            Counts(all, call.Texts),
        ]);
    }

    /// <summary>How much there is of everything.</summary>
    public static Block Counts(CommunityData all, Texts texts) => new Block.Facts(0,
    [
        .. new (string Key, int Count)[]
        {
            ("subscriptions", all.Subscriptions.Count), ("mutes", all.Mutes.Count),
            ("watchlists", all.Watchlists.Count), ("feeds", all.Feeds.Count), ("follows", all.Follows.Count),
            ("votes", all.Votes.Count), ("audit", all.Audit.Count),
        }.Select(c => new Fact(
            texts[$"commands.settings.count.{c.Key}"], c.Count.ToString(CultureInfo.InvariantCulture))),
    ]);

    private static string FileName(string community) =>
        string.Concat(community.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-'));
}
