using System.Text;
using System.Text.RegularExpressions;
using AlertBot.Commands;
using AlertBot.Feeds;
using AlertBot.Watchlists;

namespace AlertBot.Configuration;

/// <summary>What adding feeds to <c>feeds.yaml</c> comes to.</summary>
/// <param name="Yaml">The file as it would be.</param>
/// <param name="Feeds">Those that are new in it.</param>
/// <param name="Problem">Why it cannot be, in one line for people; null when it can.</param>
internal sealed record FeedListEdited(string Yaml, IReadOnlyList<Feed> Feeds, string? Problem);

/// <summary>Adds feeds to <c>feeds.yaml</c> and leaves what people wrote there, comments and all. Pure.</summary>
internal static partial class FeedListEdit
{
    /// <summary>The file with those feeds that it does not have.</summary>
    /// <param name="path">Its name, for the problem.</param>
    /// <param name="yaml">As it is.</param>
    /// <param name="feeds">What to add.</param>
    public static FeedListEdited Add(string path, string yaml, IReadOnlyList<OpmlFeed> feeds)
    {
        var (known, faults) = FeedList.Read(path, yaml);
        var addresses = known.Select(f => CanonicalLink.Of(f.Url)).ToHashSet(StringComparer.Ordinal);
        var ids = known.Select(f => f.Id).ToHashSet(StringComparer.Ordinal);
        var added = new List<Feed>();
        foreach (var feed in feeds)
        {
            if (!addresses.Add(CanonicalLink.Of(feed.Url))) continue;
            var id = feed.Id is { Length: <= 64 } own && Slug.Of(own) == own && !ids.Contains(own)
                ? own
                : Slug.Of([feed.Name, feed.Url.Host], "feed", ids);
            ids.Add(id);
            added.Add(new Feed(id, Scope.Shared, feed.Url, feed.Name, feed.Group ?? id, feed.Language, feed.Urgent)
            {
                FullText = feed.FullText,
            });
        }
        if (added.Count == 0) return new FeedListEdited(yaml, [], null);
        var edited = Appended(yaml, added);
        // Read back before it is believed: people write YAML in more ways than one.
        var (read, after) = FeedList.Read(path, edited);
        return read.Count == known.Count + added.Count && after.Count <= faults.Count
            ? new FeedListEdited(edited, added, null)
            : new FeedListEdited(
                yaml, [], $"{path} is written in a way that nothing can be added to it; write its feeds one a line with - in front.");
    }

    private static string Appended(string yaml, List<Feed> feeds)
    {
        var text = EmptyList().Replace(yaml.ReplaceLineEndings("\n"), "feeds:", 1).TrimEnd('\n', ' ') + "\n";
        if (text.Trim().Length == 0) text = "feeds:\n";
        // As far in as the items that are there.
        var indent = Item().Match(text) is { Success: true } item ? item.Groups["indent"].Value : "  ";
        var all = new StringBuilder(text);
        foreach (var feed in feeds)
        {
            all.Append(indent).Append("- id: ").Append(YamlText.Scalar(feed.Id)).Append('\n');
            Line("name", YamlText.Scalar(feed.Name));
            Line("url", YamlText.Scalar(feed.Url.AbsoluteUri));
            if (feed.Language is { } language) Line("language", YamlText.Scalar(language));
            if (feed.OutletGroup != feed.Id) Line("group", YamlText.Scalar(feed.OutletGroup));
            if (feed.Urgent) Line("urgent", "true");
            if (feed.FullText) Line("fullText", "true");
        }
        return all.ToString();

        void Line(string key, string value) =>
            all.Append(indent).Append("  ").Append(key).Append(": ").Append(value).Append('\n');
    }

    [GeneratedRegex(@"^feeds:[ \t]*(\[[ \t]*\])?[ \t]*$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EmptyList();

    [GeneratedRegex("^(?<indent>[ \t]*)- ", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Item();
}
