using System.Collections.Frozen;

namespace AlertBot.Feeds;

/// <summary>One form for the many addresses of one page, to tell that two links lead to the same article. Not for
/// fetching.</summary>
public static class CanonicalLink
{
    // Campaign and click marks of the big senders; none of them chooses what a page shows.
    private static readonly FrozenSet<string> TrackingNames = new[]
    {
        "fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "ysclid", "twclid", "ttclid",
        "igshid", "igsh", "mc_cid", "mc_eid", "mkt_tok", "_hsenc", "_hsmi", "hsctatracking", "vero_id", "vero_conv",
        "wickedid", "oly_anon_id", "oly_enc_id", "rb_clickid", "s_cid", "cmpid", "icid", "ncid", "ref_src", "ref_url",
        "ftag", "ftcamp", "smid", "smtyp", "at_medium", "at_campaign", "at_custom1", "at_custom2", "at_custom3",
        "at_custom4", "guccounter", "guce_referrer", "guce_referrer_sig", "spm", "xtor", "ocid", "traffic_source",
        "partner", "emc", "feedtype", "feedname",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The canonical form of an absolute http or https address; null for anything else.</summary>
    /// <remarks>
    /// Scheme, a leading <c>www.</c>, default port, user, fragment, tracking parameters and a trailing slash go; the
    /// host
    /// is lower case; the other parameters are kept, ordered by name. A <c>#!</c> fragment is kept: it chooses the
    /// page.
    /// </remarks>
    public static string? Of(string? link) =>
        link is not null && Uri.TryCreate(link, UriKind.Absolute, out var uri) ? Of(uri) : null;

    /// <inheritdoc cref="Of(string?)"/>
    public static string? Of(Uri? link)
    {
        if (link is null || !link.IsAbsoluteUri) return null;
        if (link.Scheme != Uri.UriSchemeHttp && link.Scheme != Uri.UriSchemeHttps) return null;
        var host = link.IdnHost.ToLowerInvariant().TrimEnd('.');
        if (host.StartsWith("www.", StringComparison.Ordinal) && host.AsSpan(4).Contains('.')) host = host[4..];
        if (host.Length == 0) return null;
        var port = link.IsDefaultPort ? "" : ":" + link.Port;
        var path = link.AbsolutePath.TrimEnd('/');
        var fragment = link.Fragment.StartsWith("#!", StringComparison.Ordinal) ? link.Fragment : "";
        return host + port + path + CleanQuery(link.Query) + fragment;
    }

    private static string CleanQuery(string query)
    {
        if (query.Length <= 1) return "";
        var kept = query[1..].Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Where(static pair => !IsTracking(pair))
            .Order(StringComparer.Ordinal)
            .ToArray();
        return kept.Length == 0 ? "" : "?" + string.Join('&', kept);
    }

    private static bool IsTracking(string pair)
    {
        var end = pair.IndexOf('=', StringComparison.Ordinal);
        var name = end < 0 ? pair : pair[..end];
        return name.StartsWith("utm_", StringComparison.OrdinalIgnoreCase) || TrackingNames.Contains(name);
    }
}
