using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using AlertBot.Commands;
using AlertBot.Configuration;
using AlertBot.Feeds;
using AlertBot.Hosting;
using AlertBot.Watchlists;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AlertBot.Verbs;

/// <summary>Finds the feeds of a site and says which one to add.</summary>
internal static class FeedsDiscoverVerb
{
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Looks; 0 when there is a feed, 1 when there is none.</summary>
    public static async Task<int> RunAsync(ConfigFolder folder, string address, bool asJson, CancellationToken cancellationToken)
    {
        var typed = address.Contains("://", StringComparison.Ordinal) ? address : "https://" + address;
        if (!Uri.TryCreate(typed, UriKind.Absolute, out var site) || site.Scheme is not ("http" or "https") || site.UserInfo.Length > 0)
        {
            Say.Problem($"feeds discover: '{address}' is no address of a site; expected for example https://news.example.");
            return Exit.WrongUsage;
        }
        var configuration = new ConfigurationBuilder();
        BotHost.AddSettings(configuration, folder.Settings, new Dictionary<string, string?>(StringComparer.Ordinal));
        await using var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration.Build()).AddFeeds()
            .BuildServiceProvider();
        var found = await services.GetRequiredService<FeedDiscovery>().DiscoverAsync(site, cancellationToken);
        await Console.Out.WriteAsync(asJson ? JsonOf(found) + "\n" : TextOf(found));
        return found.Feeds.Count > 0 ? Exit.Done : Exit.BadInput;
    }

    /// <summary>The answer for people.</summary>
    internal static string TextOf(Discovery found)
    {
        var text = new StringBuilder();
        if (found.Feeds.Count == 0) return Nothing(found, text).ToString();
        var number = 0;
        foreach (var feed in found.Feeds)
        {
            var newest = feed.NewestUtc is { } at ? at.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture) : "no dates";
            text.Append(CultureInfo.InvariantCulture, $"{++number,3}  {feed.Url.AbsoluteUri}\n")
                .Append(CultureInfo.InvariantCulture, $"     {feed.Document.Title ?? "(no title)"}\n")
                .Append(CultureInfo.InvariantCulture, $"     {FeedReport.NameOf(feed.Document.Format)}, ")
                .Append(CultureInfo.InvariantCulture, $"{Count(feed.Document.Entries.Count)}, newest {newest}; {By(feed.By)}\n");
        }
        var best = found.Feeds[0];
        var name = NameOf(best);
        text.Append("\nAdd the first to feeds.yaml:\n  - {id: ").Append(YamlText.Scalar(Slug.Of([name, best.Url.Host], "feed", [])))
            .Append(", name: ").Append(YamlText.Scalar(name)).Append(", url: \"").Append(best.Url.AbsoluteUri).Append('"');
        if (best.Document.Language is { Length: > 0 } language) text.Append(", language: ").Append(YamlText.Scalar(language.ToLowerInvariant()));
        return text.Append("}\nor to one community, in a chat:\n  /feed add ").Append(best.Url.AbsoluteUri).Append(" name:").Append(name)
            .Append('\n').ToString();
    }

    private static string Count(int entries) =>
        entries == 1 ? "1 entry" : string.Create(CultureInfo.InvariantCulture, $"{entries} entries");

    private static StringBuilder Nothing(Discovery found, StringBuilder text)
    {
        text.Append(CultureInfo.InvariantCulture, $"No feed was found at {found.Asked.AbsoluteUri}.\n");
        if (found.Problem is { } problem) text.Append(CultureInfo.InvariantCulture, $"The page itself: {problem.English}.\n");
        if (found.NewsSitemap is { } sitemap)
            text.Append(CultureInfo.InvariantCulture, $"The site lists its news for search engines at {sitemap.AbsoluteUri}, which is no feed.\n");
        return text.Append("What helps: look for \"RSS\" or \"feed\" at the foot of the site or on the page of a section, and give that\n")
            .Append("address; try the address of a section, such as /world; or ask the publisher. A site that walls off robots has to\n")
            .Append("let us in: name the bot's contact address (Feeds:Contact) to them.\n");
    }

    private static string By(FoundBy by) => by switch
    {
        FoundBy.Asked => "the address itself",
        FoundBy.LinkElement => "named by the page",
        FoundBy.Anchor => "linked on the page",
        FoundBy.Sitemap => "named in robots.txt",
        _ => "found where feeds often lie",
    };

    private static string NameOf(FoundFeed feed)
    {
        const int MostChars = 100;
        var title = feed.Document.Title is { Length: > 0 } own ? own : feed.Url.Host;
        return title.Length <= MostChars ? title : title[..MostChars].TrimEnd();
    }

    private static string JsonOf(Discovery found)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Json))
        {
            json.WriteStartObject();
            json.WriteNumber("schema", 1);
            json.WriteString("source", found.Asked.AbsoluteUri);
            json.WriteBoolean("ok", found.Feeds.Count > 0);
            json.WriteString("error", found.Feeds.Count > 0 ? null : found.Problem?.English ?? "no feed was found");
            json.WriteString("newsSitemap", found.NewsSitemap?.AbsoluteUri);
            json.WriteStartArray("feeds");
            foreach (var feed in found.Feeds)
            {
                json.WriteStartObject();
                json.WriteString("url", feed.Url.AbsoluteUri);
                json.WriteString("title", feed.Document.Title);
                json.WriteString("format", FeedReport.NameOf(feed.Document.Format));
                json.WriteString("language", feed.Document.Language);
                json.WriteNumber("entries", feed.Document.Entries.Count);
                json.WriteString("newest", feed.NewestUtc?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
                json.WriteString("foundBy", feed.By.ToString());
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
