namespace AlertBot.Feeds.Reading;

/// <summary>Addresses as text. A link is shown as its document wrote it, so nothing is normalised but what cannot
/// stay.</summary>
internal static class Address
{
    // Longer ones are data, not addresses; the longest that browsers and proxies agree on is 8,000 (RFC 9110, 4.1).
    private const int MaxChars = 8_000;

    /// <summary>The absolute http or https address of a reference; null when it has none or leads elsewhere.</summary>
    /// <param name="baseAddress">Absolute address that a relative reference starts from; null when none is
    /// known.</param>
    /// <param name="reference">The reference as written.</param>
    public static string? Resolve(string? baseAddress, string? reference) =>
        Combine(baseAddress, reference) is { } whole && IsWeb(whole) ? whole : null;

    /// <summary>As <see cref="Resolve"/>, with any scheme: what <c>xml:base</c> may hold.</summary>
    public static string? Combine(string? baseAddress, string? reference)
    {
        var clean = Clean(reference);
        if (clean is null) return null;
        if (SchemeLength(clean) > 0) return RepairScheme(clean);
        if (baseAddress is null) return null;
        return clean.Length == 0 ? WithoutFragment(baseAddress).ToString() : Merge(baseAddress, clean);
    }

    /// <summary>Whether an absolute address of the web with a host.</summary>
    public static bool IsWeb(ReadOnlySpan<char> address)
    {
        var rest = address.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? address[7..]
            : address.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? address[8..]
            : default;
        return !rest.IsEmpty && rest[0] is not ('/' or '?' or '#' or ':');
    }

    /// <summary>Whether it names a scheme that is not of the web, such as <c>javascript:</c>.</summary>
    public static bool LeadsNowhere(string reference)
    {
        var trimmed = reference.AsSpan().Trim();
        return SchemeLength(trimmed) is > 0 and var length
            && !trimmed[..length].Equals("http", StringComparison.OrdinalIgnoreCase)
            && !trimmed[..length].Equals("https", StringComparison.OrdinalIgnoreCase);
    }

    private static string? Clean(string? reference)
    {
        if (reference is null || reference.Length > MaxChars) return null;
        var trimmed = reference.AsSpan().Trim();
        // Line breaks and tabs inside an address come from wrapped lines and are dropped (WHATWG URL, 4.4).
        return trimmed.IndexOfAnyInRange('\0', ' ') < 0
            ? trimmed.Length == reference.Length ? reference : trimmed.ToString()
            : string.Concat(trimmed.ToString().Where(c => c >= ' ')).Replace(" ", "%20", StringComparison.Ordinal);
    }

    private static int SchemeLength(ReadOnlySpan<char> reference)
    {
        for (var i = 0; i < reference.Length; i++)
        {
            var c = reference[i];
            if (c == ':') return i;
            if (!char.IsAsciiLetter(c) && (i == 0 || (!char.IsAsciiDigit(c) && c is not ('+' or '-' or '.')))) return 0;
        }
        return 0;
    }

    // "http:/host" and "http:///host" are common slips of templates.
    private static string RepairScheme(string address)
    {
        foreach (var scheme in (ReadOnlySpan<string>)["http:", "https:"])
        {
            if (!address.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)) continue;
            var rest = address.AsSpan(scheme.Length).TrimStart('/');
            return address.Length - scheme.Length - rest.Length == 2 ? address : string.Concat(scheme, "//", rest);
        }
        return address;
    }

    // RFC 3986, 5.2.2, on text.
    private static string? Merge(string baseAddress, string reference)
    {
        var colon = baseAddress.IndexOf(':', StringComparison.Ordinal);
        var authorityStart = colon + 3;
        if (colon <= 0 || string.CompareOrdinal(baseAddress, colon, "://", 0, 3) != 0) return null;
        if (reference.StartsWith("//", StringComparison.Ordinal))
            return string.Concat(baseAddress.AsSpan(0, colon + 1), reference);
        var pathStart = baseAddress.AsSpan(authorityStart).IndexOfAny("/?#");
        pathStart = pathStart < 0 ? baseAddress.Length : pathStart + authorityStart;
        var origin = baseAddress.AsSpan(0, pathStart);
        var bare = WithoutFragment(baseAddress);
        if (reference[0] == '#') return string.Concat(bare, reference);
        var query = bare.IndexOf('?');
        var path = bare[pathStart..(query < 0 ? bare.Length : Math.Max(query, pathStart))];
        if (reference[0] == '?') return string.Concat(origin, path.IsEmpty ? "/" : path, reference);
        var cut = reference.AsSpan().IndexOfAny("?#");
        var referencePath = cut < 0 ? reference : reference[..cut];
        var tail = cut < 0 ? default : reference.AsSpan(cut);
        var merged = reference[0] == '/'
            ? referencePath
            : string.Concat(path[..(path.LastIndexOf('/') + 1)], referencePath);
        return string.Concat(origin, RemoveDots(merged), tail);
    }

    private static ReadOnlySpan<char> WithoutFragment(string address)
    {
        var hash = address.IndexOf('#', StringComparison.Ordinal);
        return hash < 0 ? address : address.AsSpan(0, hash);
    }

    private static string RemoveDots(string path)
    {
        if (path.Length == 0 || path[0] != '/') path = "/" + path;
        if (!path.Contains("/.", StringComparison.Ordinal)) return path;
        var kept = new List<string>();
        var segments = path[1..].Split('/');
        for (var i = 0; i < segments.Length; i++)
        {
            var last = i == segments.Length - 1;
            if (segments[i] is not ("." or ".."))
            {
                kept.Add(segments[i]);
                continue;
            }
            if (segments[i] == ".." && kept.Count > 0) kept.RemoveAt(kept.Count - 1);
            if (last) kept.Add("");
        }
        return "/" + string.Join('/', kept);
    }
}
