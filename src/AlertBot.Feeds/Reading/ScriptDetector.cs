using System.Text;
using static AlertBot.Feeds.Reading.WideModel;

namespace AlertBot.Feeds.Reading;

/// <summary>Guesses a legacy encoding: the one in which the bytes are likeliest text of a language that uses it.</summary>
internal static class ScriptDetector
{
    private const int SampleBytes = 16 * 1024;

    // Nothing tells most accents apart, and most feeds with few of them are of western Europe.
    private const double WesternHeadStart = 2;

    private const string Russian = "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё";
    private const string Ukrainian = "оанивітеркслудмпзяьбгйчхцжюєїшфщґ";
    private const string Bulgarian = "аиоетнрсвлкдпмзгяъбучщцйжхшфюь";
    private const string Hebrew = "יוהלאתרבשמנדעקחםפגצטזכןסךףץ";
    private const string HebrewFinals = "םןךףץ";
    private const string Greek = "ατοιενσρκπυηλμςόάίέγήδωύχώθφβξζϊψϋΐΰ";
    private const string Arabic = "اليمنتروبةعدسفهكقحجأشىصطخضئزذثإغءظآؤ";
    private const string ArabicFinals = "ةى";
    private const string Persian = "اينردهتومبسشكزلخپگفقجعحچطصآغضئژثذظأء";
    private const string Thai = "านรกเงอมยลว่ด้ทสิตีปบัคุหะแพชจู็ข์ใไำธโผซศถภฟณษญฐฬฉฎฏฆฌฑฒฮฤ";
    private const string ThaiMarks = "่้ิีัุู็์ำะา";
    private const string Polish = "ąęłóśżćńź";
    private const string Czech = "áíéěčřšžýůúťďňóľĺŕäô";
    private const string Hungarian = "áéőöüóíúű";
    private const string Romanian = "ăîâşţ";
    private const string Croatian = "čžšćđ";
    private const string Turkish = "ışüğöçİâîû";
    private static readonly Lazy<ScriptModel[]> Models = new(MakeModels);
    private static readonly Lazy<WideModel[]> WideModels = new(MakeWideModels);

    /// <summary>The likeliest encoding of bytes that are not UTF-8; Windows-1252 when nothing tells.</summary>
    public static Encoding Detect(ReadOnlySpan<byte> body)
    {
        var sample = SampleOf(body);
        var best = Models.Value[0].Encoding;
        var bestScore = double.MinValue;
        foreach (var model in Models.Value)
        {
            var score = model.Score(sample) + (model.Encoding.CodePage == 1252 ? WesternHeadStart : 0);
            if (score > bestScore) (best, bestScore) = (model.Encoding, score);
        }
        foreach (var model in WideModels.Value)
        {
            var score = model.Score(sample);
            if (score > bestScore) (best, bestScore) = (model.Encoding, score);
        }
        return best;
    }

    // The ASCII characters before the first high byte count too: they tell a lone accent from a word of another script.
    private static ReadOnlySpan<byte> SampleOf(ReadOnlySpan<byte> body)
    {
        var first = body.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
        if (first < 0) return default;
        var sample = body[Math.Max(0, first - 16)..];
        return sample.Length > SampleBytes ? sample[..SampleBytes] : sample;
    }

    // Of equals the first wins, so an encoding stands before those that differ from it in little.
    private static ScriptModel[] MakeModels() =>
    [
        .. In("windows-1252", Writing.Latin,
            "éàèêçùâîôûïëœ", "üäößé", "óíáéñúü", "ãçáéíóêõâúàô", "àèéìòù", "äåöøæé", "ëéïèü", "ðáíþæöúýóé"),
        .. In("windows-1250", Writing.Latin, Polish, Czech, Hungarian, Romanian, Croatian),
        .. In("windows-1254", Writing.Latin, Turkish),
        .. In("iso-8859-2", Writing.Latin, Polish, Czech, Hungarian, Romanian, Croatian),
        .. In("windows-1257", Writing.Latin, "ėšįžųūčąę", "āīēšūņžļģčķ"),
        .. Cyrillic("windows-1251", Russian, Ukrainian, Bulgarian),
        .. Cyrillic("koi8-r", Russian),
        .. Cyrillic("koi8-u", Ukrainian),
        .. Cyrillic("iso-8859-5", Russian, Bulgarian),
        .. Cyrillic("cp866", Russian),
        Model("windows-1255", Writing.Uncased, Hebrew, onlyLast: HebrewFinals),
        Model("windows-1256", Writing.Uncased, Arabic, onlyLast: ArabicFinals),
        Model("windows-1256", Writing.Uncased, Persian),
        Model("iso-8859-6", Writing.Uncased, Arabic, onlyLast: ArabicFinals),
        Model("windows-1253", Writing.Cased, Greek, neverFirst: "ςΐΰ", onlyLast: "ς"),
        Model("iso-8859-7", Writing.Cased, Greek, neverFirst: "ςΐΰ", onlyLast: "ς"),
        Model("windows-874", Writing.Uncased, Thai, neverFirst: ThaiMarks),
    ];

    private static WideModel[] MakeWideModels() =>
    [
        new(EncodingLabels.Get("shift_jis")!, Layout.ShiftJis, WideTables.Kanji, 0.25),
        new(EncodingLabels.Get("euc-jp")!, Layout.EucJp, WideTables.Kanji, 0.25),
        new(EncodingLabels.Get("gb18030")!, Layout.Gb, WideTables.Simplified, 0.55),
        new(EncodingLabels.Get("big5")!, Layout.Big5, WideTables.Traditional, 0.55),
        new(EncodingLabels.Get("euc-kr")!, Layout.EucKr, WideTables.Hangul, 0.75),
    ];

    private static IEnumerable<ScriptModel> In(string name, Writing writing, params string[] languages) =>
        languages.Select(letters => Model(name, writing, letters));

    private static IEnumerable<ScriptModel> Cyrillic(string name, params string[] languages) =>
        languages.Select(letters => Model(name, Writing.Cased, letters, neverFirst: "ьъы"));

    private static ScriptModel Model(
        string name, Writing writing, string letters, string neverFirst = "", string onlyLast = "") =>
        new(EncodingLabels.Find(name)!, writing, letters, neverFirst, onlyLast);
}
