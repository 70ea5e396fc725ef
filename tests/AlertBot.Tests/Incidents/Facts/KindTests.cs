using AlertBot.Watchlists;
using Xunit;

namespace AlertBot.Tests.Incidents.Facts;

public sealed class KindTests
{
    [Theory]
    [InlineData("Rockets hit Taji base north of Baghdad", EventKind.RocketAttack)]
    [InlineData("Katyusha barrage on Green Zone, sirens at US embassy", EventKind.RocketAttack)]
    [InlineData("Three projectiles land near Balad air base", EventKind.RocketAttack)]
    [InlineData("Iran fires ballistic missiles at Ain al-Asad base housing US troops", EventKind.RocketAttack)]
    [InlineData("US air strikes kill 15 militia fighters near Al-Qaim", EventKind.Airstrike)]
    [InlineData("Jets bomb weapons depots south of Baghdad", EventKind.Airstrike)]
    [InlineData("Warplanes fire missiles at convoy near Abu Kamal", EventKind.Airstrike)]
    [InlineData("Drone strike kills militia commander in Baghdad", EventKind.DroneAttack)]
    [InlineData("Explosive-laden drones target Erbil airport", EventKind.DroneAttack)]
    [InlineData("Drone fires missile at car in Sinjar, two dead", EventKind.DroneAttack)]
    [InlineData("Mortar shells fall on village near Baqubah", EventKind.MortarAttack)]
    [InlineData("Turkish artillery shelling hits villages in Duhok", EventKind.Shelling)]
    [InlineData("Roadside bomb hits coalition supply convoy near Nasiriyah", EventKind.IedAttack)]
    [InlineData("IED blast wounds three policemen in Diyala", EventKind.IedAttack)]
    [InlineData("Car bomb kills four in Mosul market", EventKind.Bombing)]
    [InlineData("Suicide bomber blows himself up at Baghdad checkpoint", EventKind.Bombing)]
    [InlineData("Gunmen open fire on checkpoint near Kirkuk, killing two", EventKind.ArmedAttack)]
    [InlineData("Militants ambush army patrol in Anbar", EventKind.ArmedAttack)]
    [InlineData("Activist shot dead in Basra", EventKind.ArmedAttack)]
    [InlineData("Protesters storm US embassy compound in Baghdad", EventKind.ProtestViolence)]
    [InlineData("Two protesters killed by live fire in Nasiriyah", EventKind.ProtestViolence)]
    [InlineData("Explosion heard near Baghdad airport", EventKind.Explosion)]
    [InlineData("Bus crash kills 12 on Baghdad highway", EventKind.Accident)]
    [InlineData("Fire at Nasiriyah hospital ward kills dozens", EventKind.Accident)]
    [InlineData("Gas cylinder explosion injures six in Erbil restaurant", EventKind.Accident)]
    [InlineData("Magnitude 5.1 earthquake shakes Iraq-Iran border", EventKind.Accident)]
    [InlineData("Thousands join funeral procession for militia commander in Karbala", EventKind.Funeral)]
    [InlineData("Iraqis mark anniversary of Soleimani killing", EventKind.Commemoration)]
    [InlineData("UN mission condemns rocket attack on Taji", EventKind.Statement)]
    [InlineData("Kata'ib Hezbollah denies role in Green Zone rocket attack", EventKind.Statement)]
    [InlineData("Iraq opens investigation into Taji attack", EventKind.Statement)]
    [InlineData("Kata'ib Hezbollah threatens to attack US bases in Iraq", EventKind.Threat)]
    [InlineData("Iran vows revenge for killing of Soleimani", EventKind.Threat)]
    [InlineData("Sirens at US embassy in Baghdad were false alarm, official says", EventKind.FalseAlarm)]
    [InlineData("Army denies reports of rocket attack on Balad base", EventKind.FalseAlarm)]
    [InlineData("Cyber attack takes down Iraqi ministry websites", EventKind.Other)]
    [InlineData("سقوط صواريخ كاتيوشا على معسكر التاجي شمالي بغداد", EventKind.RocketAttack)]
    [InlineData("قصف صاروخي يستهدف قاعدة عين الأسد", EventKind.RocketAttack)]
    [InlineData("غارات جوية تستهدف مقار كتائب حزب الله في القائم", EventKind.Airstrike)]
    [InlineData("طائرة مسيرة تستهدف مطار أربيل", EventKind.DroneAttack)]
    [InlineData("انفجار عبوة ناسفة على رتل للدعم اللوجستي في الناصرية", EventKind.IedAttack)]
    [InlineData("قذائف هاون تسقط على قرية في ديالى", EventKind.MortarAttack)]
    [InlineData("انفجار سيارة مفخخة في الموصل يوقع قتلى", EventKind.Bombing)]
    [InlineData("مسلحون يهاجمون نقطة تفتيش قرب كركوك", EventKind.ArmedAttack)]
    [InlineData("محتجون يقتحمون السفارة الأميركية في بغداد", EventKind.ProtestViolence)]
    [InlineData("تشييع جثمان أبو مهدي المهندس في بغداد", EventKind.Funeral)]
    [InlineData("العراقيون يحيون ذكرى مقتل سليماني", EventKind.Commemoration)]
    [InlineData("الأمم المتحدة تدين الهجوم على معسكر التاجي", EventKind.Statement)]
    [InlineData("كتائب حزب الله تهدد باستهداف القوات الأميركية", EventKind.Threat)]
    [InlineData("خلية الإعلام الأمني تنفي تعرض قاعدة بلد لقصف صاروخي", EventKind.FalseAlarm)]
    [InlineData("Soleimani killed in US strike near Baghdad airport", EventKind.Airstrike)]
    [InlineData("Two die as minibus and lorry collide near Basra", EventKind.Accident)]
    [InlineData("حادث سير يودي بحياة خمسة على طريق بغداد", EventKind.Accident)]
    public void A_headline_tells_what_happened(string title, EventKind expected) =>
        Assert.Equal(expected, SomeNames.Facts(title).Kind);

    [Theory]
    [InlineData("Teachers' union calls strike over pay", "Teachers will walk out on Monday in a dispute over "
        + "wages, the union said.")]
    [InlineData("Strikers score twice as Erbil SC win cup match",
        "The striker hit two goals and the coach praised the attack.")]
    [InlineData("SpaceX rocket launches satellite into orbit",
        "The rocket was launched from Florida and put a satellite into orbit.")]
    [InlineData("Houston Rockets beat Lakers", "The Rockets scored 120 points as the guard shot 50 per cent in "
        + "the NBA game of the season.")]
    [InlineData("An explosion of colour at Baghdad art festival",
        "The exhibition is an explosion of colour, artists say.")]
    [InlineData("Actor dies of heart attack", "The actor, known for his films, had a heart attack in hospital, "
        + "his family said.")]
    [InlineData("Central bank hits inflation target", "The central bank said inflation hit its target and "
        + "exports rose.")]
    [InlineData("Oil prices rocket as OPEC talks collapse", "Brent crude rose and shares fell, investors said, "
        + "after talks collapsed.")]
    [InlineData("Parties strike deal on budget", "The parties struck a deal late on Monday on the budget.")]
    [InlineData("منتخب العراق يفوز بهدفين في مباراة ودية", "سجل مهاجم المنتخب هدفا في المباراة وأشاد المدرب "
        + "باللاعبين.")]
    [InlineData("Rockets banned from promenade on New Year's Eve",
        "Nobody may launch rockets or fireworks from the beach. Sparklers are allowed.")]
    [InlineData("Rocket maker's shares soar after engine test",
        "The engine will carry satellites into orbit, the company told investors.")]
    [InlineData("Train drivers' strike enters third day", "Passengers waited at the airport and at stations.")]
    [InlineData("Storm Ciara stops trains", "The storm hit the coast and slammed into towns.")]
    public void Sport_work_space_and_money_are_no_events(string title, string text)
    {
        var kind = SomeNames.Facts(title, text).Kind;
        Assert.True(kind is null or EventKind.Other or EventKind.Statement, $"{kind}");
    }

    [Fact]
    public void Words_about_an_attack_tell_which_attack_they_are_about()
    {
        var facts = SomeNames.Facts(
            "UN mission condemns attack on Taji", "Eighteen Katyusha rockets hit the camp on Wednesday, killing "
                + "three.");

        Assert.Equal(EventKind.Statement, facts.Kind);
        Assert.Equal(EventKind.RocketAttack, facts.ReactsTo);
    }

    [Fact]
    public void An_attack_without_a_weapon_is_vague()
    {
        var facts = SomeNames.Facts("Two soldiers killed in attack near Kirkuk");

        Assert.Equal(EventKind.ArmedAttack, facts.Kind);
        Assert.True(facts.IsKindVague);
    }

    [Fact]
    public void The_headline_outweighs_what_the_text_adds()
    {
        var facts = SomeNames.Facts(
            "US strikes Kata'ib Hezbollah sites in Iraq",
            "US jets bombed five sites on Thursday, a day after 18 rockets hit Taji base and killed three. "
            + "The rockets had been fired from a truck.");

        Assert.Equal(EventKind.Airstrike, facts.Kind);
        Assert.Null(facts.Killed);
        Assert.Equal(EventKind.RocketAttack, Assert.Single(facts.OtherEvents).Kind);
    }
}
