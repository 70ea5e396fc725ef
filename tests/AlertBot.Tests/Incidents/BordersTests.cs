using AlertBot.Feeds;
using AlertBot.Incidents;
using AlertBot.Testing;
using FsCheck;
using FsCheck.Fluent;
using Xunit;
using static AlertBot.Tests.Incidents.News;

namespace AlertBot.Tests.Incidents;

public sealed class BordersTests
{
    private static readonly Scope A = Scope.Of(Some.CommunityA);
    private static readonly Scope B = Scope.Of(Some.CommunityB);

    [Fact]
    public void What_all_see_is_grouped_as_if_there_were_no_private_articles() =>
        Prop.ForAll(Streams.Seeds, seed =>
        {
            var stream = Streams.Make(seed);
            var all = Streams.Run(stream);
            var shared = Streams.Run([.. stream.Where(a => a.Article.Scope.IsShared)]);
            return SharedGroups(all) == SharedGroups(shared);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_view_for_all_does_not_change_when_a_private_article_joins() =>
        Prop.ForAll(Streams.Seeds, seed =>
        {
            var stream = Streams.Make(seed);
            var all = Views(Streams.Run(stream));
            var shared = Views(Streams.Run([.. stream.Where(a => a.Article.Scope.IsShared)]));
            return all.SequenceEqual(shared);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_private_article_does_not_tie_two_shared_ones_together()
    {
        var private_ = Article("p", "Rockets hit Taji base while gunmen storm a bank in Mosul",
            "Rockets struck the base at Taji. Gunmen stormed a bank in Mosul and fled with cash.", 0, scope: A);
        var outcome = Step(
            private_,
            Article("s1", "Rockets hit Taji base", "Rockets struck the base at Taji.", 5, Rockets(Some.Taji)),
            Article("s2", "Gunmen storm a bank in Mosul", "Gunmen stormed a bank in Mosul and fled with cash.", 9));

        Assert.NotEqual(outcome.NextWindow.IncidentOf("s1"), outcome.NextWindow.IncidentOf("s2"));
    }

    [Fact]
    public void Two_communities_do_not_meet_over_private_articles()
    {
        var facts = Rockets(Some.Taji, 0, 18, 3);
        var window = Step(
            Article("a", "Rockets hit Taji base, three killed", "Rockets struck the base at Taji.", 0, facts, scope: A),
            Article("b", "Rockets hit Taji base, three killed", "Rockets struck the base at Taji.", 5, facts,
                scope: B)).NextWindow;

        Assert.Equal("a | b", Groups(window));
    }

    [Fact]
    public void A_shared_report_joins_what_a_community_knew_first()
    {
        var facts = Rockets(Some.Taji, 0, 18, 3);
        var window = Step(
            Article("a", "Rockets hit Taji base, three killed", "Rockets struck the base at Taji.", 0, facts, scope: A),
            Article("s", "Three killed as rockets hit Taji base", "Rockets struck the base at Taji.", 5, facts))
                .NextWindow;

        Assert.Equal("a s", Groups(window));
        Assert.Equal(["s"], View(window).Sources.Select(s => s.ArticleId));
    }

    [Fact]
    public void A_copy_of_a_private_article_counts_one_report_for_those_who_see_both()
    {
        const string text =
            "A volley of rockets struck a camp that houses coalition troops north of the capital on Wednesday, " +
            "two " +
            "security officials said. Ambulances were seen racing to the gate, and helicopters circled for an hour.";
        var incident = Assert.Single(Step(
            Article("a", "Rockets hit camp", text, 0, Rockets(Some.Taji), scope: A),
            Article("s", "Rockets hit camp", text, 5, Rockets(Some.Taji))).NextWindow.Incidents);

        Assert.Equal(1, IncidentView.For(incident, Some.CommunityA)!.Reports);
        Assert.Equal(1, IncidentView.For(incident, Some.CommunityB)!.Reports);
    }

    private static string SharedGroups(IncidentWindow window) => string.Join(" | ", window.Incidents
        .Select(i => string.Join(' ', i.Members.Where(m => m.Scope.IsShared).Select(m => m.ArticleId)
            .Order(StringComparer.Ordinal)))
        .Where(g => g.Length > 0).Order(StringComparer.Ordinal));

    private static List<string> Views(IncidentWindow window) =>
        [.. window.Incidents.Select(i => IncidentView.For(i, null)).OfType<IncidentView>().Select(v =>
            $"{v.Title} {v.Severity.Score} {v.Reports} {v.Killed?.Min}-{v.Killed?.Max} {v.Kind} {v.Place?.PlaceId} " +
            $"{string.Join(',', v.Sources.Select(s => $"{s.ArticleId}:{s.Report}"))} " +
            string.Join('/', v.Summary.Select(s => s.Text)))
            .Order(StringComparer.Ordinal)];
}
