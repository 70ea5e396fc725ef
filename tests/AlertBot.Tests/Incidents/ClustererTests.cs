using AlertBot.Incidents;
using AlertBot.Testing;
using AlertBot.Watchlists;
using Xunit;
using static AlertBot.Tests.Incidents.News;

namespace AlertBot.Tests.Incidents;

public sealed class ClustererTests
{
    [Fact]
    public void Reports_of_one_event_by_several_outlets_are_one_incident()
    {
        var outcome = Step(
            Article("a", "Rockets hit Taji base, three killed",
                "Rockets struck the Taji base north of Baghdad on Wednesday.", 0,
                Rockets(Some.Taji, count: 18, killed: 3)),
            Article("b", "Three dead as rockets strike Taji", "A salvo of rockets landed on the base at Taji.", 40,
                Rockets(Some.Taji, count: 18, killed: 3)));

        Assert.Equal("a b", Groups(outcome.NextWindow));
        Assert.Equal([Relation.NewIncident, Relation.Update], outcome.Assignments.Select(a => a.Relation));
    }

    [Fact]
    public void The_same_actor_at_the_same_place_on_the_next_day_is_another_incident()
    {
        const string text = "Rockets struck the base at Taji. Officials accused Kata'ib Hezbollah of the attack.";
        var blame = Actor("kataib-hezbollah", ActorRole.Accused);

        var outcome = Step(
            Article("wed-1", "Rockets hit Taji base", text, 0, Rockets(Some.Taji, 0, 18, 3, blame)),
            Article("wed-2", "Attack on Taji base", text, 60, Rockets(Some.Taji, 0, 18, 3, blame)),
            Article("thu-1", "Rockets hit Taji base again", text, 24 * 60, Rockets(Some.Taji, 1, 33, 0, blame)),
            Article("thu-2", "Taji base attacked with 33 rockets", text, 25 * 60, Rockets(Some.Taji, 1, 33, 0, blame)));

        Assert.Equal("wed-1 wed-2 | thu-1 thu-2", Groups(outcome.NextWindow));
    }

    [Fact]
    public void An_Arabic_report_joins_the_English_ones_by_what_it_says()
    {
        var outcome = Step(
            Article("en", "Rockets hit Taji base, three killed", "Rockets struck the base at Taji.", 0,
                Rockets(Some.Taji, 0, 18, 3)),
            Article("ar", "ثلاثة قتلى بسقوط صواريخ على معسكر التاجي", "سقطت ثمانية عشر صاروخا على المعسكر.", 20,
                Rockets(Some.Taji, 0, 18, 3), language: "ar"),
            Article("ar-other", "سقوط صواريخ على معسكر التاجي", "سقطت صواريخ على المعسكر في هجوم جديد.", 26 * 60,
                Rockets(Some.Taji, 1, 33), language: "ar"));

        Assert.Equal("ar en | ar-other", Groups(outcome.NextWindow));
    }

    [Fact]
    public void A_rising_toll_stays_one_incident()
    {
        var window = IncidentWindow.Empty();
        foreach (var (killed, i) in new[] { 1, 2, 5, 9 }.Select((k, i) => (k, i)))
        {
            window = Step(window, Article($"a{i}", $"{killed} killed as rockets hit Mosul",
                "Rockets fell on a district of Mosul in the morning, police said.", i * 90, Rockets(
                    Mosul, killed: killed)))
                .NextWindow;
        }

        Assert.Equal("a0 a1 a2 a3", Groups(window));
    }

    [Fact]
    public void Two_places_apart_never_join_however_alike_the_words()
    {
        const string title = "Rockets hit base, no casualties";
        const string text = "Several rockets hit a base that houses foreign troops. No group claimed the attack.";

        var outcome = Step(
            Article("taji", title, text, 0, Rockets(Some.Taji, killed: 0)),
            Article("mosul", title, text, 5, Rockets(Mosul, killed: 0)));

        Assert.Equal("taji | mosul", Groups(outcome.NextWindow));
    }

    [Fact]
    public void A_quarter_and_its_city_may_be_one_place()
    {
        const string text = "A rocket fell near the embassy in the fortified quarter. Nobody was hurt.";

        var outcome = Step(
            Article("city", "Rocket falls in Baghdad", text, 0, Rockets(Baghdad)),
            Article("zone", "Rocket falls in Green Zone of Baghdad", text, 15, Rockets(GreenZone)));

        Assert.Equal("city zone", Groups(outcome.NextWindow));
    }

    [Fact]
    public void Sentences_that_look_back_do_not_draw_an_article_to_the_earlier_event()
    {
        const string back =
            "It follows the rocket barrage on the Taji base that killed two Americans and a British medic.";
        var outcome = Step(
            Article("old", "Barrage of rockets on Taji base kills two Americans and a British medic",
                "A barrage of rockets on the Taji base killed two Americans and a British medic.", 0, Rockets(
                    Some.Taji, 0, 18, 3)),
            Article("new", "Roadside bomb hits supply trucks", "A roadside bomb damaged two trucks. " + back, 300,
                new ArticleFacts { Kind = EventKind.IedAttack, BackgroundSentences = [2] }));

        Assert.Equal("old | new", Groups(outcome.NextWindow));
    }

    [Fact]
    public void An_article_about_no_event_gets_an_incident_of_its_own()
    {
        var outcome = Step(
            Article("cup", "Striker wins the cup for the visitors",
                "A late goal settled the final in front of a full stadium."),
            Article("bank", "Central bank holds its rate",
                "The bank left its main rate unchanged and expects slow growth."));

        Assert.Equal("bank | cup", Groups(outcome.NextWindow));
    }

    [Fact]
    public void An_article_known_already_changes_nothing()
    {
        var article = Article("a", "Rockets hit Taji base", "Rockets struck the base.", 0, Rockets(Some.Taji));
        var first = Step(article);

        var again = Step(first.NextWindow, article);

        Assert.Empty(again.Changes);
        Assert.Equal(first.Assignments, again.Assignments);
        Assert.Equal(first.NextWindow.NextNumber, again.NextWindow.NextNumber);
    }

    [Fact]
    public void A_step_leaves_the_window_that_it_was_given_as_it_was()
    {
        var window = Step(Article("a", "Rockets hit Taji base", "Rockets struck the base.", 0, Rockets(Some.Taji)))
            .NextWindow;

        Step(window, Article("b", "Rockets hit Taji base", "Rockets struck the base today.", 5, Rockets(Some.Taji)));

        Assert.Equal("a", Groups(window));
        Assert.Null(window.IncidentOf("b"));
    }

    [Fact]
    public void An_incident_quiet_for_three_days_takes_no_more_articles()
    {
        var window = Step(Article("a", "Rockets hit Taji base", "Rockets struck the base at Taji.", 0,
            Rockets(Some.Taji))).NextWindow;

        var later = Step(window,
            Article("b", "Rockets hit Taji base", "Rockets struck the base at Taji.", 73 * 60, Rockets(Some.Taji)));

        Assert.Equal("b", Groups(later.NextWindow));
        Assert.Equal(2, later.NextWindow.Incidents.Single().Number);
    }

    [Fact]
    public void A_changed_incident_is_told_once_with_what_it_was()
    {
        var window = Step(Article("a", "Rockets hit Taji base", "Rockets struck the base at Taji.", 0,
            Rockets(Some.Taji))).NextWindow;

        var outcome = Step(window,
            Article("b", "Rockets hit Taji base", "Rockets struck the base at Taji, police said.", 5,
                Rockets(Some.Taji)),
            Article("c", "Rockets hit the Taji base", "Rockets struck the base of Taji, an officer said.", 9,
                Rockets(Some.Taji)));

        var change = Assert.Single(outcome.Changes);
        Assert.Equal((1, 1), (change.Before!.Revision, change.Before.Members.Count));
        Assert.Equal((2, 3), (change.After.Revision, change.After.Members.Count));
    }

    [Fact]
    public void A_reaction_follows_up_and_a_correction_corrects()
    {
        var words = new ArticleFacts
        {
            Kind = EventKind.Statement,
            ReactsTo = EventKind.RocketAttack,
            Place = Some.Taji,
            Places = [Some.Taji],
        };
        var outcome = Step(
            Article("a", "Rockets hit Taji base", "Rockets struck the base at Taji.", 0, Rockets(Some.Taji, killed: 3)),
            Article("b", "Mission condemns rockets on Taji base",
                "The mission condemned the rockets that struck the base at Taji.", 60, words),
            Article("c", "Correction: two killed in rockets on Taji base", "Rockets struck the base at Taji.", 90,
                Rockets(Some.Taji, killed: 2) with { CorrectionSentence = "An earlier version gave a wrong toll." }));

        Assert.Equal([Relation.NewIncident, Relation.FollowUp, Relation.Correction],
            outcome.Assignments.Select(a => a.Relation));
    }

    [Fact]
    public void An_attack_of_which_nobody_said_by_what_may_turn_out_to_be_any()
    {
        var unknown = Rockets(Some.Taji) with { Kind = EventKind.ArmedAttack, IsKindVague = true };

        var outcome = Step(
            Article("flash", "Base at Taji attacked", "The base at Taji came under attack, two sources said.", 0, unknown),
            Article("claim", "فصيل يتبنى قصف معسكر التاجي", "سقطت صواريخ على المعسكر فجر اليوم.", 25,
                Rockets(Some.Taji), language: "ar"));

        Assert.Equal("claim flash", Groups(outcome.NextWindow));
    }

    [Fact]
    public void A_siege_may_hurt_three_times_as_many_by_evening()
    {
        const string text = "Protesters besieged the embassy compound in the fortified quarter for hours.";
        var siege = new ArticleFacts
        {
            Kind = EventKind.ProtestViolence,
            Place = GreenZone,
            Places = [GreenZone],
            EventDay = Day,
        };

        var outcome = Step(
            Article("noon", "Protesters besiege embassy", text, 0, siege with { Wounded = Exactly(20) }),
            Article("night", "Crowd leaves embassy after a day of fire", "The crowd around the embassy thinned out.", 500,
                siege with { Wounded = Exactly(62) }));

        Assert.Equal("night noon", Groups(outcome.NextWindow));
    }

    [Fact]
    public void A_report_that_names_the_day_of_the_event_joins_it_a_day_later()
    {
        const string late = "Two days on, families of those killed at the Taji base ask who fired.";

        var outcome = Step(
            Article("first", "Rockets hit Taji base, three killed", "Rockets struck the base at Taji.", 0,
                Rockets(Some.Taji, 0, 18, 3)),
            Article("later", "Families ask who fired on Taji", late, 30 * 60, Rockets(Some.Taji, 0, 18, 3)));

        Assert.Equal("first later", Groups(outcome.NextWindow));
    }

    [Fact]
    public void First_reports_may_take_a_drone_for_rockets_when_the_same_man_died_there()
    {
        var victim = Actor("qassem-soleimani", ActorRole.Victim);
        var drone = Rockets(Baghdad, 0, null, 2, victim) with { Kind = EventKind.DroneAttack };

        var outcome = Step(
            Article("first", "General killed as rockets hit cars at airport",
                "Rockets hit two cars on the airport road, killing the general.", 0,
                Rockets(Baghdad, 0, null, 2, victim)),
            Article("then", "General killed by drone at airport, officials say",
                "A missile from a drone struck the cars, killing the general.",
                90, drone),
            Article("other", "Drone kills two fighters", "A drone hit a post, police said.", 95,
                Rockets(Mosul, 0, null, 2) with { Kind = EventKind.DroneAttack }));

        Assert.Equal("first then | other", Groups(outcome.NextWindow));
    }

    [Fact]
    public void A_full_window_lets_go_first_of_what_no_rule_watches()
    {
        var rules = IncidentRules.Default with { MaxHeldArticles = 10 };
        var watched = Article("watched", "Rockets hit Taji base", "Rockets struck the base.", 0, Rockets(Some.Taji));
        watched = watched with { Matches = [Some.Match()] };
        var window = Clusterer.Step(IncidentWindow.Empty(), [watched], [], StartUtc, rules).NextWindow;
        foreach (var i in Enumerable.Range(0, 40))
            window = Clusterer.Step(
                window, [Article($"n{i}", $"Council {i} opens street number {i}", $"Budget item {i * 7919}", i + 1)], [],
                StartUtc.AddMinutes(i + 1), rules).NextWindow;

        Assert.NotNull(window.IncidentOf("watched"));
        Assert.NotNull(window.IncidentOf("n39"));
        Assert.Null(window.IncidentOf("n0"));
        Assert.InRange(window.Incidents.Sum(i => i.Members.Count), 1, 10);
    }
}
