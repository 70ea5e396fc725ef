using System.Text;
using AlertBot.Feeds.Reading;
using Xunit;

namespace AlertBot.Tests.Feeds.Reading;

public sealed class EncodingTests
{
    private const string Arabic =
        "هجوم صاروخي على قاعدة التاجي شمال بغداد يسفر عن مقتل ثلاثة جنود من قوات التحالف الدولي وإصابة آخرين";

    private const string Russian = "Ракетный обстрел базы к северу от Багдада: трое военных погибли, двенадцать ранены";
    private const string Hebrew = "ירי רקטות לעבר בסיס צבאי צפונית לבגדד גרם למותם של שלושה חיילים";
    private const string Greek = "Επίθεση με ρουκέτες σε βάση βόρεια της Βαγδάτης με τρεις νεκρούς";
    private const string French = "L'attaque a été revendiquée par aucun groupe, précise l'armée française à Bagdad";
    private const string Japanese = "イラクの首都バグダッドの北にある基地がロケット弾の攻撃を受け、三人が死亡した";
    private const string Chinese = "伊拉克首都巴格达以北的一个军事基地遭到火箭弹袭击，造成三人死亡，多人受伤";
    private const string Taiwanese = "伊拉克首都巴格達以北的一個軍事基地遭到火箭彈襲擊，造成三人死亡，多人受傷";
    private const string Korean = "이라크 바그다드 북쪽의 군사 기지가 로켓 공격을 받아 세 명이 숨지고 여러 명이 다쳤다";
    private const string Thai = "ฐานทัพทางเหนือของกรุงแบกแดดถูกโจมตีด้วยจรวดทำให้มีผู้เสียชีวิตสามคน";

    [Theory]
    [InlineData("windows-1256", Arabic)]
    [InlineData("iso-8859-6", "هجوم على قاعدة شمال بغداد")]
    [InlineData("windows-1251", Russian)]
    [InlineData("koi8-r", Russian)]
    [InlineData("koi8-u", Russian)]
    [InlineData("cp866", Russian)]
    [InlineData("x-mac-cyrillic", Russian)]
    [InlineData("windows-1255", Hebrew)]
    [InlineData("windows-1253", Greek)]
    [InlineData("iso-8859-7", "Επίθεση σε βάση")]
    [InlineData("windows-1252", French)]
    [InlineData("iso-8859-1", French)]
    [InlineData("iso-8859-15", French)]
    [InlineData("shift_jis", Japanese)]
    [InlineData("euc-jp", Japanese)]
    [InlineData("iso-2022-jp", Japanese)]
    [InlineData("gb18030", Chinese)]
    [InlineData("big5", Taiwanese)]
    [InlineData("euc-kr", Korean)]
    [InlineData("windows-874", Thai)]
    [InlineData("utf-8", Arabic)]
    public void A_declared_encoding_is_used_wherever_it_is_declared(string name, string title)
    {
        var declared = Bytes(name, title, declaration: name);
        var bare = Bytes(name, title, declaration: null);

        foreach (var read in new[]
        {
            Reads.Any(declared), Reads.Any(bare, $"application/rss+xml; charset={name}"),
            Reads.Any(bare, $"text/xml;charset=\"{name.ToUpperInvariant()}\""),
        })
        {
            Assert.Equal(title, Reads.Document(read).Title);
            Assert.Equal(name, Reads.Document(read).Encoding);
        }
    }

    [Theory]
    [InlineData("windows-1256", Arabic)]
    [InlineData("windows-1251", Russian)]
    [InlineData("koi8-r", Russian)]
    [InlineData("windows-1255", Hebrew)]
    [InlineData("windows-1253", Greek)]
    [InlineData("windows-1252", French)]
    [InlineData("shift_jis", Japanese)]
    [InlineData("euc-jp", Japanese)]
    [InlineData("gb18030", Chinese)]
    [InlineData("big5", Taiwanese)]
    [InlineData("euc-kr", Korean)]
    [InlineData("windows-874", Thai)]
    [InlineData("utf-8", Arabic)]
    public void An_undeclared_encoding_is_told_by_its_script(string name, string title)
    {
        var document = Reads.Document(Reads.Any(Bytes(name, title, declaration: null)));

        Assert.Equal(title, document.Title);
        Assert.Equal(name, document.Encoding);
    }

    [Theory]
    [InlineData("utf-16", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-16BE", false)]
    [InlineData("utf-32", true)]
    [InlineData("utf-32", false)]
    [InlineData("utf-32BE", true)]
    [InlineData("utf-32BE", false)]
    [InlineData("utf-8", true)]
    public void Unicode_is_told_by_its_mark_or_its_shape(string name, bool mark)
    {
        var encoding = Encoding.GetEncoding(name);
        byte[] body = [.. mark ? encoding.GetPreamble() : [], .. Bytes(name, Arabic, declaration: name)];

        Assert.Equal(Arabic, Reads.Document(Reads.Any(body)).Title);
        Assert.Equal(Arabic, Reads.Document(Reads.Any(body, "text/xml; charset=iso-8859-1")).Title);
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-32")]
    [InlineData("iso-10646-ucs-2")]
    public void A_declaration_that_the_bytes_contradict_is_overruled(string declared)
    {
        var read = Reads.Any(Bytes("utf-8", Arabic, declaration: declared));

        Assert.Equal((Arabic, "utf-8"), (Reads.Document(read).Title, Reads.Document(read).Encoding));
        Assert.Contains("charset-overruled", read.Warnings);
    }

    [Theory]
    [InlineData("text/xml; charset=us-ascii")]
    [InlineData("text/xml; charset=iso-8859-1")]
    [InlineData("text/xml")]
    public void A_server_that_knows_no_better_does_not_spoil_utf8(string contentType)
    {
        var document = Reads.Document(Reads.Any(Bytes("utf-8", Arabic, declaration: "utf-8"), contentType));

        Assert.Equal((Arabic, "utf-8"), (document.Title, document.Encoding));
    }

    [Fact]
    public void The_header_wins_over_the_declaration()
    {
        var document = Reads.Document(Reads.Any(
            Bytes("windows-1256", Arabic, declaration: "iso-8859-1"), "text/xml; charset=windows-1256"));

        Assert.Equal((Arabic, "windows-1256"), (document.Title, document.Encoding));
    }

    [Fact]
    public void An_unknown_encoding_is_passed_over()
    {
        var read = Reads.Any(Bytes("utf-8", Arabic, declaration: "x-nobody-knows"), "text/xml; charset=nonsense");

        Assert.Equal(Arabic, Reads.Document(read).Title);
        Assert.Contains("unknown-charset", read.Warnings);
    }

    [Fact]
    public void One_bad_byte_does_not_send_utf8_elsewhere()
    {
        var body = Bytes("utf-8", Arabic, declaration: "utf-8").ToList();
        body.InsertRange(body.Count - 30, [0xE9]);

        var read = Reads.Any([.. body]);

        Assert.Equal("utf-8", Reads.Document(read).Encoding);
        Assert.StartsWith("هجوم صاروخي", Reads.Document(read).Title, StringComparison.Ordinal);
        Assert.Contains("bad-bytes", read.Warnings);
    }

    [Fact]
    public void Latin_text_that_is_called_utf8_keeps_its_accents()
    {
        var body = Bytes("windows-1252", "Attaque à Bagdad", declaration: "utf-8");

        Assert.Equal("Attaque à Bagdad", Reads.Document(Reads.Any(body)).Title);
    }

    [Fact]
    public void Latin1_with_quotation_marks_of_windows_is_windows_1252()
    {
        var body = Bytes("windows-1252", "The “militia” – so called", declaration: "iso-8859-1");

        var document = Reads.Document(Reads.Any(body));

        Assert.Equal(("The “militia” – so called", "windows-1252"), (document.Title, document.Encoding));
    }

    [Fact]
    public void Ebcdic_is_told_by_its_declaration()
    {
        var ebcdic = CodePagesEncodingProvider.Instance.GetEncoding("IBM037")!;
        var body = ebcdic.GetBytes("""<?xml version="1.0"?><rss version="2.0"><channel><title>Old</title></channel></rss>""");

        Assert.Equal("Old", Reads.Document(Reads.Any(body)).Title);
    }

    [Theory]
    [InlineData("iso-8859-10", "\u00BD", "―")]
    [InlineData("ISO_8859-14:1998", "\u00D0", "Ŵ")]
    [InlineData("koi8-t", "\u0080", "қ")]
    [InlineData("csMacintosh", "\u008A", "ä")]
    [InlineData("MS-CYRL", "\u00C1", "Б")]
    [InlineData("l10", "\u00AA", "Ș")]
    [InlineData("kz-1048", "\u00A3", "Ә")]
    [InlineData("ruscii", "\u0080", "А")]
    [InlineData("roman8", "\u00B1", "Ý")]
    [InlineData("gb2312", "\u00C4\u00E3", "你")]
    [InlineData("cp1256", "\u00C7", "ا")]
    [InlineData("x-windows-1256", "\u00C7", "ا")]
    [InlineData("ks_c_5601-1987", "\u00B0\u00A1", "가")]
    [InlineData("latin-2", "\u00B1", "ą")]
    public void Encodings_are_known_by_their_many_names(string label, string bytes, string character)
    {
        var body = Encoding.Latin1.GetBytes(
            $"<?xml version='1.0' encoding='{label}'?><rss version='2.0'><channel><title>{bytes}</title></channel></rss>");

        Assert.Equal(character, Reads.Document(Reads.Any(body)).Title);
    }

    [Fact]
    public void Ascii_that_is_called_ebcdic_is_read_as_ascii()
    {
        Assert.Equal("T", Reads.Document(
            "<?xml version='1.0' encoding='cp037'?><rss version='2.0'><channel><title>T</title></channel></rss>").Title);
    }

    [Theory]
    [InlineData("Élections : « première » journée à Orléans")]
    [InlineData("Выборы в Москве — итоги")]
    [InlineData("It’s “over” – 5 €")]
    public void Text_that_was_encoded_twice_is_mended(string title)
    {
        var once = Encoding.UTF8.GetBytes($"<rss><channel><title>{title}</title></channel></rss>");
        var windows = string.Concat(once.Select(b =>
            b is >= 0x80 and <= 0x9F ? CharacterReference.OfWindows((char)b) : (char)b));

        var read = Reads.Any(windows);

        Assert.Equal(title, Reads.Document(read).Title);
        Assert.Contains("double-encoded", read.Warnings);
    }

    [Theory]
    [InlineData("LIBERTÉ\u00A0: le film")]
    [InlineData("Ação em São João, não à Ásia")]
    [InlineData("Prix\u00A0: 5\u00A0€")]
    [InlineData("«À»")]
    public void Text_that_was_encoded_once_is_left_alone(string title)
    {
        var read = Reads.Any($"<rss><channel><title>{title}</title></channel></rss>");

        Assert.Equal(title.Replace('\u00A0', ' '), Reads.Document(read).Title);
        Assert.DoesNotContain("double-encoded", read.Warnings);
    }

    [Fact]
    public void A_short_text_that_is_called_utf8_and_mostly_is_stays_so()
    {
        var body = Encoding.UTF8.GetBytes("<rss><channel><title>Ракеты ~~ Багдад</title></channel></rss>");
        body.AsSpan().Replace((byte)'~', (byte)0xF0);

        foreach (var read in new[] { Reads.Any(body, "application/rss+xml; charset=utf-8"), Reads.Any(body) })
        {
            Assert.Equal("utf-8", Reads.Document(read).Encoding);
            Assert.Equal("Ракеты \uFFFD\uFFFD Багдад", Reads.Document(read).Title);
        }
    }

    [Theory]
    [InlineData("big5")]
    [InlineData("euc-kr")]
    public void A_lone_character_of_utf8_is_not_taken_for_a_pair_that_the_named_encoding_has_not(string name)
    {
        var read = Reads.Any(
            Encoding.UTF8.GetBytes("<rss><channel><item><title>a\u200C</title><guid>1</guid></item></channel></rss>"),
            $"text/xml; charset={name}");

        Assert.Equal("1", Assert.Single(Reads.Document(read).Entries).Id);
        Assert.Equal("utf-8", Reads.Document(read).Encoding);
    }

    private static byte[] Bytes(string encoding, string title, string? declaration)
    {
        var xml = declaration is null ? "" : $"""<?xml version="1.0" encoding="{declaration}"?>""";
        var text = $"""{xml}<rss version="2.0"><channel><title>{title}</title><link>http://a.example/</link></channel></rss>""";
        var target = CodePagesEncodingProvider.Instance.GetEncoding(encoding) ?? Encoding.GetEncoding(encoding);
        return target.GetBytes(text);
    }
}
