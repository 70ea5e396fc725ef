using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Commands;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Commands;

/// <summary>What readers follow, and what they think of alerts.</summary>
public sealed class ReaderTests : IAsyncLifetime
{
    private static readonly CancellationToken Never = CancellationToken.None;
    private static readonly UserRef Other = new("17", "another reader", MayManageChannel: false, MayModerate: false);

    private CommandBench _bench = null!;

    public async ValueTask InitializeAsync() => _bench = await CommandBench.NewAsync();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Theory]
    [InlineData("/follow Kataib Hizballah", "actor:kataib-hezbollah", "the actor Kata'ib Hezbollah")]
    [InlineData("/follow كتائب حزب الله", "actor:kataib-hezbollah", "the actor Kata'ib Hezbollah")]
    [InlineData("/follow التاجي", "place:taji", "the place Taji")]
    [InlineData("/follow oil field", "\"oil field\"", "the words “oil field”")]
    [InlineData("/follow \"Taji convoy\"", "\"taji convoy\"", "the words “Taji convoy”")]
    [InlineData("/follow place:taji AND (drone OR rocket*)", "place:taji AND (\"drone\" OR rocket*)", "the rule")]
    public async Task A_text_is_taken_for_a_name_a_rule_or_words(string line, string query, string meaning)
    {
        Assert.Contains($"You follow {meaning}", await AskAsync(line), StringComparison.Ordinal);

        var follow = Assert.Single(await FollowsAsync());
        Assert.Equal((query, "7", Some.ChannelA), (follow.Query, follow.UserId, follow.Channel));
    }

    [Theory]
    [InlineData("/follow taji AND", "No rule, at 1:9: expected a term after AND, found the end of the rule")]
    [InlineData("/follow actor:nobody", "actor:nobody can match nothing here")]
    [InlineData("/follow terms:attack-words AND taji", "terms:attack-words can match nothing here")]
    [InlineData("/follow actor:*", "actor:* can match nothing here")]
    [InlineData("/follow a", "at least three letters")]
    [InlineData("/unfollow 3", "You follow nothing here. For example: /follow")]
    public async Task What_cannot_be_followed_says_why(string line, string expected)
    {
        Assert.Contains(expected, await AskAsync(line), StringComparison.Ordinal);
        Assert.Empty(await FollowsAsync());
    }

    [Fact]
    public async Task Each_reader_sees_and_ends_their_own_alone()
    {
        await AskAsync("/follow Taji");
        await AskAsync("/follow oil field");
        await _bench.TextAsync("/follow Pentagon", Other);

        var listed = await AskAsync("/follow");
        Assert.Contains("1. Taji — in main since", listed, StringComparison.Ordinal);
        Assert.DoesNotContain("Pentagon", listed, StringComparison.Ordinal);
        Assert.Contains("already", await AskAsync("/follow taji"), StringComparison.Ordinal);
        Assert.Contains("You do not follow 'Pentagon'", await AskAsync("/unfollow Pentagon"), StringComparison.Ordinal);
        Assert.Contains("You no longer follow Taji.", await AskAsync("/unfollow 1"), StringComparison.Ordinal);
        Assert.Contains("You no longer follow oil field.", await AskAsync("/unfollow oil field"), StringComparison.Ordinal);
        Assert.Equal("17", Assert.Single(await FollowsAsync()).UserId);
    }

    [Fact]
    public async Task The_log_tells_that_somebody_follows_and_not_what()
    {
        await AskAsync("/follow Kataib Hizballah");

        var entry = Assert.Single(await _bench.Store.Audit.ListAsync(Some.CommunityA, 0, 10, Never));
        Assert.Equal(("follow", "a reader"), (entry.Action, entry.UserName));
        Assert.DoesNotContain("kataib", $"{entry.Subject} {entry.Before} {entry.After}", StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_person_may_follow_so_much_and_no_more()
    {
        for (var i = 0; i < new FollowOptions().PerPerson; i++)
        {
            _bench.Time.Advance(TimeSpan.FromSeconds(5));
            await AskAsync($"/follow subject number{i}");
        }
        _bench.Time.Advance(TimeSpan.FromSeconds(5));

        Assert.Contains("which is the most", await AskAsync("/follow one more"), StringComparison.Ordinal);
        Assert.Equal(new FollowOptions().PerPerson, (await FollowsAsync()).Count);
        Assert.Contains("You follow the place Taji", await _bench.TextAsync("/follow Taji", Other), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_following_is_switched_off_nothing_is_followed()
    {
        await _bench.TextAsync("/settings follows:off", CommandBench.Moderator);

        Assert.Contains("switched off", await AskAsync("/follow Taji"), StringComparison.Ordinal);
        Assert.Empty(await FollowsAsync());
    }

    [Fact]
    public async Task Readers_judge_an_alert_once_and_may_change_their_mind()
    {
        await HaveAsync(1);

        Assert.Contains("Noted for #1: Good.", await AskAsync("/good 1"), StringComparison.Ordinal);
        Assert.Contains("Wrong place: /noise 1 place", await AskAsync("/noise 1"), StringComparison.Ordinal);
        await AskAsync("/noise 1 place");
        await AskAsync("/noise 1 place");

        var vote = Assert.Single(await _bench.Store.Votes.ListAsync(Some.CommunityA, DateTimeOffset.UnixEpoch, Never));
        Assert.Equal(Verdict.WrongPlace, vote.Verdict);
        Assert.Equal(["iraq-militias/attack-on-base"], vote.Rules);
        var log = await _bench.Store.Audit.ListAsync(Some.CommunityA, 0, 10, Never);
        Assert.Equal(["WrongPlace", "Noise", "Good"], log.Select(e => e.After));
        Assert.Equal(["Noise", "Good", null], log.Select(e => e.Before));
    }

    [Fact]
    public async Task Precision_is_told_by_rule_source_and_week()
    {
        await HaveAsync(5);
        foreach (var number in Enumerable.Range(1, 4)) await AskAsync($"/good {number}");
        await _bench.TextAsync("/noise 4", Other);
        await AskAsync("/noise 5 duplicate");

        var text = await _bench.TextAsync("/quality", CommandBench.Moderator);

        // Four good, one of them disputed; one noise.
        Assert.Contains("75% of 5 judged incidents", text, StringComparison.Ordinal);
        Assert.Contains("3 good, 1 noise, 1 undecided", text, StringComparison.Ordinal);
        Assert.Matches("By rule(.|\n)*iraq-militias/attack-on-base.*75%.*3.*1", text);
        Assert.Matches("By source(.|\n)*Outlet.*75%", text);
        Assert.Matches("By week(.|\n)*9 Mar 2020.*75%", text);
        Assert.Contains("Duplicate: 1", text, StringComparison.Ordinal);
        Assert.Equal(text, await _bench.TextAsync("/quality iraq-militias", CommandBench.Moderator));
    }

    [Fact]
    public async Task Where_nobody_judged_the_answer_says_how_and_readers_are_not_told_who_did()
    {
        Assert.Contains("Nobody judged an alert since", await _bench.TextAsync("/quality", CommandBench.Moderator), StringComparison.Ordinal);
        Assert.Contains("is for moderators", await AskAsync("/quality"), StringComparison.Ordinal);
        Assert.Contains("There is no incident #9", await AskAsync("/good 9"), StringComparison.Ordinal);
        Assert.Contains("Wrong", CommandBench.Text(await NoiseAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_told_in_Arabic_to_who_speaks_it()
    {
        await HaveAsync(1);
        Assert.Contains("لا تتابع شيئًا هنا", await _bench.ArabicAsync("/متابعة"), StringComparison.Ordinal);
        _bench.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Contains("تتابع", await _bench.ArabicAsync("/متابعة التاجي"), StringComparison.Ordinal);
        Assert.Contains("سُجّل عن #1: مفيد", await _bench.ArabicAsync("/مفيد 1"), StringComparison.Ordinal);
        Assert.Contains("من حادث واحد", await _bench.ArabicAsync("/الجودة", CommandBench.Moderator), StringComparison.Ordinal);
    }

    private async Task<CommandReply> NoiseAsync()
    {
        await HaveAsync(1);
        return await _bench.AskAsync("/noise 1");
    }

    private Task HaveAsync(int count) => _bench.HaveAsync([.. Enumerable.Range(1, count).Select(n => Some.Incident(n, members:
        [Some.Member($"article-{n}", matches: [Some.Match("iraq-militias", "attack-on-base")])]))]);

    private Task<string> AskAsync(string line)
    {
        _bench.Time.Advance(TimeSpan.FromSeconds(5));
        return _bench.TextAsync(line);
    }

    private Task<IReadOnlyList<Follow>> FollowsAsync() => _bench.Store.Follows.ListAsync(Some.CommunityA, Never);
}
