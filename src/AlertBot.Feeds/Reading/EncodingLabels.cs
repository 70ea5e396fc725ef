using System.Collections.Frozen;
using System.Text;

namespace AlertBot.Feeds.Reading;

/// <summary>Encodings by the names that headers and declarations use.</summary>
internal static class EncodingLabels
{
    // Names that .NET does not know, or gives a narrower meaning than documents do; without dashes and the like.
    private static readonly FrozenDictionary<string, string> Aliases = new Dictionary<string, string>
    {
        ["utf-8"] = "utf8 u8 unicode11utf8 utf8mb4 utf8sig utf cp65001 65001 utf8ucs2 utf8ucs4",
        ["us-ascii"] = "ascii usascii 646 iso646us ansix341968 ansix341986 iso646irv1991 us cp367 ibm367",
        ["iso-8859-1"] = "latin1 latin l1 8859 cp819 ibm819 isoir100 88591",
        ["iso-8859-2"] = "latin2 l2",
        ["iso-8859-3"] = "latin3 l3",
        ["iso-8859-4"] = "latin4 l4",
        ["iso-8859-5"] = "cyrillic",
        ["iso-8859-6"] = "arabic asmo708 ecma114",
        ["iso-8859-7"] = "greek greek8 elot928 ecma118",
        ["iso-8859-8"] = "hebrew",
        ["iso-8859-9"] = "latin5 l5",
        ["iso-8859-10"] = "latin6 l6 csisolatin6 isoir157",
        ["iso-8859-13"] = "latin7 l7",
        ["iso-8859-14"] = "latin8 l8 isoceltic isoir199",
        ["iso-8859-15"] = "latin9 l9",
        ["iso-8859-16"] = "latin10 l10 isoir226",
        ["windows-1250"] = "msee",
        ["windows-1251"] = "mscyrl",
        ["windows-1252"] = "cp1252 ansi windows1252 msansi mbcs dbcs",
        ["windows-1253"] = "msgreek",
        ["windows-1254"] = "msturk",
        ["windows-1255"] = "mshebr",
        ["windows-1256"] = "msarab",
        ["windows-1257"] = "winbaltrim",
        ["ibm775"] = "cspc775baltic",
        ["ibm850"] = "cspc850multilingual",
        ["dos-862"] = "cspc862latinhebrew",
        ["ibm861"] = "cpis",
        ["ibm869"] = "cpgr",
        ["ibm037"] = "ibm039",
        ["gb18030"] =
            "gb2312 gb231280 gbk xgbk cp936 936 ms936 euccn eucgb2312cn chinese isoir58 " +
            "csiso58gb231280 gb23121980 gb180302000 xmacsimpchinese",
        ["hz-gb-2312"] = "hz hzgb hzgb2312",
        ["big5"] = "big5hkscs hkscs big5tw cp950 ms950 950 csbig5 xmactradchinese",
        ["shift_jis"] =
            "sjis shiftjis windows31j ms932 cp932 932 mskanji csshiftjis xmacjapanese sjis2004 " +
            "shiftjis2004 sjisx0213 shiftjisx0213",
        ["euc-jp"] = "eucjp ujis eucjis2004 jisx0213 eucjisx0213",
        ["iso-2022-jp"] = "iso2022jp iso2022jp1 iso2022jp2 iso2022jp3 iso2022jp2004 iso2022jpext csiso2022jp",
        ["iso-2022-kr"] = "iso2022kr csiso2022kr",
        ["euc-kr"] = "euckr uhc cp949 949 ms949 korean ksc5601 ksc56011987 ksx1001 isoir149 xmackorean",
        ["johab"] = "cp1361 ms1361",
        ["windows-874"] = "tis620 tis6200 tis62025290 tis62025291 thai isoir166 cp874 iso885911",
        ["koi8-r"] = "koi8r cskoi8r",
        ["koi8-u"] = "koi8u",
        ["koi8-t"] = "koi8t",
        ["x-mac-cyrillic"] = "maccyrillic",
        ["macintosh"] = "macroman mac csmacintosh xmacroman",
        ["x-mac-greek"] = "macgreek",
        ["x-mac-turkish"] = "macturkish",
        ["x-mac-icelandic"] = "maciceland",
        ["x-mac-ce"] = "maclatin2 maccentraleurope maccenteuro macce",
        ["kz1048"] = "kz1048 rk1048 strk10482002",
        ["ptcp154"] = "pt154 cp154 csptcp154 cyrillicasian",
        ["cp1125"] = "1125 ibm1125 cp866u ruscii",
        ["hp-roman8"] = "hproman8 roman8 r8 cp1051 ibm1051 cshproman8",
        ["utf-16"] = "u16 utf16 ucs2 csunicode iso10646ucs2 utf16le unicodelittleunmarked",
        ["utf-16be"] = "utf16be unicodebigunmarked",
        ["utf-32"] = "u32 utf32 ucs4 csucs4 iso10646ucs4 utf32le",
        ["utf-32be"] = "utf32be",
    }
    .SelectMany(pair => pair.Value.Split(' ').Select(alias => (Alias: alias, Name: pair.Key)))
    .ToFrozenDictionary(pair => pair.Alias, pair => pair.Name, StringComparer.Ordinal);

    /// <summary>The encoding of a label, tried as written and in the spellings of other systems; null when
    /// unknown.</summary>
    public static Encoding? Find(string label)
    {
        var name = label.Trim().Trim('"', '\'').ToLowerInvariant();
        if (name.Length is 0 or > 40) return null;
        var squeezed = string.Concat(name.Where(char.IsAsciiLetterOrDigit));
        if (Aliases.TryGetValue(squeezed, out var alias)) return Get(alias);
        return Get(name)
            ?? Get(name.Replace('_', '-'))
            ?? GetIso(name)
            ?? GetCodePage(name);
    }

    /// <summary>An encoding by its own name; null when this system has none.</summary>
    public static Encoding? Get(string name)
    {
        if (TableEncoding.Find(name) is { } ours) return ours;
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

    // "iso8859_5", "ISO_8859-5:1988", "8859-5".
    private static Encoding? GetIso(string name)
    {
        var at = name.IndexOf("8859", StringComparison.Ordinal);
        if (at < 0) return null;
        var rest = name.AsSpan(at + 4).TrimStart("-_ ");
        var end = rest.IndexOfAnyExceptInRange('0', '9');
        var part = end < 0 ? rest : rest[..end];
        return part.Length is 1 or 2 && int.TryParse(part, out var number) ? Get($"iso-8859-{number}") : null;
    }

    // "cp1256", "cp-1256", "windows1256", "ibm866", "x-cp1251", "1251".
    private static Encoding? GetCodePage(string name)
    {
        var digits = name.AsSpan().TrimStart("abcdefghijklmnopqrstuvwxyz-_ ");
        return digits.Length is >= 2 and <= 5 && int.TryParse(digits, out var page) && page is > 36 and < 65000
            // The old pages of IBM's mainframes bear their number and 20,000 here.
            ? CodePagesEncodingProvider.Instance.GetEncoding(page)
                ?? CodePagesEncodingProvider.Instance.GetEncoding(20_000 + page)
            : null;
    }
}
