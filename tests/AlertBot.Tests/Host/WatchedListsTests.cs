using AlertBot.Alerts;
using AlertBot.Testing;
using Microsoft.Extensions.Logging;
using Xunit;

namespace AlertBot.Tests.Host;

public sealed class WatchedListsTests
{
    [Fact]
    public async Task A_tuned_watchlist_stands_in_the_place_of_the_file_and_others_beside_it()
    {
        await using var desk = await Desk.OpenAsync();
        await desk.TuneAsync("taji", Desk.Yaml("taji", "balad", "Balad"), 1);
        await desk.TuneAsync("basra", Desk.Yaml("basra", "basra", "Basra"), 1);
        await desk.TuneAsync("taji", Desk.Yaml("taji", "kirkuk", "Kirkuk"), 1, Desk.Own);

        await desk.Watched.LoadAsync(CancellationToken.None);

        Assert.Equal(
            ["taji  1 Balad", "basra  1 Basra", $"taji {Some.CommunityA} 1 Kirkuk"],
            desk.Watched.Index.Watchlists.Select(w => $"{w.Topic.Id} {w.Topic.Scope} {w.Version} {w.Places[0].Name}"));
        Assert.Empty(desk.Log.Lines);
    }

    [Fact]
    public async Task A_bad_tuned_watchlist_is_told_once_and_the_rest_goes_on()
    {
        await using var desk = await Desk.OpenAsync();
        await desk.TuneAsync("taji", "topic: taji\nname: \"Taji\nplaces: []\n", 1);
        await desk.TuneAsync("floods", Desk.Yaml("storms", "basra", "Basra"), 1);
        await desk.TuneAsync("basra", Desk.Yaml("basra", "basra", "Basra") + "  - {id: bad, query: \"a AND\"}\n", 1);

        for (var load = 0; load < 3; load++) await desk.Watched.LoadAsync(CancellationToken.None);
        await desk.TuneAsync("other", Desk.Yaml("other", "mosul", "Mosul"), 1);
        await desk.Watched.LoadAsync(CancellationToken.None);

        Assert.Equal(["taji", "basra", "other"], desk.Watched.Index.Watchlists.Select(w => w.Topic.Id));
        Assert.Equal("Taji", desk.Watched.Index.Watchlists[0].Places[0].Name);
        var told = desk.Log.Lines.Where(line => line.Level == LogLevel.Error).Select(line => line.Text).ToList();
        Assert.Equal(3, told.Count);
        Assert.Contains(told, t => t.StartsWith("tuned watchlist 'taji', version 1:2:", StringComparison.Ordinal)
            && t.EndsWith("the file with its topic serves in its place.", StringComparison.Ordinal));
        Assert.Contains(told, t => t.Contains("its topic is 'storms'", StringComparison.Ordinal)
            && t.EndsWith("It is left out.", StringComparison.Ordinal));
        Assert.Contains(told, t => t.Contains("rule 'bad'", StringComparison.Ordinal)
            && t.EndsWith("What is right of it serves.", StringComparison.Ordinal));
        Assert.All(told, t => Assert.DoesNotContain('\n', t));
    }

    [Fact]
    public async Task A_change_that_is_saved_holds_for_the_news_from_then_on()
    {
        await using var desk = await Desk.OpenAsync("taji");
        await desk.PublishAsync("a", "Rockets hit Balad base", "Three soldiers were killed at Balad.");
        Assert.Empty(await desk.OwedAsync(Some.ChannelA));

        await desk.TuneAsync("taji", Desk.Yaml("taji", "balad", "Balad"), 1);
        await desk.PublishAsync("c", "Car bomb kills nine in Balad market", "A car bomb killed nine people in Balad.");

        Assert.Equal(DeliveryKind.Send, Assert.Single(await desk.OwedAsync(Some.ChannelA)).Kind);
        Assert.Equal(0, await desk.Store.Analysis.CountWaitingAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_worker_that_starts_anew_goes_by_the_tuned_watchlists()
    {
        await using var desk = await Desk.OpenAsync("taji");
        await desk.TuneAsync("taji", Desk.Yaml("taji", "balad", "Balad"), 1);

        await desk.PublishAsync("a", "Rockets hit Balad base", "Three soldiers were killed at Balad.");

        Assert.Single(await desk.OwedAsync(Some.ChannelA));
    }

    [Fact]
    public async Task What_a_community_watches_is_told_to_nobody_else()
    {
        await using var desk = await Desk.OpenAsync("taji", "own");
        await desk.TuneAsync("own", Desk.Yaml("own", "balad", "Balad"), 1, Desk.Own);

        await desk.PublishAsync("a", "Rockets hit Balad base", "Three soldiers were killed at Balad.");

        Assert.Single(await desk.OwedAsync(Some.ChannelA));
        Assert.Empty(await desk.OwedAsync(Some.ChannelB));
    }

    [Fact]
    public async Task A_communitys_list_takes_the_place_of_the_shared_one_for_it_alone()
    {
        await using var desk = await Desk.OpenAsync("taji");
        await desk.TuneAsync("taji", Desk.Yaml("taji", "balad", "Balad"), 1, Desk.Own);

        await desk.PublishAsync("a", "Rockets hit Balad base", "Three soldiers were killed at Balad.");
        await desk.PublishAsync("b", "Drone strikes Taji depot", "Five guards were wounded at Taji, police said.");

        Assert.Contains("Balad", Headline(Assert.Single(await desk.OwedAsync(Some.ChannelA))), StringComparison.Ordinal);
        Assert.Contains("Taji", Headline(Assert.Single(await desk.OwedAsync(Some.ChannelB))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_community_that_gives_its_list_up_is_served_by_the_shared_one_again()
    {
        await using var desk = await Desk.OpenAsync("taji");
        await desk.TuneAsync("taji", Desk.Yaml("taji", "balad", "Balad"), 1, Desk.Own);
        await desk.TuneAsync("taji", "", 2, Desk.Own);

        await desk.PublishAsync("b", "Drone strikes Taji depot", "Five guards were wounded at Taji, police said.");

        Assert.Single(await desk.OwedAsync(Some.ChannelA));
        Assert.DoesNotContain(desk.Log.Lines, l => l.Level >= LogLevel.Warning);
    }

    [Fact]
    public async Task What_another_process_saved_is_known_a_second_later()
    {
        await using var desk = await Desk.OpenAsync();
        await desk.Watched.RefreshAsync(atOnce: false, CancellationToken.None);
        await desk.TuneAsync("basra", Desk.Yaml("basra", "basra", "Basra"), 1);

        await desk.Watched.RefreshAsync(atOnce: false, CancellationToken.None);
        Assert.Single(desk.Watched.Index.Watchlists);
        desk.Time.Advance(TimeSpan.FromSeconds(1));
        await desk.Watched.RefreshAsync(atOnce: false, CancellationToken.None);

        Assert.Equal(["taji", "basra"], desk.Watched.Index.Watchlists.Select(w => w.Topic.Id));
    }

    [Fact]
    public async Task Nothing_is_built_anew_while_nothing_was_saved()
    {
        await using var desk = await Desk.OpenAsync();
        await desk.TuneAsync("basra", Desk.Yaml("basra", "basra", "Basra"), 1);
        await desk.Watched.RefreshAsync(atOnce: true, CancellationToken.None);
        var index = desk.Watched.Index;

        await desk.Watched.RefreshAsync(atOnce: true, CancellationToken.None);

        Assert.Same(index, desk.Watched.Index);
    }

    private static string Headline(Delivery delivery) =>
        delivery.Message!.Blocks.OfType<AlertBot.Chat.Block.Headline>().Single().Title.Text;
}
