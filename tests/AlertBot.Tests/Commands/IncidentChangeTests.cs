using AlertBot.Alerts;
using AlertBot.Incidents;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Commands;

/// <summary>What moderators change of incidents, up to the analysis that does it.</summary>
public sealed class IncidentChangeTests : IAsyncLifetime
{
    private static readonly CancellationToken Never = CancellationToken.None;

    private CommandBench _bench = null!;

    public async ValueTask InitializeAsync()
    {
        _bench = await CommandBench.NewAsync();
        await _bench.HaveAsync(
            Some.Incident(1, members: [Member("a1"), Member("a2"), Member("a3")]),
            Some.Incident(2, members: Member("b1")),
            Some.Incident(3, state: IncidentState.Retracted, members: Member("c1")));
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Theory]
    [InlineData("/merge 1 1", "cannot be merged with itself")]
    [InlineData("/merge 1", "/merge needs second")]
    [InlineData("/merge 1 9", "There is no incident #9 here.")]
    [InlineData("/merge 1 3", "#3 is withdrawn already.")]
    [InlineData("/split 1 4", "Expected numbers from 1 to 3")]
    [InlineData("/split 1 one", "does not name articles of #1")]
    [InlineData("/split 1 1,2,3", "All articles would leave")]
    [InlineData("/move 1 7 to 2", "#1 has no article 7")]
    [InlineData("/move 1 2 to 1", "is there already")]
    [InlineData("/retract 1", "/retract needs why")]
    [InlineData("/retract many it was a drill", "'many' is no incident number")]
    [InlineData("/undo", "There is nothing to undo")]
    public async Task What_cannot_be_changed_says_why_and_leaves_no_request(string line, string expected)
    {
        Assert.Contains(expected, await AskAsync(line), StringComparison.Ordinal);
        Assert.Empty(await RequestsAsync());
        Assert.Empty(await _bench.Store.Audit.ListAsync(Some.CommunityA, 0, 10, Never));
    }

    [Theory]
    [InlineData("/merge 1 2")]
    [InlineData("/retract 1 no")]
    public async Task Only_moderators_change_incidents(string line)
    {
        Assert.Contains(
            "is for moderators", await _bench.TextAsync(line, CommandBench.Manager), StringComparison.Ordinal);
        Assert.Empty(await RequestsAsync());
    }

    [Fact]
    public async Task A_merge_is_asked_for_noted_and_undone_by_taking_its_articles_out_again()
    {
        Assert.Contains("Asked: #2 goes into #1.", await AskAsync("/merge 2 1"), StringComparison.Ordinal);
        var merge = Assert.IsType<AnalysisRequest.Merge>(Assert.Single(await RequestsAsync()));
        Assert.Equal((1, 2, "a moderator"), (merge.FirstNumber, merge.SecondNumber, merge.By));

        Assert.Contains("undoing: merge #2 → #1", await AskAsync("/undo"), StringComparison.Ordinal);
        var split = Assert.IsType<AnalysisRequest.Split>((await RequestsAsync())[1]);
        Assert.Equal((1, "b1"), (split.Number, Assert.Single(split.ArticleIds)));
        Assert.Contains("There is nothing to undo", await AskAsync("/undo"), StringComparison.Ordinal);
        Assert.Equal(
            [("undo", "merge #2 → #1"), ("merge", "#2 → #1")],
            (await _bench.Store.Audit.ListAsync(Some.CommunityA, 0, 10, Never)).Select(e => (e.Action, e.Subject)));
    }

    [Fact]
    public async Task A_change_that_could_not_be_done_is_passed_over_and_an_undoing_that_could_not_is_tried_again()
    {
        await AskAsync("/retract 2 It was a drill.");
        await AskAsync("/merge 1 2");
        await RefuseAsync(1);
        Assert.Contains("undoing: retract #2", await AskAsync("/undo"), StringComparison.Ordinal);
        await RefuseAsync(2);
        Assert.Contains("undoing: retract #2", await AskAsync("/undo"), StringComparison.Ordinal);
        Assert.Contains("There is nothing to undo", await AskAsync("/undo"), StringComparison.Ordinal);

        var log = await _bench.TextAsync("/settings log", CommandBench.Moderator);
        Assert.Contains("a moderator — /merge #2 → #1: it could not be done", log, StringComparison.Ordinal);
    }

    // As the step does that finds it impossible.
    private async Task RefuseAsync(int asked) => await _bench.Store.CommitAsync(Some.Outcome() with
    {
        Refused =
        [
            new RefusedRequest((await RequestsAsync())[asked], RefusalReason.NoIncident) { AtUtc = _bench.Time.NowUtc },
        ],
    });

    [Fact]
    public async Task Changes_are_undone_from_the_last_to_the_first()
    {
        await AskAsync("/retract 2 It was a drill.");
        await AskAsync("/move 1 2 to 2");
        await AskAsync("/undo");
        await AskAsync("/undo");

        var requests = await RequestsAsync();
        Assert.Equal("It was a drill.", Assert.IsType<AnalysisRequest.Retract>(requests[0]).Why);
        Assert.Equal(("a2", 2), Pair(Assert.IsType<AnalysisRequest.Move>(requests[1])));
        Assert.Equal(("a2", 1), Pair(Assert.IsType<AnalysisRequest.Move>(requests[2])));
        Assert.Equal(2, Assert.IsType<AnalysisRequest.Restore>(requests[3]).Number);
    }

    [Fact]
    public async Task A_split_is_undone_by_merging_what_came_of_it()
    {
        await _bench.HaveArticlesAsync(Some.Article("a2"));
        Assert.Contains("2 articles of #1 become", await AskAsync("/split 1 2 [3]"), StringComparison.Ordinal);
        Assert.Equal(["a2", "a3"],
            Assert.IsType<AnalysisRequest.Split>(Assert.Single(await RequestsAsync())).ArticleIds);
        Assert.Contains("cannot be undone", await AskAsync("/undo"), StringComparison.Ordinal);

        await _bench.HaveAsync(
            Some.Incident(1, revision: 2, members: Member("a1")),
            Some.Incident(4, members: [Member("a2"), Member("a3")]));
        await AskAsync("/undo");

        var merge = Assert.IsType<AnalysisRequest.Merge>((await RequestsAsync())[1]);
        Assert.Equal((1, 4), (merge.FirstNumber, merge.SecondNumber));
    }

    [Fact]
    public async Task One_community_undoes_only_what_was_changed_there()
    {
        await AskAsync("/retract 2 It was a drill.");

        Assert.Contains("There is nothing to undo", await _bench.TextAsync(
            "/undo", CommandBench.Moderator, Some.ChannelB), StringComparison.Ordinal);
    }

    private static (string Article, long To) Pair(AnalysisRequest.Move move) => (move.ArticleId, move.ToNumber);

    private static IncidentMember Member(string id) => Some.Member(id, seenUtc: Some.NowUtc);

    private async Task<string> AskAsync(string line)
    {
        // Two changes are never of the same instant.
        _bench.Time.Advance(TimeSpan.FromSeconds(1));
        return await _bench.TextAsync(line, CommandBench.Moderator);
    }

    private async Task<IReadOnlyList<AnalysisRequest>> RequestsAsync() =>
        (await _bench.Store.Analysis.ReadWaitingAsync(10, Never)).Requests;
}
