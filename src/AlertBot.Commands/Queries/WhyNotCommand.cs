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
        [OptionDefinition.Required("url", OptionType.Text)],
        Permission.Everyone, IsPrivate: true, ["/whynot https://news.example/rockets-hit-taji"])
    {
        Cooldown = TimeSpan.FromSeconds(2),
    };

    public async Task<Message> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        if (call.Views.IsPublic) return Answers.Withheld(call);
        var text = call.Option("url")!;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var link) || link.Scheme is not ("http" or "https"))
            return Answers.Problem(
                $"'{text}' is no address of an article. Expected one such as https://news.example/story");
        if (await call.Views.ArticleAsync(link, cancellationToken) is not { } found)
            return await NotReadAsync(link, call, cancellationToken);
        var article = found.Article;
        var steps = new List<string>
        {
            $"Read from {article.Outlet} at {Wording.Of(article.SeenUtc)}, "
                + $"published {Wording.Of(article.EffectiveUtc)}.",
        };
        if (IsOld(article))
            steps.Add($"It was older than {rules.MaxArticleAge.TotalHours:0} hours when it was first read: "
                + "kept, but it alerts nobody.");
        var view = found.IncidentNumber is { } number
            ? await call.Views.FindAsync(number, cancellationToken)
            : null;
        if (view is null) steps.Add("It waits for analysis; ask again in a moment.");
        else await FollowAsync(steps, view, article, call, cancellationToken);
        var blocks = new List<Block>
        {
            new Block.Headline(0, "", new Span(article.Title, article.Link, IsStrong: true), article.Outlet),
            new Block.Bullets(0, "", [.. steps.Select(step => (IReadOnlyList<Span>)[step])]),
        };
        if (!Matches(article, call) && NearestRules.Of(article, call, lookup, Missed) is { Count: > 0 } missed)
            blocks.Add(new Block.Bullets(1, "No rule matches this text. Nearest:", missed));
        if (view is not null)
            blocks.Add(new Block.Actions(
                2, [IncidentList.Whole(view), new ActionButton("Why", $"/why {view.Number}")]));
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
        var host = Site(link.IdnHost);
        var polled = (await feeds.ListAsync(cancellationToken))
            .Where(l => l.Feed.Scope.IsVisibleTo(call.Community) && Site(l.Feed.Url.IdnHost) == host).ToList();
        if (polled.Count == 0)
            return Answers.Line(
                $"No article with that address was read: no feed of {host} is polled here. See /status.");
        var told = string.Join(" ", polled.Select(l => FeedHealth.IsFailing(l)
            ? $"{l.Feed.Name} fails: {FeedHealth.Say(l)}."
            : $"{l.Feed.Name} is polled; "
                + $"last at {(l.State.LastSuccessUtc is { } at ? Wording.Of(at) : "no time yet")}."));
        return Answers.Line(
            $"No article with that address was read. {told} Perhaps its feed does not list this article.");
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
        var others = view.Sources.Count - 1;
        steps.Add($"It went into #{view.Number}, severity {view.Severity.Level.ToString().ToLowerInvariant()} "
            + $"({view.Severity.Score} of 100)"
            + (others == 0 ? "." : $", with {Wording.Count(others, "other article")}."));
        var here = await subscriptions.ListAsync(call.Incoming.Channel, cancellationToken);
        if (here.Count == 0) steps.Add("This channel has no subscriptions: see /topics.");
        steps.AddRange(here.Select(s => Say(s, view, article)));
        var rows = (await outbox.ListAsync(view.Id, cancellationToken))
            .Where(r => r.Delivery.Channel == call.Incoming.Channel).ToList();
        steps.Add(rows.Count == 0 ? "So nothing was owed to this channel." : Say(view, rows));
    }

    private static string Say(Subscription subscription, IncidentView view, Article article)
    {
        var topic = subscription.TopicId;
        if (subscription.PausedWhy is { } why) return $"{topic}: paused here, {why}.";
        if (view.Matches.All(m => m.Topic != topic))
            return $"{topic}: no article of the incident matches a rule of it.";
        if (view.Severity.Level < subscription.LeastSeverity)
            return $"{topic}: this channel wants it "
                + $"from {subscription.LeastSeverity.ToString().ToLowerInvariant()} on.";
        if (article.SeenUtc < subscription.CreatedUtc) return $"{topic}: subscribed only after the article was read.";
        return subscription.Mode == SubscriptionMode.Digest
            ? $"{topic}: wanted, gathered into a digest."
            : $"{topic}: wanted, {SubscriptionText.Of(subscription)}.";
    }

    private static string Say(IncidentView view, List<OutboxRow> rows)
    {
        if (rows.Find(r => r.SentUtc is not null) is { } sent)
            return $"It did alert: #{view.Number} was sent here at {Wording.Of(sent.SentUtc!.Value)}. "
                + "Later articles edit that message instead of sending another.";
        var row = rows[^1];
        return $"An alert is owed but not sent: {row.State.ToString().ToLowerInvariant()}"
            + (row.Reason is { } reason ? $", {reason}." : $", due {Wording.Of(row.Delivery.DueUtc)}.");
    }
}
