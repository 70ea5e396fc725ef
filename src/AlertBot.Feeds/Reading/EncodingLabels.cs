using System.Collections.Frozen;
using System.Text;

namespace AlertBot.Feeds.Reading;

/// <summary>Encodings by the names that headers and declarations use.</summary>
internal static class EncodingLabels
{
    // Names that .NET does not know, or gives a narrower meaning than documents do.
    private static readonly FrozenDictionary<string, string> Aliases = new Dictionary<string, string>
    {
        ["utf8"] = "utf-8",
        ["utf_8"] = "utf-8",
        ["u8"] = "utf-8",
        ["unicode-1-1-utf-8"] = "utf-8",
        ["utf8mb4"] = "utf-8",
        ["utf-8-sig"] = "utf-8",
        ["ascii"] = "us-ascii",
        ["latin1"] = "iso-8859-1",
        ["latin-1"] = "iso-8859-1",
        ["iso8859-1"] = "iso-8859-1",
        ["iso88591"] = "iso-8859-1",
        ["8859-1"] = "iso-8859-1",
        ["iso8859-15"] = "iso-8859-15",
        ["cp1252"] = "windows-1252",
        ["ansi"] = "windows-1252",
        ["gb2312"] = "gb18030",
        ["gb_2312-80"] = "gb18030",
        ["gbk"] = "gb18030",
        ["x-gbk"] = "gb18030",
        ["cp936"] = "gb18030",
        ["936"] = "gb18030",
        ["ms936"] = "gb18030",
        ["euc-cn"] = "gb18030",
        ["euccn"] = "gb18030",
        ["euc_cn"] = "gb18030",
        ["chinese"] = "gb18030",
        ["iso-ir-58"] = "gb18030",
        ["hz"] = "hz-gb-2312",
        ["hzgb"] = "hz-gb-2312",
        ["big5-hkscs"] = "big5",
        ["big5hkscs"] = "big5",
        ["big5-tw"] = "big5",
        ["cp950"] = "big5",
        ["ms950"] = "big5",
        ["sjis"] = "shift_jis",
        ["s_jis"] = "shift_jis",
        ["shiftjis"] = "shift_jis",
        ["shift-jis"] = "shift_jis",
        ["windows-31j"] = "shift_jis",
        ["ms932"] = "shift_jis",
        ["cp932"] = "shift_jis",
        ["mskanji"] = "shift_jis",
        ["ms-kanji"] = "shift_jis",
        ["eucjp"] = "euc-jp",
        ["euc_jp"] = "euc-jp",
        ["ujis"] = "euc-jp",
        ["euckr"] = "euc-kr",
        ["euc_kr"] = "euc-kr",
        ["uhc"] = "euc-kr",
        ["cp949"] = "euc-kr",
        ["ms949"] = "euc-kr",
        ["cp1361"] = "johab",
        ["ms1361"] = "johab",
        ["tis620"] = "windows-874",
        ["tis-620"] = "windows-874",
        ["iso-8859-11"] = "windows-874",
        ["cp874"] = "windows-874",
        ["koi8r"] = "koi8-r",
        ["koi8_r"] = "koi8-r",
        ["koi8u"] = "koi8-u",
        ["koi8_u"] = "koi8-u",
        ["maccyrillic"] = "x-mac-cyrillic",
        ["mac-cyrillic"] = "x-mac-cyrillic",
        ["macroman"] = "macintosh",
        ["mac-roman"] = "macintosh",
        ["macgreek"] = "x-mac-greek",
        ["mac-greek"] = "x-mac-greek",
        ["macturkish"] = "x-mac-turkish",
        ["mac-turkish"] = "x-mac-turkish",
        ["maciceland"] = "x-mac-icelandic",
        ["maclatin2"] = "x-mac-ce",
        ["maccentraleurope"] = "x-mac-ce",
        ["u16"] = "utf-16",
        ["utf16"] = "utf-16",
        ["ucs-2"] = "utf-16",
        ["ucs2"] = "utf-16",
        ["csunicode"] = "utf-16",
        ["iso-10646-ucs-2"] = "utf-16",
        ["utf16le"] = "utf-16",
        ["utf-16le"] = "utf-16",
        ["utf16be"] = "utf-16be",
        ["u32"] = "utf-32",
        ["utf32"] = "utf-32",
        ["ucs-4"] = "utf-32",
        ["ucs4"] = "utf-32",
        ["csucs4"] = "utf-32",
        ["iso-10646-ucs-4"] = "utf-32",
        ["utf-32le"] = "utf-32",
        ["utf32be"] = "utf-32be",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The encoding of a label, tried as written and in the spellings of other systems; null when unknown.</summary>
    public static Encoding? Find(string label)
    {
        var name = label.Trim().Trim('"', '\'').ToLowerInvariant();
        if (name.Length is 0 or > 40) return null;
        if (Aliases.TryGetValue(name, out var alias)) name = alias;
        return Get(name)
            ?? Get(name.Replace('_', '-'))
            ?? GetCodePage(name);
    }

    /// <summary>An encoding by its own name; null when this system has none.</summary>
    public static Encoding? Get(string name)
    {
        if (CodePagesEncodingProvider.Instance.GetEncoding(name) is { } legacy) return legacy;
        try
        {
            var encoding = Encoding.GetEncoding(name);
            // UTF-7 hides mark-up from whoever checks it, which is all that it is used for today.
            return encoding.CodePage == 65000 ? null : encoding;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    // "cp1256", "cp-1256", "windows1256", "ibm866", "x-cp1251", "1251".
    private static Encoding? GetCodePage(string name)
    {
        var digits = name.AsSpan().TrimStart("abcdefghijklmnopqrstuvwxyz-_ ");
        return digits.Length is >= 2 and <= 5 && int.TryParse(digits, out var page) && page is > 36 and < 65000
            ? CodePagesEncodingProvider.Instance.GetEncoding(page)
            : null;
    }
}
