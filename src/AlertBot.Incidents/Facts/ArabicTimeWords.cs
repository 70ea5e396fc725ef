namespace AlertBot.Incidents.Facts;

/// <summary>Arabic: days, months, and words that look back.</summary>
internal static class ArabicTimeWords
{
    /// <summary>The list; words are written as in print and folded when it is read.</summary>
    public static IReadOnlyList<Entry> All { get; } =
    [
        new("الأحد", Tag.Weekday) { Number = 0 },
        new("الإثنين, الاثنين", Tag.Weekday) { Number = 1 },
        new("الثلاثاء", Tag.Weekday) { Number = 2 },
        new("الأربعاء", Tag.Weekday) { Number = 3 },
        new("الخميس", Tag.Weekday) { Number = 4 },
        new("الجمعة", Tag.Weekday) { Number = 5 },
        new("السبت", Tag.Weekday) { Number = 6 },
        new("كانون الثاني, يناير", Tag.Month) { Number = 1 },
        new("شباط, فبراير", Tag.Month) { Number = 2 },
        new("آذار, مارس", Tag.Month) { Number = 3 },
        new("نيسان, أبريل, إبريل", Tag.Month) { Number = 4 },
        new("أيار, مايو", Tag.Month) { Number = 5 },
        new("حزيران, يونيو", Tag.Month) { Number = 6 },
        new("تموز, يوليو", Tag.Month) { Number = 7 },
        new("آب, أغسطس", Tag.Month) { Number = 8 },
        new("أيلول, سبتمبر", Tag.Month) { Number = 9 },
        new("تشرين الأول, أكتوبر", Tag.Month) { Number = 10 },
        new("تشرين الثاني, نوفمبر", Tag.Month) { Number = 11 },
        new("كانون الأول, ديسمبر", Tag.Month) { Number = 12 },
        new("اليوم, مساء اليوم, صباح اليوم, فجر اليوم, ظهر اليوم, هذا اليوم, الليلة, هذا المساء, هذا الصباح",
            Tag.DayWord) { Number = 0 },
        new("أمس, مساء أمس, يوم أمس, ليلة أمس, أمس الأول, البارحة, الليلة الماضية, فجر أمس, صباح أمس",
            Tag.DayWord) { Number = 1 },
        new("أول أمس, أمس الأول", Tag.DayWord) { Number = 2 },
        new("مساء, صباح, فجر, ظهر, عصر, ليل, ليلة, يوم, منتصف", Tag.DayPart),

        new("بعد, عقب, إثر", Tag.After),
        new("ردا على, رداً على, انتقاما, انتقاماً, في أعقاب, بعد أيام, بعد يوم, بعد يومين, بعد أسبوع, بعد ساعات, "
            + "بعد أيام من, بعد يوم من, يأتي بعد, تأتي بعد, جاء بعد, جاءت بعد, جاء ردا, جاءت ردا, احتجاجا على, ثأرا, "
            + "على خلفية, بعد شهر, بعد أشهر, بعد أسابيع",
            Tag.StrongAfter),
        new("يأتي ذلك, يأتي هذا, تأتي هذه, جاء ذلك بعد, يأتي الهجوم, تأتي الضربات, يذكر أن, يشار إلى, جدير بالذكر, "
            + "الجدير بالذكر, تجدر الإشارة, سبق أن, سبق وأن, سبق ان, يذكر ان, وكانت قد, وكان قد, يُذكر أن, يُشار إلى",
            Tag.StrongAfter | Tag.Back),
        new("الأسبوع الماضي, الشهر الماضي, العام الماضي, السنة الماضية, الأشهر الماضية, الأسابيع الماضية, "
            + "الأيام الماضية, السنوات الماضية, قبل أيام, قبل أسبوع, قبل أسبوعين, قبل أسابيع, قبل أشهر, قبل شهر, "
            + "قبل شهرين, قبل عام, قبل عامين, قبل سنوات, في وقت سابق من هذا, مطلع الشهر, مطلع العام, بشكل متكرر, "
            + "مرارا, في السابق, منذ أكتوبر/تشرين/مقتل/بداية/مطلع/عام/شهور/أشهر",
            Tag.Back),
        new("هجمات سابقة, هجوم سابق, الهجوم السابق, الهجمات السابقة, هجمات مماثلة, هجوم مماثل, هجمات متكررة, "
            + "قصف سابق",
            Tag.Back | Tag.Attack),
        new("سابق, سابقة, سابقا, أولية, أولي", Tag.Earlier),
    ];
}
