using AlertBot.Incidents;
using AlertBot.Testing;
using AlertBot.Watchlists;
using Xunit;
using static AlertBot.Tests.Incidents.News;

namespace AlertBot.Tests.Incidents;

public sealed class ViewTests
{
    private const string Base = "Rockets struck the base at Taji north of the capital on Wednesday evening. ";

    [Fact]
    public void The_newest_toll_of_each_source_counts_and_named_sources_that_differ_are_shown_as_a_range()
    {
        var view = View(Step(
            Article("a1", "Rockets hit Taji", Base, 0, Toll(8, "officials"), "One"),
            Article("a2", "Rockets hit Taji, toll rises", Base, 60, Toll(11, "officials"), "One"),
            Article("b1", "Monitor counts 17 dead at Taji", Base, 90, AtLeast(17, "a monitor"), "Two")).NextWindow);

        Assert.Equal((11, null, FigureQualifier.Conflicting),
            (view.Killed!.Min, view.Killed.Max, view.Killed.Qualifier));
    }

    [Fact]
    public void What_is_listed_and_not_told_says_the_same_but_for_headline_and_summary()
    {
        var incident = Step(
            Article("a", "Rockets hit Taji, 2 dead", Base, 0, Rockets(Some.Taji, killed: 2)),
            Article("b", "Rockets hit Taji, 3 dead", Base, 90, Rockets(Some.Taji, killed: 3))).NextWindow.Incidents.Single();
        var told = IncidentView.For(incident, null)!;

        var untold = IncidentView.Untold(incident, null)!;

        Assert.NotEmpty(told.Summary);
        var expected = told with
        {
            Title = untold.Title,
            TitleSource = untold.TitleSource,
            TitleLanguage = untold.TitleLanguage,
            Summary = [],
        };
        Assert.Equivalent(expected, untold, strict: true);
        Assert.Null(IncidentView.Untold(incident with { Members = [] }, null));
    }

    [Fact]
    public void A_higher_toll_later_makes_a_lower_one_out_of_date()
    {
        var view = View(Step(
            Article("a", "Rockets hit Taji, 2 dead", Base, 0, Rockets(Some.Taji, killed: 2)),
            Article("b", "Rockets hit Taji, 3 dead", Base, 90, Rockets(Some.Taji, killed: 3))).NextWindow);

        Assert.Equal((3, 3), (view.Killed!.Min, view.Killed.Max));
    }

    [Fact]
    public void None_is_ended_by_any_toll_after_it_whoever_gives_it()
    {
        var view = View(Step(
            Article("a", "Rockets hit Taji, none hurt", Base, 0, Toll(0, "the media cell"), "One"),
            Article("b", "Rockets hit Taji, 3 dead", Base, 20, Toll(3, "officials"), "Two")).NextWindow);

        Assert.Equal((3, 3), (view.Killed!.Min, view.Killed.Max));
    }

    [Fact]
    public void None_that_is_said_after_a_toll_contradicts_it()
    {
        var view = View(Step(
            Article("a", "Rockets hit Taji, 3 dead", Base, 0, Toll(3, "a rebel website"), "One"),
            Article("b", "Rockets hit Taji, none hurt", Base, 60, Toll(0, "officials"), "Two")).NextWindow);

        Assert.Equal((0, 3, FigureQualifier.Conflicting),
            (view.Killed!.Min, view.Killed.Max, view.Killed.Qualifier));
    }

    [Fact]
    public void The_last_word_of_one_source_grows_old_when_another_goes_on_counting()
    {
        var view = View(Step(
            Article("a", "Rockets hit Taji, 19 dead", Base, 0, Toll(19, "the force"), "One"),
            Article("b", "Rockets hit Taji, 25 dead", Base, 400, Toll(25, "a commission"), "Two")).NextWindow);

        Assert.Equal((25, 25), (view.Killed!.Min, view.Killed.Max));
    }

    [Fact]
    public void What_leaves_room_for_more_does_not_widen_what_the_sources_differ_over()
    {
        var several = Rockets(Some.Taji) with
        {
            Munitions = new Munitions(new Figure(2, null, FigureQualifier.AtLeast, "police", "Several."), "rocket"),
        };
        var view = View(Step(
            Article("a", "Rockets hit Taji", Base, 0, several, "One"),
            Article("b", "22 rockets hit Taji", Base, 10, Rockets(Some.Taji, count: 22), "Two"),
            Article("c", "16 rockets hit Taji", Base, 20, Rockets(Some.Taji, count: 16), "Three")).NextWindow);

        Assert.Equal((16, 22), (view.Munitions!.Count!.Min, view.Munitions.Count.Max));
    }

    [Fact]
    public void About_18_is_18_once_somebody_has_counted()
    {
        var about = Rockets(Some.Taji) with
        {
            Munitions = new Munitions(new Figure(18, 18, FigureQualifier.About, "police", "About 18."), "rocket"),
        };
        var view = View(Step(
            Article("a", "Rockets hit Taji", Base, 0, about, "One"),
            Article("b", "18 rockets hit Taji", Base, 10, Rockets(Some.Taji, count: 18), "Two")).NextWindow);

        Assert.Equal(FigureQualifier.Exact, view.Munitions!.Count!.Qualifier);
    }

    [Fact]
    public void Who_says_that_he_did_it_is_no_longer_only_suspected()
    {
        var view = View(Step(
            Article("a", "Rockets hit Taji", Base, 0, Rockets(Some.Taji, 0, 18, 3,
                Actor("us-military", ActorRole.Suspected, "Thought to be theirs."))),
            Article("b", "Rockets on Taji claimed", Base, 30, Rockets(Some.Taji, 0, 18, 3,
                Actor("us-military", ActorRole.Confirmed, "It was us.")))).NextWindow);

        Assert.Equal([ActorRole.Confirmed], view.Ledger.Select(e => e.Role));
    }

    [Fact]
    public void A_late_copy_of_an_old_telling_does_not_bring_its_toll_back()
    {
        const string wire = Base
            + "Two soldiers were killed, the army said, and the camp was sealed off by troops until midnight.";
        var view = View(Step(
            Article("a", "Rockets hit Taji", wire, 0, Rockets(Some.Taji, killed: 2), "One"),
            Article("b", "Three dead in rockets on Taji", Base, 120, Rockets(Some.Taji, killed: 3), "Two"),
            Article("c", "Rockets hit Taji", wire, 240, Rockets(Some.Taji, killed: 2), "Three")).NextWindow);

        Assert.Equal((3, 3), (view.Killed!.Min, view.Killed.Max));
        Assert.Equal(2, view.Reports);
    }

    [Fact]
    public void A_correction_takes_the_publishers_earlier_toll_away()
    {
        var window = Step(
            Article("a", "Rockets hit Taji, 9 dead", Base, 0, Rockets(Some.Taji, killed: 9), "One"),
            Article("b", "Rockets on Taji base: 2 dead", Base, 10, Rockets(Some.Taji, killed: 2), "Two")).NextWindow;
        var before = View(window);
        var lower = Rockets(Some.Taji, killed: 2) with { CorrectionSentence = "An earlier version gave nine dead." };
        var correction = Article("a2", "Correction: rockets hit Taji, 2 dead", Base, 60, lower, "One");
        var after = View(Step(window, correction).NextWindow);

        Assert.Equal((2, 9), (before.Killed!.Min, before.Killed.Max));
        Assert.Equal((2, 2), (after.Killed!.Min, after.Killed.Max));
        Assert.Equal("An earlier version gave nine dead.", after.CorrectionSentence);
    }

    [Fact]
    public void A_denial_stays_in_the_summary()
    {
        const string denial = "The group denied any part in the attack in a short statement on its channel.";
        const string blame = "Officials accused the group of the attack on the base at Taji.";
        var view = View(Step(
            Article("a", "Rockets hit Taji", Base + blame, 0,
                Rockets(Some.Taji, actors: Actor("kh", ActorRole.Accused, blame))),
            Article("b", "Officials blame militia for Taji",
                Base + "Troops closed the roads around the camp. " + blame, 10,
                Rockets(Some.Taji, actors: Actor("kh", ActorRole.Accused, blame))),
            Article("c", "Militia denies role in Taji attack", Base + denial, 50,
                Rockets(Some.Taji, actors: Actor("kh", ActorRole.Denied, denial)))).NextWindow);

        Assert.Contains(view.Summary, s => s.Text == denial && s.ArticleId == "c" && s.Source == 3);
        Assert.InRange(view.Summary.Count, 2, 3);
    }

    [Fact]
    public void That_nobody_is_known_to_have_done_it_stays_until_somebody_claims_it()
    {
        const string unknown = "No group has claimed responsibility for the rockets so far.";
        const string claim = "A little-known group said in an online statement that it had fired the rockets.";
        var window = Step(Article("a", "Rockets hit Taji", Base + unknown, 0, Rockets(Some.Taji) with
        {
            PerpetratorUnknownSentence = unknown,
        })).NextWindow;
        var later = Step(window, Article("b", "Group claims rockets on Taji", Base + claim, 60,
            Rockets(Some.Taji, actors: Actor("group", ActorRole.Claimed, claim)))).NextWindow;

        Assert.Contains(View(window).Summary, s => s.Text == unknown);
        Assert.Null(View(later).PerpetratorUnknownSentence);
        Assert.Contains(View(later).Summary, s => s.Text == claim);
    }

    [Fact]
    public void Every_sentence_of_a_summary_stands_in_the_article_that_it_names()
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["a"] = Base + "Ambulances raced to the gate. An officer said that the launcher was found in a field.",
            ["b"] = "A salvo of rockets landed on Taji, where coalition troops train the army. It was dark by then.",
            ["c"] = "سقطت صواريخ على معسكر التاجي مساء الأربعاء.",
        };
        var view = View(Step([.. texts.Select((t, i) => Article(
            t.Key, "Rockets hit Taji " + t.Key, t.Value, i * 10, Rockets(Some.Taji, 0, 18, 3), language: t.Key == "c"
                ? "ar" : "en"))]).NextWindow);

        Assert.NotEmpty(view.Summary);
        Assert.All(view.Summary, s => Assert.Contains(s.Text, texts[s.ArticleId], StringComparison.Ordinal));
        Assert.All(view.Summary, s => Assert.NotEqual("c", s.ArticleId));
        Assert.All(view.Summary, s => Assert.Equal(s.ArticleId, view.Sources[s.Source - 1].ArticleId));
        Assert.DoesNotContain(view.Summary, s => s.Text.StartsWith("It ", StringComparison.Ordinal));
    }

    [Fact]
    public void The_headline_is_the_one_nearest_to_all_and_not_out_of_date()
    {
        var two = new Figure(2, 2, FigureQualifier.Exact, null, "Rockets on Taji base kill two");
        var early = Rockets(Some.Taji) with { Killed = two };
        var view = View(Step(
            Article("a", "Rockets on Taji base kill two", Base, 0, early),
            Article("b", "Rockets on Taji base kill three soldiers", Base, 60, Rockets(Some.Taji, killed: 3)),
            Article("c", "Army seals roads after night of terror", Base, 70, Rockets(Some.Taji, killed: 3)))
                .NextWindow);

        Assert.Equal(("Rockets on Taji base kill three soldiers", 2), (view.Title, view.TitleSource));
    }

    [Fact]
    public void A_place_gets_finer_as_sources_name_it()
    {
        var view = View(Step(
            Article("a", "Rocket falls in Baghdad", "A rocket fell in the middle of Baghdad on Wednesday.", 0,
                Rockets(Baghdad)),
            Article("b", "Rocket falls in Baghdad's Green Zone",
                "A rocket fell in the Green Zone of Baghdad on Wednesday.", 9, Rockets(GreenZone))).NextWindow);

        Assert.Equal("green-zone", view.Place!.PlaceId);
        Assert.Equal(["green-zone"], view.Places.Select(p => p.PlaceId));
    }

    private static ArticleFacts Toll(int n, string by) => Rockets(Some.Taji) with { Killed = Exactly(n, by) };

    private static ArticleFacts AtLeast(int n, string by) => Rockets(Some.Taji) with
    {
        Killed = new Figure(n, null, FigureQualifier.AtLeast, by, $"At least {n}."),
    };

    [Fact]
    public void Later_tellings_decide_between_kinds_that_as_many_speak_for()
    {
        var rockets = Rockets(Baghdad, killed: 2);
        var view = View(Step(
            Article("a", "Rockets hit cars at airport", "Rockets hit two cars on the airport road in Baghdad.", 0,
                rockets, "One"),
            Article("b", "Air strike hit cars at airport",
                "An air strike hit two cars on the airport road in Baghdad.", 20,
                rockets with { Kind = EventKind.Airstrike }, "Two"),
            Article("c", "Drone hit cars at airport", "A drone hit two cars on the airport road in Baghdad.", 30,
                rockets with { Kind = EventKind.DroneAttack }, "Three")).NextWindow);

        Assert.Equal(EventKind.DroneAttack, view.Kind);
    }

    [Fact]
    public void The_dateline_of_an_agency_is_not_part_of_the_summary()
    {
        const string said = "Rockets struck the base at Taji north of the capital on Wednesday evening, police said.";

        var view = View(Step(
            Article("a", "Rockets hit Taji base", "BAGHDAD (Plain Wire) - " + said, 0, Rockets(Some.Taji))).NextWindow);

        Assert.Equal(said, view.Summary[0].Text);
    }
}
