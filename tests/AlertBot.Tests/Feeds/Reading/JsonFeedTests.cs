using System.Text;
using AlertBot.Feeds;
using Xunit;

namespace AlertBot.Tests.Feeds.Reading;

public sealed class JsonFeedTests
{
    private const string Version = "\"version\":\"https://jsonfeed.org/version/1.1\"";

    [Fact]
    public void A_feed_gives_its_fields()
    {
        var document = Reads.Document(
            $$"""
            { {{Version}}, "title":"News &amp; more", "home_page_url":"https://a.example/", "feed_url":"https://a.example/f.json",
              "description":"About", "icon":"/icon.png", "favicon":"/fav.ico", "language":"ar", "next_url":"?p=2",
              "authors":[{"name":"Sara","url":"https://a.example/sara"},{"name":"Omar"}], "expired":false,
              "hubs":[{"type":"WebSub","url":"https://hub.example/"}], "_ext":{"a":[1,{"b":null}]}, "items":[] }
            """);

        Assert.Equal((FeedFormat.Json11, "News & more", "https://a.example/"), (document.Format, document.Title, document.Link));
        Assert.Equal(("About", "https://a.example/icon.png", "ar"), (document.Description, document.Image, document.Language));
        Assert.Equal("Sara, Omar", document.Author);
        Assert.Equal(("https://a.example/f.json", "https://a.example/?p=2"), (document.Hints.SelfLink, document.Hints.NextLink));
        Assert.Equal(["https://hub.example/"], document.Hints.HubLinks);
    }

    [Fact]
    public void An_item_gives_its_fields()
    {
        var entry = Item(
            """
            "id":"urn:1","url":"https://a.example/1","external_url":"https://b.example/","title":"T",
            "content_html":"<p>Long</p><p>text</p>","content_text":"Long","summary":"Short","image":"https://a.example/i.jpg",
            "date_published":"2020-03-11T22:35:00+03:00","date_modified":"2020-03-12T00:00:00Z",
            "author":{"name":"Sara"},"tags":["a","b","a"],"language":"fa",
            "attachments":[{"url":"https://a.example/a.mp3","mime_type":"audio/mpeg","size_in_bytes":5,"duration_in_seconds":1.5}]
            """);

        Assert.Equal(("urn:1", "https://a.example/1", "T"), (entry.Id, entry.Link, entry.Title));
        Assert.Equal(("Short", "Long\ntext", "Sara", "fa"), (entry.Summary, entry.Content, entry.Author, entry.Language));
        Assert.Equal(("https://a.example/i.jpg", 19), (entry.Image, entry.PublishedUtc?.Hour));
        Assert.Equal(12, entry.UpdatedUtc?.Day);
        Assert.Equal(["a", "b"], entry.Categories);
        Assert.Equal([new Enclosure("https://a.example/a.mp3", "audio/mpeg", 5)], entry.Enclosures);
    }

    [Theory]
    [InlineData("\"id\":7", "7")]
    [InlineData("\"id\":1.50", "1.50")]
    [InlineData("\"id\":\"  x \"", "x")]
    public void An_identity_may_be_a_number(string inner, string id) => Assert.Equal(id, Item(inner).Id);

    [Theory]
    [InlineData("\"id\":null")]
    [InlineData("\"id\":\"\"")]
    [InlineData("\"id\":{\"a\":1}")]
    [InlineData("\"id\":[1]")]
    [InlineData("\"id\":true")]
    [InlineData("")]
    public void An_item_without_identity_gets_one(string inner)
    {
        var entry = Item(inner);

        Assert.True(entry.IdDerived);
        Assert.NotEmpty(entry.Id);
    }

    [Theory]
    [InlineData("\"title\":{\"a\":1}")]
    [InlineData("\"title\":[1,2]")]
    [InlineData("\"tags\":\"one\"")]
    [InlineData("\"tags\":{\"one\":1}")]
    [InlineData("\"authors\":\"Sara\"")]
    [InlineData("\"authors\":[1,null,{}]")]
    [InlineData("\"attachments\":\"x\"")]
    [InlineData("\"attachments\":[null,{\"url\":3},{\"url\":null}]")]
    [InlineData("\"date_published\":20200311")]
    [InlineData("\"date_published\":{}")]
    [InlineData("\"url\":5")]
    [InlineData("\"image\":false")]
    [InlineData("\"content_html\":12")]
    public void A_value_of_the_wrong_type_spoils_nothing_else(string wrong)
    {
        var document = Reads.Document(
            $$"""{ {{Version}},"items":[{"id":"1",{{wrong}},"summary":"S"},{"id":"2"}]}""");

        Assert.Equal(["1", "2"], document.Entries.Select(entry => entry.Id));
        Assert.Equal("S", document.Entries[0].Summary);
    }

    [Theory]
    [InlineData("""{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1",},],}""")]
    [InlineData("""{/* c */"version":"https://jsonfeed.org/version/1.1",// d""" + "\n\"items\":[{\"id\":\"1\"}]}")]
    [InlineData("// c\n{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[{\"id\":\"1\"}]}")]
    [InlineData("\uFEFF  {\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[{\"id\":\"1\"}]}")]
    [InlineData("""{"items":[{"id":"1"}],"version":"https://jsonfeed.org/version/1.1"}""")]
    [InlineData("""{"items":[{"id":"1"}],"version":1.1}""")]
    [InlineData("""{"items":[{"id":"1"}],"home_page_url":"https://a.example/"}""")]
    [InlineData("""{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1"}]} trailing""")]
    [InlineData("""{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1"}]""")]
    [InlineData("""{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","title":"cut o""")]
    [InlineData("{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[{\"title\":\"line\nbreak\ttab\",\"id\":\"1\"}]}")]
    [InlineData("""{"version":"https://jsonfeed.org/version/1.1","items":["x",null,3,{"id":"1"}]}""")]
    [InlineData("""{"title":"T","items":[{"id":"1","content_html":"<p>x</p>"}]}""")]
    [InlineData("""{"title":"T","items":[{"content_text":"x","id":"1"}]}""")]
    [InlineData("""{"\u0076ersion":"https://jsonfeed.org/version/1.1","items":[{"\u0069d":"1"}]}""")]
    [InlineData("""{"version":"https://jsonfeed.org/version/1.1","title":"a\xb\ud8 c\'d","items":[{"id":"1"}]}""")]
    [InlineData("""{"version":"https://jsonfeed.org/version/1.1","a":[NaN,-Infinity,undefined,True,None],"items":[{"id":"1"}]}""")]
    public void Loose_json_is_read(string body)
    {
        Assert.Equal("1", Assert.Single(Reads.Document(body).Entries).Id);
    }

    [Theory]
    [InlineData("""{"a":1}""")]
    [InlineData("""{"items":[{"id":"1"}]}""")]
    [InlineData("""{"version":"2.0","name":"package"}""")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{{ template }}")]
    [InlineData("""{"status":"ok","items":[{"id":"1","title":"T","url":"https://a.example/1"}]}""")]
    [InlineData("""[{"version":"https://jsonfeed.org/version/1.1","items":[]}]""")]
    public void Json_of_another_kind_is_no_feed(string body)
    {
        Assert.Equal("not-a-feed", Reads.Failure(Reads.Any(body)).Code);
    }

    [Fact]
    public void Items_of_a_wrong_type_leave_the_feed_standing()
    {
        Assert.Empty(Reads.Document($$"""{ {{Version}},"title":"T","items":{"a":1} }""").Entries);
        Assert.Empty(Reads.Document($$"""{ {{Version}},"title":"T","items":null}""").Entries);
        Assert.Equal("T", Reads.Document($$"""{ {{Version}},"items":"x","title":"T"}""").Title);
    }

    [Fact]
    public void Escapes_and_halves_of_characters_are_survived()
    {
        var entry = Item("\"title\":\"a\\u00e9\\ud83d\\ude00 \\ud800 b\\n\"");

        Assert.Equal("aé😀 \uFFFD b", entry.Title);
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    [InlineData("utf-32BE")]
    public void Json_in_wide_characters_is_read(string encoding)
    {
        var body = Encoding.GetEncoding(encoding).GetBytes($$"""{ {{Version}},"title":"عربي","items":[]}""");

        Assert.Equal("عربي", Reads.Document(Reads.Any(body)).Title);
    }

    [Fact]
    public void What_only_programs_call_a_number_is_text()
    {
        var document = Reads.Document($$"""{ {{Version}},"items":[{"id":-Infinity,"title":"NaN \q"},{"id":NaN}]}""");

        Assert.Equal(["-Infinity", "NaN"], document.Entries.Select(entry => entry.Id));
        Assert.Equal("NaN q", document.Entries[0].Title);
    }

    [Fact]
    public void An_address_that_leads_nowhere_gives_way()
    {
        var entry = Item(
            """
            "url":"javascript:x()","external_url":"https://b.example/",
            "image":"data:image/png;base64,AA","banner_image":"https://a.example/b.png"
            """);

        Assert.Equal(("https://b.example/", "https://a.example/b.png"), (entry.Link, entry.Image));
    }

    [Theory]
    [InlineData("\"name\":null,\"url\":\"mailto:desk@a.example?subject=x\"", "desk@a.example")]
    [InlineData("\"url\":\"https://a.example/desk\"", null)]
    public void An_author_without_name_has_a_mail_address_perhaps(string inner, string? author) =>
        Assert.Equal(author, Item("\"author\":{" + inner + "}").Author);

    [Theory]
    [InlineData("12.0", 12L)]
    [InlineData("\"1,234\"", 1234L)]
    [InlineData("\"12.5 MB\"", null)]
    [InlineData("-1", null)]
    [InlineData("1e6", null)]
    public void A_size_is_a_number_of_bytes_or_nothing(string size, long? bytes)
    {
        var entry = Item("\"attachments\":[{\"url\":\"https://a.example/a\",\"size_in_bytes\":" + size + "}]");

        Assert.Equal(bytes, Assert.Single(entry.Enclosures).LengthBytes);
    }

    private static Entry Item(string inner) =>
        Assert.Single(Reads.Document($$"""{ {{Version}},"items":[{ {{inner}} }]}""").Entries);
}
