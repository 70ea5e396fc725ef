using AlertBot.Alerts;
using AlertBot.Watchlists;
using Xunit;

namespace AlertBot.Tests.Alerts;

public sealed class PublicChannelTests
{
    private static readonly TimeSpan Delay = TimeSpan.FromMinutes(30);

    private static readonly WatchlistIndex Watched = WatchlistIndex.Build([],
    [
        Place("iraq", "Iraq", PlacePrecision.Country), Place("baghdad-governorate", "Baghdad Governorate", PlacePrecision.Region, "iraq"),
        Place("Taji", "Taji", PlacePrecision.Site, "baghdad-governorate", "iraq"),
    ]);

    private readonly Newsroom _news = new(AlertRules.Default with { Watched = Watched });

    [Fact]
    public void A_public_channel_hears_later_and_every_version_keeps_its_delay()
    {
        _news.Subscribe("open", change: Public);
        var first = Assert.Single(_news.Report(new Story("a", "Taji", 3)).Deliveries);
        var outcome = _news.Report(TimeSpan.FromMinutes(5), new Story("b", "Taji", 5));
        var second = Assert.Single(outcome.Deliveries);

        Assert.Equal(first.CreatedUtc + Delay, first.DueUtc);
        Assert.Equal(second.CreatedUtc + Delay, second.DueUtc);
        Assert.Empty(outcome.SupersededKeys);
    }

    [Fact]
    public void A_message_that_stands_for_several_keeps_the_delay_of_each_that_is_added()
    {
        var news = new Newsroom(AlertRules.Default with { Watched = Watched, CrowdAlerts = 2 });
        var channel = news.Subscribe("open", change: Public);
        string[] places = ["Taji", "Kirkuk", "Basra", "Mosul", "Balad"];
        var rows = places.SelectMany((place, n) => news.Report(new Story($"s{n}", place, 1)).To(channel)).ToList();

        Assert.Equal(4, rows.Count(d => d.IncidentId is null));
        Assert.All(rows, d => Assert.True(d.DueUtc >= d.CreatedUtc + Delay, $"{d.Kind} {d.Sequence} is due {d.DueUtc}"));
    }

    [Fact]
    public void Reports_that_never_stop_do_not_put_off_what_a_public_channel_is_owed()
    {
        _news.Subscribe("open", change: Public);
        var outcomes = Enumerable.Range(1, 60)
            .Select(n => _news.Report(TimeSpan.FromSeconds(20), new Story($"s{n}", "Taji", 3))).ToList();
        var superseded = outcomes.SelectMany(o => o.SupersededKeys).ToHashSet();
        var due = outcomes.SelectMany(o => o.Deliveries).Where(d => !superseded.Contains(d.Key)).ToList();

        Assert.All(due, d => Assert.True(d.DueUtc - d.CreatedUtc >= Delay && d.DueUtc - d.CreatedUtc <= Delay + TimeSpan.FromMinutes(1)));
        Assert.Equal(outcomes[0].Deliveries[0].Key, due[0].Key);
        Assert.All(due.Zip(due.Skip(1)), p => Assert.True(p.Second.DueUtc - p.First.DueUtc >= TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public void What_is_withdrawn_within_the_delay_is_never_shown()
    {
        _news.Subscribe("open", change: Public);
        var first = Assert.Single(_news.Report(new Story("a", "Taji", 3)).Deliveries);
        var second = Assert.Single(_news.Report(new Story("b", "Taji", 3)).Deliveries);

        var outcome = _news.Ask(new AnalysisRequest.Retract("r", 1, "A drill.", "moderator"));

        Assert.Empty(outcome.Deliveries);
        Assert.Superset(new HashSet<string> { first.Key, second.Key }, outcome.SupersededKeys.ToHashSet());
    }

    [Fact]
    public void Place_names_and_words_that_could_harm_are_kept_back_and_the_analysts_see_all()
    {
        _news.Subscribe("open", change: Public);
        _news.Subscribe("desk");
        var story = new Story("a", "Taji", 3)
        {
            Tail = " Ahmed Hassan, 7, was among the dead. Graphic footage was posted. The Pentagon said it would look into it.",
        };
        var rows = _news.Report(story).Deliveries;
        var safe = rows.Single(d => d.Channel.Channel == "open").Text();

        Assert.Contains("Baghdad Governorate", safe, StringComparison.Ordinal);
        Assert.Contains("Killed: 3", safe, StringComparison.Ordinal);
        Assert.All(["Taji", "Ahmed", "Hassan", "ootage", "/incident", "<Details>"], word =>
            Assert.DoesNotContain(word, safe, StringComparison.OrdinalIgnoreCase));
        Assert.Contains("Taji", rows.Single(d => d.Channel.Channel == "desk").Text(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("The attack killed three people, the Interior Ministry said.", true)]
    [InlineData("Rockets hit the base at Taji on Wednesday.", false)]
    [InlineData("Three died, among them Ahmed.", false)]
    [InlineData("Ahmed Hassan died.", false)]
    [InlineData("Video shows the moment of the strike.", false)]
    [InlineData("قتل ثلاثة أشخاص", false)]
    [InlineData("The general was hurt.", false)]
    public void A_sentence_is_shared_only_when_nothing_in_it_can_harm(string sentence, bool isSafe) =>
        Assert.Equal(isSafe, new PublicText(Watched, ["the general"]).IsSafe(sentence));

    [Theory]
    [InlineData("https://news.example/iraq/three-killed-in-attack", true)]
    [InlineData("https://news.example/rockets-hit-taji", false)]
    [InlineData("https://news.example/a.jpg", false)]
    [InlineData("https://news.example/video/12", false)]
    [InlineData("https://www.youtube.com/watch?v=1", false)]
    public void A_link_is_shared_only_when_nothing_behind_it_can_harm(string link, bool isSafe) =>
        Assert.Equal(isSafe, new PublicText(Watched, []).Safe(new Uri(link), "Three killed in attack") is not null);

    [Fact]
    public void Of_two_subscriptions_of_a_channel_the_more_careful_one_holds()
    {
        _news.Subscribe("open", change: Public);
        _news.Subscribe("open", "bases");

        var row = Assert.Single(_news.Report(new Story("a", "Taji", 3) { Topics = ["iraq", "bases"] }).Deliveries);

        Assert.Equal(row.CreatedUtc + Delay, row.DueUtc);
        Assert.DoesNotContain("Taji", row.Text(), StringComparison.Ordinal);
    }

    private static Subscription Public(Subscription subscription) =>
        subscription with { Share = ShareLevel.Public, PublicDelay = Delay };

    private static Place Place(string id, string name, PlacePrecision precision, params string[] within) =>
        new(id, name, "IQ", precision, 33, 44, within, 0, false, [Alias.Plain(name)]);
}
