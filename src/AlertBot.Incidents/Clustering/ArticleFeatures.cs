using AlertBot.Feeds;
using AlertBot.Watchlists;

namespace AlertBot.Incidents.Clustering;

/// <summary>All that clustering reads in one article, taken out once.</summary>
internal sealed record ArticleFeatures
{
    public required string ArticleId { get; init; }

    public required Scope Scope { get; init; }

    public required DateTimeOffset EffectiveUtc { get; init; }

    public required DateTimeOffset SeenUtc { get; init; }

    /// <summary>The language whose words it can be compared with; one per script at least.</summary>
    public required string Tongue { get; init; }

    public required TermVector Text { get; init; }

    public required TermVector Title { get; init; }

    public required TermVector Entities { get; init; }

    public required ArticleFacts Facts { get; init; }

    public required WirePrint Print { get; init; }

    /// <summary>It says where, finer than by country, and what, more closely than "an attack".</summary>
    public bool HasSignature =>
        Facts is { Kind: not null, IsKindVague: false } && Facts.Place is { Precision: not PlacePrecision.Country };

    /// <summary>Names, places and kind on a day: what finds incidents told in other words.</summary>
    public IEnumerable<ulong> FactKeys
    {
        get
        {
            foreach (var name in Entities.Terms) yield return name;
            foreach (var key in Facts.Places.SelectMany(KeysOf)) yield return key;
            if (Profile.EventOf(Facts) is { } kind && Facts.EventDay is { } day)
                yield return TermHash.KindOnDay(kind, day);
        }
    }

    /// <summary>A place and all that it lies in.</summary>
    public static IEnumerable<ulong> KeysOf(PlaceFact place) =>
        place.Within.Select(TermHash.Place).Prepend(TermHash.Place(place.PlaceId));

    public static ArticleFeatures Of(PreparedArticle prepared)
    {
        var article = prepared.Article;
        var reading = new TextReading(prepared);
        return new ArticleFeatures
        {
            ArticleId = article.Id,
            Scope = article.Scope,
            EffectiveUtc = article.EffectiveUtc,
            SeenUtc = article.SeenUtc,
            Tongue = reading.Tongue,
            Text = reading.Text,
            Title = reading.Title,
            Entities = reading.Entities,
            // Without a time of its own a text's "Saturday" was counted from when we read it, which may be years later.
            Facts = article.PublishedUtc is null ? prepared.Facts with { EventDay = null } : prepared.Facts,
            Print = WirePrint.Of(article, prepared.Names.Text),
        };
    }
}
