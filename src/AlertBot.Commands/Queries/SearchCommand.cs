using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Incidents;

namespace AlertBot.Commands;

/// <summary>Finds incidents and articles by words.</summary>
internal sealed class SearchCommand : ICommand
{
    private const int PageSize = 10;
    private const int ArticlesBeside = 5;
    private const int MaxWordsLength = 200;

    public CommandDefinition Definition { get; } = new(
        "search",
        [
            OptionDefinition.Required("words", OptionType.Text),
            OptionDefinition.Optional("in", OptionType.Choice, "incidents", "articles"),
            Pages.Definition,
        ],
        Permission.Everyone, IsPrivate: false,
        ["/search katyusha taji", "/search قاعدة التاجي", "/search in:articles rocket*", "/search taji page:2"])
    {
        Cooldown = TimeSpan.FromSeconds(2),
    };

    public async Task<Message> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var words = call.Option("words")!;
        if (words.Length > MaxWordsLength) return Answers.Problem($"words: at most {MaxWordsLength} characters.");
        if (call.Views.IsPublic) return Answers.Withheld(call);
        var (page, problem) = Pages.Of(call, PageSize);
        if (page is null) return Answers.Problem(problem!);
        return call.Option("in")?.ToUpperInvariant() == "ARTICLES"
            ? await ArticlesAsync(call, words, page, cancellationToken)
            : await IncidentsAsync(call, words, page, cancellationToken);
    }

    private static async Task<Message> IncidentsAsync(
        CommandCall call, string words, Pages page, CancellationToken cancellationToken)
    {
        var query = IncidentQuery.All with { Text = words };
        var count = await call.Views.CountAsync(query, cancellationToken);
        var found = page.Number == 1
            ? await call.Views.SearchAsync(words, 0, ArticlesBeside, cancellationToken)
            : [];
        if (count.Known == 0 && found.Count == 0)
            return Answers.Line(
                $"Nothing holds all of: {words}. Try fewer words, or a part of one: {words.Split(' ')[0]}*");
        var views = await call.Views.ListAsync(
            query with { Skip = page.Skip }, PageSize, cancellationToken);
        if (page.Missing(count, "incident", views.Count, call.Texts) is { } missing) return Answers.Line(missing);
        var blocks = new List<Block>();
        if (views.Count > 0) blocks.Add(IncidentList.Lines($"{page.Title(count, "incident", call.Texts)} for {words}", views));
        if (found.Count > 0) blocks.Add(new Block.Bullets(1, "Latest articles", [.. found.Select(Line)]));
        blocks.Add(new Block.Actions(2,
        [
            .. page.Buttons(call, page.Known(count, views.Count)), .. views.Take(1).Select(IncidentList.Whole),
            new ActionButton("All articles", $"/search {words} in:articles"),
        ]));
        return new Message(Tone.Neutral, blocks);
    }

    private static async Task<Message> ArticlesAsync(
        CommandCall call, string words, Pages page, CancellationToken cancellationToken)
    {
        // One more than a page holds tells whether there is another: counting them all would read them all.
        var found = await call.Views.SearchAsync(words, page.Skip, PageSize + 1, cancellationToken);
        if (found.Count == 0)
            return Answers.Line(page.Number == 1
                ? $"No article holds all of: {words}. Try fewer words."
                : $"There is no page {page.Number} of articles for {words}.");
        var known = page.Skip + found.Count;
        return new Message(Tone.Neutral,
        [
            new Block.Bullets(0, $"Articles for {words}, those read last first",
                [.. found.Take(PageSize).Select(Line)]),
            new Block.Actions(1, [.. page.Buttons(call, known)]),
        ]);
    }

    private static IReadOnlyList<Span> Line(ArticleHit hit) =>
    [
        new Span(hit.IncidentNumber is { } number ? $"#{number} " : "", IsStrong: true), new Span(hit.Title, hit.Link),
        $" — {hit.Outlet} · {Wording.Of(hit.EffectiveUtc)} · {hit.Excerpt}",
    ];
}
