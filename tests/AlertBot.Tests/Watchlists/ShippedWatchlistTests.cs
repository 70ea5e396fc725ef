using AlertBot.Watchlists;
using Xunit;

namespace AlertBot.Tests.Watchlists;

public sealed class ShippedWatchlistTests
{
    private const string Iraq = "iraq-militias";
    private const string RedSea = "red-sea-shipping";

    [Fact]
    public void The_shipped_files_are_read_without_a_problem()
    {
        Assert.Empty(ShippedConfig.Problems);
        Assert.Equal([Iraq, RedSea], ShippedConfig.Index.Watchlists.Select(watchlist => watchlist.Topic.Id));
    }

    // No kind is given: the first flash of an event must be found even where nothing could be made of it.
    [Theory]
    [InlineData("Rockets hit base north of Baghdad")]
    [InlineData("Rocket lands in Baghdad's Green Zone")]
    [InlineData("Rockets hit Iraqi base hosting US troops")]
    [InlineData("BREAKING: Explosions heard near Erbil airport, rockets reported")]
    [InlineData("Katyusha lands near Balad air base")]
    [InlineData("US carries out air strikes on Kata’ib Hezbollah")]
    [InlineData("Crowd storms US embassy compound in Baghdad")]
    [InlineData("Two US service members killed in Iraq")]
    [InlineData("IED hits coalition supply convoy south of Baghdad")]
    [InlineData("US to deploy Patriot missiles to Iraq")]
    [InlineData("US blames Kataib Hizballah for Taji rockets")]
    [InlineData("Usbat al-Thaireen claims responsibility for attack on Camp Taji")]
    [InlineData("سقوط صواريخ على قاعدة التاجي")]
    [InlineData("خلية الإعلام الأمني: سقوط 18 صاروخاً على معسكر التاجي")]
    [InlineData("صاروخ كاتيوشا يسقط قرب السفارة الأميركية في المنطقة الخضراء")]
    [InlineData("عاجل: استهداف مطار أربيل بطائرة مسيرة")]
    [InlineData("محتجون يقتحمون السفارة الأمريكية في بغداد")]
    [InlineData("غارات أمريكية تستهدف مقرات كتائب حزب الله في القائم")]
    [InlineData("عصبة الثائرين تتبنى الهجوم على قاعدة التاجي")]
    [InlineData("انسحاب قوات التحالف الدولي من قاعدة القيارة")]
    [InlineData("حمله موشکی سپاه به پایگاه عین‌الاسد")]
    [InlineData("اصابت چند راکت به پایگاه التاجی در شمال بغداد")]
    [InlineData("هێرشی مووشەکی بۆ سەر فڕۆکەخانەی هەولێر")]
    public void A_first_flash_about_an_attack_in_Iraq_belongs_to_the_topic(string title)
    {
        Assert.Equal([Iraq], ShippedConfig.Topics(title));
    }

    [Theory]
    [InlineData("Militants storm post outside the Green Zone", EventKind.ArmedAttack)]
    [InlineData("Roadside bomb hits convoy near Balad", EventKind.IedAttack)]
    [InlineData("Rockets slam into Al-Tanf, three wounded", EventKind.RocketAttack)]
    [InlineData("Iran-backed fighters killed near Albu Kamal in air strike", EventKind.Airstrike)]
    [InlineData("Iran's Soleimani killed at Baghdad airport", EventKind.Airstrike)]
    [InlineData("Kataib Hezbollah vows revenge on US after strikes in Iraq", EventKind.Threat)]
    [InlineData("Explosions heard at PMF camp south of Baghdad", EventKind.Explosion)]
    [InlineData("عبوة ناسفة تستهدف رتل دعم للتحالف الدولي في بابل", EventKind.IedAttack)]
    public void A_kind_of_event_near_a_watched_place_belongs_to_the_topic(string title, EventKind kind)
    {
        Assert.Equal([Iraq], ShippedConfig.Topics(title, kind: kind));
    }

    [Theory]
    [InlineData("Iraq beat Iran 2-1 in Basra", "The striker hit the winner in stoppage time; fans in Baghdad fired shots.")]
    [InlineData("Teachers strike in Baghdad", "Thousands went on strike in Baghdad over pay, and targeted the ministry.")]
    [InlineData("Strike at Basra oil field enters second week", "Workers in Iraq want their pay.")]
    [InlineData("Oil prices rocket after Iraq cuts exports", "The currency hit a record low in Baghdad.")]
    [InlineData("Iraq buys missiles", "Baghdad said the contract with Moscow was signed on Monday.")]
    [InlineData("Drones deliver medicine in Erbil", "Erbil's hospital will be the target of ten flights a day.")]
    [InlineData("Hit song tops charts in Iraq", "The band from Basra strikes a new tone.")]
    [InlineData("Hezbollah fires rockets at northern Israel", "Baghdad's foreign ministry called for restraint.")]
    [InlineData("Israeli strikes hit Hezbollah in Lebanon", "Two were killed near Tyre.")]
    [InlineData("استهدف المنتخب العراقي الفوز في البصرة", "سجل هدف التعادل في الشوط الثاني")]
    [InlineData("القائم بالأعمال الأمريكي يزور متحفاً في عمان", "")]
    [InlineData("حمله قلبی یک بازیکن در نجف", "")]
    public void Other_news_that_names_Iraq_or_a_look_alike_belongs_to_no_topic(string title, string text)
    {
        Assert.Empty(ShippedConfig.Topics(title, text));
    }

    [Theory]
    [InlineData("Gas cylinder blast kills three in Baghdad restaurant", EventKind.Explosion)]
    [InlineData("انفجار اسطوانة غاز في مطعم ببغداد", EventKind.Explosion)]
    [InlineData("Train crash in Basra kills five", EventKind.Accident)]
    [InlineData("Jewellery robbery in Baghdad: gunmen kill shop owner", EventKind.ArmedAttack)]
    [InlineData("Iraqis mark anniversary of the killing of Soleimani in Baghdad", EventKind.Commemoration)]
    [InlineData("Mourners bury football coach in Najaf", EventKind.Funeral)]
    public void Accidents_crimes_and_memorials_belong_to_no_topic(string title, EventKind kind)
    {
        Assert.Empty(ShippedConfig.Topics(title, kind: kind));
    }

    [Theory]
    [InlineData("Houthi missile hits tanker in the Red Sea", EventKind.RocketAttack)]
    [InlineData("Somali pirates seize cargo ship in the Gulf of Aden", null)]
    [InlineData("هجوم على سفينة تجارية قرب باب المندب", null)]
    [InlineData("US jets strike Houthi launch site near Hodeidah", EventKind.Airstrike)]
    public void News_of_ships_belongs_to_the_other_topic_alone(string title, EventKind? kind)
    {
        Assert.Equal([RedSea], ShippedConfig.Topics(title, kind: kind));
    }

    [Theory]
    [InlineData("Kata'ib Hizbullah", "kataib-hezbollah")]
    [InlineData("کتائب حزب‌الله", "kataib-hezbollah")]
    [InlineData("وكتائب حزب الله", "kataib-hezbollah")]
    [InlineData("Hizballah", "lebanese-hezbollah")]
    [InlineData("Kataeb Party", "kataeb-party")]
    [InlineData("Asaeb Ahl al-Haqq", "asaib-ahl-al-haq")]
    [InlineData("عصائب اهل الحق", "asaib-ahl-al-haq")]
    [InlineData("Hashed al-Shaabi", "pmf")]
    [InlineData("الحشد الشعبي", "pmf")]
    [InlineData("Usbat al-Tha’ireen", "usbat-al-thaireen")]
    [InlineData("Ghasem Soleimani", "qassem-soleimani")]
    [InlineData("Abu Mahdi al-Mohandes", "abu-mahdi-al-muhandis")]
    [InlineData("مارك إسبر", "mark-esper")]
    [InlineData("Ayn al-Assad air base", "ain-al-asad")]
    [InlineData("Taji Base", "taji-base")]
    [InlineData("K1 military base", "k-1")]
    [InlineData("At Tanf", "al-tanf")]
    [InlineData("Jurf al-Nasr", "jurf-al-sakhar")]
    [InlineData("البوكمال", "abu-kamal")]
    [InlineData("هەولێر", "erbil")]
    public void A_name_is_found_however_it_is_spelt(string spelling, string id)
    {
        Assert.Equal([id], ShippedConfig.Names(spelling));
    }

    [Theory]
    [InlineData("Tiyas Military Airbase", "T4 Air Base")]
    [InlineData("مطار التيفور", "T4 Air Base")]
    [InlineData("منفذ ربيعة", "Rabia border crossing")]
    [InlineData("شلمچه", "Shalamcheh")]
    [InlineData("Habur crossing", "Ibrahim Khalil border crossing")]
    [InlineData("تلعفر", "Tall ‘Afar")]
    [InlineData("Port of Hodeidah", "Hodeidah")]
    public void Bases_crossings_and_towns_that_no_one_watches_are_known_in_both_scripts(string spelling, string name)
    {
        var hit = Assert.Single(ShippedConfig.Index.Names(TextFolder.Fold("", spelling)).Hits);

        Assert.Equal(name, hit.Place?.Name);
    }

    [Theory]
    [InlineData("Lotus shows the Esper, a car that the secretary of its club called fast")]
    [InlineData("The Kataib scouts pitched their tents")]
    [InlineData("He said the city of Van hit the side of the road")]
    [InlineData("قالت الحكومة إن البلد بحاجة إلى الأسلحة الحديثة")]
    public void Everyday_words_and_namesakes_are_neither_militia_person_nor_Iraqi_place(string text)
    {
        var named = ShippedConfig.Index.Names(TextFolder.Fold("", text));

        Assert.DoesNotContain(named.Hits, hit => hit.Place?.Country == "IQ");
        Assert.DoesNotContain(named.Hits, hit => hit.Actor?.Kind is ActorKind.Militia or ActorKind.Person);
    }

    [Fact]
    public void A_watched_place_lies_where_the_gazetteer_has_it()
    {
        const double farKm = 12;
        var listed = ShippedConfig.Listed
            .SelectMany(place => place.Aliases, (place, alias) => (place, alias.Text))
            .ToLookup(name => (name.Text, name.place.Country), name => name.place);
        var compared = (from watchlist in ShippedConfig.Index.Watchlists
                        from place in watchlist.Places
                        where place.Precision >= PlacePrecision.City
                        let nearestKm = listed[(place.Name, place.Country)]
                            .Min(other => WatchlistIndex.DistanceKm(place, other))
                        where nearestKm is not null
                        select (place.Id, nearestKm)).ToList();

        Assert.True(compared.Count > 30, $"only {compared.Count} were compared");
        Assert.DoesNotContain(compared, place => place.nearestKm > farKm);
    }

    [Fact]
    public void Every_base_and_town_of_the_watchlist_lies_in_a_listed_country_or_region()
    {
        var index = ShippedConfig.Index;
        var lost = from watchlist in index.Watchlists
                   from place in watchlist.Places
                   where place.Country == "IQ" && !index.IsWithin(place.Id, "iraq")
                   select place.Id;

        Assert.Empty(lost);
        Assert.True(index.IsWithin("union-iii", "baghdad"));
    }
}
