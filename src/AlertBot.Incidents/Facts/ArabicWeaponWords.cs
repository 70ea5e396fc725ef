using AlertBot.Watchlists;

namespace AlertBot.Incidents.Facts;

/// <summary>Arabic: weapons, attacks and accidents.</summary>
internal static class ArabicWeaponWords
{
    /// <summary>The list; words are written as in print and folded when it is read.</summary>
    public static IReadOnlyList<Entry> All { get; } =
    [
        new("صاروخ, كاتيوشا, مقذوف, صاروخ كاتيوشا, صاروخ من نوع كاتيوشا, قذيفة صاروخية",
            Tag.Munition | Tag.Singular | Tag.Conflict)
            { Kind = EventKind.RocketAttack, Strength = 1.5, Munition = "rocket" },
        new("صواريخ, صواريخ كاتيوشا, صواريخ غراد, مقذوفات, قذائف صاروخية", Tag.Munition | Tag.Conflict)
            { Kind = EventKind.RocketAttack, Strength = 1.5, Munition = "rocket" },
        new("صاروخان, صاروخين, مقذوفان, مقذوفين", Tag.Munition | Tag.Number | Tag.Conflict)
            { Kind = EventKind.RocketAttack, Strength = 1.5, Munition = "rocket", Number = 2 },
        new("صاروخ باليستي/بالستي", Tag.Munition | Tag.Singular | Tag.Conflict)
            { Kind = EventKind.RocketAttack, Strength = 2, Munition = "missile" },
        new("صواريخ باليستية/بالستية", Tag.Munition | Tag.Conflict)
            { Kind = EventKind.RocketAttack, Strength = 2, Munition = "missile" },
        new("قصف/هجوم صاروخي, القصف/الهجوم الصاروخي, هجمات/ضربات/رشقات صاروخية, الهجمات/الضربات الصاروخية, "
            + "ضربة/رشقة صاروخية, قصف/هجوم/استهداف بصواريخ/بالصواريخ/بصاروخ/بصاروخين",
            Tag.Attack | Tag.Conflict)
            { Kind = EventKind.RocketAttack, Strength = 3 },
        new("هاون, قذيفة هاون, مورتر", Tag.Munition | Tag.Singular | Tag.Conflict)
            { Kind = EventKind.MortarAttack, Strength = 3, Munition = "mortar shell" },
        new("قذائف هاون/الهاون, قذائف مورتر, هاونات", Tag.Munition | Tag.Conflict)
            { Kind = EventKind.MortarAttack, Strength = 3, Munition = "mortar shell" },
        new("قذيفتا/قذيفتي هاون", Tag.Munition | Tag.Number | Tag.Conflict)
            { Kind = EventKind.MortarAttack, Strength = 3, Munition = "mortar shell", Number = 2 },
        new("قذيفة", Tag.Munition | Tag.Singular | Tag.Conflict)
            { Kind = EventKind.Shelling, Strength = 1.5, Munition = "artillery shell" },
        new("قذائف, قذائف مدفعية, قذائف المدفعية", Tag.Munition | Tag.Conflict)
            { Kind = EventKind.Shelling, Strength = 1.5, Munition = "artillery shell" },
        new("قذيفتان, قذيفتين", Tag.Munition | Tag.Number | Tag.Conflict)
            { Kind = EventKind.Shelling, Strength = 1.5, Munition = "artillery shell", Number = 2 },
        new("قصف مدفعي, القصف المدفعي, مدفعية, قصف بالمدفعية",
            Tag.Attack | Tag.Conflict) { Kind = EventKind.Shelling, Strength = 3 },
        new("قصف", Tag.Attack | Tag.Hit | Tag.Deed | Tag.Conflict) { Kind = EventKind.Shelling, Strength = 0.7 },
        new("قصفت, قصفوا, يقصف, تقصف", Tag.Hit | Tag.Deed | Tag.Conflict) { Kind = EventKind.Shelling, Strength = 0.7 },
        new("طائرة مسيرة, طائرة مسيّرة, مسيرة مفخخة, طائرة مسيرة مفخخة, درون, طائرة بدون/دون طيار, طائرة بلا طيار, "
            + "مسيّرة",
            Tag.Munition | Tag.Singular | Tag.Conflict) { Kind = EventKind.DroneAttack, Strength = 2.5,
                Munition = "drone" },
        new("طائرات مسيرة, طائرات مسيّرة, مسيرات, مسيّرات, طائرات مسيرة مفخخة, مسيرات مفخخة, طائرات بدون/دون طيار, "
            + "طائرات بلا طيار",
            Tag.Munition | Tag.Conflict) { Kind = EventKind.DroneAttack, Strength = 2.5, Munition = "drone" },
        new("طائرتان مسيرتان, طائرتين مسيرتين, مسيرتان, مسيرتين, مسيّرتان, مسيّرتين, طائرتان/طائرتين مفخختان/مفخختين",
            Tag.Munition | Tag.Number | Tag.Conflict) { Kind = EventKind.DroneAttack, Strength = 2.5,
                Munition = "drone", Number = 2 },
        new("غارة, غارات, غارتان, غارتين, غارة جوية, غارات جوية, ضربة جوية, ضربات جوية, الضربات الجوية, "
            + "الغارات الجوية, قصف جوي, القصف الجوي, الضربة الجوية, الغارة الجوية, ضربات أميركية/أمريكية, "
            + "الضربات الأميركية/الأمريكية, قصف أميركي/أمريكي, القصف الأميركي/الأمريكي",
            Tag.Attack | Tag.Conflict) { Kind = EventKind.Airstrike, Strength = 3 },
        new("طيران, طائرة, طائرات, مقاتلات, طائرات حربية, طيران حربي, الطيران الحربي, سلاح الجو, مقاتلات حربية",
            Tag.Aircraft),
        new("عبوة, عبوة ناسفة, لغم", Tag.Munition | Tag.Singular | Tag.Conflict)
            { Kind = EventKind.IedAttack, Strength = 3, Munition = "bomb" },
        new("عبوات, عبوات ناسفة, ألغام",
            Tag.Munition | Tag.Conflict) { Kind = EventKind.IedAttack, Strength = 3, Munition = "bomb" },
        new("عبوتان, عبوتين, عبوتان ناسفتان, عبوتين ناسفتين", Tag.Munition | Tag.Number | Tag.Conflict)
            { Kind = EventKind.IedAttack, Strength = 3, Munition = "bomb", Number = 2 },
        new("سيارة مفخخة, سيارة ملغومة, قنبلة, حزام ناسف, دراجة مفخخة, دراجة نارية مفخخة",
            Tag.Munition | Tag.Singular | Tag.Conflict)
            { Kind = EventKind.Bombing, Strength = 3, Munition = "bomb" },
        new("سيارات مفخخة, قنابل",
            Tag.Munition | Tag.Conflict) { Kind = EventKind.Bombing, Strength = 2, Munition = "bomb" },
        new("سيارتان/سيارتين مفخختان/مفخختين, قنبلتان, قنبلتين", Tag.Munition | Tag.Number | Tag.Conflict)
            { Kind = EventKind.Bombing, Strength = 3, Munition = "bomb", Number = 2 },
        new("تفجير, تفجيرات, تفجيران, تفجيرين, تفجير انتحاري, هجوم انتحاري, عملية انتحارية, الهجوم الانتحاري, "
            + "التفجير الانتحاري",
            Tag.Attack | Tag.Conflict) { Kind = EventKind.Bombing, Strength = 3 },
        new("انتحاري, انتحاريان, انتحاريين",
            Tag.Attacker | Tag.Person | Tag.Conflict) { Kind = EventKind.Bombing, Strength = 2 },
        new("انفجار, انفجارات, انفجاران, انفجارين", Tag.Attack) { Kind = EventKind.Explosion, Strength = 1.2 },
        new("انفجر, انفجرت, دوي انفجار, دوى", Tag.Hit) { Kind = EventKind.Explosion, Strength = 0.8 },
        new("ضربة, ضربات", Tag.Attack) { Kind = EventKind.Airstrike, Strength = 0.4 },
        new("هجوم, هجمات, الهجومين, اعتداء, اعتداءات, استهداف, عملية, حادث, حادثة, هجومان, هجومين, عدوان",
            Tag.Attack),
        new("هجوم مسلح, إطلاق نار, إطلاق النار, اشتباك, اشتباكات, كمين, اغتيال, اقتحام, عملية اغتيال, طعن, اختطاف, "
            + "خطف, هجوم مسلحين, الهجوم المسلح",
            Tag.Attack | Tag.Conflict) { Kind = EventKind.ArmedAttack, Strength = 2.5 },
        new("اقتحم, اقتحموا, اقتحمت, يقتحم, يقتحمون, تقتحم, اقتحامهم, هاجم, هاجمت, هاجموا, اغتال, اغتالوا, "
            + "أطلق مسلحون, أطلقوا النار, أطلق النار, فتح النار, فتحوا النار, يهاجم, يهاجمون",
            Tag.Hit | Tag.Deed) { Kind = EventKind.ArmedAttack, Strength = 2 },
        new("مسلح, مسلحون, مسلحين, مسلحان, مهاجم, مهاجمون, مهاجمين, إرهابي, إرهابيون, إرهابيين, متطرفين, متشددين",
            Tag.Attacker | Tag.Person | Tag.Conflict) { Kind = EventKind.ArmedAttack, Strength = 1.2 },
        new("استهدف, استهدفت, يستهدف, تستهدف, يسقط, تسقط, تضرب, يضرب, يطال, تطال, هز, هزت, يهز, تهز, سقوط, سقط, "
            + "سقطت, أصاب, أصابت, ضرب, ضربت, تعرض, تعرضت, تعرّض, طال, طالت, سقوطها, مستهدفا, مستهدفة, تعرضه, تعرضها",
            Tag.Hit),
        new("شن, شنت, نفذ, نفذت, ينفذ, تنفذ, أطلق, أطلقت, تنفيذ, شنّت, شنّ, نفّذ, نفّذت, وراء", Tag.Deed | Tag.Fire),
        new("متظاهر, متظاهرون, متظاهرين, محتج, محتجون, محتجين, معتصم, معتصمون, معتصمين, تظاهرات, تظاهرة, مظاهرات, "
            + "احتجاجات, مظاهرة, متظاهري, احتجاج",
            Tag.Protest | Tag.Person),
        new("قنابل الغاز, الغاز المسيل, غاز مسيل, الرصاص الحي, إحراق, أحرقوا, حرق, أضرموا, أضرم, قنابل مسيلة", Tag.Hit)
            { Kind = EventKind.ProtestViolence, Strength = 1 },
        new("حادث سير, حادث مروري, تحطم, سقوط طائرة, سقوط مروحية, انهيار, زلزال, هزة أرضية, حريق, حرائق, غرق, "
            + "تصادم, انقلاب حافلة/سيارة/عجلة, فيضان, فيضانات, سيول, تسرب غاز, انفجار أسطوانة, انفجار قنينة, "
            + "تماس كهربائي, خلل فني, عطل فني, اندلع حريق, اندلاع حريق, اندلاع النيران",
            Tag.Hit) { Kind = EventKind.Accident, Strength = 2.5 },
        new("رتل, أرتال, قافلة, رتل للدعم, رتلا, دورية, موكب", Tag.Convoy | Tag.Conflict | Tag.Thing),
        new("منصة, منصات, منصة إطلاق, منصات إطلاق, قاعدة إطلاق, راجمة, منظومة, منظومات", Tag.Thing),
        new("مباراة, مباريات, دوري, هدف, أهداف, منتخب, لاعب, مدرب, بطولة, مهاجم الفريق, كأس, هداف, نادي, ركلة جزاء",
            Tag.Sport),
        new("إضراب, إضراب عام, نقابة, رواتب, أجور", Tag.Labour),
        new("نوبة قلبية, أزمة قلبية, هجوم إلكتروني, هجوم سيبراني, هجمة مرتدة, الهجوم السيبراني", Tag.Leisure),
    ];
}
