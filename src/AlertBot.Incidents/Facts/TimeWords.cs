namespace AlertBot.Incidents.Facts;

/// <summary>English: days, months, and words that look back.</summary>
internal static class TimeWords
{
    private const Tag Weekday = Tag.Weekday;
    private const Tag Month = Tag.Month;

    /// <summary>The list.</summary>
    public static IReadOnlyList<Entry> All { get; } =
    [
        new("sunday", Weekday) { Number = 0 },
        new("monday", Weekday) { Number = 1 },
        new("tuesday, tues", Weekday) { Number = 2 },
        new("wednesday", Weekday) { Number = 3 },
        new("thursday, thurs", Weekday) { Number = 4 },
        new("friday", Weekday) { Number = 5 },
        new("saturday", Weekday) { Number = 6 },
        new("january, jan", Month) { Number = 1 },
        new("february, feb", Month) { Number = 2 },
        new("march, mar", Month) { Number = 3 },
        new("april, apr", Month) { Number = 4 },
        new("may", Month) { Number = 5 },
        new("june, jun", Month) { Number = 6 },
        new("july, jul", Month) { Number = 7 },
        new("august, aug", Month) { Number = 8 },
        new("september, sept, sep", Month) { Number = 9 },
        new("october, oct", Month) { Number = 10 },
        new("november, nov", Month) { Number = 11 },
        new("december, dec", Month) { Number = 12 },
        new("today, tonight, this morning, this evening, this afternoon, earlier today, this week's",
            Tag.DayWord) { Number = 0 },
        new("yesterday, last night, yesterday evening/morning/afternoon/night, overnight", Tag.DayWord) { Number = 1 },
        new("the day before yesterday", Tag.DayWord) { Number = 2 },
        new("morning, evening, night, afternoon, dawn, dusk, midday, noon, midnight, late, early", Tag.DayPart),

        new("after, following, amid", Tag.After),
        new("in response to, in retaliation for, in reprisal for, in revenge for, retaliating for, "
            + "retaliation for, response to, to avenge, avenging, reprisal for, reprisals for, "
            + "protest/protests/protesting/anger/fury/outrage at/against/over, in the wake of, on the heels of, "
            + "which followed, that followed, days after, hours after, weeks after, months after, day after, "
            + "week after, month after, days following, weeks following, came after, comes after, "
            + "came days/hours/weeks/months/shortly/just/barely/hours after, "
            + "comes days/hours/weeks/months/shortly/just after, comes amid, came amid, "
            + "comes a day/week/month after, came a day/week/month after, comes one day/week/month after, "
            + "came one day/week/month after, comes two/three/four days/weeks/months after, "
            + "came two/three/four days/weeks/months after, follows, followed an/a, retaliatory response to, "
            + "triggered by, provoked by, prompted by",
            Tag.StrongAfter),
        new("it follows, it comes, it came, this follows, this comes, this came, the attack follows, "
            + "the strike follows, the incident follows, the attack comes, the incident comes, the strikes follow, "
            + "the strike comes",
            Tag.StrongAfter | Tag.Back),
        new("last week, last month, last year, "
            + "last january/february/march/april/may/june/july/august/september/october/november/december, "
            + "last spring/summer/autumn/winter/fall, earlier this week/month/year, "
            + "in recent weeks/months/days/years, recent weeks/months/years, months ago, weeks ago, years ago, "
            + "a week ago, a month ago, a year ago, month ago, year ago, week ago, decade ago, decades ago, "
            + "have/has been/repeatedly/frequently/often/regularly come under, have/has come under, "
            + "has/have been hit/targeted/attacked/struck by/several/repeatedly/many/a/dozens/numerous, "
            + "has/have been a target/repeatedly, repeatedly, previously, in the past, tensions have risen since, "
            + "since the killing, since the start, since the beginning, last time, historically, the year before, "
            + "a year earlier, months earlier, weeks earlier, years earlier, days earlier, a day earlier, "
            + "day earlier, the week before, the month before, the previous day/week/month/year, the day before, "
            + "days before, weeks before, months before, years before",
            Tag.Back),
        new("previous/earlier/past/prior/similar/recent/repeated/frequent/regular attack/attacks/strike/strikes/"
            + "incident/incidents/bombing/bombings/raid/raids, other recent attacks/strikes, "
            + "repeated/frequent/regular rocket/drone/mortar attacks/fire/strikes",
            Tag.Back | Tag.Attack),
        new("earlier, previous, initial, initially, former, formerly, prior, first reports, preliminary", Tag.Earlier),
        new("ago", Tag.None),
    ];
}
