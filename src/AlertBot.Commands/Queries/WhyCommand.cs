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
        var rules = view.Matches.Where(m => m.Topic != Follow.TopicId).GroupBy(m => (m.Topic, m.Rule)).Select(m => Line(call.Texts, m)).ToList();
        if (rules.Count == 0) rules.Add([call.Texts["commands.why.norule"]]);
        var blocks = new List<Block>
        {
            AlertCard.Head(call.Texts, view), new Block.Bullets(0, call.Texts["commands.why.rules"], rules),
            new Block.Bullets(
                1, call.Texts.Of("commands.why.severity", ("score", view.Severity.Score),
                    ("level", call.Texts.Of(view.Severity.Level).ToLowerInvariant())),
                [.. view.Severity.Reasons.Select(r => (IReadOnlyList<Span>)[call.Texts.Of(r)])]),
        };
        var titled = view.Sources[view.TitleSource - 1];
        var article = await call.Views.ArticleAsync(titled.ArticleId, cancellationToken);
        if (article is not null &&
            NearestRules.Of(article.Article, call, lookup, RuledOut) is { Count: > 0 } missed)
            blocks.Add(new Block.Bullets(2, call.Texts.Of(
                "commands.why.ruledout", ("source", titled.Number), ("outlet", titled.Outlet)), missed));
        if (article is not null)
            blocks.Add(new Block.Paragraph(2, [call.Texts.Of(
                article.Article.IsFullText ? "commands.why.page" : "commands.why.feed",
                ("source", titled.Number), ("outlet", titled.Outlet))]));
        if (Mentioned(call.Texts, view) is { Length: > 0 } mentioned)
            blocks.Add(new Block.Paragraph(2, [call.Texts.Of("commands.why.mentioned", ("names", mentioned))]));
        return new Message(AlertCard.Tone(view.Severity.Level), blocks);
    }

    private IReadOnlyList<Span> Line(Texts texts, IEnumerable<Watchlists.Match> matches)
    {
        var all = matches.ToList();
        // "Rockets" and "rockets" are one word to a reader.
        var words = all.SelectMany(m => m.Terms).Select(t => t.Text).Distinct(StringComparer.OrdinalIgnoreCase)
            .ToList();
        var more = words.Count > ShownWords ? " " + texts.Count("chat.more", words.Count - ShownWords) : "";
        var names = all.SelectMany(m => m.Actors).Distinct(StringComparer.Ordinal)
            .Select(id => lookup.Index.ActorById(id) is { } actor ? texts.Name(actor) : id)
            .Concat(all.SelectMany(m => m.Places).Distinct(StringComparer.Ordinal)
                .Select(id => lookup.Index.PlaceById(id) is { } place ? texts.Name(place) : id)).ToList();
        return
        [
            new Span($"{all[0].Topic}, {all[0].Rule}", IsStrong: true),
            words.Count == 0 ? "" : $": {texts.Joined(words.Take(ShownWords).Select(w => $"\"{w}\""))}{more}",
            names.Count == 0 ? "" : $" ({texts.Joined(names)})",
        ];
    }

    private static string Mentioned(Texts texts, IncidentView view) => texts.Joined(view.Ledger
        .Where(e => e.Role is ActorRole.Mentioned or ActorRole.Speaker).Select(e => e.Name)
        .Except(view.Ledger.Where(e => e.Role is not (ActorRole.Mentioned or ActorRole.Speaker)).Select(e => e.Name))
        .Distinct(StringComparer.Ordinal));
}
