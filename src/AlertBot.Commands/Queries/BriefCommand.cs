using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Incidents;

namespace AlertBot.Commands;

/// <summary>What happened while somebody was away, in one message.</summary>
internal sealed class BriefCommand(Lookup lookup) : ICommand
{
    private const string DefaultSince = "24h";
    private const int Looked = 24;
    private const int Shown = 8;
    private const int Said = 6;

    private static readonly SeverityLevel[] GravestFirst =
        [SeverityLevel.Critical, SeverityLevel.High, SeverityLevel.Medium, SeverityLevel.Low];

    private readonly IncidentFilter _filter = new(lookup);

    public CommandDefinition Definition { get; } = new(
        "brief",
        [IncidentFilter.Topic, IncidentFilter.Since],
        Permission.Everyone, IsPrivate: true, ["/brief", "/brief iraq-militias since monday", "/brief since:12h"])
    {
        Cooldown = TimeSpan.FromSeconds(2),
    };

    public async Task<Message> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var (query, problem) = _filter.Read(call);
        if (query is null) return Answers.Problem(problem!);
        query = query with { SinceUtc = query.SinceUtc ?? SinceText.Parse(DefaultSince, call.NowUtc) };
        var since = call.Texts.Of(query.SinceUtc!.Value);
        var counts = new List<(SeverityLevel Level, int Count)>();
        foreach (var level in GravestFirst)
            counts.Add((level, (await call.Views.CountAsync(
                query with { LeastSeverity = level }, cancellationToken)).Known
                - counts.Sum(c => c.Count)));
        var all = counts.Sum(c => c.Count);
        if (all == 0)
            return Answers.Line(call.Texts.Of("commands.brief.none", ("since", since), ("option", "since:3d")));
        var views = await GravestAsync(query, call, cancellationToken);
        var levels = counts.Where(c => c.Count > 0).Select(c => call.Texts.Of(
            "commands.brief.level", ("count", c.Count), ("level", call.Texts.Of(c.Level).ToLowerInvariant())));
        var title = call.Texts.Of("commands.brief.title",
            ("counted", call.Texts.Count(IncidentsCommand.Counted, all)), ("since", since),
            ("levels", call.Texts.Joined(levels)));
        var blocks = new List<Block>
        {
            IncidentList.Lines(call.Texts, title, views) with { LeftOut = all - views.Count },
        };
        AddSaid(call.Texts, blocks, views, query.SinceUtc.Value);
        blocks.Add(new Block.Actions(3,
        [
            new ActionButton(call.Texts["commands.brief.all"], AllLine(call)),
            IncidentList.Whole(call.Texts, views[0]),
        ]));
        return new Message(AlertCard.Tone(views[0].Severity.Level), blocks);
    }

    // The gravest of the newest of a level: of hundreds that are as grave, those of long ago are no news.
    private static async Task<List<IncidentView>> GravestAsync(
        IncidentQuery query, CommandCall call, CancellationToken cancellationToken)
    {
        var views = await call.Views.ListGravestAsync(query, Looked, cancellationToken);
        return [.. views.OrderByDescending(v => v.Severity.Score).ThenByDescending(v => v.LatestUtc).Take(Shown)];
    }

    private static void AddSaid(Texts texts, List<Block> blocks, List<IncidentView> views, DateTimeOffset sinceUtc)
    {
        var said = views.SelectMany(v => v.Ledger.Select(e => (View: v, Entry: e)))
            .Where(s => s.Entry.SaidUtc >= sinceUtc && s.Entry.Role is ActorRole.Claimed or ActorRole.Denied)
            .DistinctBy(s => (s.View.Number, s.Entry.Role, s.Entry.Name)).Take(Said)
            .Select(s => (IReadOnlyList<Span>)
                [
                new Span($"#{s.View.Number} ", IsStrong: true),
                texts.Of("commands.said", ("role", texts.Of(s.Entry.Role)), ("who", s.Entry.Name)),
            ])
                    .ToList();
        if (said.Count > 0) blocks.Add(new Block.Bullets(1, texts["commands.brief.said"], said));
        var undone = views.Where(v => v.State == IncidentState.Retracted || v.CorrectionSentence is not null)
            .Select(v => (IReadOnlyList<Span>)
            [
                new Span($"#{v.Number} ", IsStrong: true),
                v.State == IncidentState.Retracted ? AlertCard.Withdrawn(texts, v) : AlertCard.Corrected(texts, v)!,
            ]).ToList();
        if (undone.Count > 0) blocks.Add(new Block.Bullets(1, texts["commands.brief.undone"], undone));
    }

    private static string AllLine(CommandCall call)
    {
        var topic = call.Option("topic") is { } named ? $"topic:{named} " : "";
        return $"/incidents {topic}since:\"{call.Option("since") ?? DefaultSince}\"";
    }
}
