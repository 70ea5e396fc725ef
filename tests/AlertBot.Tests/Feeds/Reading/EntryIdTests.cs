using Xunit;

namespace AlertBot.Tests.Feeds.Reading;

public sealed class EntryIdTests
{
    [Fact]
    public void A_guid_under_which_different_links_stand_is_no_identity()
    {
        var document = Reads.Channel(
            """
            <item><guid>same</guid><link>http://a.example/1</link></item>
            <item><guid>same</guid><link>http://a.example/2</link></item>
            <item><guid>own</guid><link>http://a.example/3</link></item>
            """);

        Assert.Equal([true, true, false], document.Entries.Select(entry => entry.IdDerived));
        Assert.Equal(3, document.Entries.Select(entry => entry.Id).Distinct().Count());
    }

    [Theory]
    [InlineData("  big  news  ", "big  news")]
    [InlineData("\n big\n   news\n", "big news")]
    [InlineData("\uFEFFbig news\uFEFF", "big news")]
    [InlineData("<![CDATA[ a&amp;b ]]>", "a&amp;b")]
    public void An_identity_is_what_is_written_without_what_is_around_it(string guid, string id) =>
        Assert.Equal(id, Reads.Item($"<guid isPermaLink='false'>{guid}</guid>").Id);

    [Fact]
    public void A_guid_repeated_for_the_same_page_stays()
    {
        var document = Reads.Channel(
            """
            <item><guid>same</guid><link>http://a.example/1</link><title>first</title></item>
            <item><guid>same</guid><link>http://a.example/1</link><title>again</title></item>
            """);

        Assert.Equal(["same", "same"], document.Entries.Select(entry => entry.Id));
        Assert.Equal(["first", "again"], document.Entries.Select(entry => entry.Title));
    }

    [Fact]
    public void Derived_identities_never_meet_and_stay_from_poll_to_poll()
    {
        const string Items =
            """
            <item><link>http://a.example/1</link><title>a</title></item>
            <item><link>http://a.example/1</link><title>b</title></item>
            <item><title>c</title><pubDate>Wed, 11 Mar 2020 19:35:00 GMT</pubDate></item>
            <item><title>c</title></item><item><title>c</title></item><item/><item/><item><guid> </guid></item>
            """;

        var first = Reads.Channel(Items).Entries;
        var second = Reads.Channel(Items).Entries;

        Assert.All(first, entry => Assert.True(entry.IdDerived));
        Assert.Equal(first.Count, first.Select(entry => entry.Id).Distinct().Count());
        Assert.Equal(first.Select(entry => entry.Id), second.Select(entry => entry.Id));
    }

    [Fact]
    public void A_derived_identity_does_not_hang_on_the_title_when_there_is_a_link()
    {
        var before = Reads.Item("<link>http://a.example/1</link><title>Three dead</title>");
        var after = Reads.Item("<link>http://a.example/1</link><title>Four dead</title>");

        Assert.Equal(before.Id, after.Id);
    }

    [Theory]
    [InlineData("<guid>\n id \n</guid>", "id")]
    [InlineData("<id>x</id>", "x")]
    [InlineData("<guid></guid><id>x</id>", "x")]
    [InlineData("<guid isPermaLink='false'>A&amp;B</guid>", "A&B")]
    public void The_documents_own_identity_is_taken(string inner, string id)
    {
        Assert.Equal((id, false), (Reads.Item(inner).Id, Reads.Item(inner).IdDerived));
    }
}
