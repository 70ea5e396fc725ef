namespace AlertBot.Feeds;

/// <summary>A feed as its document says it. Nothing about it is required; texts are plain, links absolute http or
/// https.</summary>
/// <remarks>Sources: RSS 0.90 to 2.0, RSS 1.0, Atom 0.3, RFC 4287, JSON Feed 1.0 and 1.1.</remarks>
public sealed record FeedDocument
{
    /// <summary>The dialect.</summary>
    public required FeedFormat Format { get; init; }

    /// <summary>The name of the encoding that the bytes were decoded with, lower case.</summary>
    public required string Encoding { get; init; }

    /// <summary>Title; null when there is none.</summary>
    public string? Title { get; init; }

    /// <summary>The site that the feed belongs to.</summary>
    public string? Link { get; init; }

    /// <summary>Description, subtitle or tagline.</summary>
    public string? Description { get; init; }

    /// <summary>Language tag as the document or the server writes it.</summary>
    public string? Language { get; init; }

    /// <summary>Who is named as author, editor or owner.</summary>
    public string? Author { get; init; }

    /// <summary>Address of the logo or icon.</summary>
    public string? Image { get; init; }

    /// <summary>Identity that the feed claims; never to be trusted as unique.</summary>
    public string? Id { get; init; }

    /// <summary>When it says it last changed, to the second.</summary>
    public DateTimeOffset? UpdatedUtc { get; init; }

    /// <summary>Categories in the order of the document, each once.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>What it asks of those who poll it.</summary>
    public FeedHints Hints { get; init; } = FeedHints.None;

    /// <summary>Entries in the order of the document; none is dropped within the limits.</summary>
    public IReadOnlyList<Entry> Entries { get; init; } = [];
}
