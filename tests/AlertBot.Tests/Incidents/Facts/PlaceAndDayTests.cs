using Xunit;

namespace AlertBot.Tests.Incidents.Facts;

public sealed class PlaceAndDayTests
{
    [Theory]
    [InlineData("Rockets hit Taji base north of Baghdad", "taji-base")]
    [InlineData("Rockets hit a base north of Baghdad", "baghdad")]
    [InlineData("Rockets hit K-1 base near Kirkuk in northern Iraq", "k-1")]
    [InlineData("Air strikes hit militia positions in Iraq", "iraq")]
    [InlineData("Iran fires missiles at bases in Iraq", "iraq")]
    [InlineData("Baghdad condemns rocket attack on Erbil airport", "erbil-airport")]
    [InlineData("سقوط صواريخ على معسكر التاجي شمالي بغداد", "taji-base")]
    [InlineData("انفجار عبوة ناسفة في محافظة الأنبار", "anbar")]
    public void The_finest_place_of_the_event_is_found(string title, string place) =>
        Assert.Equal(place, SomeNames.Facts(title).Place?.PlaceId);

    [Theory]
    [InlineData("Bomb kills two on Mosul road west of Kirkuk", "kirkuk")]
    [InlineData("Bomb hits convoy on the Baghdad-Mosul road near Taji base", "taji-base")]
    [InlineData("Roadside bomb hits convoy on Mosul highway", null)]
    [InlineData("Car bomb in Mosul Street kills two in Baghdad", "baghdad")]
    [InlineData("Car bomb on Mosul Bridge kills two in Baghdad", "baghdad")]
    [InlineData("Car bomb kills two in Baghdad street", "baghdad")]
    [InlineData("Car bomb kills two on Baghdad bridge", "baghdad")]
    [InlineData("انفجار عبوة ناسفة على طريق الموصل غربي كركوك", "kirkuk")]
    [InlineData("انفجار عبوة ناسفة في شارع الموصل في بغداد", "baghdad")]
    public void A_road_or_street_is_not_the_town_that_it_is_called_after(string title, string? place) =>
        Assert.Equal(place, SomeNames.Facts(title).Place?.PlaceId);

    [Fact]
    public void The_dateline_is_not_where_it_happened()
    {
        var facts = SomeNames.Facts("", "BAGHDAD (Tigris Wire) - Rockets hit an oil field near Basra on Sunday, "
            + "police said.");

        Assert.Equal("basra", facts.Place?.PlaceId);
    }

    [Fact]
    public void The_text_may_be_finer_than_the_headline()
    {
        var facts = SomeNames.Facts("Rockets hit Iraqi capital Baghdad",
            "Three rockets fell in the Green Zone of Baghdad on Sunday.");

        Assert.Equal("green-zone", facts.Place?.PlaceId);
    }

    [Fact]
    public void Several_sites_are_all_kept()
    {
        var places = SomeNames.Facts("Rockets hit bases in Balad and Kirkuk", "").Places;

        Assert.Equal(["balad", "kirkuk"], places.Select(p => p.PlaceId).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_place_in_the_background_is_not_the_events()
    {
        var facts = SomeNames.Facts(
            "Rockets hit Balad air base", "Rockets hit Balad air base on Sunday. It follows Friday's attack on "
                + "Kirkuk that left 3 dead.");

        Assert.Equal("balad-air-base", Assert.Single(facts.Places).PlaceId);
        Assert.Null(facts.Killed);
        Assert.Equal("kirkuk", Assert.Single(facts.OtherEvents).Place?.PlaceId);
        Assert.Equal(3, facts.OtherEvents[0].Killed?.Min);
        Assert.Equal([2], facts.BackgroundSentences);
    }

    [Theory]
    [InlineData("Rockets hit Taji base on Wednesday.", "2020-03-13T08:00:00Z", "2020-03-11")]
    [InlineData("Rockets hit Taji base on Friday.", "2020-03-13T08:00:00Z", "2020-03-13")]
    [InlineData("Rockets hit Taji base late on Saturday.", "2020-03-13T08:00:00Z", "2020-03-07")]
    [InlineData("Rockets hit Taji base yesterday.", "2020-03-13T08:00:00Z", "2020-03-12")]
    [InlineData("Rockets hit Taji base this morning.", "2020-03-13T08:00:00Z", "2020-03-13")]
    [InlineData("Rockets hit Taji base last night.", "2020-03-13T08:00:00Z", "2020-03-12")]
    [InlineData("Rockets hit Taji base on March 11.", "2020-03-13T08:00:00Z", "2020-03-11")]
    [InlineData("Rockets hit Taji base on 11 March 2020.", "2020-03-13T08:00:00Z", "2020-03-11")]
    [InlineData("Rockets hit Taji base on the 11th of March.", "2020-03-13T08:00:00Z", "2020-03-11")]
    [InlineData("Rockets hit Taji base on 2020-03-11.", "2020-03-13T08:00:00Z", "2020-03-11")]
    [InlineData("Rockets hit Taji base on December 30.", "2020-01-02T08:00:00Z", "2019-12-30")]
    [InlineData("Rockets hit Taji base in the early hours of Friday.", "2020-03-12T22:30:00Z", "2020-03-13")]
    [InlineData("سقوط صواريخ على معسكر التاجي مساء الأربعاء", "2020-03-13T08:00:00Z", "2020-03-11")]
    [InlineData("سقوط صواريخ على معسكر التاجي أمس", "2020-03-13T08:00:00Z", "2020-03-12")]
    [InlineData("سقوط صواريخ على معسكر التاجي في 11 آذار/مارس", "2020-03-13T08:00:00Z", "2020-03-11")]
    [InlineData("سقوط صواريخ على معسكر التاجي فجر اليوم", "2020-03-12T22:30:00Z", "2020-03-13")]
    public void The_day_is_local_to_the_place(string sentence, string published, string day) =>
        Assert.Equal(day, SomeNames.Facts("", sentence, published).EventDay?.ToString("yyyy-MM-dd"));

    [Theory]
    [InlineData("Rockets hit Taji base, the Pentagon said on Friday.")]
    [InlineData("Rockets hit Taji base.")]
    [InlineData("Rockets may hit Taji base.")]
    [InlineData("Ashab al-Kahf on Friday praised the rocket attack on Taji base.")]
    [InlineData("The minister on Thursday mourned the victims of the attack on Taji base.")]
    [InlineData("أعلنت هيئة الحشد الشعبي صباح الجمعة سقوط صواريخ على معسكر التاجي")]
    public void A_day_of_speech_is_not_the_events(string sentence) =>
        Assert.Null(SomeNames.Facts("", sentence, "2020-03-13T08:00:00Z").EventDay);

    [Theory]
    [InlineData("Ashab al-Kahf on Friday praised the attack on Taji base. Rockets hit the base on Wednesday.")]
    [InlineData("أعلنت وزارة الدفاع صباح الجمعة الحصيلة. وكانت صواريخ قد سقطت على معسكر التاجي مساء الأربعاء.")]
    public void The_day_of_the_event_is_found_behind_the_day_of_speech(string text) => Assert.Equal(
        new DateOnly(2020, 3, 11), SomeNames.Facts("", text, "2020-03-13T08:00:00Z").EventDay);

    [Fact]
    public void Without_a_time_of_publication_only_full_dates_give_a_day()
    {
        var names = SomeNames.Index.Names(AlertBot.Watchlists.TextFolder.Fold("",
            "Rockets hit Taji base on Wednesday."));
        var dated = SomeNames.Index.Names(AlertBot.Watchlists.TextFolder.Fold("",
            "Rockets hit Taji base on 11 March 2020."));

        Assert.Null(AlertBot.Incidents.FactReader.Read(names, null).EventDay);
        Assert.Equal(new DateOnly(2020, 3, 11), AlertBot.Incidents.FactReader.Read(dated, null).EventDay);
    }

    [Theory]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59Z")]
    public void A_time_at_either_end_of_the_calendar_gives_no_day(string published) =>
        Assert.Null(SomeNames.Facts("", "Rockets hit Taji base overnight, on Sunday, after yesterday.", published).EventDay);
}
