using AlertBot.Analyze;
using AlertBot.Feeds;
using AlertBot.Incidents;
using AlertBot.Tests.Incidents.Facts;
using Xunit;

namespace AlertBot.Tests.Host;

public sealed class AnalysisRunTests
{
    [Fact]
    public void A_file_that_is_newest_first_gives_the_same_incidents()
    {
        var articles = Weeks().ToList();

        Assert.Equal(4, Incidents(articles).Distinct().Count());
        Assert.Equal(Incidents(articles), Incidents(articles.AsEnumerable().Reverse()));
    }

    [Fact]
    public void A_time_at_the_beginning_of_all_time_is_taken_as_it_is()
    {
        var run = new AnalysisRun(new ArticlePreparer(SomeNames.Index), IncidentRules.Default);

        Assert.NotEmpty(run.Add(Article("a", "Rockets hit Taji base", DateTimeOffset.MinValue)).IncidentId);
        Assert.Single(run.Clusters());
    }

    // The same headline week after week: only time tells the events apart.
    private static IEnumerable<Article> Weeks() =>
        from week in Enumerable.Range(0, 4)
        from hour in Enumerable.Range(0, 3)
        select Article(
            $"week {week} hour {hour}", "Rockets hit Taji base north of Baghdad, three killed",
            SomeNames.At(null).AddDays(7 * week).AddHours(hour));

    private static Article Article(string id, string title, DateTimeOffset at) => new(
        id, Scope.Shared, "", "Outlet of " + id, "Outlet of " + id, title, "", null, "en", at, at,
        ArticleMaker.ContentHashOf(title, id));

    /// <summary>The articles of each incident, an incident a line.</summary>
    private static IReadOnlyList<string> Incidents(IEnumerable<Article> articles)
    {
        var run = new AnalysisRun(new ArticlePreparer(SomeNames.Index), IncidentRules.Default);
        foreach (var article in articles) run.Add(article);
        return [.. run.Clusters().GroupBy(c => c.Incident)
            .Select(g => string.Join(", ", g.Select(c => c.Article).Order(StringComparer.Ordinal)))
            .Order(StringComparer.Ordinal)];
    }
}
