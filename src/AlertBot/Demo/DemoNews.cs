using AlertBot.Configuration;
using AlertBot.Watchlists;

namespace AlertBot.Demo;

/// <summary>In what form the demo's server writes a feed.</summary>
internal enum DemoFormat
{
    Rss20,
    Atom10,
    Rss10,
    Json11,
}

/// <summary>A span in which a feed answers 503.</summary>
internal sealed record DemoOutage(DateTimeOffset FromUtc, DateTimeOffset ToUtc);

/// <summary>One feed of the demo.</summary>
internal sealed record DemoFeed(
    string Id, string Name, string Group, string Language, DemoFormat Format, string Path, bool IsMalformed,
    IReadOnlyList<DemoOutage> Outages);

/// <summary>One item of the demo's news.</summary>
/// <param name="Id">Unique.</param>
/// <param name="FeedId">The feed that it appears in.</param>
/// <param name="AtUtc">When it appears.</param>
/// <param name="Title">Plain text.</param>
/// <param name="Text">Plain text, paragraphs divided by a blank line.</param>
/// <param name="Categories">May be empty.</param>
/// <param name="Author">Null when none is named.</param>
internal sealed record DemoItem(
    string Id, string FeedId, DateTimeOffset AtUtc, string Title, string Text, IReadOnlyList<string> Categories,
    string? Author);

/// <summary>An event that the demo's news tells of.</summary>
internal sealed record DemoEvent(string Id, string Title, IReadOnlyList<string> Items);

/// <summary>The bundled news.</summary>
/// <param name="Feeds">The outlets.</param>
/// <param name="Items">By time, then id.</param>
/// <param name="Events">Which items tell of one event; all others are unrelated.</param>
/// <param name="Problems">Everything that is wrong with the files.</param>
internal sealed record DemoNews(
    IReadOnlyList<DemoFeed> Feeds, IReadOnlyList<DemoItem> Items, IReadOnlyList<DemoEvent> Events,
    IReadOnlyList<ConfigProblem> Problems)
{
    private const int MaxItems = 10_000;

    /// <summary>Reads <c>config/demo</c>.</summary>
    public static DemoNews Read(ConfigFolder folder)
    {
        var problems = new List<ConfigProblem>();
        var feeds = Read(folder, Path.Combine(folder.Demo, "feeds.yaml"), "feeds", ReadFeed, problems);
        var newsFolder = Path.Combine(folder.Demo, "news");
        var files = Directory.Exists(newsFolder) ? Directory.GetFiles(newsFolder, "*.yaml") : [];
        var items = files.Order(StringComparer.Ordinal)
            .SelectMany(file => Read(folder, file, "items", ReadItem, problems))
            .OrderBy(item => item.AtUtc).ThenBy(item => item.Id, StringComparer.Ordinal).ToList();
        var events = Read(folder, Path.Combine(folder.Demo, "expected.yaml"), "events", ReadEvent, problems);
        if (items.Count == 0)
            problems.Add(new ConfigProblem(folder.Short(newsFolder), 1, 1, "there is no news", "put *.yaml files with items into it"));
        foreach (var item in items.Where(i => feeds.All(f => f.Id != i.FeedId)))
            problems.Add(new ConfigProblem(
                folder.Short(newsFolder), 1, 1, $"item '{item.Id}' is of feed '{item.FeedId}', which is not there",
                DidYouMean.Remedy(item.FeedId, [.. feeds.Select(f => f.Id)])));
        return new DemoNews(feeds, items, events, problems);
    }

    private static List<T> Read<T>(
        ConfigFolder folder, string file, string key, Func<ConfigMapping, T?> read, List<ConfigProblem> problems)
        where T : class
    {
        if (!File.Exists(file))
        {
            problems.Add(new ConfigProblem(folder.Short(file), 1, 1, "the file is missing", "put it back"));
            return [];
        }
        var document = ConfigDocument.Read(folder.Short(file), File.ReadAllText(file));
        var found = new List<T>();
        if (document.Mapping() is { } root)
        {
            root.Allow(key);
            found.AddRange(root.Mappings(key, MaxItems, required: true).Select(read).OfType<T>());
        }
        problems.AddRange(document.Problems);
        return found;
    }

    private static DemoFeed? ReadFeed(ConfigMapping item)
    {
        item.Allow("id", "name", "group", "language", "format", "path", "malformed", "outage");
        var id = item.Id("id", required: true);
        var name = item.Text("name", required: true);
        var format = item.Choice("format", ["rss20", "atom10", "rss10", "json11"], required: true);
        var path = item.Text("path", required: true);
        var outages = item.Mappings("outage", 100).Select(o =>
            o.Instant("from", required: true) is { } from && o.Instant("to", required: true) is { } to
                ? new DemoOutage(from, to)
                : null).OfType<DemoOutage>().ToList();
        if (id is null || name is null || format is null || path is null) return null;
        return new DemoFeed(
            id, name, item.Text("group") ?? id, item.Text("language") ?? "en",
            Enum.Parse<DemoFormat>(format, ignoreCase: true), path, item.Flag("malformed") ?? false, outages);
    }

    private static DemoItem? ReadItem(ConfigMapping item)
    {
        item.Allow("id", "feed", "at", "title", "text", "categories", "author");
        var id = item.Id("id", required: true);
        var feed = item.Id("feed", required: true);
        var at = item.Instant("at", required: true);
        var title = item.Text("title", required: true, maxLength: 300);
        var text = item.Text("text", required: true, maxLength: 20_000);
        if (id is null || feed is null || at is null || title is null || text is null) return null;
        return new DemoItem(
            id, feed, at.Value, title, text, [.. item.Scalars("categories", 20).Select(c => c.Value)], item.Text("author"));
    }

    private static DemoEvent? ReadEvent(ConfigMapping item)
    {
        item.Allow("id", "title", "items");
        return item.Id("id", required: true) is { } id && item.Text("title", required: true) is { } title
            ? new DemoEvent(id, title, [.. item.Scalars("items", MaxItems, required: true).Select(i => i.Value)])
            : null;
    }
}
