using System.Collections.Frozen;
using System.Runtime.InteropServices;

namespace AlertBot.Feeds.Reading;

/// <summary>What an element of a feed tells us.</summary>
internal enum Field
{
    None,
    Title,
    Link,
    Guid,
    Id,
    Summary,
    Content,
    Published,
    Updated,
    Created,
    AnyDate,
    Author,
    Category,
    Keywords,
    Language,
    Source,
    Image,
    Ttl,
    SkipHour,
    SkipDay,
    UpdatePeriod,
    UpdateFrequency,
}

/// <summary>How the text of an element is to be understood.</summary>
internal enum TextKind
{
    /// <summary>A word, number, date or address.</summary>
    Value,

    /// <summary>Text that should have no mark-up, and often has.</summary>
    Plain,

    /// <summary>HTML, escaped or not.</summary>
    Html,

    /// <summary>Mark-up in the document itself, whose text is text.</summary>
    Inline,

    /// <summary>Elements whose names matter: a person, an image, a source.</summary>
    Parts,
}

/// <summary>What to do with an element.</summary>
/// <param name="Field">What it tells.</param>
/// <param name="Rank">Of two elements that tell the same, the higher rank wins; of equals, the first.</param>
/// <param name="Kind">How its text is understood.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FieldUse(Field Field, int Rank, TextKind Kind);

/// <summary>Which element tells what, by vocabulary and name: the whole of what we understand, in one place.</summary>
internal static class FieldTable
{
    private static readonly FrozenDictionary<string, FieldUse> EntryCore = Table(
        ("title", Field.Title, 30, TextKind.Plain),
        ("link", Field.Link, 30, TextKind.Value),
        ("guid", Field.Guid, 30, TextKind.Value),
        ("id", Field.Id, 25, TextKind.Value),
        ("description", Field.Summary, 30, TextKind.Html),
        ("summary", Field.Summary, 29, TextKind.Html),
        ("abstract", Field.Summary, 20, TextKind.Html),
        ("tagline", Field.Summary, 10, TextKind.Html),
        ("content", Field.Content, 30, TextKind.Html),
        ("encoded", Field.Content, 34, TextKind.Html),
        ("fullitem", Field.Content, 25, TextKind.Html),
        ("body", Field.Content, 24, TextKind.Html),
        ("pubdate", Field.Published, 30, TextKind.Value),
        ("published", Field.Published, 29, TextKind.Value),
        ("issued", Field.Published, 28, TextKind.Value),
        ("date", Field.AnyDate, 10, TextKind.Value),
        ("created", Field.Created, 30, TextKind.Value),
        ("updated", Field.Updated, 30, TextKind.Value),
        ("modified", Field.Updated, 29, TextKind.Value),
        ("lastbuilddate", Field.Updated, 20, TextKind.Value),
        ("author", Field.Author, 30, TextKind.Parts),
        ("category", Field.Category, 30, TextKind.Plain),
        ("managingeditor", Field.Author, 10, TextKind.Parts),
        ("keywords", Field.Keywords, 10, TextKind.Plain),
        ("language", Field.Language, 30, TextKind.Value),
        ("source", Field.Source, 30, TextKind.Parts),
        ("image", Field.Image, 20, TextKind.Parts));

    private static readonly FrozenDictionary<string, FieldUse> FeedCore = Table(
        ("title", Field.Title, 30, TextKind.Plain),
        ("link", Field.Link, 30, TextKind.Value),
        ("id", Field.Id, 30, TextKind.Value),
        ("description", Field.Summary, 30, TextKind.Html),
        ("subtitle", Field.Summary, 30, TextKind.Html),
        ("tagline", Field.Summary, 29, TextKind.Html),
        ("info", Field.Summary, 5, TextKind.Html),
        ("abstract", Field.Summary, 20, TextKind.Html),
        ("language", Field.Language, 30, TextKind.Value),
        ("managingeditor", Field.Author, 30, TextKind.Parts),
        ("author", Field.Author, 30, TextKind.Parts),
        ("webmaster", Field.Author, 5, TextKind.Parts),
        ("lastbuilddate", Field.Updated, 30, TextKind.Value),
        ("updated", Field.Updated, 30, TextKind.Value),
        ("modified", Field.Updated, 29, TextKind.Value),
        ("pubdate", Field.Updated, 20, TextKind.Value),
        ("published", Field.Updated, 18, TextKind.Value),
        ("issued", Field.Updated, 17, TextKind.Value),
        ("created", Field.Updated, 5, TextKind.Value),
        ("date", Field.Updated, 10, TextKind.Value),
        ("category", Field.Category, 30, TextKind.Plain),
        ("keywords", Field.Keywords, 10, TextKind.Plain),
        ("image", Field.Image, 30, TextKind.Parts),
        ("logo", Field.Image, 25, TextKind.Value),
        ("icon", Field.Image, 10, TextKind.Value),
        ("ttl", Field.Ttl, 30, TextKind.Value),
        ("hour", Field.SkipHour, 30, TextKind.Value),
        ("day", Field.SkipDay, 30, TextKind.Value));

    private static readonly FrozenDictionary<string, FieldUse> Dc = Table(
        ("title", Field.Title, 10, TextKind.Plain),
        ("creator", Field.Author, 25, TextKind.Parts),
        ("author", Field.Author, 24, TextKind.Parts),
        ("date", Field.AnyDate, 15, TextKind.Value),
        ("description", Field.Summary, 15, TextKind.Html),
        ("subject", Field.Category, 20, TextKind.Plain),
        ("language", Field.Language, 20, TextKind.Value));

    private static readonly FrozenDictionary<string, FieldUse> DcTerms = Table(
        ("title", Field.Title, 9, TextKind.Plain),
        ("creator", Field.Author, 23, TextKind.Parts),
        ("issued", Field.Published, 20, TextKind.Value),
        ("date", Field.AnyDate, 14, TextKind.Value),
        ("created", Field.Created, 20, TextKind.Value),
        ("modified", Field.Updated, 25, TextKind.Value),
        ("abstract", Field.Summary, 10, TextKind.Html),
        ("subject", Field.Category, 20, TextKind.Plain),
        ("language", Field.Language, 19, TextKind.Value));

    private static readonly FrozenDictionary<string, FieldUse> Content = Table(
        ("encoded", Field.Content, 35, TextKind.Html));

    private static readonly FrozenDictionary<string, FieldUse> Media = Table(
        ("title", Field.Title, 5, TextKind.Plain),
        ("description", Field.Summary, 5, TextKind.Html),
        ("category", Field.Category, 20, TextKind.Plain),
        ("keywords", Field.Keywords, 10, TextKind.Plain));

    private static readonly FrozenDictionary<string, FieldUse> Itunes = Table(
        ("title", Field.Title, 4, TextKind.Plain),
        ("author", Field.Author, 20, TextKind.Parts),
        ("owner", Field.Author, 3, TextKind.Parts),
        ("summary", Field.Summary, 12, TextKind.Html),
        ("subtitle", Field.Summary, 8, TextKind.Plain),
        ("image", Field.Image, 12, TextKind.Parts),
        ("keywords", Field.Keywords, 10, TextKind.Plain));

    private static readonly FrozenDictionary<string, FieldUse> Xhtml = Table(
        ("body", Field.Content, 28, TextKind.Inline),
        ("div", Field.Content, 26, TextKind.Inline));

    private static readonly FrozenDictionary<string, FieldUse> Feedburner = Table(
        ("origlink", Field.Link, 5, TextKind.Value));

    private static readonly FrozenDictionary<string, FieldUse> Sy = Table(
        ("updateperiod", Field.UpdatePeriod, 30, TextKind.Value),
        ("updatefrequency", Field.UpdateFrequency, 30, TextKind.Value));

    /// <summary>What a child of an entry tells; null when nothing that we keep.</summary>
    public static FieldUse? OfEntry(Ns ns, ReadOnlySpan<char> name) => ns switch
    {
        Ns.Xhtml => Look(Xhtml, name),
        Ns.Feedburner => Look(Feedburner, name),
        Ns.Content => Look(Content, name),
        _ => Common(ns, name, EntryCore),
    };

    /// <summary>What a child of a feed tells; null when nothing that we keep.</summary>
    public static FieldUse? OfFeed(Ns ns, ReadOnlySpan<char> name) =>
        ns == Ns.Sy ? Look(Sy, name) : Common(ns, name, FeedCore);

    /// <summary>Whether the vocabulary is one of the feed formats themselves.</summary>
    public static bool IsCore(Ns ns) => ns is Ns.Rss or Ns.Rss090 or Ns.Rss10 or Ns.Atom03 or Ns.Atom10;

    private static FieldUse? Common(Ns ns, ReadOnlySpan<char> name, FrozenDictionary<string, FieldUse> core)
    {
        var table = ns switch
        {
            Ns.Dc => Dc,
            Ns.DcTerms => DcTerms,
            Ns.Media => Media,
            Ns.Itunes => Itunes,
            _ => IsCore(ns) ? core : null,
        };
        return table is null ? null : Look(table, name);
    }

    private static FieldUse? Look(FrozenDictionary<string, FieldUse> table, ReadOnlySpan<char> name) =>
        table.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var use) ? use : null;

    private static FrozenDictionary<string, FieldUse> Table(params (string, Field, int, TextKind)[] rows) =>
        rows.ToFrozenDictionary(
            row => row.Item1,
            row => new FieldUse(row.Item2, row.Item3, row.Item4),
            StringComparer.OrdinalIgnoreCase);
}
