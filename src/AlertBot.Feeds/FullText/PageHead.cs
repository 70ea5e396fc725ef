using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace AlertBot.Feeds;

/// <summary>What a page says of itself besides its text.</summary>
/// <param name="Title">The headline; null when it names none.</param>
/// <param name="PageTitle">What stands in the browser's bar; empty when nothing does.</param>
/// <param name="Lead">The short text it gives of itself; null when it gives none.</param>
/// <param name="Canonical">Its own address on the same site, no front page; null when it says none.</param>
/// <param name="ArticleBody">The article as its data for search engines have it; null when they have none.</param>
/// <param name="IsPaid">The same data say that readers must pay.</param>
internal sealed record PageHead(
    string? Title, string PageTitle, string? Lead, Uri? Canonical, string? ArticleBody, bool IsPaid)
{
    private const int MaxDataChars = 1_000_000;

    /// <summary>Reads it.</summary>
    /// <param name="page">The page.</param>
    /// <param name="address">The address that answered; null when unknown.</param>
    public static PageHead Of(IHtmlDocument page, Uri? address)
    {
        var (body, isPaid) = DataOf(page);
        var headlines = page.QuerySelectorAll("h1").Select(TextOf).Where(t => t.Length > 0).ToList();
        var title = Meta(page, "og:title") ?? (headlines.Count == 1 ? headlines[0] : null)
            ?? (page.Title is { Length: > 0 } own ? HtmlText.ToPlainText(own) : null);
        return new PageHead(
            title, page.Title ?? "", Meta(page, "og:description") ?? Meta(page, "description"),
            CanonicalOf(page, address), body, isPaid);
    }

    private static string TextOf(IElement element) => HtmlText.ToPlainText(element.TextContent);

    private static string? Meta(IHtmlDocument page, string name)
    {
        foreach (var meta in page.QuerySelectorAll("meta"))
        {
            var said = meta.GetAttribute("property") ?? meta.GetAttribute("name");
            if (said?.Equals(name, StringComparison.OrdinalIgnoreCase) != true) continue;
            if (meta.GetAttribute("content") is { } content && HtmlText.ToPlainText(content) is { Length: > 0 } text)
                return text;
        }
        return null;
    }

    // A site speaks for itself alone, and every page of some sites names the front page.
    private static Uri? CanonicalOf(IHtmlDocument page, Uri? address)
    {
        if (address is null || page.QuerySelector("link[rel~=canonical]")?.GetAttribute("href") is not { } href) return null;
        return Uri.TryCreate(address, href.Trim(), out var url) && url.Scheme is "http" or "https"
            && Site(url) == Site(address) && url.AbsolutePath.Length > 1 && url.UserInfo.Length == 0
            ? url
            : null;
    }

    private static string Site(Uri url)
    {
        var host = url.IdnHost;
        foreach (var prefix in (ReadOnlySpan<string>)["www.", "m.", "amp."])
            if (host.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) return host[prefix.Length..];
        return host;
    }

    private static (string? Body, bool IsPaid) DataOf(IHtmlDocument page)
    {
        var (body, isPaid) = ((string?)null, false);
        foreach (var script in page.QuerySelectorAll("script[type='application/ld+json']"))
        {
            var text = script.TextContent;
            if (text.Length > MaxDataChars) continue;
            try
            {
                using var json = JsonDocument.Parse(
                    text, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
                Visit(json.RootElement, 0, ref body, ref isPaid);
            }
            catch (JsonException)
            {
                // Written by templates, and as often wrong as right.
            }
        }
        return (body, isPaid);
    }

    private static void Visit(JsonElement element, int depth, ref string? body, ref bool isPaid)
    {
        const int MaxDepth = 6;
        if (depth > MaxDepth) return;
        if (element.ValueKind == JsonValueKind.Array)
            foreach (var item in element.EnumerateArray()) Visit(item, depth + 1, ref body, ref isPaid);
        if (element.ValueKind != JsonValueKind.Object) return;
        foreach (var property in element.EnumerateObject())
        {
            if (property.NameEquals("articleBody") && property.Value.ValueKind == JsonValueKind.String)
            {
                var text = HtmlText.ToPlainText(property.Value.GetString()!);
                if (text.Length > (body?.Length ?? 0)) body = text;
            }
            else if (property.NameEquals("isAccessibleForFree"))
            {
                isPaid |= property.Value.ValueKind == JsonValueKind.False
                    || (property.Value.ValueKind == JsonValueKind.String
                        && property.Value.GetString()!.Equals("false", StringComparison.OrdinalIgnoreCase));
            }
            else
            {
                Visit(property.Value, depth + 1, ref body, ref isPaid);
            }
        }
    }
}
