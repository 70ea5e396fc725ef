namespace AlertBot.Benchmarks;

/// <summary>Patterns and words of one language: <c>{name}</c> stands for one of a list.</summary>
/// <param name="AttackTitles">Headlines of an attack.</param>
/// <param name="Attack">What outlets say of it.</param>
/// <param name="Titles">Headlines of everything else.</param>
/// <param name="Filler">Sentences that stand in any article.</param>
/// <param name="Lists">The words.</param>
internal sealed record NewsWords(
    IReadOnlyList<string> AttackTitles, IReadOnlyList<string> Attack, IReadOnlyList<string> Titles,
    IReadOnlyList<string> Filler, IReadOnlyDictionary<string, IReadOnlyList<string>> Lists)
{
    public static NewsWords English { get; } = new(
        [
            "{killed} killed in {weapon} attack on {place}", "{weapon} attack hits {place}, {wounded} wounded",
            "At least {killed} dead as {place} comes under fire", "{place} attacked with {rockets} {weapon}s",
            "Army: {weapon}s strike {place}", "{actor} denies part in attack on {place}",
        ],
        [
            "{rockets} {weapon}s hit {place} on {day} evening, the {speaker} said.",
            "At least {killed} people were killed and {wounded} wounded when {weapon}s struck {place}, officials said.",
            "The {speaker} accused {actor} of being behind the attack on {place}.",
            "A spokesman for {actor} denied that its fighters had fired the {weapon}s.",
            "No group has claimed responsibility for the attack so far.",
            "Witnesses near {place} told {agency} that they heard {number} explosions within minutes.",
            "{actor} said in a statement that it had targeted {place} with {rockets} {weapon}s.",
            "Hospital staff reported {killed} dead and {wounded} wounded, among them {number} civilians.",
            "The attack follows the killing of Iranian general Qassem Soleimani in January.",
        ],
        [
            "{club} beat {club} in {city} after late goal", "Shares in {city} fall as {goods} prices slide",
            "Court in {city} hears case of {number} workers", "{speaker} speaks of {goods} in {city}",
            "Rain and floods close roads around {city}", "{city} plans {number} new schools by next year",
            "Strike of bus drivers in {city} enters {day}", "Book fair in {city} draws {number} visitors",
        ],
        [
            "The {speaker} said on {day} that talks on {goods} with {city} would go on for {number} more days.",
            "{agency} quoted the {speaker} as saying that {number} people had asked for help since {day}.",
            "In {city} the price of {goods} rose by {number} dinars, which traders blamed on closed roads.",
            "\"We have waited for {number} days and nobody has told us what will become of the {goods},\" said a "
                + "shopkeeper in {city}.",
            "According to the {speaker}, the road between {city} and {city} will be repaired before winter.",
            "{club} lost at home to {club} on {day}, with {number} spectators in the ground.",
            "The university of {city} has taken in {number} students, more than in any year before.",
            "A report seen by {agency} says that the government spent {number} million dollars on {goods}.",
            "Power was cut in parts of {city} for {number} hours, the {speaker} confirmed.",
            "Doctors in {city} have called for {goods} and warned that {number} beds are not enough.",
            "The minister travelled to {city} on {day} to open a bridge that took {number} months to build.",
            "It was not clear when the court in {city} would decide on the complaint of the {club} supporters.",
            "Observers doubt that the agreement on {goods} will be signed before {day}.",
            "Parliament in Baghdad is to vote on the budget for {goods} after a debate of {number} hours.",
            "The {speaker} did not answer questions by {agency} on {day}.",
            "Since the war ended, {number} families have returned to villages near {city}.",
        ],
        new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
        {
            ["place"] = ["Camp Taji", "Ain al-Asad", "the Green Zone", "K-1", "Al-Qaim", "Balad Air Base", "Basra",
                "Kirkuk", "Mosul", "Erbil", "Baghdad International Airport", "Jurf al-Sakhar", "Besmaya", "Tikrit"],
            ["actor"] = ["Kata'ib Hezbollah", "Asa'ib Ahl al-Haq", "Harakat al-Nujaba", "Saraya Awliya al-Dam",
                "the Badr Organization", "Islamic State", "Kataib Sayyid al-Shuhada"],
            ["weapon"] = ["rocket", "drone", "mortar shell", "missile", "Katyusha rocket"],
            ["day"] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
            ["speaker"] = ["military media cell", "interior ministry", "governor", "Department of Defense", "coalition",
                "prime minister's office", "mayor", "oil ministry", "foreign minister", "health authority"],
            ["agency"] = ["the state agency", "local radio", "our correspondent", "a private channel", "reporters"],
            ["city"] = ["Basra", "Najaf", "Karbala", "Amman", "Ankara", "Tehran", "Hilla", "Kut", "Sulaymaniyah",
                "Vienna", "Lisbon", "Nasiriyah", "Samawah", "Geneva", "Doha", "Oslo", "Cairo", "Beirut"],
            ["goods"] = ["wheat", "diesel", "water", "electricity", "medicines", "school books", "dates", "cement",
                "vaccines", "oil", "gas", "rice", "spare parts"],
            ["club"] = ["Al-Shorta", "Al-Zawraa", "Naft", "Rovers", "Athletic", "United", "Al-Talaba", "Wanderers"],
        });

    public static NewsWords Arabic { get; } = new(
        ["مقتل {killed} في هجوم على {place}", "سقوط {rockets} {weapon} على {place}", "هجوم يستهدف {place}"],
        [
            "سقط {rockets} {weapon} على {place} مساء {day} بحسب {speaker}.",
            "قتل {killed} وأصيب {wounded} بجروح في الهجوم على {place}، وفق {speaker}.",
            "واتهم {speaker} {actor} بالوقوف وراء الهجوم.", "ونفت {actor} أي صلة لها بالهجوم على {place}.",
            "ولم تعلن أي جهة مسؤوليتها عن الهجوم حتى الآن.", "وقال شهود عيان إنهم سمعوا {number} انفجارات قرب {place}.",
        ],
        ["أسعار {goods} ترتفع في {city}", "افتتاح مدرسة جديدة في {city}"],
        [
            "وقال {speaker} يوم {day} إن المحادثات بشأن {goods} ستستمر {number} يوما.",
            "وارتفع سعر {goods} في {city} بمقدار {number} دينارا بحسب التجار.",
            "وأضاف {speaker} أن الطريق بين {city} و{city} سيفتح قبل نهاية الشهر.",
            "ووصل {number} طالبا إلى جامعة {city} هذا العام.", "وانقطعت الكهرباء عن أجزاء من {city} لمدة {number} ساعات.",
            "ودعا أطباء في {city} إلى توفير {goods} محذرين من نقص كبير.",
        ],
        new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
        {
            ["place"] = ["معسكر التاجي", "قاعدة عين الأسد", "المنطقة الخضراء", "القائم", "البصرة", "كركوك", "الموصل"],
            ["actor"] = ["كتائب حزب الله", "عصائب أهل الحق", "حركة النجباء", "تنظيم داعش"],
            ["weapon"] = ["صاروخا", "قذيفة هاون", "طائرة مسيرة"],
            ["day"] = ["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"],
            ["speaker"] = ["خلية الإعلام الأمني", "وزارة الداخلية", "المحافظ", "مصدر أمني", "وزارة الصحة"],
            ["city"] = ["النجف", "كربلاء", "عمان", "الحلة", "الكوت", "بيروت", "القاهرة"],
            ["goods"] = ["القمح", "الوقود", "المياه", "الأدوية", "الكتب المدرسية"],
        });
}
