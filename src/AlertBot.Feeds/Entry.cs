namespace AlertBot.Feeds;

/// <summary>One item of a feed as the document says it. Nothing about it is required but an identity.</summary>
/// <remarks>Texts are plain, white space collapsed; links are absolute http or https addresses.</remarks>
public sealed record Entry
{
    /// <summary>guid, atom:id, rdf:about or JSON id, trimmed; else derived. Not bounded in length.</summary>
    public required string Id { get; init; }

    /// <summary>The document gave no usable identity; this one was made of link, or of title and date.</summary>
    public bool IdDerived { get; init; }

    /// <summary>Title; null when there is none.</summary>
    public string? Title { get; init; }

    /// <summary>Where to read it; null when none was given that is safe.</summary>
    public string? Link { get; init; }

    /// <summary>When it says it was published, to the second; null when that cannot be read.</summary>
    public DateTimeOffset? PublishedUtc { get; init; }

    /// <summary>When it says it last changed, to the second; null when that cannot be read.</summary>
    public DateTimeOffset? UpdatedUtc { get; init; }

    /// <summary>The short text, paragraphs divided by a line feed; null when there is none.</summary>
    public string? Summary { get; init; }

    /// <summary>The long text, paragraphs divided by a line feed; null when there is none.</summary>
    public string? Content { get; init; }

    /// <summary>Who is named as author.</summary>
    public string? Author { get; init; }

    /// <summary>Language of the text, as the document writes it; null when it is unknown or expressly none.</summary>
    public string? Language { get; init; }

    /// <summary>Address of a picture.</summary>
    public string? Image { get; init; }

    /// <summary>Name of the outlet that an aggregator took it from (<c>source</c>); null when not said.</summary>
    public string? SourceTitle { get; init; }

    /// <summary>Categories in the order of the document, each once.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>Files in the order of the document.</summary>
    public IReadOnlyList<Enclosure> Enclosures { get; init; } = [];
}
