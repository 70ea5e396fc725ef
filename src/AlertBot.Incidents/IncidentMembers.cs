namespace AlertBot.Incidents;

/// <summary>Makes members of incidents from articles.</summary>
public static class IncidentMembers
{
    /// <summary>The most sentences that a member keeps for summaries.</summary>
    public const int MaxSentences = 12;

    /// <summary>The article as an incident keeps it.</summary>
    public static IncidentMember From(PreparedArticle prepared, Relation relation, string report)
    {
        var article = prepared.Article;
        var text = prepared.Names.Text;
        var background = prepared.Facts.BackgroundSentences.ToHashSet();
        var sentences = Enumerable.Range(0, text.Sentences.Count)
            .Where(i => !text.Sentences[i].IsTitle && !background.Contains(i))
            .Take(MaxSentences)
            .Select(text.SentenceText)
            .ToList();
        return new IncidentMember(
            article.Id, article.Scope, article.Outlet, article.OutletGroup, report, article.Title, article.Link,
            article.Language, article.EffectiveUtc, article.SeenUtc, relation, prepared.Facts, sentences,
            prepared.Matches)
        {
            IsBacklog = article.IsBacklog,
        };
    }
}
