using AlertBot.Chat;
using AlertBot.Commands;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Commands;

/// <summary>What a community sets, takes with it, and erases.</summary>
public sealed class OwningTests : IAsyncLifetime
{
    private static readonly CancellationToken Never = CancellationToken.None;

    private CommandBench _bench = null!;

    public async ValueTask InitializeAsync() => _bench = await CommandBench.NewAsync();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task Settings_are_changed_by_moderators_and_what_is_not_named_stays()
    {
        Assert.Contains("Changed for the whole community", await AskAsync("/settings language:ar zone:baghdad"), StringComparison.Ordinal);
        await AskAsync("/settings moderators:<@&42>");

        Assert.Equal(
            new CommunitySettings("ar", "Asia/Baghdad", "42"), await _bench.Store.Settings.ReadAsync(Some.CommunityA, Never));
        Assert.Equal(
            ["language:ar zone:Asia/Baghdad moderators:42 follows:on", "language:ar zone:Asia/Baghdad moderators:none follows:on"],
            (await _bench.Store.Audit.ListAsync(Some.CommunityA, 0, 10, Never)).Select(e => e.After));
        Assert.Contains(
            "is for moderators", await _bench.TextAsync("/settings zone:UTC", CommandBench.Manager, Some.ChannelB),
            StringComparison.Ordinal);
        Assert.Contains("هل المقصود", await AskAsync("/settings zone:Asia/Bagdad"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Language_and_zone_of_the_community_are_those_of_new_subscriptions_and_of_answers()
    {
        await AskAsync("/settings language:ar zone:Asia/Baghdad");

        Assert.Contains("تصل إلى هذه القناة الآن", await AskAsync("/subscribe iraq-militias mode:daily"), StringComparison.Ordinal);

        var made = Assert.Single(await _bench.Store.Subscriptions.ListAsync(Never));
        Assert.Equal(("ar", "Asia/Baghdad"), (made.Language, made.TimeZone));
    }

    [Fact]
    public async Task Who_has_the_role_that_was_set_is_a_moderator_here_and_nowhere_else()
    {
        var member = CommandBench.Reader with { Roles = ["41", "42"] };
        Assert.Contains("is for moderators", await _bench.TextAsync("/quality", member), StringComparison.Ordinal);

        await AskAsync("/settings moderators:42");

        Assert.DoesNotContain("is for moderators", await _bench.TextAsync("/quality", member), StringComparison.Ordinal);
        Assert.Contains("is for moderators", await _bench.TextAsync("/quality", member, Some.ChannelB), StringComparison.Ordinal);
        Assert.Contains("is for moderators", await _bench.TextAsync("/quality"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_that_a_community_made_is_one_file_that_reads_back_as_the_same()
    {
        await SomeCommunity.FillAsync(_bench.Store, Some.ChannelA);
        await SomeCommunity.FillAsync(_bench.Store, Some.ChannelB);

        var reply = await _bench.AskAsync("/settings export", CommandBench.Moderator);

        var file = Assert.Single(reply.Files);
        Assert.True(reply.IsPrivate);
        Assert.Equal("alertbot-test-a-2020-03-11.json", file.Name);
        Assert.DoesNotContain("test:b", file.Text, StringComparison.Ordinal);
        var read = CommunityFile.Read(file.Text);
        Assert.Equal(file.Text, CommunityFile.Write(read));
        var stored = await _bench.Store.Communities.ReadAsync(Some.CommunityA, Never);
        Assert.Equivalent(stored, read, strict: true);
        Assert.NotEmpty(read.Subscriptions);
        Assert.NotEmpty(read.Follows);
        Assert.Equal(stored.Settings, read.Settings);
    }

    [Fact]
    public async Task In_a_channel_that_anybody_reads_nothing_is_given_away()
    {
        await _bench.TextAsync("/subscribe iraq-militias share:public", CommandBench.Manager);

        Assert.Empty((await _bench.AskAsync("/settings export", CommandBench.Moderator)).Files);
    }

    [Fact]
    public async Task Erasing_asks_for_a_code_and_then_once_more()
    {
        await SomeCommunity.FillAsync(_bench.Store, Some.ChannelA);
        await SomeCommunity.FillAsync(_bench.Store, Some.ChannelB);
        await SpeakEnglishAsync();

        var asked = await AskAsync("/settings erase");
        var code = LineIn(asked, "/settings erase code:");
        Assert.Contains("Take it with you first", asked, StringComparison.Ordinal);
        var again = LineIn(await AskAsync(code), code + " sure:");
        Assert.NotEmpty(await _bench.Store.Subscriptions.ListAsync(Some.ChannelA, Never));
        var done = await AskAsync(again);

        Assert.Contains("Nothing of this community is left", done, StringComparison.Ordinal);
        Assert.Contains("Alerts that were posted stand where they are", done, StringComparison.Ordinal);
        var left = await _bench.Store.Communities.ReadAsync(Some.CommunityA, Never);
        Assert.Equal(CommunitySettings.None, left.Settings);
        Assert.Equal(0, left.Subscriptions.Count + left.Mutes.Count + left.Watchlists.Count + left.Feeds.Count
            + left.Follows.Count + left.Votes.Count + left.Audit.Count);
        Assert.NotEmpty(await _bench.Store.Subscriptions.ListAsync(Some.ChannelB, Never));
    }

    [Fact]
    public async Task A_code_is_of_one_person_one_community_and_ten_minutes()
    {
        await SomeCommunity.FillAsync(_bench.Store, Some.ChannelA);
        await SpeakEnglishAsync();
        var code = LineIn(await AskAsync("/settings erase"), "/settings erase code:");
        var other = CommandBench.Moderator with { Id = "99" };

        Assert.Contains("not right", await _bench.TextAsync(code, other), StringComparison.Ordinal);
        Assert.Contains("not right", await _bench.TextAsync(code, CommandBench.Moderator, Some.ChannelB), StringComparison.Ordinal);
        Assert.Contains("not right", await AskAsync($"{code} sure:AAAAAA"), StringComparison.Ordinal);
        Assert.Contains("not right", await AskAsync("/settings erase code:AAAAAA"), StringComparison.Ordinal);
        Assert.Contains("Last question", await AskAsync(code), StringComparison.Ordinal);
        _bench.Time.Advance(TimeSpan.FromMinutes(12));
        Assert.Contains("not right", await AskAsync(code), StringComparison.Ordinal);
        Assert.Contains("is for moderators", await _bench.TextAsync("/settings erase", CommandBench.Manager), StringComparison.Ordinal);
        Assert.NotEmpty(await _bench.Store.Subscriptions.ListAsync(Some.ChannelA, Never));
    }

    private Task SpeakEnglishAsync() =>
        _bench.Store.Settings.SaveAsync(Some.CommunityA, new CommunitySettings(null, "Asia/Baghdad", "42"), Never);

    private static string LineIn(string text, string beginning)
    {
        var at = text.IndexOf(beginning, StringComparison.Ordinal);
        Assert.True(at >= 0, text);
        return text[at..].Split('\n')[0].Trim();
    }

    private Task<string> AskAsync(string line) => _bench.TextAsync(line, CommandBench.Moderator);
}
