using AlertBot.Feeds;
using AlertBot.Watchlists;

namespace AlertBot.Configuration;

/// <summary>Reads <c>feeds.yaml</c>. Pure; a wrong feed is reported at its place and left out.</summary>
internal static class FeedList
{
    // A thousand feeds are what one small host is meant for; beyond ten thousand the file is a mistake.
    private const int MaxFeeds = 10_000;

    /// <summary>The feeds that can be polled, and everything that is wrong with the file.</summary>
    public static (IReadOnlyList<Feed> Feeds, IReadOnlyList<ConfigProblem> Problems) Read(string path, string yaml)
    {
        var document = ConfigDocument.Read(path, yaml);
        var feeds = new List<Feed>();
        if (document.Mapping() is { } root)
        {
            root.Allow("feeds");
            foreach (var item in root.Mappings("feeds", MaxFeeds, required: true))
                if (Read(item, feeds) is { } feed) feeds.Add(feed);
        }
        return (feeds, document.Problems);
    }

    private static Feed? Read(ConfigMapping item, IReadOnlyList<Feed> before)
    {
        item.Allow("id", "name", "url", "language", "group", "urgent", "fullText");
        var url = item.Address("url", required: true);
        var id = item.Id("id", required: true);
        var name = item.Text("name", required: true);
        var language = item.Text("language", maxLength: 35)?.ToLowerInvariant();
        var group = item.Text("group");
        var isUrgent = item.Flag("urgent") ?? false;
        var isFullText = item.Flag("fullText") ?? false;
        if (url is null || id is null || name is null) return null;
        if (before.Any(f => f.Id == id))
        {
            item.Scalar("id")!.Report($"feed '{id}' is there twice", "give each feed an id of its own");
            return null;
        }
        if (before.FirstOrDefault(f => f.Url == url) is { } same)
        {
            item.Scalar("url")!.Report($"the address is that of feed '{same.Id}'", "remove one of the two");
            return null;
        }
        return new Feed(id, Scope.Shared, url, name, group ?? id, language, isUrgent) { FullText = isFullText };
    }
}
