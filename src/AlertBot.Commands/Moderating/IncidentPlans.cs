using System.Globalization;
using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Incidents;

namespace AlertBot.Commands;

/// <summary>What moderators may change of incidents: merge, split, move an article, withdraw.</summary>
internal static class IncidentPlans
{
    private const int MaxWhyLength = 300;

    /// <summary>Two incidents are one.</summary>
    public static CommandDefinition MergeDefinition { get; } = new(
        "merge",
        [
            OptionDefinition.Required("first", OptionType.Incident),
            OptionDefinition.Required("second", OptionType.Incident),
        ],
        Permission.Moderate, IsPrivate: false, ["/merge 3 5"]);

    /// <summary>Articles leave an incident.</summary>
    public static CommandDefinition SplitDefinition { get; } = new(
        "split", [OneIncident.Number, OptionDefinition.Required("sources", OptionType.Numbers)],
        Permission.Moderate, IsPrivate: false, ["/split 3 2,4"]);

    /// <summary>An article goes to another incident.</summary>
    public static CommandDefinition MoveDefinition { get; } = new(
        "move",
        [
            OneIncident.Number, OptionDefinition.Required("source", OptionType.Number),
            OptionDefinition.Required("to", OptionType.Incident),
        ],
        Permission.Moderate, IsPrivate: false, ["/move 3 4 to 7"]);

    /// <summary>An incident did not happen.</summary>
    public static CommandDefinition RetractDefinition { get; } = new(
        "retract", [OneIncident.Number, OptionDefinition.Required("why", OptionType.Text)],
        Permission.Moderate, IsPrivate: false, ["/retract 3 The ministry says that it was a drill."]);

    public static async Task<PlannedChange> MergeAsync(CommandCall call, string id, CancellationToken cancellationToken)
    {
        var (one, problem) = await OpenAsync(call, "first", cancellationToken);
        if (one is null) return PlannedChange.Not(problem!);
        var (two, fault) = await OpenAsync(call, "second", cancellationToken);
        if (two is null) return PlannedChange.Not(fault!);
        if (one.Number == two.Number) return PlannedChange.Not(Answers.Problem(call.Texts["commands.merge.itself"]));
        var (kept, ended) = one.Number < two.Number ? (one, two) : (two, one);
        return new PlannedChange(
            new AnalysisRequest.Merge(id, kept.Number, ended.Number, call.Incoming.User.Name),
            new ChangeNote(ended.Number, [.. ended.Articles.Select(a => a.ArticleId)], kept.Number, id),
            $"#{ended.Number} → #{kept.Number}",
            call.Texts.Of("commands.merge.asked", ("ended", ended.Number), ("kept", kept.Number)));
    }

    public static async Task<PlannedChange> SplitAsync(CommandCall call, string id, CancellationToken cancellationToken)
    {
        var (incident, problem) = await OpenAsync(call, "number", cancellationToken);
        if (incident is null) return PlannedChange.Not(problem!);
        var text = call.Option("sources")!;
        var numbers = text.Split([',', ' ', ';', '،'], StringSplitOptions.RemoveEmptyEntries)
            .Select(part => ArticleOf(incident, part)).Distinct().ToList();
        if (numbers.Count == 0 || numbers.Contains(null))
            return PlannedChange.Not(Answers.Problem(call.Texts.Of("commands.split.none",
                ("typed", text), ("number", incident.Number), ("last", incident.Articles.Count),
                ("line", $"/incident {incident.Number} sources"))));
        if (numbers.Count == incident.Articles.Count)
            return PlannedChange.Not(Answers.Problem(call.Texts["commands.split.all"]));
        var left = numbers.OfType<IncidentPart>().ToList();
        return new PlannedChange(
            new AnalysisRequest.Split(
                id, incident.Number, [.. left.Select(a => a.ArticleId)], call.Incoming.User.Name),
            new ChangeNote(incident.Number, [.. left.Select(a => a.ArticleId)], 0, id),
            $"#{incident.Number} [{string.Join(", ", left.Select(a => a.Number))}]",
            call.Texts.Count("commands.split.asked", left.Count, ("number", incident.Number)));
    }

    public static async Task<PlannedChange> MoveAsync(CommandCall call, string id, CancellationToken cancellationToken)
    {
        var (from, problem) = await OpenAsync(call, "number", cancellationToken);
        if (from is null) return PlannedChange.Not(problem!);
        var (to, fault) = await OpenAsync(call, "to", cancellationToken);
        if (to is null) return PlannedChange.Not(fault!);
        if (from.Number == to.Number) return PlannedChange.Not(Answers.Problem(call.Texts["commands.move.there"]));
        if (ArticleOf(from, call.Option("source")!) is not { } article)
            return PlannedChange.Not(Answers.Problem(call.Texts.Of("commands.move.none",
                ("typed", call.Option("source")), ("number", from.Number), ("last", from.Articles.Count),
                ("line", $"/incident {from.Number} sources"))));
        return new PlannedChange(
            new AnalysisRequest.Move(id, article.ArticleId, to.Number, call.Incoming.User.Name),
            new ChangeNote(from.Number, [article.ArticleId], to.Number, id),
            $"#{from.Number} [{article.Number}] → #{to.Number}",
            call.Texts.Of("commands.move.asked", ("article", article.Number), ("outlet", article.Outlet),
                ("number", from.Number), ("to", to.Number)));
    }

    public static async Task<PlannedChange> RetractAsync(
        CommandCall call, string id, CancellationToken cancellationToken)
    {
        var (incident, problem) = await OpenAsync(call, "number", cancellationToken);
        if (incident is null) return PlannedChange.Not(problem!);
        var why = call.Option("why")!;
        if (why.Length > MaxWhyLength) return PlannedChange.Not(Answers.TooLong(call.Texts, "why", MaxWhyLength));
        return new PlannedChange(
            new AnalysisRequest.Retract(id, incident.Number, why, call.Incoming.User.Name),
            new ChangeNote(incident.Number, [], 0, id), $"#{incident.Number}",
            call.Texts.Of("commands.retract.asked", ("number", incident.Number)));
    }

    private static async Task<(IncidentParts? Parts, Message? Problem)> OpenAsync(
        CommandCall call, string option, CancellationToken cancellationToken)
    {
        var (parts, problem) = await OneIncident.PartsAsync(call.Option(option)!, call, cancellationToken);
        return parts switch
        {
            { State: IncidentState.Merged } =>
                (null, Answers.Problem(call.Texts.Of("commands.change.merged", ("number", parts.Number)))),
            { State: IncidentState.Retracted } =>
                (null, Answers.Problem(call.Texts.Of("commands.change.retracted", ("number", parts.Number)))),
            _ => (parts, problem),
        };
    }

    private static IncidentPart? ArticleOf(IncidentParts incident, string text) =>
        int.TryParse(
            Digits.InAscii(text).Trim('[', ']'), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number >= 1 && number <= incident.Articles.Count
            ? incident.Articles[number - 1]
            : null;
}
