using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Incidents;

namespace AlertBot.Commands;

/// <summary>Tells why an incident was alerted and why it is as grave as it is.</summary>
internal sealed class WhyCommand(Lookup lookup) : ICommand
{
    private const int RuledOut = 5;
    private const int ShownWords = 8;

    public CommandDefinition Definition { get; } = new(
        "why",
        [OneIncident.Number], Permission.Everyone, IsPrivate: true, ["/why 3"]);

    public async Task<Message> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var (found, problem) = await OneIncident.FindAsync(call, cancellationToken);
        if (found is not { } view) return problem!;
        var rules = view.Matches.GroupBy(m => (m.Topic, m.Rule)).Select(Line).ToList();
        if (rules.Count == 0) rules.Add(["No rule of any topic matched: it was not alerted."]);
        var blocks = new List<Block>
        {
            AlertCard.Head(view), new Block.Bullets(0, "Rules that matched", rules),
            new Block.Bullets(
                1, $"Severity {view.Severity.Score} of 100, {view.Severity.Level.ToString().ToLowerInvariant()}",
                [.. view.Severity.Reasons.Select(r => (IReadOnlyList<Span>)[Wording.Of(r)])]),
        };
        var titled = view.Sources[view.TitleSource - 1];
        if (await call.Views.ArticleAsync(titled.ArticleId, cancellationToken) is { } article &&
            NearestRules.Of(article.Article, call, lookup, RuledOut) is { Count: > 0 } missed)
            blocks.Add(new Block.Bullets(2, $"Ruled out for the text of [{titled.Number}] {titled.Outlet}", missed));
        if (Mentioned(view) is { Length: > 0 } mentioned)
            blocks.Add(new Block.Paragraph(2, [$"Only mentioned, without a part in it: {mentioned}."]));
        return new Message(AlertCard.Tone(view.Severity.Level), blocks);
    }

    private IReadOnlyList<Span> Line(IEnumerable<Watchlists.Match> matches)
    {
        var all = matches.ToList();
        // "Rockets" and "rockets" are one word to a reader.
        var words = all.SelectMany(m => m.Terms).Select(t => t.Text).Distinct(StringComparer.OrdinalIgnoreCase)
            .ToList();
        var more = words.Count > ShownWords ? $" and {words.Count - ShownWords} more" : "";
        var names = all.SelectMany(m => m.Actors).Distinct(StringComparer.Ordinal)
            .Select(id => lookup.Index.ActorById(id)?.Name ?? id)
            .Concat(all.SelectMany(m => m.Places).Distinct(StringComparer.Ordinal)
                .Select(id => lookup.Index.PlaceById(id)?.Name ?? id)).ToList();
        return
        [
            new Span($"{all[0].Topic}, {all[0].Rule}", IsStrong: true),
            $": {string.Join(", ", words.Take(ShownWords).Select(w => $"\"{w}\""))}{more}",
            names.Count == 0 ? "" : $" ({string.Join(", ", names)})",
        ];
    }

    private static string Mentioned(IncidentView view) => string.Join(", ", view.Ledger
        .Where(e => e.Role is ActorRole.Mentioned or ActorRole.Speaker).Select(e => e.Name)
        .Except(view.Ledger.Where(e => e.Role is not (ActorRole.Mentioned or ActorRole.Speaker)).Select(e => e.Name))
        .Distinct(StringComparer.Ordinal));
}
