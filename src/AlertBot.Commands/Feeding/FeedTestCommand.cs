using System.Globalization;
using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Feeds;
using AlertBot.Incidents;

namespace AlertBot.Commands;

/// <summary>Asks for a feed once, as a poll would, and tells what it is. Nothing is kept.</summary>
internal sealed class FeedTestCommand(FeedFetcher fetcher, IFeedStore feeds, IAuditLog audit, Lookup lookup) : ICommand
{
    private const int ShownEntries = 3;
    private const int ShownMatches = 5;
    private const int MaxTitle = 120;

    // More than any feed lists; reading all of a list without end would keep others waiting.
    private const int MatchedEntries = 100;

    public CommandDefinition Definition { get; } = new(
        "feed test", [OptionDefinition.Required("url", OptionType.Word)], Permission.Moderate, IsPrivate: true,
        ["/feed test https://news.example/rss"])
    {
        Cooldown = TimeSpan.FromSeconds(5),
    };

    public async Task<Message> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var (texts, text) = (call.Texts, call.Option("url")!);
        if (OwnFeeds.Address(text) is not { } url)
            return Answers.Problem(texts.Of("commands.feed.add.address", ("typed", text)));
        switch (await fetcher.FetchAsync(new FetchRequest(url), cancellationToken))
        {
            case FetchResult.Fetched fetched:
                FeedRead read;
                using (fetched.Body)
                    read = FeedReader.Read(fetched.Body.Bytes.ToArray(), fetched.Source, FeedReaderLimits.Default);
                return read is FeedRead.Read feed
                    ? await ShowAsync(call, url, fetched.Head, feed, cancellationToken)
                    : NotRead(url, texts.Say(((FeedRead.Failed)read).Message), texts);
            case FetchResult.Failed failed:
                return NotRead(url, texts.Say(failed.Message), texts);
            case FetchResult.Blocked blocked:
                return NotRead(url, texts.Say(blocked.Message), texts);
            default:
                return NotRead(url, texts["commands.address.gone"], texts);
        }
    }

    private static Message NotRead(Uri url, string why, Texts texts) =>
        Answers.Problem(texts.Of("commands.feed.test.notread", ("host", url.Host), ("why", why)));

    private async Task<Message> ShowAsync(
        CommandCall call, Uri url, FetchHead head, FeedRead.Read read, CancellationToken cancellationToken)
    {
        var (texts, document) = (call.Texts, read.Document);
        var own = await OwnFeeds.OpenAsync(feeds, audit, call.Community, cancellationToken);
        var blocks = new List<Block>
        {
            new Block.Headline(0, "", new Span(document.Title ?? url.Host, url), null),
            new Block.Facts(0, [.. Facts(document, head, url, texts)]),
        };
        if (document.Entries.Count > 0)
            blocks.Add(new Block.Bullets(1, texts["commands.feed.test.newest"],
                [.. document.Entries.Take(ShownEntries).Select(e => Line(e, texts))]));
        blocks.Add(Matches(call, url, document));
        if (read.Warnings.Count > 0)
            blocks.Add(new Block.Paragraph(
                2, [texts.Of("commands.feed.test.repaired", ("repairs", string.Join(", ", read.Warnings)))]));
        blocks.Add(new Block.Paragraph(1, [own.At(url) is { } known
            ? texts.Of("commands.feed.add.known", ("name", known.Feed.Name), ("line", "/feed list"))
            : texts.Of("commands.feed.test.add", ("line", $"/feed add {url.AbsoluteUri}"))]));
        return new Message(Tone.Neutral, blocks);
    }

    private static IEnumerable<Fact> Facts(FeedDocument document, FetchHead head, Uri url, Texts texts)
    {
        yield return new Fact(
            texts["commands.feed.test.format"], $"{FeedReport.NameOf(document.Format)}, {document.Encoding}");
        yield return new Fact(
            texts["commands.feed.test.entries"], document.Entries.Count.ToString(CultureInfo.InvariantCulture));
        if (document.Language is { } language) yield return new Fact(texts["commands.feed.test.language"], language);
        if (head.FinalUrl != url) yield return new Fact(texts["commands.feed.test.leads"], head.FinalUrl.AbsoluteUri);
    }

    private static IReadOnlyList<Span> Line(Entry entry, Texts texts)
    {
        var link = Uri.TryCreate(entry.Link, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? url : null;
        var at = entry.PublishedUtc ?? entry.UpdatedUtc;
        return
        [
            new Span(Cut(entry.Title ?? texts["commands.feed.test.untitled"]), link),
            " — " + (at is { } instant ? texts.Of(instant) : texts["commands.feed.test.undated"]),
        ];
    }

    // By the rules of the hour, those of the community among them.
    private Block Matches(CommandCall call, Uri url, FeedDocument document)
    {
        var texts = call.Texts;
        var origin = new ArticleOrigin("test", Scope.Of(call.Community), url.Host, url.Host, document.Language);
        var preparer = new ArticlePreparer(lookup.Index);
        var found = document.Entries.Take(MatchedEntries)
            .Select(e => preparer.Prepare(ArticleMaker.Make(e, origin, document.Language, call.NowUtc)))
            .Select(p => (p.Article.Title, Topics: p.Matches.Where(m => m.IsFor(call.Community))
                .Select(m => $"{m.Topic}, {m.Rule}").ToList()))
            .Where(p => p.Topics.Count > 0).ToList();
        return found.Count == 0
            ? new Block.Paragraph(1, [texts["commands.feed.test.nomatch"]])
            : new Block.Bullets(1, texts.Count("commands.feed.test.matches", found.Count),
                [.. found.Take(ShownMatches).Select(f => (IReadOnlyList<Span>)
                    [Cut(f.Title), " — ", new Span(f.Topics[0], IsStrong: true)])])
            {
                LeftOut = Math.Max(0, found.Count - ShownMatches),
            };
    }

    private static string Cut(string title) => title.Length <= MaxTitle ? title : title[..(MaxTitle - 1)] + "…";
}
