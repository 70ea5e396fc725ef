using System.Buffers;
using System.Text;

namespace AlertBot.Feeds.Reading;

/// <summary>Guesses a legacy encoding by trying each and looking which gives text that somebody would write.</summary>
internal static class ScriptDetector
{
    private const int SampleBytes = 32 * 1024;
    private const string Windows1252 = "windows-1252";

    // Letters, syllables and signs that are frequent in each script, by general letter-frequency tables.
    private static readonly Candidate[] Candidates =
    [
        new("windows-1256", "اليمنتروبةعدسفهكقحجأ", Cells(0x600, 0x6FF), Written.InRuns),
        new("iso-8859-6", "اليمنتروبةعدسفهكقحجأ", Cells(0x600, 0x6FF), Written.InRuns),
        new("windows-1251", "оеаинтсрвлкмдпуяызьбгчйх", Cells(0x400, 0x45F), Written.InRunsWithCase),
        new("koi8-r", "оеаинтсрвлкмдпуяызьбгчйх", Cells(0x400, 0x45F), Written.InRunsWithCase),
        new("koi8-u", "оеаинтсрвлкмдпуяызьбгчйхії", Cells(0x400, 0x491), Written.InRunsWithCase),
        new("iso-8859-5", "оеаинтсрвлкмдпуяызьбгчйх", Cells(0x400, 0x45F), Written.InRunsWithCase),
        new("cp866", "оеаинтсрвлкмдпуяызьбгчйх", Cells(0x400, 0x45F), Written.InRunsWithCase),
        new("windows-1255", "יוהלאמרשבתנדעחקפ", Cells(0x5B0, 0x5EA), Written.InRuns),
        new("windows-1253", "αοιετσνηυρκπμλςάίόέ", Cells(0x386, 0x3CE), Written.InRunsWithCase),
        new("iso-8859-7", "αοιετσνηυρκπμλςάίόέ", Cells(0x386, 0x3CE), Written.InRunsWithCase),
        new("windows-874", "านรกเงอมยลวดทสตปบคหะ่้ี", Cells(0xE01, 0xE5B), Written.InRuns),
        new(Windows1252, "éèàçêâôîûùëïäöüßáíóúñãõåæøÉÀÇÄÖÜ", Cells(0xC0, 0xFF), Written.AmongLatin),
        new("windows-1250", "áéíóúýčěšžřůďťňąęłńśźżćőűöüăâîşţ", Cells(0xC0, 0x17F), Written.AmongLatin),
        new("windows-1254", "ığşçöüİŞĞÇÖÜâî", Cells(0xC0, 0x15F), Written.AmongLatin),
        new("shift_jis", "のにはをたがでてとしれさいるなもこっからスントルリアイー", Cells(0x3041, 0x30FF), Written.Wide),
        new("euc-jp", "のにはをたがでてとしれさいるなもこっからスントルリアイー", Cells(0x3041, 0x30FF), Written.Wide),
        new(
            "gb18030",
            "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学"
                + "法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些"
                + "然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月"
                + "公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知",
            null, Written.Wide),
        new(
            "big5",
            "的一是在不了有和人這中大為上個國我以要他時來用們生到作地於出就分對成會可主發年動同工也能下過子說產種面而方後多定行學"
                + "法所民得經十三之進著等部度家電力裡如水化高自二理起小物現實加量都兩體制機當使點從業本去把性好應開它合還因由其些"
                + "然前外天政四日那社義事平形相全表間樣與關各重新線內數正心反你明看原又麼利比或但質氣第向道命此變條只沒結解問意建月",
            null, Written.Wide),
        new(
            "euc-kr",
            "이다는의에을를가고하은한로지기사도인서정자대시해어부전원일장들리수있공국경제보주과상성신회관계구그나으유년연동게" +
                "아선비만면적위미라여스용발조소무오와모내중할것했까않개안세산명화방행인치실업민문학교통당금부터김북남한",
            Cells(0xAC00, 0xD7A3), Written.Wide),
    ];

    private enum Written
    {
        /// <summary>Letters follow letters of the same script.</summary>
        InRuns,

        /// <summary>As before, and a capital does not follow a small letter.</summary>
        InRunsWithCase,

        /// <summary>Single letters among ASCII ones.</summary>
        AmongLatin,

        /// <summary>Two bytes a character.</summary>
        Wide,
    }

    /// <summary>The likeliest encoding of bytes that are not UTF-8; Windows-1252 when nothing tells.</summary>
    public static Encoding Detect(ReadOnlySpan<byte> body)
    {
        var sample = SampleOf(body);
        var chars = ArrayPool<char>.Shared.Rent(sample.Length + 16);
        try
        {
            var best = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
            var bestScore = double.MinValue;
            foreach (var candidate in Candidates)
            {
                if (EncodingLabels.Find(candidate.Name) is not { } encoding) continue;
                if (encoding.GetMaxCharCount(sample.Length) > chars.Length
                    && encoding.GetCharCount(sample) > chars.Length) continue;
                var length = encoding.GetChars(sample, chars);
                var score = Score(chars.AsSpan(0, length), candidate);
                if (candidate.Name == Windows1252) score += 0.05;
                if (score <= bestScore) continue;
                (best, bestScore) = (encoding, score);
            }
            return best;
        }
        finally
        {
            ArrayPool<char>.Shared.Return(chars);
        }
    }

    private static ReadOnlySpan<byte> SampleOf(ReadOnlySpan<byte> body)
    {
        var first = body.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
        if (first < 0) return default;
        // The ASCII characters before it count too: they tell a lone accent from a word of another script.
        var sample = body[Math.Max(0, first - 16)..];
        return sample.Length > SampleBytes ? sample[..SampleBytes] : sample;
    }

    // Average worth of a high byte, so that encodings of one and of two bytes a character can be compared.
    private static double Score(ReadOnlySpan<char> text, Candidate candidate)
    {
        var (sum, count) = (0.0, 0);
        var width = candidate.Written == Written.Wide ? 2 : 1;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] < 0x80) continue;
            count += width;
            var before = i > 0 ? text[i - 1] : ' ';
            var after = i + 1 < text.Length ? text[i + 1] : ' ';
            sum += width * Worth(text[i], before, after, candidate);
        }
        return count == 0 ? 0 : sum / count;
    }

    private static double Worth(char c, char before, char after, Candidate candidate)
    {
        // Nobody writes controls, private characters, drawing characters or half-width katakana.
        if (c is '\uFFFD' or (>= '\u0080' and <= '\u009F') or (>= '\uE000' and <= '\uF8FF')) return -8;
        // Two letters of Thai that went out of use a century ago: every second one, if Japanese is taken for Thai.
        if (c is 'ฃ' or 'ฅ') return -4;
        if (c is (>= '\u2500' and <= '\u259F') or (>= '\uFF61' and <= '\uFF9F')) return -2;
        if (c is '\u00A0' or '«' or '»' or (>= '\u2010' and <= '\u203A')) return 0.3;
        if (candidate.Written == Written.Wide && c is (>= '\u3001' and <= '\u3011') or '\uFF0C') return 0.6;
        var frequent = candidate.Frequent.Contains(c);
        if (!frequent && candidate.Script is { } script && (c < script.First || c > script.Last))
            return candidate.Written == Written.Wide && c is >= '\u4E00' and <= '\u9FFF' ? 0.1 : -1;
        var worth = frequent ? 1.2 : 0.3;
        return worth + candidate.Written switch
        {
            Written.InRuns => Neighbours(before, after),
            Written.InRunsWithCase => Neighbours(before, after)
                + (char.IsUpper(c) && char.IsLower(before) ? -2 : 0),
            Written.AmongLatin => (before >= 0x80 && char.IsLetter(before) ? -0.8 : 0)
                + (after >= 0x80 && char.IsLetter(after) ? -0.8 : 0)
                + (char.IsUpper(c) && char.IsLower(before) ? -1 : 0),
            _ => 0,
        };
    }

    private static double Neighbours(char before, char after) =>
        (char.IsAsciiLetter(before) ? -0.8 : 0) + (char.IsAsciiLetter(after) ? -0.8 : 0)
            + (before >= 0x80 && char.IsLetter(before) ? 0.1 : 0);

    private static (char First, char Last)? Cells(int first, int last) => ((char)first, (char)last);

    private sealed record Candidate(string Name, string Frequent, (char First, char Last)? Script, Written Written);
}
