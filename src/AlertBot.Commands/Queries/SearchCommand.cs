using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Incidents;

namespace AlertBot.Commands;

/// <summary>Finds incidents and articles by words.</summary>
internal sealed class SearchCommand : ICommand
{
    private const int MostExcerpt = 120;
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
        if (words.Length > MaxWordsLength) return Answers.TooLong(call.Texts, "words", MaxWordsLength);
        if (call.Views.IsPublic) return Answers.Withheld(call);
        var (page, problem) = Pages.Of(call, IncidentList.PageSize);
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
            return Answers.Line(call.Texts.Of(
                "commands.search.none", ("words", words), ("part", words.Split(' ')[0] + "*")));
        var views = await call.Views.ListAsync(
            query with { Skip = page.Skip }, page.Size, cancellationToken);
        if (page.Missing(count, IncidentsCommand.Counted, views.Count) is { } missing) return Answers.Line(missing);
        var blocks = new List<Block>();
        var title = call.Texts.Of(
            "commands.search.title", ("counted", page.Title(count, IncidentsCommand.Counted)), ("words", words));
        if (views.Count > 0) blocks.Add(IncidentList.Lines(call.Texts, title, views));
        if (found.Count > 0)
            blocks.Add(new Block.Bullets(
                1, call.Texts["commands.search.latest"], [.. found.Select(hit => Line(call.Texts, hit))]));
        blocks.Add(new Block.Actions(2,
        [
            .. page.Buttons(call, page.Known(count, views.Count)),
            .. views.Take(1).Select(v => IncidentList.Whole(call.Texts, v)),
            new ActionButton(call.Texts["commands.search.all"], $"/search {words} in:articles"),
        ]));
        return new Message(Tone.Neutral, blocks);
    }

    private static async Task<Message> ArticlesAsync(
        CommandCall call, string words, Pages page, CancellationToken cancellationToken)
    {
        // One more than a page holds tells whether there is another: counting them all would read them all.
        var found = await call.Views.SearchAsync(words, page.Skip, page.Size + 1, cancellationToken);
        if (found.Count == 0)
            return Answers.Line(page.Number == 1
                ? call.Texts.Of("commands.search.noarticle", ("words", words))
                : call.Texts.Of("commands.search.nopage", ("page", page.Number), ("words", words)));
        var known = page.Skip + found.Count;
        return new Message(Tone.Neutral,
        [
            new Block.Bullets(
                0, call.Texts.Of("commands.search.articles", ("words", words)),
                [.. found.Take(page.Size).Select(hit => Line(call.Texts, hit))]),
            new Block.Actions(1, [.. page.Buttons(call, known)]),
        ]);
    }

    private static IReadOnlyList<Span> Line(Texts texts, ArticleHit hit) =>
    [
        new Span(hit.IncidentNumber is { } number ? $"#{number} " : "", IsStrong: true),
        IncidentList.Title(texts, hit.Title, hit.Language, hit.Link),
        $" — {texts.Of("commands.said.by", ("outlet", hit.Outlet), ("at", texts.Of(hit.EffectiveUtc)))}"
            + $" · {Excerpt(texts, hit)}",
    ];

    // The title told the language already.
    private static string Excerpt(Texts texts, ArticleHit hit)
    {
        var excerpt = ShortText.Of(hit.Excerpt, MostExcerpt);
        return hit.Language is { } language && Direction.OfLanguage(language) != Direction.OfLanguage(texts.Language)
            ? Isolates.Around(excerpt, Direction.OfLanguage(language))
            : excerpt;
    }
}
