using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Feeds;
using AlertBot.Incidents;

namespace AlertBot.Commands;

/// <summary>
/// Tells why an article gave no alert in this channel: it follows the article's way and says where it stopped.
/// </summary>
internal sealed class WhyNotCommand(
    IFeedStore feeds, ISubscriptionStore subscriptions,
    IOutbox outbox, Lookup lookup, AlertRules rules) : ICommand
{
    private const int Missed = 3;

    public CommandDefinition Definition { get; } = new(
        "whynot",
        [OptionDefinition.Required("url", OptionType.Word)],
        Permission.Everyone, IsPrivate: true, ["/whynot https://news.example/rockets-hit-taji"])
    {
        Cooldown = TimeSpan.FromSeconds(2),
    };

    public async Task<Message> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        if (call.Views.IsPublic) return Answers.Withheld(call);
        var text = call.Option("url")!;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var link) || link.Scheme is not ("http" or "https"))
            return Answers.Problem(call.Texts.Of(
                "commands.whynot.noaddress", ("typed", text), ("example", "https://news.example/story")));
        if (await call.Views.ArticleAsync(link, cancellationToken) is not { } found)
            return await NotReadAsync(link, call, cancellationToken);
        var article = found.Article;
        var steps = new List<string>
        {
            call.Texts.Of("commands.whynot.read", ("outlet", article.Outlet),
                ("seen", call.Texts.Of(article.SeenUtc)), ("published", call.Texts.Of(article.EffectiveUtc))),
        };
        if (IsOld(article))
            steps.Add(call.Texts.Count("commands.whynot.old", (long)Math.Round(rules.MaxArticleAge.TotalHours)));
        var view = found.IncidentNumber is { } number
            ? await call.Views.FindAsync(number, cancellationToken)
            : null;
        if (view is null) steps.Add(call.Texts["commands.whynot.waits"]);
        else await FollowAsync(steps, view, article, call, cancellationToken);
        var title = new Span(call.Texts.Quote(article.Title, article.Language), article.Link, IsStrong: true);
        var blocks = new List<Block>
        {
            new Block.Headline(0, "", title, article.Outlet),
            new Block.Bullets(0, "", [.. steps.Select(step => (IReadOnlyList<Span>)[step])]),
        };
        if (!Matches(article, call) && NearestRules.Of(article, call, lookup, Missed) is { Count: > 0 } missed)
            blocks.Add(new Block.Bullets(1, call.Texts["commands.whynot.nearest"], missed));
        if (view is not null)
            blocks.Add(new Block.Actions(2,
            [
                IncidentList.Whole(call.Texts, view),
                new ActionButton(call.Texts["commands.whynot.why"], $"/why {view.Number}"),
            ]));
        return new Message(Tone.Neutral, blocks);
    }

    private bool IsOld(Article article) =>
        article.IsBacklog || article.SeenUtc - article.EffectiveUtc > rules.MaxArticleAge;

    private bool Matches(Article article, CommandCall call)
    {
        var topics = lookup.Topics(call.Community).Select(t => t.Id).ToHashSet(StringComparer.Ordinal);
        return new ArticlePreparer(lookup.Index).Prepare(article).Matches.Any(m => topics.Contains(m.Topic));
    }

    private async Task<Message> NotReadAsync(Uri link, CommandCall call, CancellationToken cancellationToken)
    {
        var texts = call.Texts;
        var host = Site(link.IdnHost);
        var polled = (await feeds.ListAsync(cancellationToken))
            .Where(l => l.Feed.Scope.IsVisibleTo(call.Community) && Site(l.Feed.Url.IdnHost) == host).ToList();
        if (polled.Count == 0)
            return Answers.Line(texts.Of("commands.whynot.nofeed", ("host", host), ("line", "/status")));
        var told = string.Join(" ", polled.Select(l => FeedWords.IsMissing(l, call.NowUtc)
            ? texts.Of("commands.whynot.feedfails", ("feed", l.Feed.Name), ("health", FeedWords.Say(l, call.NowUtc, texts)))
            : l.State.LastSuccessUtc is { } at
                ? texts.Of("commands.whynot.feedpolled", ("feed", l.Feed.Name), ("at", texts.Of(at)))
                : texts.Of("commands.whynot.feednew", ("feed", l.Feed.Name))));
        return Answers.Line(texts.Of("commands.whynot.notread", ("feeds", told)));
    }

    // News sites serve feeds from feeds.example or rss.example: the last two labels tell whose they are.
    private static string Site(string host)
    {
        var labels = host.ToLowerInvariant().Split('.');
        return labels.Length <= 2 ? host : string.Join('.', labels[^2].Length <= 3 ? labels[^3..] : labels[^2..]);
    }

    private async Task FollowAsync(
        List<string> steps, IncidentView view, Article article, CommandCall call, CancellationToken cancellationToken)
    {
        var texts = call.Texts;
        var others = view.Sources.Count - 1;
        var level = texts.Of(view.Severity.Level).ToLowerInvariant();
        steps.Add(others == 0
            ? texts.Of("commands.whynot.went",
                ("number", view.Number), ("level", level), ("score", view.Severity.Score))
            : texts.Count("commands.whynot.wentwith", others,
                ("number", view.Number), ("level", level), ("score", view.Severity.Score)));
        var here = await subscriptions.ListAsync(call.Incoming.Channel, cancellationToken);
        if (here.Count == 0) steps.Add(texts.Of("commands.whynot.unsubscribed", ("line", "/topics")));
        steps.AddRange(here.Select(s => Say(texts, s, view, article)));
        var rows = (await outbox.ListAsync(view.Id, cancellationToken))
            .Where(r => r.Delivery.Channel == call.Incoming.Channel).ToList();
        steps.Add(rows.Count == 0 ? texts["commands.whynot.nothing"] : Say(texts, view, rows));
    }

    private static string Say(Texts texts, Subscription subscription, IncidentView view, Article article)
    {
        var topic = subscription.TopicId;
        if (subscription.PausedWhy is { } why)
            return texts.Of("commands.whynot.paused", ("topic", topic), ("why", PlatformReason.Of(texts, why)));
        if (view.Matches.All(m => m.Topic != topic)) return texts.Of("commands.whynot.norule", ("topic", topic));
        if (view.Severity.Level < subscription.LeastSeverity)
            return texts.Of("commands.whynot.below",
                ("topic", topic), ("level", texts.Of(subscription.LeastSeverity).ToLowerInvariant()));
        if (article.SeenUtc < subscription.CreatedUtc) return texts.Of("commands.whynot.after", ("topic", topic));
        return texts.Of("commands.whynot.wanted", ("topic", topic), ("how", SubscriptionText.Of(subscription, texts)));
    }

    private static string Say(Texts texts, IncidentView view, List<OutboxRow> rows)
    {
        if (rows.Find(r => r.SentUtc is not null) is { } sent)
            return texts.Of("commands.whynot.sent", ("number", view.Number), ("at", texts.Of(sent.SentUtc!.Value)));
        var row = rows[^1];
        return row.Reason is { } reason
            ? texts.Of(
                "commands.whynot.owed.reason", ("state", OutboxWords.Of(texts, row.State)),
                ("reason", PlatformReason.Of(texts, reason)))
            : texts.Of("commands.whynot.owed",
                ("state", OutboxWords.Of(texts, row.State)), ("due", texts.Of(row.Delivery.DueUtc)));
    }
}
