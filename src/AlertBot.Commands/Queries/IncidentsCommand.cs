using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Incidents;

namespace AlertBot.Commands;

/// <summary>Lists recent incidents.</summary>
internal sealed class IncidentsCommand(IIncidentArchive archive, Lookup lookup) : ICommand
{
    private const int PageSize = 10;

    public CommandDefinition Definition { get; } = new(
        "incidents", "Lists recent incidents, newest first.",
        [
            OptionDefinition.Optional("topic", OptionType.Topic, "Only of this topic."),
            OptionDefinition.Optional("actor", OptionType.Actor, "Only with this actor, in any spelling."),
            OptionDefinition.Optional("place", OptionType.Place, "Only there or in it."),
            OptionDefinition.Optional("kind", OptionType.Kind, "Only of this kind."),
            OptionDefinition.Optional("since", OptionType.Since, "Only newer ones."),
            OptionDefinition.Optional("severity", OptionType.Severity, "Only as grave or graver."),
            OptionDefinition.Optional("page", OptionType.Number, "Which page, from 1."),
        ],
        Permission.Everyone, IsPrivate: false,
        ["/incidents", "/incidents topic:iraq-militias since:3d", "/incidents place:taji severity:high", "/incidents page:2"]);

    public async Task<Message> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        if (Page(call) is not { } page) return Answers.Problem("page must be a whole number from 1 to 1000.");
        var (query, problem) = Query(call, page);
        if (query is null) return Answers.Problem(problem!);
        var count = await archive.CountAsync(query, call.Community, cancellationToken);
        var views = await archive.ListAsync(query, call.Community, PageSize, cancellationToken);
        return Answer(call, views, count, page);
    }

    /// <summary>The page asked for; null when it is no number that can be one.</summary>
    internal static int? Page(CommandCall call) => call.Option("page") is not { } text
        ? 1
        : int.TryParse(text, out var page) && page is >= 1 and <= 1000 ? page : null;

    private (IncidentQuery? Query, string? Problem) Query(CommandCall call, int page)
    {
        var query = IncidentQuery.All with { Skip = (page - 1) * PageSize };
        if (call.Option("topic") is { } topic)
        {
            var (found, problem) = lookup.Topic(topic, call.Community);
            if (found is null) return (null, problem);
            query = query with { Topic = found.Id };
        }
        if (call.Option("actor") is { } actor)
        {
            var (found, problem) = lookup.Actor(actor, call.Community);
            if (found is null) return (null, problem);
            query = query with { ActorId = found.Id };
        }
        if (call.Option("place") is { } place)
        {
            var (found, problem) = lookup.Place(place, call.Community);
            if (found is null) return (null, problem);
            query = query with { PlaceId = found.Id };
        }
        return Rest(call, query);
    }

    private static (IncidentQuery? Query, string? Problem) Rest(CommandCall call, IncidentQuery query)
    {
        if (call.Option("kind") is { } kindText)
        {
            var (kind, problem) = Lookup.Kind(kindText);
            if (kind is null) return (null, problem);
            query = query with { Kind = kind };
        }
        if (call.Option("severity") is { } levelText)
        {
            var (level, problem) = Lookup.Severity(levelText);
            if (level is null) return (null, problem);
            query = query with { LeastSeverity = level };
        }
        if (call.Option("since") is not { } sinceText) return (query, null);
        return SinceText.Parse(sinceText, call.NowUtc) is { } since
            ? (query with { SinceUtc = since }, null)
            : (null, $"since: '{sinceText}' is no time. Expected {SinceText.Expected}.");
    }

    private static Message Answer(CommandCall call, IReadOnlyList<IncidentView> views, int count, int page)
    {
        if (count == 0)
            return Answers.Line(call.Options.Count == 0
                ? "No incidents yet. They appear as feeds bring news; /status tells what is polled."
                : "No incident fits. Leave an option out, or look further back with since:30d.");
        if (views.Count == 0)
            return Answers.Line($"There is no page {page}: {Wording.Count(count, "incident")} make {Pages(count)} pages.");
        var title = page == 1 && count <= PageSize
            ? Wording.Count(count, "incident")
            : $"Page {page} of {Pages(count)}, {Wording.Count(count, "incident")}";
        return IncidentList.Of(title, views, page < Pages(count) ? $"More: add page:{page + 1}. One whole: /incident {views[0].Number}" : $"One whole: /incident {views[0].Number}");
    }

    private static int Pages(int count) => (count + PageSize - 1) / PageSize;
}
