using System.Data.Common;
using AlertBot.Feeds;

namespace AlertBot.Storage;

/// <summary>Reads articles from rows.</summary>
internal static class ArticleRows
{
    /// <summary>What <see cref="Read"/> expects, of a table that the query calls <c>a</c>.</summary>
    public static SqlText Columns { get; } = SqlText.Of(
        """
        a."Id", a."Scope", a."FeedId", a."Outlet", a."OutletGroup", a."Title", a."Text", a."Link", a."Language",
        a."PublishedUtc", a."SeenUtc", a."ContentHash", a."IsBacklog",
        EXISTS (SELECT 1 FROM "ArticlePages" ap WHERE ap."ArticleRow" = a."Row" AND ap."Outcome" = 'taken')
        """);

    /// <summary>How many columns those are.</summary>
    public const int Count = 14;

    /// <summary>The article of the present row.</summary>
    public static Article Read(DbDataReader reader) => new(
        reader.GetString(0), Scope.Parse(reader.GetString(1)), reader.GetString(2), reader.GetString(3),
        reader.GetString(4),
        reader.GetString(5), reader.GetString(6), reader.IsDBNull(7) ? null : new Uri(reader.GetString(7)),
        reader.IsDBNull(8) ? null : reader.GetString(8),
        reader.IsDBNull(9) ? null : DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(9)),
        DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(10)), reader.GetString(11))
    {
        IsBacklog = reader.GetBoolean(12),
        IsFullText = reader.GetBoolean(13),
    };
}
