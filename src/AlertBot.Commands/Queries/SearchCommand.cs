using AlertBot.Chat;
using AlertBot.Incidents;

namespace AlertBot.Commands;

/// <summary>Finds incidents by words of their articles.</summary>
internal sealed class SearchCommand(IIncidentArchive archive) : ICommand
{
    private const int Most = 10;

    public CommandDefinition Definition { get; } = new(
        "search", "Finds incidents whose articles hold all these words, in any spelling or script.",
        [OptionDefinition.Required("words", OptionType.Text, "One or more words.")],
        Permission.Everyone, IsPrivate: false, ["/search katyusha taji", "/search قاعدة التاجي"]);

    public async Task<Message> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var words = call.Option("words")!;
        if (words.Length > 200) return Answers.Problem("words: at most 200 characters.");
        var query = IncidentQuery.All with { Text = words };
        var count = await archive.CountAsync(query, call.Community, cancellationToken);
        var views = await archive.ListAsync(query, call.Community, Most, cancellationToken);
        if (views.Count == 0) return Answers.Line($"Nothing holds all of: {words}. Try fewer words.");
        var title = count > views.Count ? $"{views.Count} newest of {count}" : Alerts.Wording.Count(count, "incident");
        return IncidentList.Of($"{title} for {words}", views, $"One whole: /incident {views[0].Number}");
    }
}
