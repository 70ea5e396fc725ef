using AlertBot.Incidents;
using Xunit;

namespace AlertBot.Tests.Incidents.Facts;

public sealed class FigureTests
{
    private const int Open = -1;

    [Theory]
    [InlineData("Three people were killed in a rocket attack on Taji.", 3, 3, "Exact")]
    [InlineData("A rocket attack killed at least 15 fighters in Anbar.", 15, Open, "AtLeast")]
    [InlineData("More than 30 people died in the bombing in Mosul.", 30, Open, "MoreThan")]
    [InlineData("Up to 20 militants were killed in the air strike.", 0, 20, "UpTo")]
    [InlineData("As many as 12 soldiers were killed in the ambush.", 0, 12, "UpTo")]
    [InlineData("About 25 people were killed in the blast.", 25, 25, "About")]
    [InlineData("Between 15 and 18 people were killed in the attack.", 15, 18, "Range")]
    [InlineData("Dozens were killed in the air strikes.", 24, Open, "Dozens")]
    [InlineData("Scores of people were killed in the bombing.", 40, Open, "Scores")]
    [InlineData("A dozen soldiers were killed in the attack.", 12, 12, "About")]
    [InlineData("More than two dozen militants were killed in the air strike.", 24, Open, "MoreThan")]
    [InlineData("Twenty-three people were killed when a bomb went off.", 23, 23, "Exact")]
    [InlineData("One hundred and five people were killed in the attack.", 105, 105, "Exact")]
    [InlineData("The bombing left 1,200 people dead.", 1200, 1200, "Exact")]
    [InlineData("A soldier was killed when rockets hit the base.", 1, 1, "Exact")]
    [InlineData("The rocket attack killed a US contractor.", 1, 1, "Exact")]
    [InlineData("The death toll from the rocket attack rises to 7.", 7, 7, "Exact")]
    [InlineData("The death toll from the bombing rose from 3 to 5.", 5, 5, "Exact")]
    [InlineData("Death toll from Taji attack now 12.", 12, 12, "Exact")]
    [InlineData("The blast caused the deaths of four civilians.", 4, 4, "Exact")]
    [InlineData("Six bodies were found after the air strike.", 6, 6, "Exact")]
    [InlineData("The attack left three dead and five wounded.", 3, 3, "Exact")]
    [InlineData("Two Americans and one Briton were killed in a rocket attack.", 3, 3, "Exact")]
    [InlineData("The rockets killed two Americans, three Iraqis and a Briton.", 6, 6, "Exact")]
    [InlineData("Five people, including two children, were killed in the shelling.", 5, 5, "Exact")]
    [InlineData("The strike killed five people, including two children.", 5, 5, "Exact")]
    [InlineData("No one was killed in the rocket attack.", 0, 0, "Exact")]
    [InlineData("There were no casualties in the rocket attack.", 0, 0, "Exact")]
    [InlineData("Rockets hit the base without causing casualties.", 0, 0, "Exact")]
    [InlineData("Nobody was hurt in the rocket attack.", 0, 0, "Exact")]
    [InlineData("18 107mm rockets hit the base, killing 2.", 2, 2, "Exact")]
    [InlineData("Ahmed Ali, 34, and three other officers were killed in the ambush at 19:35 on Route 6.", 3, 3,
        "Exact")]
    [InlineData("مقتل ثلاثة جنود في قصف صاروخي على معسكر التاجي", 3, 3, "Exact")]
    [InlineData("مقتل جندي وإصابة خمسة في هجوم مسلح قرب كركوك", 1, 1, "Exact")]
    [InlineData("قتيلان وثلاثة جرحى بانفجار عبوة ناسفة في ديالى", 2, 2, "Exact")]
    [InlineData("استشهاد جنديين بهجوم لداعش في كركوك", 2, 2, "Exact")]
    [InlineData("مقتل 15 شخصا على الأقل في تفجير انتحاري", 15, Open, "AtLeast")]
    [InlineData("مقتل ما لا يقل عن ٢٥ مقاتلا في غارات جوية", 25, Open, "AtLeast")]
    [InlineData("مقتل أكثر من عشرين شخصا بتفجير في بغداد", 20, Open, "MoreThan")]
    [InlineData("مقتل خمسة وعشرين شخصا بتفجير في بغداد", 25, 25, "Exact")]
    [InlineData("مقتل أحد عشر جنديا بهجوم في ديالى", 11, 11, "Exact")]
    [InlineData("ارتفاع حصيلة القتلى إلى 7 في تفجير بغداد", 7, 7, "Exact")]
    [InlineData("سقوط صاروخ على قاعدة بلد دون خسائر بشرية", 0, 0, "Exact")]
    [InlineData("هجوم بطائرة مسيرة على مطار أربيل ولا إصابات", 0, 0, "Exact")]
    public void Deaths(string sentence, int min, int max, string qualifier)
    {
        var killed = SomeNames.Facts("", sentence).Killed;

        Assert.NotNull(killed);
        Assert.Equal((min, max, qualifier), (killed.Min ?? Open, killed.Max ?? Open, killed.Qualifier.ToString()));
    }

    [Theory]
    [InlineData("Rockets hit the base, wounding 5 soldiers.", 5)]
    [InlineData("Three people were killed and 12 wounded in the bombing.", 12)]
    [InlineData("The mortar shells killed two soldiers and wounded three.", 3)]
    [InlineData("1 killed, 7 wounded in gun attack near Kirkuk.", 7)]
    [InlineData("The bomb killed two soldiers and five civilians were wounded.", 5)]
    [InlineData("Four US service members were hurt in the rocket attack.", 4)]
    [InlineData("The attack injured at least 8 people.", 8)]
    [InlineData("إصابة ثلاثة من عناصر الشرطة بانفجار عبوة ناسفة", 3)]
    [InlineData("مقتل جندي وإصابة خمسة آخرين في هجوم مسلح", 5)]
    [InlineData("جريحان بانفجار عبوة ناسفة في بغداد", 2)]
    public void Wounded(string sentence, int least) => Assert.Equal(least, SomeNames.Facts("", sentence).Wounded?.Min);

    [Theory]
    [InlineData("Rockets hit Taji base. There was no immediate word of casualties.")]
    [InlineData("Rockets hit Taji base. Nothing is known yet of any casualties.")]
    [InlineData("Rockets hit Taji base near Highway 1 at 19:35, about 27 kilometres from Baghdad.")]
    [InlineData("Three rockets hit a base 27 km north of Baghdad, the third such attack this week.")]
    [InlineData("Rockets hit the base of the 45th and 46th Brigades.")]
    [InlineData("Rockets hit a base that houses 5,000 troops.")]
    [InlineData("سقوط صواريخ على قاعدة بلد. لم ترد معلومات عن وقوع خسائر بشرية.")]
    public void Silence_is_not_zero(string text)
    {
        var facts = SomeNames.Facts("", text);

        Assert.Null(facts.Killed);
        Assert.Null(facts.Wounded);
    }

    [Fact]
    public void Another_adds_to_what_was_said()
    {
        var killed = SomeNames.Facts("", "Rockets killed three soldiers at the base. Another two soldiers were "
            + "killed at the gate.").Killed;

        Assert.Equal((5, 5), (killed?.Min, killed?.Max));
    }

    [Fact]
    public void More_wounded_beside_the_dead_are_not_more_than_the_wounded()
    {
        var wounded = SomeNames.Facts(
            "Rockets kill three at Taji, about 12 wounded",
            "Rockets killed three people at Taji base and about 12 more were wounded.").Wounded;

        Assert.Equal((12, 12), (wounded?.Min, wounded?.Max));
    }

    [Fact]
    public void A_toll_replaces_earlier_counts()
    {
        var killed = SomeNames.Facts(
            "Bomb kills 3 in Baghdad market",
            "A car bomb killed 3 people in Baghdad. The death toll later rose to 9, a hospital source said.").Killed;

        Assert.Equal(9, killed?.Min);
        Assert.Equal("a hospital source", killed?.By);
    }

    [Fact]
    public void Sources_that_differ_are_shown_as_conflicting()
    {
        var killed = SomeNames.Facts(
            "Air strikes hit militia positions near Abu Kamal",
            "Air strikes hit militia positions near Abu Kamal. State television said 11 fighters were killed. "
            + "A monitoring group said at least 17 fighters were killed.").Killed;

        Assert.Equal((11, null, FigureQualifier.Conflicting), (killed?.Min, killed?.Max, killed!.Qualifier));
        Assert.Contains("State television", killed.By, StringComparison.Ordinal);
        Assert.Contains("monitoring group", killed.By, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("Hospital staff reported 6 killed in the rocket attack.", "Hospital staff")]
    [InlineData("The military media cell said there were 4 killed in the rocket attack.", "The military media cell")]
    [InlineData("Six people were killed in the rocket attack, the Pentagon said.", "the Pentagon")]
    [InlineData("According to the interior ministry, six people were killed in the rocket attack.",
        "the interior ministry")]
    [InlineData("قال مصدر أمني إن ثلاثة جنود قتلوا في القصف الصاروخي", "مصدر أمني")]
    public void A_figure_names_its_source(string sentence, string source) =>
        Assert.Equal(source, SomeNames.Facts("", sentence).Killed?.By);

    [Theory]
    [InlineData("18 rockets hit Taji base.", 18, 18, "rocket")]
    [InlineData("A barrage of 12 Katyusha rockets hit Balad.", 12, 12, "rocket")]
    [InlineData("Between 15 and 18 rockets struck the base.", 15, 18, "rocket")]
    [InlineData("More than 30 rockets were fired at K-1 base.", 30, Open, "rocket")]
    [InlineData("Kirkuk was hit by 7 107mm rockets.", 7, 7, "rocket")]
    [InlineData("Iran fired 22 ballistic missiles at two bases in Iraq.", 22, 22, "missile")]
    [InlineData("Two explosive-laden drones struck Erbil airport.", 2, 2, "drone")]
    [InlineData("Three mortar shells fell on a village.", 3, 3, "mortar shell")]
    [InlineData("Two roadside bombs hit a supply convoy near Hillah.", 2, 2, "bomb")]
    [InlineData("Rockets hit Taji base.", Open, Open, "rocket")]
    [InlineData("سقوط عشرة صواريخ كاتيوشا على معسكر التاجي", 10, 10, "rocket")]
    [InlineData("سقوط صاروخين على المنطقة الخضراء", 2, 2, "rocket")]
    [InlineData("سقوط صاروخ كاتيوشا على المنطقة الخضراء", 1, 1, "rocket")]
    [InlineData("هجوم بثلاث طائرات مسيرة على مطار أربيل", 3, 3, "drone")]
    [InlineData("سقوط ١٨ صاروخاً على معسكر التاجي", 18, 18, "rocket")]
    public void Munitions(string sentence, int min, int max, string type)
    {
        var munitions = SomeNames.Facts("", sentence).Munitions;

        Assert.Equal((type, min, max), (munitions?.Type, munitions?.Count?.Min ?? Open, munitions?.Count?.Max ?? Open));
    }

    [Fact]
    public void Gunmen_are_counted_as_attackers_and_sites_as_sites()
    {
        Assert.Equal(9, SomeNames.Facts("", "Kirkuk was attacked by 9 gunmen on Sunday.").Attackers?.Min);
        Assert.Equal(5, SomeNames.Facts("", "US air strikes hit five weapons storage facilities in Iraq.").Sites?.Min);
    }

    [Fact]
    public void Those_taken_are_counted()
    {
        var facts = SomeNames.Facts("", "Gunmen attacked a bus and kidnapped four passengers near Kirkuk.");

        Assert.Equal(4, facts.Captured?.Min);
    }
}
