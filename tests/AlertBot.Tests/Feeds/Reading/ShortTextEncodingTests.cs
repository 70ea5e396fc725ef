using AlertBot.Feeds.Reading;
using Xunit;

namespace AlertBot.Tests.Feeds.Reading;

/// <summary>Feeds that name no encoding anywhere and hold a headline or two: little to guess by.</summary>
public sealed class ShortTextEncodingTests
{
    [Theory]
    [InlineData("big5", "颱風警報")]
    [InlineData("big5", "聯合新聞網：即時新聞")]
    [InlineData("euc-jp", "日本経済新聞")]
    [InlineData("euc-jp", "首相、辞任を表明")]
    [InlineData("euc-jp", "速報")]
    [InlineData("shift_jis", "日本経済新聞")]
    [InlineData("shift_jis", "首相、辞任を表明")]
    [InlineData("shift_jis", "ｶﾀｶﾅのﾃｽﾄ")]
    [InlineData("euc-kr", "조선일보")]
    [InlineData("euc-kr", "북한 미사일 발사")]
    [InlineData("gb18030", "新华网北京电")]
    [InlineData("gb18030", "台风警报")]
    [InlineData("windows-1251", "ПРЕЗИДЕНТ РОССИИ")]
    [InlineData("windows-1251", "Взрыв в Москве")]
    [InlineData("windows-1251", "Новини України: події дня")]
    [InlineData("koi8-r", "Новости России и мира")]
    [InlineData("iso-8859-5", "Президент России сегодня")]
    [InlineData("windows-1255", "צה\"ל תקף בעזה")]
    [InlineData("windows-1255", "ידיעות אחרונות")]
    [InlineData("windows-1256", "انفجار في بغداد")]
    [InlineData("windows-1256", "الجزيرة نت")]
    [InlineData("windows-1256", "مقتل ثلاثة في هجوم على قاعدة عسكرية")]
    [InlineData("windows-1256", "گزارش خبرگزاري از تهران")]
    [InlineData("iso-8859-6", "أخبار العراق")]
    [InlineData("windows-1253", "Ο πρωθυπουργός στην Αθήνα")]
    [InlineData("windows-1254", "Diyarbakır'da çatışma, güvenlik güçleri")]
    [InlineData("windows-1254", "Bakan kararı açıkladı")]
    [InlineData("windows-1250", "Zażółć gęślą jaźń")]
    [InlineData("windows-1250", "Vláda schválila nový zákon o dětech")]
    [InlineData("windows-1250", "Árvíztűrő tükörfúrógép")]
    [InlineData("iso-8859-2", "Gospodarka: złoty słabszy, śmierć")]
    [InlineData("windows-874", "ข่าวด่วนกรุงเทพ")]
    [InlineData("windows-1252", "café")]
    [InlineData("windows-1252", "naïve Zürich")]
    [InlineData("windows-1252", "It’s “quoted” – text")]
    [InlineData("windows-1252", "10 £ and 5 €")]
    [InlineData("windows-1252", "Blåbærsyltetøj på brød")]
    public void A_headline_is_enough_to_tell_the_encoding(string name, string headline)
    {
        var encoding = EncodingLabels.Get(name)!;

        var alone = Reads.Any(encoding.GetBytes($"<rss><channel><item><title>{headline}</title></item></channel></rss>"));
        var among = Reads.Any(encoding.GetBytes(
            "<rss><channel><title>News</title><description>All the news in English</description>"
            + $"<item><title>{headline}</title><link>https://a.example/?a=1</link></item></channel></rss>"));

        Assert.Equal(headline, Reads.Document(alone).Entries[0].Title);
        Assert.Equal(headline, Reads.Document(among).Entries[0].Title);
    }

    [Theory]
    [InlineData("iso-2022-jp", "速報：首都で停電")]
    [InlineData("iso-2022-kr", "속보 수도 정전")]
    public void Escape_sequences_tell_an_encoding_of_seven_bits(string name, string headline)
    {
        var body = EncodingLabels.Get(name)!.GetBytes($"<rss><channel><title>{headline}</title></channel></rss>");

        var document = Reads.Document(Reads.Any(body));

        Assert.Equal((headline, name), (document.Title, document.Encoding));
    }

    [Theory]
    [InlineData("cp273", "Grüße aus Köln")]
    [InlineData("cp424", "שלום")]
    [InlineData("ibm1026", "İzmir")]
    public void A_mainframe_page_is_found_by_its_declaration(string name, string headline)
    {
        var encoding = EncodingLabels.Find(name)!;
        var body = encoding.GetBytes(
            $"<?xml version=\"1.0\" encoding=\"{name}\"?><rss><channel><title>{headline}</title></channel></rss>");

        Assert.Equal(headline, Reads.Document(Reads.Any(body)).Title);
    }

    [Fact]
    public void A_long_text_of_one_script_is_never_taken_for_another()
    {
        var text = string.Concat(Enumerable.Repeat("Ракетный обстрел базы к северу от Багдада. ", 2_000));

        var read = Reads.Any(EncodingLabels.Get("windows-1251")!.GetBytes(
            $"<rss><channel><item><description>{text}</description></item></channel></rss>"));

        Assert.Equal("windows-1251", Reads.Document(read).Encoding);
        Assert.Contains("guessed-encoding", read.Warnings);
    }
}
