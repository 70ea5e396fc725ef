using AlertBot.Feeds;

namespace AlertBot.Commands;

/// <summary>A feed as the audit log keeps it: its address and what was decided about it, in one line. Pure.</summary>
/// <param name="Url">Its address.</param>
internal sealed record FeedNote(Uri Url)
{
    private const string FullTextKey = "fulltext";
    private const string LanguageKey = "language";
    private const string MoveKey = "move";
    private const string PollKey = "poll";

    /// <summary>Whether the pages of its entries are read; null where the change was of something else.</summary>
    public bool? FullText { get; init; }

    /// <summary>BCP 47 tag; null when there is none, or the change was of something else.</summary>
    public string? Language { get; init; }

    /// <summary>Where it moves and nobody wants it; null where that is nowhere, or the change was of something
    /// else.</summary>
    public Uri? RefusedMove { get; init; }

    /// <summary>Whether it is asked for again after it was gone; null where the change was of something else.</summary>
    public bool? Poll { get; init; }

    /// <summary>A feed that is added or taken out: what is as usual is left out.</summary>
    public static FeedNote Of(Feed feed) => new(feed.Url)
    {
        FullText = feed.FullText ? true : null,
        Language = feed.Language,
        RefusedMove = feed.RefusedMove,
    };

    /// <summary>What a line says; null when it tells of no feed.</summary>
    public static FeedNote? Read(string? line)
    {
        if (line is null) return null;
        var words = line.Split(' ');
        if (OwnFeeds.Address(words[0]) is not { } url) return null;
        var note = new FeedNote(url);
        foreach (var pair in words.Skip(1).Select(word => word.Split(':', 2)).Where(pair => pair.Length == 2))
            note = pair[0] switch
            {
                FullTextKey => note with { FullText = pair[1] == "on" },
                LanguageKey => note with { Language = pair[1] },
                PollKey => note with { Poll = pair[1] == "again" },
                MoveKey => note with { RefusedMove = OwnFeeds.Address(pair[1]) },
                _ => note,
            };
        return note;
    }

    /// <summary>The line.</summary>
    public override string ToString() => Url.AbsoluteUri
        + (FullText is { } full ? $" {FullTextKey}:{(full ? "on" : "off")}" : "")
        + (Poll is { } polled ? $" {PollKey}:{(polled ? "again" : "off")}" : "")
        + (Language is { } language ? $" {LanguageKey}:{language}" : "")
        + (RefusedMove is { } refused ? $" {MoveKey}:{refused.AbsoluteUri}" : "");
}
