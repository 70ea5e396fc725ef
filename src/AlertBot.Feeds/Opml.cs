using System.Globalization;
using System.Text;
using AlertBot.Feeds.Reading;

namespace AlertBot.Feeds;

/// <summary>Reads and writes OPML, in which feed readers give each other their lists. Pure; never throws for what a list
/// contains.</summary>
/// <remarks>Sources: OPML 1.0, OPML 2.0. What we write reads back as the same; others pass over what is ours.</remarks>
public static class Opml
{
    /// <summary>Most feeds of one list.</summary>
    public const int MaxFeeds = 5000;

    private const int MaxProblems = 1000;
    private const int MaxAttributes = 64;
    private const int MaxName = 200;
    private const string OurNamespace = "https://alertbot.example/opml";

    /// <summary>The text of a list, by its byte-order mark, what the server said, its declaration, or else by its
    /// script.</summary>
    /// <param name="bytes">The list as it came.</param>
    /// <param name="contentType">The header as sent; null when there was none.</param>
    public static string Decode(ReadOnlySpan<byte> bytes, string? contentType)
    {
        using var decoded = DocumentDecoder.Decode(bytes, contentType);
        return decoded.Text.ToString();
    }

    /// <summary>Reads a list. A wrong line is a problem, and the rest goes on.</summary>
    public static OpmlRead Read(string text)
    {
        var feeds = new List<OpmlFeed>();
        var problems = new List<OpmlProblem>();
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        var scanner = new MarkupScanner(text, new MarkupAttribute[MaxAttributes]);
        var folders = new Folders();
        var (isOpml, line, counted) = (false, 1, 0);
        while (scanner.Read())
        {
            if (scanner.Kind == MarkupKind.EndTag && IsOutline(scanner.Name)) folders.Leave();
            if (scanner.Kind != MarkupKind.StartTag) continue;
            line += text.AsSpan(counted, scanner.Start - counted).Count('\n');
            counted = scanner.Start;
            isOpml |= scanner.Name.Equals("opml", StringComparison.OrdinalIgnoreCase);
            if (!isOpml || !IsOutline(scanner.Name)) continue;
            var (feed, problem) = Outline(scanner.Attributes, line, folders.Name);
            if (!scanner.IsEmptyElement)
                folders.Enter(feed is null && problem is null ? Filled(NameOf(scanner.Attributes)) : null);
            if (feed is not null && !lines.TryAdd(CanonicalLink.Of(feed.Url) ?? feed.Url.AbsoluteUri, line))
                problem = Saying.Of(
                    "opml.twice",
                    $"{feed.Url:address} stands in line {lines[CanonicalLink.Of(feed.Url) ?? feed.Url.AbsoluteUri]:line} already");
            if (problem is null && feed is not null && feeds.Count == MaxFeeds)
            {
                problems.Add(new OpmlProblem(
                    line, Saying.Of("opml.many", $"the rest is left out: more than {MaxFeeds:most} feeds")));
                break;
            }
            if (problem is null && feed is not null) feeds.Add(feed);
            // A list that is all wrong needs no more to be told so; what is right in it goes in all the same.
            else if (problem is not null && problems.Count < MaxProblems) problems.Add(new OpmlProblem(line, problem));
        }
        if (!isOpml) problems.Add(new OpmlProblem(1, Saying.Of("opml.none", "this is no OPML: it has no <opml>")));
        return new OpmlRead(feeds, problems);
    }

    /// <summary>Writes a list of OPML 2.0.</summary>
    /// <param name="title">What the list is called.</param>
    /// <param name="feeds">What it holds.</param>
    /// <param name="nowUtc">When it is written.</param>
    public static string Write(string title, IReadOnlyList<Feed> feeds, DateTimeOffset nowUtc)
    {
        var text = new StringBuilder();
        text.Append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\" xmlns:alertbot=\"")
            .Append(OurNamespace).Append("\">\n  <head>\n    <title>").Append(Escaped(title))
            .Append("</title>\n    <dateCreated>").Append(nowUtc.ToString("R", CultureInfo.InvariantCulture))
            .Append("</dateCreated>\n  </head>\n  <body>\n");
        // A folder stands where its first feed does, and holds all of them.
        foreach (var folder in feeds.GroupBy(static feed => GroupOf(feed) ?? feed.Id + "\n", StringComparer.Ordinal))
        {
            var group = GroupOf(folder.First());
            if (group is not null) text.Append("    <outline text=\"").Append(Escaped(group)).Append("\">\n");
            foreach (var feed in folder) Append(text, feed, group);
            if (group is not null) text.Append("    </outline>\n");
        }
        return text.Append("  </body>\n</opml>\n").ToString();
    }

    private static string? GroupOf(Feed feed) =>
        feed.OutletGroup.Length > 0 && feed.OutletGroup != feed.Id && feed.OutletGroup != feed.Name
            ? feed.OutletGroup
            : null;

    private static void Append(StringBuilder text, Feed feed, string? group)
    {
        text.Append(group is null ? "    " : "      ").Append("<outline type=\"rss\"");
        Attribute("text", feed.Name);
        Attribute("title", feed.Name);
        Attribute("xmlUrl", feed.Url.AbsoluteUri);
        if (feed.Language is { } language) Attribute("language", language);
        if (feed.Scope.IsShared) Attribute("alertbot:id", feed.Id);
        if (group is not null) Attribute("alertbot:group", group);
        if (feed.Urgent) Attribute("alertbot:urgent", "true");
        if (feed.FullText) Attribute("alertbot:fullText", "true");
        text.Append("/>\n");

        void Attribute(string name, string value) =>
            text.Append(' ').Append(name).Append("=\"").Append(Escaped(value)).Append('"');
    }

    private static bool IsOutline(ReadOnlySpan<char> name) => name.Equals("outline", StringComparison.OrdinalIgnoreCase);

    // A folder has no address, and no need of one; who made the list keeps together in it what belongs together.
    private static (OpmlFeed? Feed, Saying? Problem) Outline(MarkupAttributes attributes, int line, string? folder)
    {
        var type = attributes.Find("type")?.ToLowerInvariant();
        var address = attributes.Find("xmlUrl") is { Length: > 0 } url ? url
            : type is "rss" or "atom" or "feed" ? attributes.Find("url") : null;
        var name = NameOf(attributes);
        if (string.IsNullOrEmpty(address))
            return type switch
            {
                "rss" or "atom" or "feed" => (null, Saying.Of("opml.address", $"'{name:name}' has no xmlUrl")),
                "include" => (null, Saying.Of("opml.include", $"'{name:name}' names another list, which is not read")),
                _ => (null, null),
            };
        if (Address(address) is not { } feed)
            return (null, Saying.Of(
                "opml.http", $"'{Cut(address):address}' is no http or https address without a password"));
        return (new OpmlFeed(
            line, feed, name.Length > 0 ? name : feed.Host, Language(attributes.Find("language")),
            attributes.FindLocal("id"), Filled(attributes.FindLocal("group")) ?? folder,
            IsOn(attributes.FindLocal("urgent")))
        {
            FullText = IsOn(attributes.FindLocal("fullText")),
        }, null);
    }

    private static bool IsOn(string? text) => text?.ToLowerInvariant() is "true" or "yes" or "1";

    private static string NameOf(MarkupAttributes attributes) => Cut(string.Join(
        ' ',
        (Filled(attributes.Find("title")) ?? Filled(attributes.Find("text")) ?? "")
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));

    private static Uri? Address(string text)
    {
        // What some readers write to be opened by themselves.
        if (text.StartsWith("feed://", StringComparison.OrdinalIgnoreCase)) text = "http://" + text[7..];
        else if (text.StartsWith("feed:", StringComparison.OrdinalIgnoreCase)) text = text[5..];
        return text.Length <= 2000 && Uri.TryCreate(text, UriKind.Absolute, out var url)
            && url.Scheme is "http" or "https" && url.UserInfo.Length == 0 && url.Host.Length > 0
            ? url
            : null;
    }

    private static string? Language(string? tag) =>
        tag is { Length: > 1 and <= 35 } && tag.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')
            && !tag.Equals("unknown", StringComparison.OrdinalIgnoreCase)
            ? tag.ToLowerInvariant()
            : null;

    private static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : Cut(text.Trim());

    // Never between the halves of a character.
    private static string Cut(string text) => text.Length <= MaxName ? text
        : text[..(char.IsHighSurrogate(text[MaxName - 1]) ? MaxName - 1 : MaxName)];

    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        // Half a character comes as U+FFFD.
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsControl(rune) || rune.Value is 0xFFFE or 0xFFFF) escaped.Append(' ');
            else if (rune.Value is '&') escaped.Append("&amp;");
            else if (rune.Value is '<') escaped.Append("&lt;");
            else if (rune.Value is '>') escaped.Append("&gt;");
            else if (rune.Value is '"') escaped.Append("&quot;");
            else escaped.Append(rune.ToString());
        }
        return escaped.ToString();
    }

    /// <summary>The folders that are open.</summary>
    private sealed class Folders
    {
        // Deeper ones are counted and not named.
        private const int MaxDepth = 64;

        private readonly List<string?> _names = [];
        private int _deeper;

        /// <summary>The innermost; null outside of all.</summary>
        public string? Name => _names.FindLast(name => name is not null);

        /// <summary>An outline begins that holds others.</summary>
        public void Enter(string? name)
        {
            if (_names.Count < MaxDepth) _names.Add(name);
            else _deeper++;
        }

        /// <summary>An outline ends.</summary>
        public void Leave()
        {
            if (_deeper > 0) _deeper--;
            else if (_names.Count > 0) _names.RemoveAt(_names.Count - 1);
        }
    }
}
