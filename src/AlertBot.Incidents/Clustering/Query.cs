namespace AlertBot.Incidents.Clustering;

/// <summary>An article as it is compared with incidents.</summary>
internal sealed class Query(ArticleFeatures article, Rarity rarity)
{
    public ArticleFeatures Article { get; } = article;

    public Rarity Rarity { get; } = rarity;

    public QueryVector Text { get; } = new(article.Text, rarity);

    public QueryVector Title { get; } = new(article.Title, rarity);

    public QueryVector Entities { get; } = new(article.Entities, rarity);

    /// <summary>The article as the window's rarities stand now.</summary>
    public static Query Of(ArticleFeatures article, WindowDraft draft) =>
        new(article, draft.Index.RarityIn(article.Tongue));
}
