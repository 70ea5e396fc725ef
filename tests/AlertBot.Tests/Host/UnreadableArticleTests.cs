using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Testing;
using Microsoft.Extensions.Logging;
using Xunit;

namespace AlertBot.Tests.Host;

public sealed class UnreadableArticleTests
{
    [Fact]
    public async Task One_article_that_cannot_be_read_holds_up_no_other_and_is_told_once()
    {
        await using var desk = await Desk.OpenAsync("taji");
        var log = new LogLines<Analyst>();
        using var analyst = new Analyst(
            desk.Store.Analysis, desk.Store.Leases, new WorkerName("desk"), Fragile, desk.Time, log);

        await desk.Store.AddArticlesAsync(
            Some.Article("bad", title: "Rockets hit Taji base", seenUtc: desk.Time.NowUtc),
            Some.Article("good", title: "Drone hits Taji base, three killed", seenUtc: desk.Time.NowUtc));
        await analyst.AnalyseWaitingAsync(CancellationToken.None);
        await analyst.RepairAsync(null, CancellationToken.None);

        Assert.Single(await desk.OwedAsync(Some.ChannelA));
        Assert.Equal(0, await desk.Store.Analysis.CountWaitingAsync(CancellationToken.None));
        var told = Assert.Single(log.Lines, line => line.Level == LogLevel.Error);
        Assert.Contains("Article bad", told.Text, StringComparison.Ordinal);

        async Task<AnalysisRules> Fragile(bool mayHaveChanged, CancellationToken token)
        {
            var rules = await desk.Watched.RulesAsync(mayHaveChanged, token);
            return rules with
            {
                Prepare = article => article.Id == "bad"
                    ? throw new InvalidOperationException("no reader foresaw this") : rules.Prepare(article),
            };
        }
    }
}
