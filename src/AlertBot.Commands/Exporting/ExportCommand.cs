using System.Globalization;
using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Feeds;
using AlertBot.Incidents;
using AlertBot.Watchlists;

namespace AlertBot.Commands;

/// <summary>Gives all that is known of an incident as files: for programs, for spreadsheets, for readers.</summary>
internal sealed class ExportCommand(
    IOutbox outbox, IAuditLog audit, Lookup lookup) : ICommand
{
    // Changes further back than this are in /settings log.
    private const int LookedChanges = 100;

    public CommandDefinition Definition { get; } = new(
        "export",
        [
            OneIncident.Number,
            OptionDefinition.Optional("as", OptionType.Choice, "all", "json", "csv", "markdown"),
        ],
        Permission.Everyone, IsPrivate: true, ["/export 3", "/export 3 csv"])
    {
        Cooldown = TimeSpan.FromSeconds(3),
    };

    public async Task<Message> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        // Evidence is what the sources say, and in full.
        if (call.Views.IsPublic) return Answers.Withheld(call);
        var (view, problem) = await OneIncident.FindAsync(call, cancellationToken);
        if (view is null) return problem!;
        var pack = await PackAsync(view, call, cancellationToken);
        var form = (call.Option("as") ?? "all").ToUpperInvariant();
        Add("JSON", "json", "application/json", PackJson.Write);
        Add("CSV", "csv", "text/csv", PackText.ToCsv);
        Add("MARKDOWN", "md", "text/markdown", p => PackText.ToMarkdown(p, call.Texts));
        var missing = pack.Articles.Count(a => a is null);
        var counted = call.Texts.Count("commands.counted.sources", view.Sources.Count);
        var files = call.Texts.Joined(call.Files.Select(f => f.Name));
        return Answers.Line(missing == 0
            ? call.Texts.Of("commands.export.given", ("number", view.Number), ("counted", counted), ("files", files))
            : call.Texts.Of("commands.export.given.missing",
                ("number", view.Number), ("counted", counted), ("missing", missing), ("files", files)));

        void Add(string name, string ending, string mediaType, Func<EvidencePack, string> write)
        {
            if (form is not "ALL" && form != name) return;
            var file = string.Create(CultureInfo.InvariantCulture, $"alertbot-incident-{view.Number}.{ending}");
            call.Files.Add(new ReplyFile(file, mediaType, write(pack)));
        }
    }

    private async Task<EvidencePack> PackAsync(IncidentView view, CommandCall call, CancellationToken cancellationToken)
    {
        var texts = new List<Article?>();
        foreach (var source in view.Sources)
            texts.Add((await call.Views.ArticleAsync(source.ArticleId, cancellationToken))?.Article);
        var sent = (await outbox.ListAsync(view.Id, cancellationToken))
            .Where(r => Communities.Of(r.Delivery.Channel) == call.Community).ToList();
        var changes = (await audit.ListAsync(call.Community, 0, LookedChanges, cancellationToken))
            .Where(e => ChangeNote.Read(e) is { } note && (note.Number == view.Number || note.Other == view.Number))
            .ToList();
        return new EvidencePack(view, texts, Rules(view, call), sent, changes, call.Incoming.User.Name, call.NowUtc);
    }

    private IReadOnlyList<(string Topic, Rule Rule)> Rules(IncidentView view, CommandCall call) =>
    [
        .. lookup.Watchlists(call.Community).SelectMany(w => w.Rules.Select(rule => (w.Topic.Id, Rule: rule)))
            .Where(r => view.Matches.Any(m => m.Topic == r.Id && m.Rule == r.Rule.Id)),
    ];
}
