using System.Collections.Frozen;
using System.Text;

namespace AlertBot.Commands;

/// <summary>Arabic words for times, as their English ones. Pure.</summary>
internal static class ArabicTimes
{
    // English word, then the Arabic ones for it; as they are written in Iraq, the Levant and elsewhere.
    private const string Table =
        "today=اليوم yesterday=أمس,امس since=منذ,قبل minute=دقيقة minutes=دقائق hour=ساعة hours=ساعات "
        + "day=يوم days=أيام,ايام,يوما,يوماً week=أسبوع,اسبوع weeks=أسابيع month=شهر months=أشهر year=سنة "
        + "monday=الاثنين,الإثنين tuesday=الثلاثاء wednesday=الأربعاء,الاربعاء thursday=الخميس "
        + "friday=الجمعة saturday=السبت sunday=الأحد,الاحد january=يناير february=فبراير,شباط "
        + "march=مارس,آذار,اذار april=أبريل,نيسان may=مايو,أيار june=يونيو,حزيران july=يوليو,تموز "
        + "august=أغسطس,آب september=سبتمبر,أيلول october=أكتوبر november=نوفمبر december=ديسمبر";

    private static readonly FrozenDictionary<string, string> English = Table.Split(' ')
        .Select(entry => entry.Split('=')).SelectMany(entry => entry[1].Split(',').Select(word => (word, entry[0])))
        .ToFrozenDictionary(pair => pair.word, pair => pair.Item2, StringComparer.Ordinal);

    /// <summary>The words with Arabic ones and their digits in English; others stay as they are.</summary>
    public static string InEnglish(string words)
    {
        var digits = new StringBuilder(words.Length);
        foreach (var c in words) digits.Append(char.IsDigit(c) ? (char)('0' + (int)char.GetNumericValue(c)) : c);
        // Months of two words, as they are called in Iraq and the Levant.
        var text = digits.ToString().Replace("كانون الثاني", "january", StringComparison.Ordinal)
            .Replace("كانون الأول", "december", StringComparison.Ordinal)
            .Replace("تشرين الأول", "october", StringComparison.Ordinal)
            .Replace("تشرين الثاني", "november", StringComparison.Ordinal);
        return string.Join(' ', text.Split(' ').Select(word => English.GetValueOrDefault(word, word)));
    }
}
