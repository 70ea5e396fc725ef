using System.Buffers;

namespace AlertBot.Feeds;

/// <summary>One link of a Link header.</summary>
/// <param name="Target">As written between the angle brackets.</param>
/// <param name="Relations">What it is, in lower case; a link may be several things.</param>
internal sealed record HeaderLink(string Target, IReadOnlyList<string> Relations);

/// <summary>Reads Link headers. Pure; what cannot be read is passed over.</summary>
/// <remarks>Source: RFC 8288, 3. Servers leave out the semicolon before rel; that is read too.</remarks>
internal static class LinkHeader
{
    private const int MaxLinks = 64;
    private static readonly SearchValues<char> EndsName = SearchValues.Create("=;,< \t");

    /// <summary>The links in their order; those that speak of another document (anchor) are left out.</summary>
    public static IReadOnlyList<HeaderLink> Parse(string? header)
    {
        var links = new List<HeaderLink>();
        var rest = header.AsSpan();
        while (links.Count < MaxLinks)
        {
            var open = rest.IndexOf('<');
            if (open < 0) break;
            rest = rest[(open + 1)..];
            var close = rest.IndexOf('>');
            if (close < 0) break;
            var target = rest[..close].Trim().ToString();
            rest = rest[(close + 1)..];
            if (Relations(ref rest) is { } relations) links.Add(new HeaderLink(target, relations));
        }

        return links;
    }

    /// <summary>The parameters of one link, up to the comma behind it; null when it has an anchor.</summary>
    private static IReadOnlyList<string>? Relations(ref ReadOnlySpan<char> rest)
    {
        string? relation = null;
        var isAnchored = false;
        while (true)
        {
            rest = rest.TrimStart("; \t");
            if (rest.Length == 0 || rest[0] == ',') break;
            // A link that begins here lacks the comma before it.
            if (rest[0] == '<') break;
            var name = Name(ref rest);
            var value = Value(ref rest);
            // Only the first counts (RFC 8288, 3.3).
            if (name.Equals("rel", StringComparison.OrdinalIgnoreCase)) relation ??= value;
            isAnchored |= name.Equals("anchor", StringComparison.OrdinalIgnoreCase);
        }

        if (isAnchored) return null;
        return (relation ?? "").ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    private static string Name(ref ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOfAny(EndsName);
        if (end == 0) end = 1;
        if (end < 0) end = rest.Length;
        var name = rest[..end].ToString();
        rest = rest[end..].TrimStart(" \t");
        return name;
    }

    private static string Value(ref ReadOnlySpan<char> rest)
    {
        if (rest.Length == 0 || rest[0] != '=') return "";
        rest = rest[1..].TrimStart(" \t");
        return rest.Length > 0 && rest[0] == '"' ? Quoted(ref rest) : Token(ref rest);
    }

    private static string Token(ref ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOfAny(";, \t");
        if (end < 0) end = rest.Length;
        var token = rest[..end].ToString();
        rest = rest[end..];
        return token;
    }

    private static string Quoted(ref ReadOnlySpan<char> rest)
    {
        var text = new System.Text.StringBuilder();
        var at = 1;
        for (; at < rest.Length && rest[at] != '"'; at++)
        {
            if (rest[at] == '\\' && at + 1 < rest.Length) at++;
            text.Append(rest[at]);
        }

        rest = at < rest.Length ? rest[(at + 1)..] : [];
        return text.ToString();
    }
}
