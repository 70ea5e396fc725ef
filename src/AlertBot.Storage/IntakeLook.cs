using System.Text.Json;
using AlertBot.Feeds;

namespace AlertBot.Storage;

/// <summary>What the store knows of the entries of one poll before any of them is taken in, and what taking them in has
/// changed of that.</summary>
internal sealed class IntakeLook
{
    private readonly Dictionary<string, Known?> seen;
    private readonly HashSet<string> marks;
    private readonly Dictionary<long, string> changed = [];

    private IntakeLook(Dictionary<string, Known?> seen, HashSet<string> marks) =>
        (this.seen, this.marks) = (seen, marks);

    /// <summary>Nothing is known.</summary>
    public static IntakeLook Nothing { get; } = new(new Dictionary<string, Known?>(), []);

    /// <summary>The articles of the entries that the feed has had, by their keys; null where the article is kept no
    /// more.</summary>
    public IReadOnlyDictionary<string, Known?> Seen => seen;

    /// <summary>Looks at what is stored: two statements for all of them.</summary>
    public static async Task<IntakeLook> AtAsync(
        Session session, string feedId, IReadOnlyList<PolledArticle> entries, LastListing listing,
        CancellationToken cancellationToken)
    {
        var keys = JsonSerializer.Serialize(entries.Select(static one => one.EntryKey));
        var rows = await session.ListAsync(
            $"""
            SELECT s."EntryKey", s."ArticleRow", a."FeedId", COALESCE(p."FeedHash", a."ContentHash"), p."FeedText"
            FROM json_each({keys} ) k
            JOIN "SeenEntries" s ON s."FeedId" = {feedId} AND s."EntryKey" = k."value"
            LEFT JOIN "Articles" a ON a."Row" = s."ArticleRow"
            LEFT JOIN "ArticlePages" p ON p."ArticleRow" = s."ArticleRow"
            """,
            reader => KeyValuePair.Create(
                reader.GetString(0),
                reader.IsDBNull(2)
                    ? null
                    : new Known(reader.GetInt64(1), reader.GetString(2), reader.GetString(3), HasLink: false)
                    {
                        FeedText = reader.IsDBNull(4) ? null : reader.GetString(4),
                    }),
            cancellationToken);
        var had = new Dictionary<string, Known?>(StringComparer.Ordinal);
        foreach (var (key, known) in rows) had[key] = known;
        var unseen = entries.Where(one => !had.ContainsKey(one.EntryKey)).ToList();
        return new IntakeLook(had, await MarksAsync(session, unseen, listing, cancellationToken));
    }

    /// <summary>Whether some article may be this entry under another key: only then it is worth asking which.</summary>
    public bool MayBeKnown(PolledArticle polled) =>
        marks.Contains(polled.Article.ContentHash) || (polled.LinkKey is { } link && marks.Contains(link));

    /// <summary>Notes that the feed has had an entry.</summary>
    public void Remember(string entryKey, Known known) => seen.TryAdd(entryKey, known);

    /// <summary>Notes an article that was added.</summary>
    public void Add(PolledArticle polled)
    {
        marks.Add(polled.Article.ContentHash);
        if (polled.LinkKey is { } link) marks.Add(link);
    }

    /// <summary>Notes what an article says now.</summary>
    public void Change(long row, string contentHash)
    {
        changed[row] = contentHash;
        marks.Add(contentHash);
    }

    /// <summary>What an article says, by now.</summary>
    public string HashOf(Known known) => changed.GetValueOrDefault(known.Row, known.ContentHash);

    private static async Task<HashSet<string>> MarksAsync(
        Session session, List<PolledArticle> unseen, LastListing listing, CancellationToken cancellationToken)
    {
        if (unseen.Count == 0) return new HashSet<string>(StringComparer.Ordinal);
        var links = JsonSerializer.Serialize(unseen.Select(static one => one.LinkKey).OfType<string>());
        var hashes = JsonSerializer.Serialize(unseen.Select(static one => one.Article.ContentHash));
        var known = await session.ListAsync(
            $"""
            SELECT j."value" FROM json_each({links} ) j
            WHERE EXISTS (SELECT 1 FROM "Articles" a WHERE a."LinkKey" = j."value")
            UNION ALL
            SELECT j."value" FROM json_each({hashes} ) j
            WHERE EXISTS (SELECT 1 FROM "Articles" a WHERE a."ContentHash" = j."value")
            UNION ALL
            SELECT p."FeedHash" FROM json_each({listing.Json} ) j JOIN "ArticlePages" p ON p."ArticleRow" = j."value"
            WHERE p."FeedHash" IS NOT NULL
            """,
            reader => reader.GetString(0), cancellationToken);
        return new HashSet<string>(known, StringComparer.Ordinal);
    }

    /// <summary>A stored article, as far as the rules ask.</summary>
    /// <param name="Row">Its number.</param>
    /// <param name="FeedId">The feed that brought it.</param>
    /// <param name="ContentHash">Of what the feed said, also where the article has the text of its page.</param>
    /// <param name="HasLink">It was found by its link.</param>
    internal sealed record Known(long Row, string FeedId, string ContentHash, bool HasLink)
    {
        /// <summary>While it has the text of its page: the content hash of the feed's text without its
        /// headline.</summary>
        public string? FeedText { get; init; }
    }
}
