using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Incidents;
using AlertBot.Terminal;
using AlertBot.Testing;
using AlertBot.Watchlists;
using Xunit;

namespace AlertBot.Tests.Alerts;

/// <summary>What a channel reads that subscribed in Arabic, with Latin names inside.</summary>
public sealed class ArabicAlertTests
{
    private static readonly DateTimeOffset Later = new(2020, 11, 11, 20, 15, 0, TimeSpan.Zero);

    private static readonly AlertChange[] Changes =
    [
        new(Later, new NamedChange(NamedChangeKind.FirstDenial, 3) { Name = "Kata'ib Hezbollah" }),
        new(Later.AddMinutes(30), new NamedChange(NamedChangeKind.DeathsStep, 4)
        {
            Deaths = new NumberRange(3, null),
            WasDeaths = new NumberRange(2, 2),
        }),
        new(Later.AddMinutes(40), new NamedChange(NamedChangeKind.SeverityUp, null)
        {
            Level = SeverityLevel.High,
            WasLevel = SeverityLevel.Medium,
        }),
        new(Later.AddMinutes(50), null) { Text = "Deaths: 3 (was 2)" },
    ];

    private static IncidentView Full => SomeViews.View(SomeViews.Full);

    private static Texts Arabic => TestTexts.Arabic;

    [Fact]
    public void An_alert_with_all_that_it_can_tell() => Check("FullAlert", AlertCard.Alert(
        Arabic, Full, Changes, new AlertMarks(
            [new Acknowledgement("1", "Ann", Later), new Acknowledgement("2", "زينب", Later)],
            new Mute("m", Some.CommunityA, null, MuteWhat.Incident, "3", Later.AddDays(1), true, "Ann", Later), false)));

    [Fact]
    public void A_withdrawn_alert() => Check("WithdrawnAlert", AlertCard.Alert(
        Arabic, SomeViews.View(SomeViews.First with
        {
            State = IncidentState.Retracted,
            RetractedWhy = "Rockets kill two at Iraqi base",
        }), []));

    [Fact]
    public void An_alert_that_points_to_another() => Check("MergedAlert", AlertCard.MergedAlert(
        Arabic, 3, SomeViews.View(SomeViews.First), 1, Full with { Number = 1 }));

    [Fact]
    public void A_reply() => Check("Reply", AlertCard.Reply(
        Arabic, Full, [.. Changes.Select((c, i) => c with { Outlet = i == 0 ? "Baghdad Today" : "الرافدين" })]));

    [Fact]
    public void A_digest() => Check("Digest", AlertCard.Digest(
        Arabic, [SomeViews.View(SomeViews.First) with { Number = 4 }, Full], leftOut: 11));

    [Fact]
    public void Digests_of_every_reason() => Check("Digests",
    [
        AlertCard.Digest(Arabic, [Full], 0, DigestReason.Crowd), AlertCard.Digest(Arabic, [Full], 1, DigestReason.CatchUp),
        AlertCard.Digest(Arabic, [Full], 4, DigestReason.LeftOut), AlertCard.Digest(Arabic, [], 2, DigestReason.LeftOut),
    ]);

    [Fact]
    public void What_a_public_channel_reads()
    {
        var watched = WatchlistIndex.Build([], []);
        Check("PublicAlert", AlertCard.Alert(
            Arabic, PublicView.Of(Full with { CorrectionSentence = "Two died.", CorrectionSource = 4 }, watched, Arabic),
            Changes, new AlertMarks([], null, IsPublic: true)));
    }

    [Fact]
    public void Every_message_names_its_language()
    {
        Assert.Equal("ar", AlertCard.Alert(Arabic, Full, []).Language);
        Assert.Equal("ar", AlertCard.Reply(Arabic, Full, Changes).Language);
        Assert.Equal("ar", AlertCard.Digest(Arabic, [Full], 0).Language);
        Assert.Equal("ar", AlertCard.Digest(Arabic, [Full], 0, DigestReason.LeftOut).Language);
        Assert.Equal("ar", AlertCard.MergedAlert(Arabic, 3, null, 1, null).Language);
        Assert.Equal("en", AlertCard.Alert(TestTexts.English, Full, []).Language);
    }

    [Fact]
    public void A_channel_reads_everything_in_the_language_that_it_subscribed_in()
    {
        var news = new Newsroom();
        var arabic = news.Subscribe("arabic", change: s => s with { Language = "ar-IQ" });
        var english = news.Subscribe("english");
        var gathered = news.Subscribe(
            "gathered", change: s => s with { Language = "ar", Mode = SubscriptionMode.Digest });

        AnalysisOutcome[] outcomes =
        [
            news.Report(new Story("a", "Taji", 3)), news.Report(new Story("b", "Taji", 10) { ClaimedBy = "Ashab" }),
            news.Ask(new AnalysisRequest.Retract("r", 1, "A drill.", "moderator")),
        ];
        var rows = outcomes.SelectMany(o => o.Deliveries).ToList();

        Assert.Equal([DeliveryKind.Send, DeliveryKind.Edit, DeliveryKind.Reply, DeliveryKind.Reply, DeliveryKind.Edit],
            rows.Where(d => d.Channel == arabic).OrderBy(d => d.Sequence).Select(d => d.Kind));
        Assert.Contains(rows, d => d.Channel == gathered);
        Assert.All(rows, d => Assert.Equal(d.Channel == english ? "en" : "ar", d.Message!.Language));
        Assert.All(rows, d => Assert.Equal(
            d.Channel != english, d.Text().Any(c => c is >= '\u0621' and <= '\u064A')));
        Assert.Contains(
            rows, d => d.Channel == arabic && d.Text().Contains("إعلان مسؤولية من", StringComparison.Ordinal));
    }

    [Fact]
    public void Where_a_source_is_Arabic_headline_and_summary_are_its_own()
    {
        var view = IncidentView.For(SomeViews.Full, null, "ar")!;

        Assert.Equal(("هجوم صاروخي على قاعدة التاجي", 5, "ar"), (view.Title, view.TitleSource, view.TitleLanguage));
        Assert.Equal("سقط ثمانية عشر صاروخا على القاعدة.", view.Summary[0].Text);
        // What must not be lost is kept in whatever language it was said.
        Assert.Equal("Kata'ib Hezbollah denied any role in the attack.", view.Summary[^1].Text);
        Assert.Equal(Full.Severity.Reasons, view.Severity.Reasons);
        Assert.Equal(Full.Title, IncidentView.For(SomeViews.Full, null, "fa")!.Title);
        Check("OwnSources", AlertCard.Alert(Arabic, view, []));
    }

    [Fact]
    public void Scraps_in_the_language_that_is_wanted_give_way_to_whole_sentences_in_another()
    {
        var scrap = SomeViews.Full with
        {
            Members = [.. SomeViews.Full.Members.Select(m => m.Language == "ar" ? m with { Sentences = ["عاجل."] } : m)],
        };

        Assert.Equal(Full.Summary, IncidentView.For(scrap, null, "ar")!.Summary);
    }

    [Fact]
    public void Two_public_channels_read_the_headline_that_is_made_for_each_in_its_language()
    {
        var news = new Newsroom();
        var arabic = news.Subscribe("arabic", change: s => s with { Language = "ar", Share = ShareLevel.Public });
        var english = news.Subscribe("english", change: s => s with { Share = ShareLevel.Public });

        var rows = news.Report(new Story("a", "Taji", 3)).Deliveries;

        Assert.Equal("هجوم صاروخي", Title(rows.Single(d => d.Channel == arabic)));
        Assert.Equal("Rocket attack", Title(rows.Single(d => d.Channel == english)));

        static string Title(Delivery row) => row.Message!.Blocks.OfType<Block.Headline>().Single().Title.Text;
    }

    [Fact]
    public void Cut_to_the_limits_of_every_platform_it_keeps_its_headline_and_every_isolate_its_end()
    {
        var hostile = SomeViews.View(SomeViews.Hostile);
        var profiles = (TestPlatformRules[])
            [TestPlatformRules.Discord, TestPlatformRules.Telegram, new TestPlatformRules()];
        foreach (var rules in profiles.SelectMany(p => (int[])[p.MaxLength, 700, 300], (p, most) => p with { MaxLength = most }))
        {
            foreach (var view in (IncidentView[])[SomeViews.View(SomeViews.First), Full, hostile])
            {
                var delivery = new ChatDelivery(
                    "key", Some.ChannelA, AlertCard.Alert(Arabic, view, Changes), null, null, false, null);
                var text = TestPlatformMarkup.Render(delivery, rules);

                Assert.InRange(text.Length, 1, rules.MaxLength);
                Assert.Contains($"#{view.Number}", text, StringComparison.Ordinal);
                Assert.Equal(text.Count(c => c is >= '\u2066' and <= '\u2068'), text.Count(c => c == '\u2069'));
            }
        }
    }

    private static void Check(string name, params IReadOnlyList<Message> messages) => Approved.Check(
        "Alerts/Approved/Arabic" + name, string.Join('\n', messages.SelectMany(Card.Lines)) + "\n");
}
