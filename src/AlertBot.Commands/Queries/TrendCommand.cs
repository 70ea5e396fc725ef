using AlertBot.Alerts;
using AlertBot.Chat;

namespace AlertBot.Commands;

/// <summary>Shows how many incidents there were over time.</summary>
internal sealed class TrendCommand(Lookup lookup) : ICommand
{
    private const string DefaultSince = "30d";

    private static readonly TimeSpan LongestSpan = TimeSpan.FromDays(3 * 366);

    private readonly IncidentFilter _filter = new(lookup);

    public CommandDefinition Definition { get; } = new(
        "trend",
        [
            IncidentFilter.Topic, IncidentFilter.Since,
            IncidentFilter.Actor, IncidentFilter.Place, IncidentFilter.Kind, IncidentFilter.Severity,
        ],
        Permission.Everyone, IsPrivate: false,
        ["/trend iraq-militias 30d", "/trend", "/trend since:1 january severity:high", "/trend place:taji since:1w"])
    {
        Cooldown = TimeSpan.FromSeconds(2),
    };

    public async Task<Message> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var (query, problem) = _filter.Read(call);
        if (query is null) return Answers.Problem(problem!);
        var sinceUtc = query.SinceUtc ?? SinceText.Parse(DefaultSince, call.NowUtc)!.Value;
        var span = call.NowUtc - sinceUtc;
        if (span <= TimeSpan.Zero || span > LongestSpan)
            return Answers.Problem(call.Texts["commands.trend.span"]);
        var steps = TimeSteps.Of(sinceUtc, call.NowUtc);
        var counts = await call.Views.CountByTimeAsync(
            query, steps.FromUtc, steps.Step, steps.Count, cancellationToken);
        var all = await call.Views.CountByTimeAsync(
            query, steps.FromUtc - (steps.Step * steps.Count), steps.Step * steps.Count, 2,
            cancellationToken);
        if (all.Sum() == 0)
            return Answers.Line(call.Texts.Of(
                "commands.trend.none", ("since", call.Texts.Of(sinceUtc)), ("option", "since:1y")));
        var title = call.Texts.Of("commands.trend.title",
            ("counted", call.Texts.Count(IncidentsCommand.Counted, all[1])), ("since", call.Texts.Of(steps.FromUtc)),
            ("before", all[0]));
        var lines = Bars.Lines([.. counts.Select((count, i) => (steps.Label(i, call.Texts), count))]);
        return new Message(Tone.Neutral, [new Block.Figures(0, title, lines)]);
    }
}
