using System.Collections.Frozen;

namespace AlertBot.Feeds.Reading;

/// <summary>What an HTML element means for its text.</summary>
internal enum HtmlTag
{
    /// <summary>No element of HTML.</summary>
    Unknown,

    /// <summary>Runs on within a line.</summary>
    Inline,

    /// <summary>Starts and ends a line.</summary>
    Block,

    /// <summary>Is set apart from its neighbour.</summary>
    Cell,

    /// <summary>Its content is not for readers.</summary>
    Hidden,
}

internal static class HtmlTags
{
    private const int MaxNameChars = 12;

    private static readonly FrozenDictionary<string, HtmlTag> Tags =
        new Dictionary<HtmlTag, string>
        {
            [HtmlTag.Block] =
                "address article aside blockquote body br center dd details dialog dir div dl dt fieldset " +
                "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre " +
                "section summary table tbody tfoot thead tr ul caption optgroup",
            [HtmlTag.Cell] = "td th option",
            [HtmlTag.Hidden] = "script style applet",
            [HtmlTag.Inline] =
                "a abbr acronym area audio b base basefont bdi bdo big blink button canvas cite code col colgroup " +
                "data datalist del dfn em embed font frame frameset head i iframe img input ins kbd label link map " +
                "mark marquee math meta meter nobr noframes noscript object output param picture progress q rp rt " +
                "ruby s samp select small source span strike strong sub sup svg template textarea time title tt u " +
                "var video wbr xmp",
        }
        .SelectMany(pair => pair.Value.Split(' ').Select(name => (Name: name, Tag: pair.Key)))
        .ToFrozenDictionary(pair => pair.Name, pair => pair.Tag, StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, HtmlTag>.AlternateLookup<ReadOnlySpan<char>> ByName =
        Tags.GetAlternateLookup<ReadOnlySpan<char>>();

    public static HtmlTag Find(ReadOnlySpan<char> name) =>
        ByName.TryGetValue(name, out var tag) ? tag : HtmlTag.Unknown;

    /// <summary>Whether the text holds a tag of HTML or a comment: "a &lt; b" and "&lt;beta&gt;" are no tags.</summary>
    public static bool LooksLikeMarkup(ReadOnlySpan<char> text)
    {
        while (text.IndexOf('<') is >= 0 and var at)
        {
            text = text[(at + 1)..];
            if (text.StartsWith("!--", StringComparison.Ordinal)
                || text.StartsWith("![CDATA[", StringComparison.Ordinal)) return true;
            var name = text.StartsWith("/", StringComparison.Ordinal) ? text[1..] : text;
            var end = 0;
            while (end < name.Length && end <= MaxNameChars && char.IsAsciiLetterOrDigit(name[end])) end++;
            if (end == 0 || end == name.Length || Find(name[..end]) == HtmlTag.Unknown) continue;
            if (name[end] is not ('>' or '/') && !char.IsWhiteSpace(name[end])) continue;
            // Without an end this is no tag, and no later one has an end either.
            return name[end..].Contains('>');
        }
        return false;
    }
}
