using System.Globalization;
using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Incidents;

namespace AlertBot.Commands;

/// <summary>What moderators may change of incidents: merge, split, move an article, withdraw.</summary>
internal sealed class IncidentPlans(IIncidentArchive archive)
{
    private const int MaxWhyLength = 300;

    /// <summary>Two incidents are one.</summary>
    public static CommandDefinition MergeDefinition { get; } = new(
        "merge",
        [
            OptionDefinition.Required("first", OptionType.Number),
            OptionDefinition.Required("second", OptionType.Number),
        ],
        Permission.Moderate, IsPrivate: false, ["/merge 3 5"]);

    /// <summary>Articles leave an incident.</summary>
    public static CommandDefinition SplitDefinition { get; } = new(
        "split",
        [
            OneIncident.Number,
            OptionDefinition.Required("sources", OptionType.Text),
        ],
        Permission.Moderate, IsPrivate: false, ["/split 3 2,4"]);

    /// <summary>An article goes to another incident.</summary>
    public static CommandDefinition MoveDefinition { get; } = new(
        "move",
        [
            OneIncident.Number,
            OptionDefinition.Required("source", OptionType.Number),
            OptionDefinition.Required("to", OptionType.Number),
        ],
        Permission.Moderate, IsPrivate: false, ["/move 3 4 to 7"]);

    /// <summary>An incident did not happen.</summary>
    public static CommandDefinition RetractDefinition { get; } = new(
        "retract",
        [OneIncident.Number, OptionDefinition.Required("why", OptionType.Text)],
        Permission.Moderate, IsPrivate: false, ["/retract 3 The ministry says that it was a drill."]);

    public async Task<PlannedChange> MergeAsync(CommandCall call, string id, CancellationToken cancellationToken)
    {
        var (one, problem) = await OpenAsync(call, "first", cancellationToken);
        if (one is null) return PlannedChange.Not(problem!);
        var (two, fault) = await OpenAsync(call, "second", cancellationToken);
        if (two is null) return PlannedChange.Not(fault!);
        if (one.Number == two.Number) return PlannedChange.Not("An incident cannot be merged with itself.");
        var (kept, ended) = one.Number < two.Number ? (one, two) : (two, one);
        return new PlannedChange(
            new AnalysisRequest.Merge(id, kept.Number, ended.Number, call.Incoming.User.Name),
            new ChangeNote(ended.Number, [.. ended.Sources.Select(s => s.ArticleId)], kept.Number, id),
            $"#{ended.Number} goes into #{kept.Number}", null);
    }

    public async Task<PlannedChange> SplitAsync(CommandCall call, string id, CancellationToken cancellationToken)
    {
        var (view, problem) = await OpenAsync(call, "number", cancellationToken);
        if (view is null) return PlannedChange.Not(problem!);
        var text = call.Option("sources")!;
        var numbers = text.Split([',', ' ', ';', '،'], StringSplitOptions.RemoveEmptyEntries)
            .Select(part => SourceOf(view, part)).Distinct().ToList();
        if (numbers.Count == 0 || numbers.Contains(null))
            return PlannedChange.Not($"sources: '{text}' does not name articles of #{view.Number}. "
                + $"Expected numbers from 1 to {view.Sources.Count}, such as 2,4; "
                + $"see /incident {view.Number} sources.");
        if (numbers.Count == view.Sources.Count)
            return PlannedChange.Not("All articles would leave: nothing would be split.");
        var articles = numbers.OfType<SourceView>().Select(s => s.ArticleId).ToList();
        return new PlannedChange(
            new AnalysisRequest.Split(id, view.Number, articles, call.Incoming.User.Name),
            new ChangeNote(view.Number, articles, 0, id),
            $"{Wording.Count(articles.Count, "article")} of #{view.Number} become an incident of their own", null);
    }

    public async Task<PlannedChange> MoveAsync(CommandCall call, string id, CancellationToken cancellationToken)
    {
        var (from, problem) = await OpenAsync(call, "number", cancellationToken);
        if (from is null) return PlannedChange.Not(problem!);
        var (to, fault) = await OpenAsync(call, "to", cancellationToken);
        if (to is null) return PlannedChange.Not(fault!);
        if (from.Number == to.Number) return PlannedChange.Not("The article is there already.");
        if (SourceOf(from, call.Option("source")!) is not { } source)
            return PlannedChange.Not($"source: #{from.Number} has no article {call.Option("source")}. "
                + $"Expected a number from 1 to {from.Sources.Count}; see /incident {from.Number} sources.");
        return new PlannedChange(
            new AnalysisRequest.Move(id, source.ArticleId, to.Number, call.Incoming.User.Name),
            new ChangeNote(from.Number, [source.ArticleId], to.Number, id),
            $"article {source.Number} of #{from.Number} ({source.Outlet}) goes to #{to.Number}", null);
    }

    public async Task<PlannedChange> RetractAsync(CommandCall call, string id, CancellationToken cancellationToken)
    {
        var (view, problem) = await OpenAsync(call, "number", cancellationToken);
        if (view is null) return PlannedChange.Not(problem!);
        var why = call.Option("why")!;
        if (why.Length > MaxWhyLength) return PlannedChange.Not($"why: at most {MaxWhyLength} characters.");
        return new PlannedChange(
            new AnalysisRequest.Retract(id, view.Number, why, call.Incoming.User.Name),
            new ChangeNote(view.Number, [], 0, id), $"#{view.Number} is withdrawn", null);
    }

    private async Task<(IncidentView? View, Message? Problem)> OpenAsync(
        CommandCall call, string option, CancellationToken cancellationToken)
    {
        var (view, problem) = await OneIncident.FindAsync(archive, call.Option(option)!, call, cancellationToken);
        return view switch
        {
            { State: IncidentState.Merged } =>
                (null, Answers.Problem($"#{view.Number} went into another incident already.")),
            { State: IncidentState.Retracted } => (null, Answers.Problem($"#{view.Number} is withdrawn already.")),
            _ => (view, problem),
        };
    }

    private static SourceView? SourceOf(IncidentView view, string text) =>
        int.TryParse(text.Trim('[', ']'), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number >= 1 && number <= view.Sources.Count
            ? view.Sources[number - 1]
            : null;
}
