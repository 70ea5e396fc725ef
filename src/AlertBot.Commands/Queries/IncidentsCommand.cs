using AlertBot.Chat;
using AlertBot.Incidents;

namespace AlertBot.Commands;

/// <summary>Lists recent incidents.</summary>
internal sealed class IncidentsCommand(Lookup lookup) : ICommand
{
    /// <summary>The text of a number of incidents.</summary>
    public const string Counted = "commands.counted.incidents";


    private readonly IncidentFilter _filter = new(lookup);

    public CommandDefinition Definition { get; } = new(
        "incidents",
        [
            IncidentFilter.Topic, IncidentFilter.Actor, IncidentFilter.Place, IncidentFilter.Near, IncidentFilter.Kind,
            IncidentFilter.Since, IncidentFilter.Severity, Pages.Definition,
        ],
        Permission.Everyone, IsPrivate: false,
        [
            "/incidents", "/incidents topic:iraq-militias since:3d", "/incidents near:taji 50km severity:high",
            "/incidents since monday", "/incidents 2", "/incidents all",
        ]);

    public async Task<Message> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var (page, fault) = Pages.Of(call, IncidentList.PageSize);
        if (page is null) return Answers.Problem(fault!);
        var (query, problem) = _filter.Read(call);
        if (query is null) return Answers.Problem(problem!);
        var count = await call.Views.CountAsync(query, cancellationToken);
        if (count.Known == 0) return await NoneAsync(query, call, cancellationToken);
        var views = await call.Views.ListAsync(
            query with { Skip = page.Skip }, page.Size, cancellationToken);
        if (page.Missing(count, Counted, views.Count) is { } missing) return Answers.Line(missing);
        return IncidentList.Of(
            call.Texts, page.Title(count, Counted), views, page.Buttons(call, page.Known(count, views.Count)));
    }

    private static async Task<Message> NoneAsync(
        IncidentQuery query, CommandCall call, CancellationToken cancellationToken)
    {
        if (query != IncidentQuery.All with { IsWatched = true } && query != IncidentQuery.All)
            return Answers.Line(call.Texts.Of("commands.incidents.nofit", ("option", "since:30d")));
        var others = query.IsWatched
            ? (await call.Views.CountAsync(IncidentQuery.All, cancellationToken)).Known
            : 0;
        return Answers.Line(others == 0
            ? call.Texts.Of("commands.incidents.empty", ("line", "/status"))
            : call.Texts.Count(
                "commands.incidents.others", others, ("line", $"/incidents {IncidentFilter.Everything}")));
    }
}
