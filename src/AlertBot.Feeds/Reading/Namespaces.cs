using System.Collections.Frozen;

namespace AlertBot.Feeds.Reading;

/// <summary>The vocabularies that we know.</summary>
internal enum Ns
{
    /// <summary>RSS of any version, and elements of no namespace.</summary>
    Rss,
    Rss090,
    Rss10,
    Atom03,
    Atom10,
    Rdf,
    Dc,
    DcTerms,
    Content,
    Media,
    Itunes,
    Sy,
    Xhtml,
    Feedburner,
    Xml,
    Other,
}

internal static class Namespaces
{
    // Without the "http://" or "https://" before and the "/" or "#" behind, as these are what people get wrong.
    private static readonly FrozenDictionary<string, Ns> ByAddress = new Dictionary<string, Ns>
    {
        ["www.w3.org/2005/atom"] = Ns.Atom10,
        ["purl.org/atom/ns"] = Ns.Atom03,
        ["purl.org/echo"] = Ns.Atom03, // what Atom was called before it had its name
        ["purl.org/pie"] = Ns.Atom03,
        ["www.w3.org/1999/02/22-rdf-syntax-ns"] = Ns.Rdf,
        ["purl.org/rss/1.0"] = Ns.Rss10,
        ["purl.org/net/rss1.1"] = Ns.Rss10,
        ["my.netscape.com/rdf/simple/0.9"] = Ns.Rss090,
        ["channel.netscape.com/rdf/simple/0.9"] = Ns.Rss090,
        ["my.netscape.com/publish/formats/rss-0.91.dtd"] = Ns.Rss,
        ["backend.userland.com/rss"] = Ns.Rss,
        ["backend.userland.com/rss2"] = Ns.Rss,
        ["blogs.law.harvard.edu/tech/rss"] = Ns.Rss,
        ["purl.org/rss/1.0/modules/rss091"] = Ns.Rss,
        ["cyber.law.harvard.edu/rss/rss.html"] = Ns.Rss,
        ["purl.org/dc/elements/1.1"] = Ns.Dc,
        ["purl.org/dc/elements/1.0"] = Ns.Dc,
        ["purl.org/dc/terms"] = Ns.DcTerms,
        ["purl.org/rss/1.0/modules/content"] = Ns.Content,
        ["purl.org/rss/1.0/modules/syndication"] = Ns.Sy,
        ["search.yahoo.com/mrss"] = Ns.Media,
        ["video.search.yahoo.com/mrss"] = Ns.Media,
        ["tools.search.yahoo.com/mrss"] = Ns.Media,
        ["www.itunes.com/dtds/podcast-1.0.dtd"] = Ns.Itunes,
        ["itunes.com/dtds/podcast-1.0.dtd"] = Ns.Itunes,
        ["example.com/dtds/podcast-1.0.dtd"] = Ns.Itunes,
        ["www.w3.org/1999/xhtml"] = Ns.Xhtml,
        ["rssnamespace.org/feedburner/ext/1.0"] = Ns.Feedburner,
        ["www.w3.org/xml/1998/namespace"] = Ns.Xml,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, Ns> ByPrefix = new Dictionary<string, Ns>
    {
        ["rss"] = Ns.Rss,
        ["rss2"] = Ns.Rss,
        ["atom"] = Ns.Atom10,
        ["atom10"] = Ns.Atom10,
        ["a10"] = Ns.Atom10,
        ["atom03"] = Ns.Atom03,
        ["rdf"] = Ns.Rdf,
        ["dc"] = Ns.Dc,
        ["dcterms"] = Ns.DcTerms,
        ["dct"] = Ns.DcTerms,
        ["content"] = Ns.Content,
        ["media"] = Ns.Media,
        ["itunes"] = Ns.Itunes,
        ["sy"] = Ns.Sy,
        ["syn"] = Ns.Sy,
        ["xhtml"] = Ns.Xhtml,
        ["feedburner"] = Ns.Feedburner,
        ["xml"] = Ns.Xml,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, Ns>.AlternateLookup<ReadOnlySpan<char>> AddressLookup =
        ByAddress.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenDictionary<string, Ns>.AlternateLookup<ReadOnlySpan<char>> PrefixLookup =
        ByPrefix.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The vocabulary at an address, as <c>xmlns</c> gives it; <see cref="Ns.Other"/> when unknown.</summary>
    public static Ns OfAddress(ReadOnlySpan<char> address)
    {
        address = address.Trim();
        if (address.IsEmpty) return Ns.Rss;
        if (address.StartsWith("http://", StringComparison.OrdinalIgnoreCase)) address = address[7..];
        else if (address.StartsWith("https://", StringComparison.OrdinalIgnoreCase)) address = address[8..];
        return AddressLookup.TryGetValue(address.TrimEnd("/#"), out var known) ? known : Ns.Other;
    }

    /// <summary>What everyone means by a prefix; <see cref="Ns.Other"/> when nobody is sure.</summary>
    public static Ns OfPrefix(ReadOnlySpan<char> prefix) =>
        PrefixLookup.TryGetValue(prefix, out var known) ? known : Ns.Other;
}
