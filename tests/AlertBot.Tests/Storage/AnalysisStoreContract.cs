using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Feeds;
using AlertBot.Incidents;
using AlertBot.Storage.Json;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Storage;

/// <summary>What the analysis may rely on with every database.</summary>
public abstract class AnalysisStoreContract(Func<Task<TestStore>> newStore)
{
    private static CancellationToken None => CancellationToken.None;

    private static DateTimeOffset NowUtc => Some.NowUtc;

    [Fact]
    public async Task Articles_wait_in_the_order_in_which_they_were_seen()
    {
        await using var store = await newStore();
        Article[] articles =
        [
            Some.Article("b", title: "B", seenUtc: NowUtc),
                Some.Article("c", title: "C", seenUtc: NowUtc.AddMinutes(-1)),
            Some.Article("a", title: "A", seenUtc: NowUtc),
            Some.Article("d", Scope.Of(Some.CommunityA), "د", "نص\nبالعربية", NowUtc.AddMinutes(1)) with
            {
                IsBacklog = true,
                Link = null,
                Language = null,
                PublishedUtc = null,
            },
        ];
        await store.AddArticlesAsync(articles);

        var two = await store.Analysis.ReadWaitingAsync(2, None);
        var all = await store.Analysis.ReadWaitingAsync(100, None);

        Assert.Equal(["c", "a"], two.Articles.Select(a => a.Id));
        Assert.Equal([articles[1], articles[2], articles[0], articles[3]], all.Articles);
        Assert.Equal(4, await store.Analysis.CountWaitingAsync(None));
    }

    [Fact]
    public async Task Requests_wait_in_the_order_in_which_they_were_left_and_each_once()
    {
        await using var store = await newStore();
        AnalysisRequest[] requests =
        [
            new AnalysisRequest.Merge("z", 1, 2, "Ann"), new AnalysisRequest.Split("a", 3, ["x", "y"], "Bob"),
            new AnalysisRequest.Retract("m", 4, "نفي", "Cem"),
        ];
        foreach (var request in requests.Append(requests[0])) await store.Analysis.AddRequestAsync(request, NowUtc,
            None);

        var first = await store.Analysis.ReadWaitingAsync(1, None);
        await store.CommitAsync(Some.Outcome(requests: ["z", "m"]));
        await store.Analysis.AddRequestAsync(requests[0], NowUtc, None);
        var second = await store.Analysis.ReadWaitingAsync(1, None);

        Assert.Equal(requests.Select(StoreJson.Write), first.Requests.Select(StoreJson.Write));
        Assert.Equal(["a"], second.Requests.Select(r => r.Id));
        Assert.Equal(1, await store.Analysis.CountWaitingAsync(None));
    }

    [Fact]
    public async Task Requests_come_with_the_incidents_that_they_name_and_those_that_they_went_into()
    {
        await using var store = await newStore();
        await store.CommitAsync(Some.Outcome(
            Some.Incident(1) with { State = IncidentState.Merged, MergedInto = "incident-2" },
            Some.Incident(2) with { State = IncidentState.Merged, MergedInto = "incident-3" },
            Some.Incident(3), Some.Incident(4)));
        Assert.Empty((await store.Analysis.ReadWaitingAsync(10, None)).Named);
        await store.Analysis.AddRequestAsync(new AnalysisRequest.Retract("r", 1, "why", "Ann"), NowUtc, None);
        await store.Analysis.AddRequestAsync(new AnalysisRequest.Merge("m", 1, 99, "Ann"), NowUtc, None);

        var named = (await store.Analysis.ReadWaitingAsync(10, None)).Named;

        Assert.Equal([1L, 2, 3], named.Select(i => i.Number));
    }

    [Fact]
    public async Task A_subscription_that_changes_or_ends_leaves_word_for_the_analysis_and_a_new_one_does_not()
    {
        await using var store = await newStore();
        var subscription = Subscription.Default(Some.ChannelA, "iraq", NowUtc);
        await store.Subscriptions.SaveAsync(subscription, None);
        await store.Subscriptions.SaveAsync(subscription, None);
        Assert.Empty(await ChangedAsync(store));
        await store.Subscriptions.SaveAsync(subscription with { Share = ShareLevel.Public }, None);
        Assert.Equal([Some.ChannelA], await ChangedAsync(store));
        await store.Subscriptions.RemoveAsync(subscription.Id, None);
        await store.Subscriptions.RemoveAsync(subscription.Id, None);

        Assert.Equal([Some.ChannelA, Some.ChannelA], await ChangedAsync(store));
    }

    private static async Task<IEnumerable<ChannelRef>> ChangedAsync(TestStore store) =>
        (await store.Analysis.ReadWaitingAsync(10, None)).Requests.Cast<AnalysisRequest.ChannelChanged>()
            .Select(r => r.Channel);

    [Fact]
    public async Task Subscriptions_of_all_channels_come_with_the_input()
    {
        await using var store = await newStore();
        var subscription = Subscription.Default(Some.ChannelA, "iraq", NowUtc);
        await store.Subscriptions.SaveAsync(subscription, None);

        Assert.Equal([subscription], (await store.Analysis.ReadWaitingAsync(1, None)).Subscriptions);
    }

    [Fact]
    public async Task A_step_marks_its_input_done_and_the_window_comes_back_whole()
    {
        await using var store = await newStore();
        await store.AddArticlesAsync(Some.Article("article-1"),
            Some.Article("article-2", title: "Other", text: "Else."));
        var incident = Some.Incident(7, members:
            [Some.Member("article-1", facts: Some.Facts(place: Some.Taji, killed: 3, actor: "kh")),
                Some.Member("article-2")]);
        var digest = new Digest("digest", Some.ChannelB, NowUtc.AddHours(3), 1, ["incident-7"]);
        await store.CommitAsync(Some.Outcome(
            [new AnalysedArticle("article-1", incident.Id, []), new AnalysedArticle("article-2", incident.Id, [])],
            [incident], [Some.Alert(7)], [digest]));

        await using var next = await store.ReopenAsync();
        var window = await next.Analysis.LoadWindowAsync(NowUtc.AddHours(-72), 4_000, None);

        Assert.True((await next.Analysis.ReadWaitingAsync(10, None)).IsEmpty);
        Assert.Equal(StoreJson.Write(incident), StoreJson.Write(Assert.Single(window.Incidents)));
        Assert.Equal(["article-1", "article-2"], window.Articles.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("Three were killed.", window.Articles["article-1"].Text);
        Assert.Equal(StoreJson.Write(Some.Alert(7)), StoreJson.Write(Assert.Single(window.Alerts)));
        Assert.Equal(StoreJson.Write(digest), StoreJson.Write(Assert.Single(window.Digests)));
        Assert.Equal(8, window.NextNumber);
    }

    [Fact]
    public async Task An_edited_article_waits_again_and_is_told_from_new_ones()
    {
        await using var store = await newStore();
        await store.AddArticlesAsync(Some.Article("article-1"));
        await store.CommitAsync(Some.Outcome(
            [new AnalysedArticle("article-1", "incident-1", [])],
            [Some.Incident(members: [Some.Member("article-1")])]));
        await store.AddArticlesAsync(Some.Article("article-2", title: "Other", text: "Else."));

        await store.EditArticleAsync(Some.Article("article-1", text: "Five were killed."));
        var input = await store.Analysis.ReadWaitingAsync(10, None);

        Assert.Equal(["article-2"], input.Articles.Select(a => a.Id));
        Assert.Equal(["Five were killed."], input.Edited.Select(a => a.Text));
        Assert.Equal(2, await store.Analysis.CountWaitingAsync(None));
        Assert.Single((await store.Analysis.ReadWaitingAsync(1, None)).Edited);
    }

    [Fact]
    public async Task An_article_that_was_edited_before_it_was_analysed_waits_once_with_what_it_says_now()
    {
        await using var store = await newStore();
        await store.AddArticlesAsync(Some.Article("article-1"));

        await store.EditArticleAsync(Some.Article("article-1", text: "Five were killed."));
        var input = await store.Analysis.ReadWaitingAsync(10, None);

        Assert.Equal(["Five were killed."], input.Articles.Select(a => a.Text));
        Assert.Empty(input.Edited);
    }

    [Fact]
    public async Task An_article_that_was_edited_while_it_was_analysed_goes_on_waiting()
    {
        await using var store = await newStore();
        var read = Some.Article("article-1");
        await store.AddArticlesAsync(read);
        await store.EditArticleAsync(Some.Article("article-1", text: "Five were killed."));

        await store.CommitAsync(Some.Outcome(
            [new AnalysedArticle("article-1", "incident-1", []) { ContentHash = read.ContentHash }],
            [Some.Incident(members: [Some.Member("article-1")])]));
        var left = await store.Analysis.ReadWaitingAsync(10, None);
        await store.CommitAsync(Some.Outcome(
            [new AnalysedArticle("article-1", "incident-1", []) { ContentHash = left.Edited.Single().ContentHash }]));

        Assert.Equal("Five were killed.", left.Edited.Single().Text);
        Assert.Equal(0, await store.Analysis.CountWaitingAsync(None));
    }

    [Fact]
    public async Task An_edited_article_that_no_incident_holds_any_more_waits_for_nothing()
    {
        await using var store = await newStore();
        await store.AddArticlesAsync(Some.Article("article-1"));
        await store.CommitAsync(Some.Outcome([new AnalysedArticle("article-1", "incident-1", [])]));

        await store.EditArticleAsync(Some.Article("article-1", text: "Five were killed."));

        Assert.True((await store.Analysis.ReadWaitingAsync(10, None)).IsEmpty);
    }

    [Fact]
    public async Task The_window_holds_what_was_seen_lately_and_no_more()
    {
        await using var store = await newStore();
        await store.CommitAsync(Some.Outcome(
            Some.Incident(1, members: [Some.Member("old", seenUtc: NowUtc.AddHours(-2))]),
            Some.Incident(2, members: [Some.Member("older", seenUtc: NowUtc.AddHours(-2)),
                Some.Member("new", seenUtc: NowUtc)]),
            Some.Incident(3, members: [Some.Member("edge", seenUtc: NowUtc.AddHours(-1))])));

        var window = await store.Analysis.LoadWindowAsync(NowUtc.AddHours(-1), 4_000, None);

        Assert.Equal([2, 3], window.Incidents.Select(i => i.Number));
        Assert.Equal(4, window.NextNumber);
    }

    [Fact]
    public async Task A_repeated_step_changes_nothing()
    {
        await using var store = await newStore();
        await store.AddArticlesAsync(Some.Article());
        var outcome = Some.Outcome(
            [new AnalysedArticle("article-1", "incident-1", [])], [Some.Incident()], [Some.Alert()],
            deliveries: [Some.Delivery()]);
        await store.CommitAsync(outcome);
        await store.Outbox.ClaimDueAsync("worker", 1, TimeSpan.FromMinutes(1), NowUtc, None);
        var before = await StateAsync(store);

        Assert.Equal(CommitResult.Committed, await store.CommitAsync(outcome));

        Assert.Equal(before, await StateAsync(store));
    }

    [Fact]
    public async Task An_older_revision_never_replaces_a_newer_one()
    {
        await using var store = await newStore();
        var newer = Some.Incident(1, 2, members: [Some.Member("article-1"), Some.Member("article-2")]);
        await store.CommitAsync(Some.Outcome([], [newer], [Some.Alert(1, 2)]));
        var before = await StateAsync(store);

        await store.CommitAsync(Some.Outcome([], [Some.Incident()], [Some.Alert(1, 1)]));

        Assert.Equal(before, await StateAsync(store));
    }

    [Fact]
    public async Task Articles_go_over_to_the_incident_that_carries_on()
    {
        await using var store = await newStore();
        var (a, b) = (Some.Member("a"), Some.Member("b"));
        await store.CommitAsync(Some.Outcome(Some.Incident(1, members: [a]), Some.Incident(2, members: [b])));

        var merged = Some.Incident(2, 2) with { State = IncidentState.Merged, MergedInto = "incident-1", Members = [] };
        await store.CommitAsync(Some.Outcome(Some.Incident(1, 2, members: [a, b]), merged));
        var afterMerge = await store.Analysis.LoadWindowAsync(DateTimeOffset.UnixEpoch, 4_000, None);
        await store.CommitAsync(Some.Outcome(
            Some.Incident(3, members: [a]), Some.Incident(1, 3, members: [b])));
        var afterSplit = await store.Analysis.LoadWindowAsync(DateTimeOffset.UnixEpoch, 4_000, None);

        Assert.Equal([(1, "a,b")], afterMerge.Incidents.Select(Named));
        Assert.Equal([(1, "b"), (3, "a")], afterSplit.Incidents.Select(Named));
        static (long Number, string Articles) Named(Incident i) =>
            (i.Number, string.Join(',', i.Members.Select(m => m.ArticleId)));
    }

    [Fact]
    public async Task The_window_takes_what_matches_first_then_the_newest_and_stops_where_there_would_be_too_much()
    {
        await using var store = await newStore();
        await store.CommitAsync(Some.Outcome(
            Pair(1, seenHours: 1, isMatched: true), Pair(2, seenHours: 5, isMatched: false),
            Pair(3, seenHours: 3, isMatched: true), Pair(4, seenHours: 4, isMatched: false)));

        Assert.Equal([1L, 2, 3, 4], await NumbersAsync(most: 8));
        Assert.Equal([1L, 2, 3], await NumbersAsync(most: 7));
        Assert.Equal([1L, 3], await NumbersAsync(most: 4));
        Assert.Equal([3L], await NumbersAsync(most: 3));
        Assert.Empty(await NumbersAsync(most: 1));

        async Task<IEnumerable<long>> NumbersAsync(int most) =>
            (await store.Analysis.LoadWindowAsync(DateTimeOffset.UnixEpoch, most, None)).Incidents.Select(i => i.Number).Order();

        static Incident Pair(long number, int seenHours, bool isMatched) => Some.Incident(number, members:
        [
            .. new[] { "a", "b" }.Select(x => Some.Member(
                $"{x}{number}", seenUtc: NowUtc.AddHours(seenHours)) with { Matches = isMatched ? [Some.Match()] : [] }),
        ]);
    }

    [Fact]
    public async Task A_number_is_never_given_twice_even_when_its_incident_left_the_window()
    {
        await using var store = await newStore();
        await store.CommitAsync(Some.Outcome(Some.Incident(41)));

        Assert.Equal(42, (await store.Analysis.LoadWindowAsync(NowUtc.AddYears(1), 4_000, None)).NextNumber);
    }

    [Fact]
    public async Task A_step_that_cannot_be_written_whole_is_not_written_at_all()
    {
        await using var store = await newStore();
        await store.AddArticlesAsync(Some.Article());
        await store.CommitAsync(Some.Outcome(Some.Incident(1)));
        var before = await StateAsync(store);

        // The number of the second incident is taken: a fault of the program, met after half of the step was written.
        var outcome = Some.Outcome(
            [new AnalysedArticle("article-1", "incident-2", [])],
            [Some.Incident(2), Some.Incident(1) with { Id = "another" }], deliveries: [Some.Delivery(2)]);
        await Assert.ThrowsAnyAsync<Exception>(() => store.CommitAsync(outcome));

        Assert.Equal(before, await StateAsync(store));
        Assert.Null(await store.Store.CheckAsync(thorough: true, None));
    }

    private static async Task<string> StateAsync(TestStore store)
    {
        var window = await store.Analysis.LoadWindowAsync(DateTimeOffset.UnixEpoch, 4_000, None);
        var rows = await store.Outbox.ListAsync(null, 100, None);
        return string.Join('\n', [
            await store.Analysis.CountWaitingAsync(None), window.NextNumber,
                .. window.Incidents.Select(StoreJson.Write),
            .. window.Alerts.Select(StoreJson.Write), .. window.Digests.Select(StoreJson.Write),
            .. rows.Select(r => $"{StoreJson.Write(r.Delivery)} {r.State} {r.Attempts} {r.Sent}"),
        ]);
    }
}

public sealed class SqliteAnalysisStoreTests() : AnalysisStoreContract(TestStore.NewSqliteAsync);
