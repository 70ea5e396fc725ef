using AlertBot.Incidents;
using Xunit;

namespace AlertBot.Tests.Incidents.Facts;

/// <summary>Parts that a pronoun, a conjunction or a word order carries, and parts that are none.</summary>
public sealed class RoleScopeTests
{
    private const string Asaib = "Asa'ib Ahl al-Haq";
    private const string Nujaba = "Harakat al-Nujaba";
    private const string Coalition = "International Coalition";

    [Theory]
    [InlineData("Asa'ib Ahl al-Haq on Monday hailed the mortar attack on Balad air base, but denied that it had "
        + "taken part.",
        Asaib, ActorRole.Denied)]
    [InlineData("A minister told parliament that Asa'ib Ahl al-Haq was the likely culprit in the bombing.", Asaib,
        ActorRole.Suspected)]
    [InlineData("Asa'ib Ahl al-Haq shelled the base before. The Pentagon said the militia was responsible for the "
        + "bombing.",
        Asaib, ActorRole.Accused)]
    [InlineData("Jets bombed depots of Asa'ib Ahl al-Haq, the Pentagon said, holding the group responsible for a "
        + "mortar "
        + "attack that killed two Danes.", Asaib, ActorRole.Accused)]
    [InlineData("Jets bombed depots of Asa'ib Ahl al-Haq, the Pentagon said, holding the group responsible for a "
        + "mortar "
        + "attack that killed two Danes.", "US Department of Defense", ActorRole.Accuser)]
    [InlineData("Washington blamed Asa'ib Ahl al-Haq for the bombing, which denied it. US officials pointed at "
        + "Asa'ib Ahl al-Haq.",
        Asaib, ActorRole.Accused)]
    [InlineData("Asa'ib Ahl al-Haq fought in Basra. However, while the group put out a leaflet praising the bombing, "
        + "they "
        + "denied involvement.", Asaib, ActorRole.Denied)]
    [InlineData("The bombing was blamed by Washington on Asa'ib Ahl al-Haq, which denied it.", Asaib, ActorRole.Denied)]
    [InlineData("Investigators were looking at the possible involvement of Asa'ib Ahl al-Haq in the bombing.", Asaib,
        ActorRole.Suspected)]
    [InlineData("Jets hit depots of Asa'ib Ahl al-Haq, the Pentagon said, after a bombing that it blames on the "
        + "Iran-backed militia.", Asaib, ActorRole.Accused)]
    [InlineData("Islamic State says it killed eleven soldiers in Diyala.", "Islamic State", ActorRole.Claimed)]
    [InlineData("A US official said Iran was behind the drone strike on Erbil.", "Iran", ActorRole.Accused)]
    [InlineData("وقال متحدث باسم عصائب أهل الحق إن العصائب ليست مسؤولة عن الهجوم الصاروخي.", Asaib, ActorRole.Denied)]
    [InlineData("Israel accused Iran of the drone attack on Erbil.", "Iran", ActorRole.Accused)]
    [InlineData("Tehran denied a role in the drone attack on Erbil. Iranian officials called it a lie.",
        "Iranian government", ActorRole.Denied)]
    [InlineData("US officials blamed the drone attack in Erbil on Iran.", "Iran", ActorRole.Accused)]
    [InlineData("Tehran denied a role in the drone attack on Erbil.", "Tehran", ActorRole.Denied)]
    [InlineData("Three members of the international coalition and four Kurdish security forces were wounded in the "
        + "bombing.",
        Coalition, ActorRole.Victim)]
    [InlineData("US jets strike three Harakat al-Nujaba depots", Nujaba, ActorRole.Target)]
    [InlineData("Jets bombed the headquarters of two brigades of Harakat al-Nujaba.", Nujaba, ActorRole.Target)]
    [InlineData("The prime minister, Mustafa al-Kadhimi, told reporters that the bombing was a crime.",
        "Mustafa al-Kadhimi", ActorRole.Speaker)]
    [InlineData("Akram al-Kaabi, a militia leader from the south, was shot dead in Erbil on Sunday.", "Akram al-Kaabi",
        ActorRole.Victim)]
    [InlineData("Police condemned the murder of the former deputy speaker Akram al-Kaabi in Erbil.", "Akram al-Kaabi",
        ActorRole.Victim)]
    [InlineData("Akram al-Kaabi, who was kidnapped in Erbil by gunmen, is alive.", "Akram al-Kaabi", ActorRole.Victim)]
    [InlineData("Two engineers were kidnapped near Kirkuk by fighters of Islamic State.", "Islamic State",
        ActorRole.Suspected)]
    [InlineData("Islamic State militants killed six guards at a checkpoint near Kirkuk.", "Islamic State",
        ActorRole.Suspected)]
    [InlineData("باركت عصائب أهل الحق التفجير الذي استهدف قاعدة بلد، لكنها أنكرت ضلوعها فيه.", Asaib, ActorRole.Denied)]
    [InlineData("وكانت عصائب أهل الحق قد نددت بالقصف الصاروخي، وهو الهجوم الذي نفت العصائب تنفيذه.", Asaib,
        ActorRole.Denied)]
    [InlineData("نفت طهران الاتهامات الأميركية بتدبير الهجوم على السفارة.", "Tehran", ActorRole.Denied)]
    [InlineData("ورجحت مصادر أمنية تورط عصائب أهل الحق في الهجوم الصاروخي.", Asaib, ActorRole.Suspected)]
    [InlineData("وتقول واشنطن إن المخازن تعود إلى عصائب أهل الحق التي تحملها مسؤولية القصف الصاروخي.", Asaib,
        ActorRole.Accused)]
    [InlineData("ذكرت الشرطة أن أربعة من عناصر التحالف الدولي أصيبوا بقصف صاروخي.", Coalition, ActorRole.Victim)]
    [InlineData("مقتل خمسة من قوات التحالف الدولي بتفجير في كركوك", Coalition, ActorRole.Victim)]
    [InlineData("وقتل في الغارة نائب رئيس هيئة الحشد الشعبي أبو مهدي المهندس.", "Abu Mahdi al-Muhandis",
        ActorRole.Victim)]
    [InlineData("استهدفت غارة جوية مقار حركة النجباء قرب بغداد.", Nujaba, ActorRole.Target)]
    public void The_part_goes_to_whom_it_belongs(string text, string name, ActorRole role) =>
        Assert.Contains(SomeNames.Facts("", text).Actors, a => a.Name == name && a.Role == role);

    [Theory]
    [InlineData("ذكرت الشرطة أن أربعة من عناصر التحالف الدولي أصيبوا بقصف صاروخي.", Coalition)]
    [InlineData("مقتل جندي بريطاني وإصابة خمسة آخرين بقصف صاروخي", "British forces")]
    [InlineData("باركت عصائب أهل الحق الهجوم الصاروخي على قاعدة بلد.", Asaib)]
    [InlineData("Members of the coalition were believed to be among the wounded in the bombing.", Coalition)]
    [InlineData("Jets hit two targets linked to Harakat al-Nujaba.", Nujaba)]
    [InlineData("Crowds besieged the embassy in fury at US air strikes that killed ten fighters two days before.",
        "United States")]
    [InlineData("Rockets hit Balad air base. The attack came a day after US air strikes on an Iraqi militia.",
        "United States")]
    [InlineData("US officials would not say whether they hold Asa'ib Ahl al-Haq responsible for the bombing.", Asaib)]
    [InlineData("The Pentagon dismissed Baghdad's complaint that soldiers had been killed in the air strike.",
        "US Department of Defense")]
    [InlineData("Mortar shells hit Balad air base on Sunday. No group claimed it. On Thursday mortar shells killed two "
        + "guards there; Baghdad blamed Asa'ib Ahl al-Haq, which denied it.", Asaib)]
    [InlineData("Asa'ib Ahl al-Haq said it had been hit by an air strike near Basra.", Asaib)]
    [InlineData("Asa'ib Ahl al-Haq denied that there were differences between its leaders after the bombing.", Asaib)]
    [InlineData("Asa'ib Ahl al-Haq denied that gunmen attacked the governor's office in Basra.", Asaib)]
    [InlineData("The bombing was close to an office of Asa'ib Ahl al-Haq. The ministry has issued a paper in which it "
        + "denies the charges.", Asaib)]
    [InlineData("A bomb went off in Basra. Iraqi police arrested one man.", "Iraqi Security Forces")]
    [InlineData("A bomb went off in Basra. The Iraqi government launched an inquiry.", "Iraqi government")]
    [InlineData("Asa'ib Ahl al-Haq rejected an offer of talks after the bombing.", Asaib)]
    public void Nobody_is_accused_or_denies_who_does_not(string text, string name) =>
        Assert.DoesNotContain(SomeNames.Facts("", text).Actors, a => a.Name == name
            && a.Role is ActorRole.Suspected or ActorRole.Accused or ActorRole.Claimed or ActorRole.Denied
                or ActorRole.Confirmed);

    [Theory]
    [InlineData("Rockets hit Harir, which houses US forces, late on Sunday, two policemen said.", "US military",
        ActorRole.Speaker)]
    [InlineData("Missiles were fired in revenge for the killing of Qassem Soleimani.", "Qassem Soleimani",
        ActorRole.Victim)]
    [InlineData("قصف صاروخي رداً على مقتل قاسم سليماني.", "Qassem Soleimani", ActorRole.Victim)]
    [InlineData("اقتحم مئات من أنصار حركة النجباء مبنى المحافظة.", Nujaba, ActorRole.Target)]
    [InlineData("Rockets hit Harir. It followed air strikes on depots of Harakat al-Nujaba.", Nujaba, ActorRole.Target)]
    [InlineData("Ankara blamed the bombing in Erbil on the PKK.", "Kurdistan Workers' Party", ActorRole.Target)]
    [InlineData("من دون إصابات في صفوف القوات العراقية بقصف صاروخي.", "Iraqi Security Forces", ActorRole.Victim)]
    public void What_was_another_deed_or_an_aside_gives_no_part(string text, string name, ActorRole role) =>
        Assert.DoesNotContain(SomeNames.Facts("", text).Actors, a => a.Name == name && a.Role == role);

    [Theory]
    [InlineData("Rockets hit Harir. It could not be established who had fired.")]
    [InlineData("Rockets hit Harir. Nobody has said that they launched the rockets.")]
    [InlineData("Rockets hit Harir. Neither government has said who was behind it.")]
    [InlineData("قصف صاروخي على قاعدة حرير. ولم تتضح حتى الآن الجهة التي تقف وراء القصف.")]
    public void That_the_culprit_is_not_known_is_kept(string text) =>
        Assert.NotNull(SomeNames.Facts("", text).PerpetratorUnknownSentence);

    [Fact]
    public void That_one_group_has_not_claimed_it_leaves_others() =>
        Assert.Null(SomeNames.Facts("", "Rockets hit Harir. Asa'ib Ahl al-Haq has not claimed the attack.")
            .PerpetratorUnknownSentence);
}
