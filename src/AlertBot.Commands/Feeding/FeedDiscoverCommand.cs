using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Feeds;

namespace AlertBot.Commands;

/// <summary>Finds the feeds of a site, and says which one to add. Nothing is kept.</summary>
internal sealed class FeedDiscoverCommand(FeedDiscovery discovery, IFeedStore feeds, IAuditLog audit) : ICommand
{
    private const int Shown = 8;
    private const int MaxButtons = 4;
    private const int MaxTitle = 100;
    private const int MaxCommand = 100;
    private const int MaxLabel = 80;

    public CommandDefinition Definition { get; } = new(
        "feed discover", [OptionDefinition.Required("url", OptionType.Word)], Permission.Moderate, IsPrivate: true,
        ["/feed discover https://news.example", "/feed discover news.example"])
    {
        Cooldown = TimeSpan.FromSeconds(10),
    };

    public async Task<Message> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var (texts, text) = (call.Texts, call.Option("url")!);
        // People type what they see in their browser.
        var typed = text.Contains("://", StringComparison.Ordinal) ? text : "https://" + text;
        if (OwnFeeds.Address(typed) is not { Host.Length: > 0 } site)
            return Answers.Problem(texts.Of("commands.feed.discover.address", ("typed", text)));
        var found = await discovery.DiscoverAsync(site, cancellationToken);
        if (found.Feeds.Count == 0) return Nothing(found, texts);
        var own = await OwnFeeds.OpenAsync(feeds, audit, call.Community, cancellationToken);
        return Told(found, own, call);
    }

    private static Message Told(Discovery found, OwnFeeds own, CommandCall call)
    {
        var texts = call.Texts;
        var fresh = found.Feeds.Where(f => own.At(f.Url) is null).ToList();
        var buttons = fresh.Select(f => Button(f, texts)).OfType<ActionButton>().Take(MaxButtons).ToList();
        var blocks = new List<Block>
        {
            new Block.Bullets(
                0,
                found.IsFeed
                    ? texts.Of("commands.feed.discover.isfeed", ("host", found.Asked.Host))
                    : texts.Count("commands.feed.discover.found", found.Feeds.Count, ("host", found.Asked.Host)),
                [.. found.Feeds.Take(Shown).Select(f => Line(f, own, call))])
            {
                LeftOut = Math.Max(0, found.Feeds.Count - Shown),
            },
            new Block.Paragraph(0, [Advice(fresh, fresh.Count < found.Feeds.Count, call)]),
        };
        if (buttons.Count > 0) blocks.Add(new Block.Actions(0, buttons));
        return new Message(Tone.Neutral, blocks);
    }

    private static IReadOnlyList<Span> Line(FoundFeed feed, OwnFeeds own, CommandCall call)
    {
        var (texts, document) = (call.Texts, feed.Document);
        var parts = new List<string>
        {
            FeedReport.NameOf(document.Format), texts.Count("commands.feed.discover.entries", document.Entries.Count),
            feed.NewestUtc is { } newest
                ? texts.Of("commands.feed.discover.newest", ("at", texts.Of(newest)))
                : texts["commands.feed.test.undated"],
            By(feed, texts),
        };
        if (document.Language is { Length: > 0 } language) parts.Insert(1, language);
        if (feed.IsOfComments) parts.Add(texts["commands.feed.discover.comments"]);
        if (own.At(feed.Url) is { } known)
            parts.Add(texts.Of("commands.feed.discover.known", ("name", known.Feed.Name)));
        return
        [
            new Span(NameOf(feed, texts), feed.Url, IsStrong: true), $" — {texts.Joined(parts)}",
            $"\n{texts.Isolated(feed.Url.AbsoluteUri)}",
        ];
    }

    /// <summary>Which one to add, why, and how.</summary>
    private static string Advice(List<FoundFeed> fresh, bool isAnyKnown, CommandCall call)
    {
        var texts = call.Texts;
        // What readers say of articles is second best at most.
        var best = fresh.Find(f => !f.IsOfComments) ?? (isAnyKnown ? null : fresh.FirstOrDefault());
        if (best is null) return texts.Of("commands.feed.discover.allknown", ("line", "/feed list"));
        var age = best.Document.Entries.Count == 0 ? texts["commands.feed.discover.empty"]
            : best.IsFresh(call.NowUtc) ? texts["commands.feed.discover.fresh"]
            : best.IsStale(call.NowUtc) ? texts["commands.feed.discover.stale"]
            : null;
        var why = texts.Joined(age is null ? [By(best, texts)] : [By(best, texts), age]);
        return texts.Of(
            "commands.feed.discover.advice",
            ("name", NameOf(best, texts)), ("why", why), ("line", LineOf(best, texts)));
    }

    private static Message Nothing(Discovery found, Texts texts)
    {
        var said = new List<string> { texts.Of("commands.feed.discover.none", ("host", found.Asked.Host)) };
        if (found.Problem is { } problem)
            said.Add(texts.Of("commands.feed.discover.why", ("why", texts.Say(problem))));
        if (found.NewsSitemap is { } sitemap)
            said.Add(texts.Of("commands.feed.discover.sitemap", ("address", sitemap.AbsoluteUri)));
        if (found.IsBlocked) said.Add(texts["commands.feed.discover.blocked"]);
        else if (found.Problem is null) said.Add(texts["commands.feed.discover.help"]);
        return new Message(Tone.Problem, [.. said.Select(line => new Block.Paragraph(0, [line]))]);
    }

    private static ActionButton? Button(FoundFeed feed, Texts texts)
    {
        var line = LineOf(feed, texts);
        if (line.Length > MaxCommand) line = $"/feed add {feed.Url.AbsoluteUri}";
        var label = texts.Of("commands.feed.discover.add", ("name", NameOf(feed, texts)));
        return line.Length > MaxCommand ? null : new ActionButton(ShortText.Within(label, MaxLabel), line);
    }

    // A quotation mark would begin a word that holds spaces.
    private static string LineOf(FoundFeed feed, Texts texts) =>
        $"/feed add {feed.Url.AbsoluteUri} name:{NameOf(feed, texts).Replace('"', '\'')}";

    private static string NameOf(FoundFeed feed, Texts texts)
    {
        var title = feed.Document.Title is { Length: > 0 } own ? own : feed.Url.Host;
        var words = title.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return ShortText.Within(string.Join(' ', words), MaxTitle);
    }

    private static string By(FoundFeed feed, Texts texts) =>
        texts[$"commands.feed.discover.by.{feed.By.ToString().ToLowerInvariant()}"];
}
