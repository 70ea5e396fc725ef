using System.Text.Json.Nodes;
using AlertBot.Testing.Discord;
using Xunit;

namespace AlertBot.Tests.Discord;

public sealed class SchemaCheckerTests
{
    [Theory]
    [InlineData("""{"type":"string","maxLength":3}""", "\"abcd\"", "more than 3")]
    [InlineData("""{"type":["integer","null"],"minimum":1}""", "0", "less than 1")]
    [InlineData("""{"type":"integer"}""", "1.5", "not")]
    [InlineData("""{"type":"array","items":{"type":"integer"},"uniqueItems":true}""", "[1,1]", "twice")]
    [InlineData("""{"type":"array","items":{"type":"integer"},"maxItems":1}""", "[1,2]", "at most 1")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string"}},"required":["a"]}""", "{}", "lacks a")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string"}}}""", """{"b":1}""", "does not know")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string","pattern":"^x"}}}""", """{"a":"y"}""", "does not match")]
    [InlineData("""{"oneOf":[{"type":"integer"},{"type":"number"}]}""", "1", "may fit but one")]
    [InlineData("""{"anyOf":[{"type":"integer"},{"type":"null"}]}""", "\"a\"", "fits none of 2")]
    [InlineData("""{"type":"integer","enum":[1,2]}""", "3", "none of")]
    [InlineData("""{"const":4}""", "3", "is not 4")]
    [InlineData("""{"$ref":"#/components/schemas/Short"}""", "\"abcd\"", "more than 2")]
    [InlineData("""{"type":"object","properties":{},"additionalProperties":{"type":"string"},"maxProperties":1}""", """{"a":"1","b":"2"}""", "at most 1")]
    [InlineData("""{"type":"string","format":"uri"}""", "\"nowhere\"", "no address")]
    public void A_value_that_breaks_a_rule_is_told_with_its_place(string schema, string value, string fault)
    {
        var document = JsonNode.Parse("""{"components":{"schemas":{"Short":{"type":"string","maxLength":2}}}}""")!.AsObject();

        var faults = new SchemaChecker(document).Check(JsonNode.Parse(value), JsonNode.Parse(schema)!);

        Assert.Contains(faults, f => f.StartsWith('$') && f.Contains(fault, StringComparison.Ordinal));
    }

    [Fact]
    public void A_keyword_that_is_not_checked_is_no_silent_success()
    {
        var checker = new SchemaChecker([]);

        Assert.Throws<NotSupportedException>(() => checker.Check(1, JsonNode.Parse("""{"multipleOf":2}""")!));
        Assert.Throws<NotSupportedException>(() => checker.Check("a", JsonNode.Parse("""{"format":"emoji"}""")!));
    }

    [Fact]
    public void All_keywords_of_the_published_document_are_checked()
    {
        var document = ApiDocument.Find();
        Assert.SkipWhen(document is null, "../shared/specs/discord-openapi.json is not there.");

        document!.CheckKeywords();
    }

    [Fact]
    public void The_published_document_tells_good_requests_from_bad_ones()
    {
        var document = ApiDocument.Find();
        Assert.SkipWhen(document is null, "../shared/specs/discord-openapi.json is not there.");

        Assert.Empty(document!.Check("POST", "channels/1/messages", JsonNode.Parse("""{"content":"a","allowed_mentions":{"parse":[]}}""")));
        Assert.Empty(document.Check("GET", "channels/1/messages?limit=100&before=5", null));
        Assert.NotEmpty(document.Check("GET", "channels/1/messages?limit=101", null));
        Assert.NotEmpty(document.Check("POST", "channels/x/messages", JsonNode.Parse("""{"content":"a"}""")));
        Assert.NotEmpty(document.Check("POST", "channels/1/messages", JsonNode.Parse("""{"contents":"a"}""")));
        Assert.NotEmpty(document.Check("POST", "channels/1/letters", null));
    }
}
