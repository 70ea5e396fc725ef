using AlertBot.Feeds;
using AlertBot.Incidents;
using AlertBot.Watchlists;
using Match = AlertBot.Watchlists.Match;

namespace AlertBot.Tests.Alerts;

/// <summary>An incident with everything in it that a card can show.</summary>
internal static class SomeViews
{
    private static readonly DateTimeOffset Evening = new(2020, 3, 11, 19, 35, 0, TimeSpan.Zero);

    private static readonly PlaceFact Taji = new(
        "taji-base", "Taji base", "IQ", 33.53, 44.26, PlacePrecision.Site, ["taji", "baghdad", "iraq"],
        "Rockets hit Taji base north of Baghdad.", 15);

    /// <summary>The first report.</summary>
    public static Incident First { get; } = Incident([Wire("a1", "Gulf Courier", 0)]);

    /// <summary>After a copy, a denial, a blame and a report in Arabic.</summary>
    public static Incident Full { get; } = Incident(
        [Wire("a1", "Gulf Courier", 0), Wire("a2", "Tigris Post", 4), Denial, Blame, Arabic]);

    /// <summary>A headline and a name that try tricks.</summary>
    public static Incident Hostile { get; } = Incident([Trick()]);

    public static IncidentView View(Incident incident) => IncidentView.For(incident, null)!;

    private static IncidentMember Denial
    {
        get
        {
            const string Denied = "Kata'ib Hezbollah denied any role in the attack.";
            const string Unknown = "No group has claimed it.";
            var facts = Facts(3, new ActorFact("kataib-hezbollah", "Kata'ib Hezbollah", ActorRole.Denied, Denied, 20));
            return Member(
                "a3", "Baghdad Today", 40, "Militia denies role in Taji attack", [Denied, Unknown],
                facts with { PerpetratorUnknownSentence = Unknown });
        }
    }

    private static IncidentMember Blame => Member("a4", "Potomac Wire", 70,
        "Pentagon blames militia for rockets at Taji",
        ["The Pentagon said the militia was behind the rockets, and that 3 people died."],
        Facts(3, new ActorFact("kataib-hezbollah", "Kata'ib Hezbollah", ActorRole.Accused,
            "The Pentagon said the militia was behind the rockets, and that 3 people died.", 20)));

    private static IncidentMember Arabic
    {
        get
        {
            var member = Member(
                "a5", "الرافدين", 75, "هجوم صاروخي على قاعدة التاجي", ["سقط ثمانية عشر صاروخا على القاعدة."], Facts(3));
            return member with { Language = "ar" };
        }
    }

    private static Incident Incident(IReadOnlyList<IncidentMember> members) => new(
        "i1", 3, IncidentState.Open, null, 1, Evening, Evening, null, null, members);

    private static IncidentMember Wire(string id, string outlet, int minutes)
    {
        var wounded = new Figure(
            10, null, FigureQualifier.AtLeast, "officials", "At least 10 people were wounded, officials said.");
        var member = Member(
            id, outlet, minutes, "Rockets kill two at Iraqi base",
            ["Rockets hit Taji base north of Baghdad on Wednesday evening, killing two people.", wounded.Sentence],
            Facts(2) with { Wounded = wounded });
        return member with { Report = "wire" };
    }

    private static IncidentMember Trick() => Member("x", "@everyone \u202eevil outlet\u202c\u001b[2J", 0,
        "\u001b[31m**Rockets** @everyone [link](http://evil.example) \u2066hidden\u2069 <b>at</b> Taji\r\nSecond line",
        ["Bell \u0007 and clear \u001b[2J screen at Taji base, " + new string('a', 200) + "."],
        Facts(2, new ActorFact(null, "gro\u0308up\u0008\u0008\u0008", ActorRole.Claimed, "We \u202edid it\u202c.")));

    private static ArticleFacts Facts(int killed, params IReadOnlyList<ActorFact> actors) => new()
    {
        Kind = EventKind.RocketAttack,
        Place = Taji,
        Places = [Taji],
        EventDay = new DateOnly(2020, 3, 11),
        Killed = new Figure(killed, killed, FigureQualifier.Exact, "the Pentagon", $"{killed} people died."),
        Munitions = new Munitions(new Figure(18, 18, FigureQualifier.Exact, null, "18 rockets hit."), "rocket"),
        Actors = actors,
    };

    private static IncidentMember Member(
        string id, string outlet, int minutes, string title, IReadOnlyList<string> sentences, ArticleFacts facts) =>
            new(
        id, Scope.Shared, outlet, outlet, "report " + id, title, new Uri($"https://news.example/{id}"), "en",
        Evening.AddMinutes(minutes), Evening.AddMinutes(minutes), Relation.Update, facts, sentences,
        [new Match("iraq-militias", "attack-on-base", [], ["taji-base"],
            [new MatchedTerm("Rockets", 0, 7), new MatchedTerm("base", 26, 4)])]);
}
