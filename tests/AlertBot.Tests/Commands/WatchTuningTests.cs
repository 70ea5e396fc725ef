using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Feeds;
using AlertBot.Testing;
using AlertBot.Tests.Watchlists;
using AlertBot.Watchlists;
using Xunit;

namespace AlertBot.Tests.Commands;

/// <summary>What moderators change of their topics.</summary>
public sealed class WatchTuningTests : IAsyncLifetime
{
    private static readonly CancellationToken Never = CancellationToken.None;
    private static readonly Scope Us = Scope.Of(Some.CommunityA);

    private CommandBench _bench = null!;

    public async ValueTask InitializeAsync() => _bench = await CommandBench.NewAsync();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task An_actor_that_is_added_is_known_at_once_in_that_community_alone()
    {
        var told = await ModerateAsync(
            "/watch add actor iraq-militias Ashab al-Kahf aliases:أصحاب الكهف, Companions of the Cave type:militia country:IQ");

        Assert.Contains("Saved as version 1 of iraq-militias.", told, StringComparison.Ordinal);
        Assert.Contains("+ actor ashab-al-kahf (Ashab al-Kahf)", told, StringComparison.Ordinal);
        Assert.Contains("own copy of the topic", told, StringComparison.Ordinal);
        Assert.Contains("أصحاب الكهف", await AskAsync("/watch show iraq-militias actors"), StringComparison.Ordinal);
        Assert.DoesNotContain(
            "Ashab", await _bench.TextAsync("/watch show iraq-militias actors", channel: Some.ChannelB),
            StringComparison.Ordinal);
        Assert.Equal(["iraq-militias"], (await AskAsync("/topics")).Split('\n').Where(l => l.Contains("iraq-", StringComparison.Ordinal))
            .Select(l => "iraq-militias").Distinct());
    }

    [Fact]
    public async Task A_place_is_taken_from_the_gazetteer_or_by_its_coordinates()
    {
        await ModerateAsync("/watch add place iraq-militias البصرة");
        await ModerateAsync("/watch add place iraq-militias Harir base at:36.54,44.36 country:iq weight:12 aliases:قاعدة حرير");

        var places = (await ServingAsync()).Places;
        var basra = places[^2];
        Assert.Equal(("basra", "البصرة", 30.51, PlacePrecision.City), (basra.Id, basra.Name, basra.Latitude, basra.Precision));
        Assert.Contains(basra.Aliases, a => a.Text == "Basra");
        var harir = places[^1];
        Assert.Equal(("harir-base", "IQ", 36.54, 44.36, PlacePrecision.Site, 12), (
            harir.Id, harir.Country, harir.Latitude!.Value, harir.Longitude!.Value, harir.Precision, harir.Weight));
    }

    [Fact]
    public async Task A_place_near_a_known_one_needs_no_country()
    {
        await ModerateAsync("/watch add place iraq-militias Umm Qasr port at:30.04,47.92");

        Assert.Equal("IQ", (await ServingAsync()).Places[^1].Country);
    }

    [Theory]
    [InlineData("\"Esper near convoy\"", "Esper near convoy", "esper-near-convoy")]
    [InlineData("\"under fire\" AND place:taji name:Under fire at Taji", "\"under fire\" AND place:taji", "under-fire-at-taji")]
    [InlineData("\"rocket attack\"", "\"rocket attack\"", "rocket-attack")]
    [InlineData("kind:rocket_attack and not (football or match)", "kind:rocket_attack AND NOT (football OR match)", "kind-rocket-attack-and-not-football-or-match")]
    [InlineData("هجوم NEAR/8 actor:kataib-hezbollah", "هجوم NEAR/8 actor:kataib-hezbollah", "near-8-actor-kataib-hezbollah")]
    public async Task A_rule_is_read_as_people_type_it(string typed, string meaning, string id)
    {
        var told = await ModerateAsync($"/watch add rule iraq-militias {typed}");

        Assert.Contains($"+ rule {id}", told, StringComparison.Ordinal);
        Assert.Contains($"/watch backtest {id} topic:iraq-militias", told, StringComparison.Ordinal);
        var rule = (await ServingAsync()).Rules[^1];
        Assert.Equal(id, rule.Id);
        Assert.Equal(
            Assert.IsType<RuleParse.Read>(RuleParser.Parse(meaning.Replace("near", "NEAR", StringComparison.Ordinal))).Rule.ToString(),
            rule.ToString());
    }

    [Theory]
    [InlineData("place:tajji AND rocket", "No rule, at 1:7: expected a place id or *, found tajji. Did you mean taji?")]
    [InlineData("rocket AND", "No rule, at 1:11: expected a term after AND, found the end of the rule.")]
    [InlineData("actr:pmf", "Did you mean actor:?")]
    [InlineData("NOT football", "expected something that must be there")]
    public async Task What_is_wrong_with_a_rule_is_told_with_its_place(string typed, string expected)
    {
        var told = await _bench.AskAsync($"/watch add rule iraq-militias {typed}", CommandBench.Moderator);

        Assert.Equal(Tone.Problem, told.Message.Tone);
        Assert.Contains(expected, CommandBench.Text(told), StringComparison.Ordinal);
        Assert.Empty(await _bench.Store.Watchlists.LoadAsync(Never));
    }

    [Theory]
    [InlineData("/watch add actor iraq-militas X", "There is no topic 'iraq-militas' here. Did you mean iraq-militias?")]
    [InlineData("/watch add actor nothing-at-all X", "or make it: /watch add topic nothing-at-all")]
    [InlineData("/watch add actor iraq-militias Kataib Hizballah", "is watched in iraq-militias already, as kataib-hezbollah")]
    [InlineData("/watch add actor iraq-militias ...", "A name has 1 to 100 characters")]
    [InlineData("/watch add alias iraq-militias KTH of:kataib-hezbolah", "Did you mean kataib-hezbollah?")]
    [InlineData("/watch add alias iraq-militias KTH", "Say what it belongs to:")]
    [InlineData("/watch add alias iraq-militias Pentagon of:pmf", "the spelling 'Pentagon' belongs to the actor")]
    [InlineData("/watch add place iraq-militias Nowhere base", "The gazetteer does not know 'Nowhere base'.")]
    [InlineData("/watch add place iraq-militias X at:north", "'north' is no place on the map")]
    [InlineData("/watch add place iraq-militias Far base at:1,1", "say the country too")]
    [InlineData("/watch add place iraq-militias Far base at:1,1 country:XX", "'XX' is no country cod")]
    [InlineData("/watch add rule iraq-militias kind:rocket_attack AND place:*", "The rule 'attack-on-base' says the same already.")]
    [InlineData("/watch add topic iraq-militias Again", "There is a topic iraq-militias already")]
    [InlineData("/watch add topic !!! Nothing", "'!!!' makes no id")]
    [InlineData("/watch remove rule iraq-militias any-milita", "Did you mean any-militia?")]
    [InlineData("/watch remove actor iraq-militias kataib-hezbollah", "rule 'kh-near-attack'")]
    [InlineData("/watch remove rule iraq-militias", "Which one?")]
    [InlineData("/watch remove topic iraq-militias", "is shipped for all communities")]
    [InlineData("/watch history iraq-milita", "Did you mean iraq-militias?")]
    [InlineData("/watch undo iraq-milita", "Did you mean iraq-militias?")]
    [InlineData("/watch import", "Give the file or its address")]
    [InlineData("/watch import http://lists.example/x.yaml", "only https addresses")]
    [InlineData("/watch import confirm:abc", "There is nothing to confirm")]
    [InlineData("/watch backtest rocket days:900", "Expected 1 to 366")]
    [InlineData("/watch backtest \"rocket AND\"", "No rule, at 1:11")]
    public async Task What_cannot_be_done_says_what_to_do(string line, string expected)
    {
        var reply = await _bench.AskAsync(line, CommandBench.Moderator);

        Assert.Equal(Tone.Problem, reply.Message.Tone);
        Assert.Contains(expected, CommandBench.Text(reply), StringComparison.Ordinal);
        Assert.Empty(await _bench.Store.Watchlists.LoadAsync(Never));
        Assert.Empty(await _bench.Store.Audit.ListAsync(Some.CommunityA, 0, 10, Never));
    }

    [Fact]
    public async Task Nobody_but_moderators_changes_what_is_watched()
    {
        foreach (var command in (string[])["add actor", "remove actor"])
        {
            var reply = await _bench.AskAsync($"/watch {command} iraq-militias pmf", CommandBench.Manager);
            Assert.Contains("is for moderators", CommandBench.Text(reply), StringComparison.Ordinal);
        }
        Assert.Empty(await _bench.Store.Watchlists.LoadAsync(Never));
    }

    [Fact]
    public async Task A_spelling_comes_with_its_conditions_and_goes_again()
    {
        await ModerateAsync("/watch add alias iraq-militias Brigade 45, اللواء 45 of:Kataib Hizballah needs:Iraq, militia case:exact");
        var aliases = Aliases(await ServingAsync());
        Assert.Equal(["Brigade 45", "اللواء 45"], aliases.TakeLast(2).Select(a => a.Text));
        Assert.All(aliases.TakeLast(2), a => Assert.True(a.CaseSensitive && a.Needs.SequenceEqual(["Iraq", "militia"])));

        await ModerateAsync("/watch remove alias iraq-militias brigade 45 of:kataib-hezbollah");

        Assert.Equal("اللواء 45", Aliases(await ServingAsync())[^1].Text);
        Assert.DoesNotContain(Aliases(await ServingAsync()), a => a.Text == "Brigade 45");
    }

    [Fact]
    public async Task Words_join_a_list_that_rules_share_or_make_one()
    {
        await ModerateAsync("/watch add words iraq-militias ambush*, \"opened fire\" of:attack-words");
        await ModerateAsync("/watch add words iraq-militias quadcopter*, loitering munition of:drone-words");
        await ModerateAsync("/watch add rule iraq-militias terms:drone-words NEAR/8 place:taji");

        var lists = (await ServingAsync()).TermLists;
        Assert.Equal(["attack", "attack*", "under fire", "هجوم", "ambush*", "opened fire"], lists[0].Terms);
        Assert.Equal(["quadcopter*", "loitering munition"], lists[1].Terms);

        await ModerateAsync("/watch remove words iraq-militias quadcopter*");
        Assert.Equal(["loitering munition"], (await ServingAsync()).TermLists[1].Terms);
    }

    [Fact]
    public async Task A_community_makes_a_topic_of_its_own_and_takes_it_out()
    {
        await ModerateAsync("/watch add topic border Border crossings");
        await ModerateAsync("/watch add actor border Customs Authority type:organisation");
        var told = await ModerateAsync("/watch add rule border customs AND smugg*");
        Assert.Contains("Saved as version 3 of border.", told, StringComparison.Ordinal);
        Assert.Contains("border — Border crossings", await AskAsync("/topics"), StringComparison.Ordinal);
        Assert.DoesNotContain("border", await _bench.TextAsync("/topics", channel: Some.ChannelB), StringComparison.Ordinal);
        await _bench.AskAsync("/subscribe border", CommandBench.Manager);

        var gone = await ModerateAsync("/watch remove topic border");

        Assert.Contains("1 subscription of this community now hears nothing.", gone, StringComparison.Ordinal);
        Assert.DoesNotContain("border", await AskAsync("/topics"), StringComparison.Ordinal);
        Assert.Contains("Saved as version 5 of border.", await ModerateAsync("/watch undo border"), StringComparison.Ordinal);
        Assert.Contains("border — Border crossings", await AskAsync("/topics"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task History_tells_who_changed_what_and_undo_goes_back_as_a_version_of_its_own()
    {
        await ModerateAsync("/watch add actor iraq-militias Ashab al-Kahf");
        await ModerateAsync("/watch remove rule iraq-militias any-militia");
        var history = await ModerateAsync("/watch history iraq-militias");
        Assert.Matches("Version 2, .* UTC, a moderator(.|\n)*− rule any-militia(.|\n)*Version 1(.|\n)*\\+ actor ashab-al-kahf", history);

        Assert.Contains("+ rule any-militia", await ModerateAsync("/watch undo iraq-militias"), StringComparison.Ordinal);
        Assert.Contains("− rule any-militia", await ModerateAsync("/watch undo iraq-militias"), StringComparison.Ordinal);
        var shipped = await ModerateAsync("/watch undo iraq-militias version:0");

        Assert.Contains("The shipped watchlist serves this community again.", shipped, StringComparison.Ordinal);
        Assert.True((await ServingAsync()).Topic.Scope.IsShared);
        Assert.Contains("5 versions", await ModerateAsync("/watch history iraq-militias"), StringComparison.Ordinal);
        Assert.Contains("Nothing changes", await ModerateAsync("/watch undo iraq-militias version:0"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_change_is_noted_and_is_a_request_of_the_analysis()
    {
        await ModerateAsync("/watch add actor iraq-militias Ashab al-Kahf");
        await ModerateAsync("/watch undo iraq-militias");

        var noted = await _bench.Store.Audit.ListAsync(Some.CommunityA, 0, 10, Never);
        Assert.Equal(
            [
                ("watch undo", "iraq-militias", "v1", "v2: − actor ashab-al-kahf", "a moderator"),
                ("watch add", "iraq-militias", "v0", "v1: + actor ashab-al-kahf: kind: militia", "a moderator"),
            ],
            noted.Select(e => (e.Action, e.Subject, e.Before!, e.After!, e.UserName)));
        var requests = (await _bench.Store.Analysis.ReadWaitingAsync(10, Never)).Requests;
        Assert.Equal([1, 2], requests.Cast<AnalysisRequest.WatchlistChanged>().Select(r => r.Version));
    }

    [Fact]
    public async Task The_general_undo_takes_changes_back_one_by_one_whatever_they_were_of()
    {
        await ModerateAsync("/watch add actor iraq-militias Ashab al-Kahf");
        await ModerateAsync("/feed import <opml><outline xmlUrl=\"https://a.example/\"/><outline xmlUrl=\"https://b.example/\"/></opml>");
        await ModerateAsync("/watch remove rule iraq-militias any-militia");
        await ModerateAsync("/feed add https://c.example/ name:C");
        await ModerateAsync("/feed remove C");

        Assert.Contains("C is read in a moment", await ModerateAsync("/undo"), StringComparison.Ordinal);
        Assert.Contains("C is polled no more", await ModerateAsync("/undo"), StringComparison.Ordinal);
        Assert.Contains("+ rule any-militia", await ModerateAsync("/undo"), StringComparison.Ordinal);
        Assert.Contains("The import is undone: 2 feeds taken out", await ModerateAsync("/undo"), StringComparison.Ordinal);
        Assert.Contains("− actor ashab-al-kahf", await ModerateAsync("/undo"), StringComparison.Ordinal);
        Assert.Contains("There is nothing to undo", await ModerateAsync("/undo"), StringComparison.Ordinal);
        Assert.Empty(await _bench.Store.Feeds.ListAsync(Never));
        Assert.True((await ServingAsync()).Topic.Scope.IsShared);
    }

    [Fact]
    public async Task What_is_exported_is_read_back_by_import_after_a_press()
    {
        await ModerateAsync("/watch add alias iraq-militias Hashed of:pmf needs:Iraq");
        var exported = await _bench.AskAsync("/watch export iraq-militias", CommandBench.Moderator);
        var file = Assert.Single(exported.Files);
        Assert.Equal("iraq-militias.yaml", file.Name);
        Assert.StartsWith("# Version 1, saved ", file.Text, StringComparison.Ordinal);
        Assert.Empty(WatchlistDiff.Of(await ServingAsync(), SomeWatchlist.Read(file.Text)));
        Assert.Contains(
            "Nothing changes", await ModerateAsync("/watch import " + file.Text), StringComparison.Ordinal);

        var yaml = file.Text.Replace("Kata'ib Hezbollah near an attack", "Near an attack", StringComparison.Ordinal);
        var shown = await ModerateAsync($"/watch import ```yaml\n{yaml}\n```");

        Assert.Contains("Nothing is saved until you confirm.", shown, StringComparison.Ordinal);
        Assert.Contains("~ rule kh-near-attack (Near an attack): name: Kata'ib Hezbollah near an attack → Near an attack", shown,
            StringComparison.Ordinal);
        Assert.Equal("Kata'ib Hezbollah near an attack", (await ServingAsync()).Rules[1].Name);
        var press = shown.Split('\n').Single(l => l.Contains("confirm:", StringComparison.Ordinal));
        var line = press[press.IndexOf("/watch", StringComparison.Ordinal)..].Trim();
        Assert.Contains("Saved as version 2", await ModerateAsync(line), StringComparison.Ordinal);
        Assert.Equal("Near an attack", (await ServingAsync()).Rules[1].Name);
        Assert.Contains("There is nothing to confirm", await ModerateAsync(line), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_with_faults_is_refused_with_their_places()
    {
        var told = await ModerateAsync(
            "/watch import topic: iraq-militias\nname: X\nrules:\n  - {id: a, query: \"place:taji\"}\n  - {id: b, qery: x}\n");

        Assert.Contains("yaml:4:27: rule 'a': expected a place id", told, StringComparison.Ordinal);
        Assert.Contains("unknown key 'qery'; did you mean query?", told, StringComparison.Ordinal);
        Assert.Contains("nothing was saved", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_import_that_was_shown_before_another_change_is_not_saved_over_it()
    {
        var shown = await ModerateAsync("/watch import topic: iraq-militias\nname: X\nrules:\n  - {id: a, query: rocket}");
        var press = shown[shown.IndexOf("/watch import confirm:", StringComparison.Ordinal)..].Split('\n')[0].Trim();
        await ModerateAsync("/watch add actor iraq-militias Ashab al-Kahf");

        Assert.Contains("Somebody else changed iraq-militias meanwhile", await ModerateAsync(press), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_process_knows_a_change_a_second_later()
    {
        var other = _bench.NewWatched();
        await other.RefreshAsync(atOnce: false, Never);
        await ModerateAsync("/watch add topic border Border crossings");

        await other.RefreshAsync(atOnce: false, Never);

        Assert.Contains(other.Index.Watchlists, w => w.Topic.Id == "border" && w.Topic.Scope == Us);
    }

    [Fact]
    public async Task Topics_and_choices_are_completed_and_Arabic_is_answered_in_Arabic()
    {
        Assert.Contains(
            "/watch add rule iraq-militias",
            await _bench.Catalogue.CompleteAsync(
                new IncomingCommand(Some.ChannelA, CommandBench.Moderator, "/watch add rule ira", null), Never));

        var told = await _bench.ArabicAsync("/مراقبة إضافة جهة iraq-militias أصحاب الكهف", CommandBench.Moderator);

        Assert.Contains("حُفظت النسخة", told, StringComparison.Ordinal);
        Assert.Equal("actor-1", (await ServingAsync()).Actors[^1].Id);
    }

    private async Task<Watchlist> ServingAsync()
    {
        await _bench.Watched.RefreshAsync(atOnce: true, Never);
        var lists = _bench.Watched.Index.Watchlists;
        return lists.FirstOrDefault(w => w.Topic is { Id: "iraq-militias", Scope.IsShared: false }) ?? lists[0];
    }

    private static IReadOnlyList<Alias> Aliases(Watchlist list) => list.Actors.Single(a => a.Id == "kataib-hezbollah").Aliases;

    private Task<string> ModerateAsync(string line) => _bench.TextAsync(line, CommandBench.Moderator);

    private Task<string> AskAsync(string line) => _bench.TextAsync(line);
}
