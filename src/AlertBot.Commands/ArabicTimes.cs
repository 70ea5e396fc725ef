using System.Collections.Frozen;
using AlertBot.Watchlists;

namespace AlertBot.Commands;

/// <summary>Arabic words for times, as their English ones. Pure.</summary>
internal static class ArabicTimes
{
    private const string Last = "last";

    // English word, then the Arabic ones for it, as they are written from Iraq to the Maghreb.
    // Hamzas, vowel signs and the two forms of final letters do not matter; what has two words is joined by a hyphen.
    private static readonly string[] Table =
    [
        "today=اليوم", "night=ليلة,الليلة,ليل", "yesterday=أمس,البارحة,البارح,مبارح,أمبارح",
        "day before yesterday=أول-أمس,أول-من-أمس,أول-البارحة", "since=منذ,قبل,من,مذ",
        "last=آخر,الماضي,الماضية,الأخير,الأخيرة,المنصرم,خلال,الفائت,الفائتة", "this=هذا,هذه,الجاري,الحالي,الحالية",
        "minute=دقيقة,الدقيقة", "2 minutes=دقيقتين,دقيقتان", "minutes=دقائق,الدقائق", "hour=ساعة,الساعة",
        "2 hours=ساعتين,ساعتان", "hours=ساعات,الساعات", "day=يوم", "2 days=يومين,يومان", "days=أيام,الأيام,يوما",
        "week=أسبوع,الأسبوع,أسبوعا", "2 weeks=أسبوعين,أسبوعان", "weeks=أسابيع,الأسابيع",
        "month=شهر,الشهر,شهرا", "2 months=شهرين,شهران", "months=أشهر,شهور,الأشهر,الشهور",
        "year=سنة,السنة,عام,العام,عاما", "2 years=سنتين,سنتان,عامين,عامان", "years=سنوات,سنين,أعوام",
        "monday=الاثنين,اثنين", "tuesday=الثلاثاء,ثلاثاء", "wednesday=الأربعاء,أربعاء", "thursday=الخميس,خميس",
        "friday=الجمعة,جمعة", "saturday=السبت,سبت", "sunday=الأحد,أحد",
        "january=كانون-الثاني,كانون-ثاني,يناير,جانفي", "february=شباط,فبراير,فيفري", "march=آذار,مارس",
        "april=نيسان,أبريل,أفريل", "may=أيار,مايو,ماي", "june=حزيران,يونيو,يونيه,جوان",
        "july=تموز,يوليو,يوليه,جويلية", "august=آب,أغسطس,أوت", "september=أيلول,سبتمبر",
        "october=تشرين-الأول,تشرين-أول,أكتوبر", "november=تشرين-الثاني,تشرين-ثاني,نوفمبر",
        "december=كانون-الأول,كانون-أول,ديسمبر",
        "3=ثلاث,ثلاثة,الثلاثة,الثلاث", "4=أربع,أربعة,الأربعة,الأربع", "5=خمس,خمسة,الخمسة,الخمس", "6=ست,ستة,الستة,الست",
        "7=سبع,سبعة,السبعة,السبع", "8=ثماني,ثمانية,ثمان,الثمانية,الثماني", "9=تسع,تسعة,التسعة,التسع",
        "10=عشر,عشرة,العشرة,العشر",
    ];

    private static readonly FrozenSet<string> Weekdays = new[]
    {
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> English = Table.Select(entry => entry.Split('='))
        .SelectMany(entry => entry[1].Split(',').Select(word => (Key: Key(word.Split('-')), entry[0])))
        .ToFrozenDictionary(pair => pair.Key, pair => pair.Item2, StringComparer.Ordinal);

    /// <summary>The words with Arabic ones and their digits in English; others stay as they are.</summary>
    /// <param name="text">Words between single spaces.</param>
    public static string InEnglish(string text)
    {
        text = Digits.InAscii(text);
        if (!text.Any(IsArabic)) return text;
        var words = text.Split(' ');
        var said = new List<string>();
        for (var at = 0; at < words.Length;)
        {
            var taken = Math.Min(3, words.Length - at);
            while (taken > 1 && !English.ContainsKey(Key(words[at..(at + taken)]))) taken--;
            said.Add(English.GetValueOrDefault(Key(words[at..(at + taken)]), words[at]));
            at += taken;
        }
        // "Day of Monday" is Monday, and "the week, the last" is the last week.
        for (var i = said.Count - 2; i >= 0; i--)
            if (said[i] == "day" && Weekdays.Contains(said[i + 1])) said.RemoveAt(i);
        // "The days, the three" are three days.
        for (var i = 1; i < said.Count; i++)
            if (said[i].All(char.IsAsciiDigit) && said[i - 1] is ['d' or 'h' or 'w' or 'm' or 'y', .., 's'])
                (said[i - 1], said[i]) = (said[i], said[i - 1]);
        var isLast = said.RemoveAll(word => word == Last) > 0;
        if (said.Remove("this")) said.Insert(0, "this");
        if (isLast) said.Insert(said is ["since", ..] ? 1 : 0, Last);
        return string.Join(' ', said);
    }

    private static string Key(string[] words) => string.Join(' ', words.Select(word => TextFolder.FoldWord(word)));

    private static bool IsArabic(char c) => c is >= '\u0600' and <= '\u06FF';
}
