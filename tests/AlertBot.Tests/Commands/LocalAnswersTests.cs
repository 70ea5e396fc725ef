using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Incidents;
using AlertBot.Testing;
using AlertBot.Watchlists;
using Xunit;

namespace AlertBot.Tests.Commands;

/// <summary>Answers take what they say of incidents from articles in the reader's language, and call everybody by names
/// that the reader can read.</summary>
public sealed class LocalAnswersTests : IAsyncLifetime
{
    private static readonly CancellationToken Never = TestContext.Current.CancellationToken;

    private CommandBench _bench = null!;

    public async ValueTask InitializeAsync()
    {
        _bench = await CommandBench.NewAsync();
        var at = new PlaceFact("taji-base", "Taji base", "IQ", 33.53, 44.26, PlacePrecision.Site, ["taji"], "Rockets hit Taji.", 10);
        var facts = Some.Facts(EventKind.RocketAttack, at, 3, "kataib-hezbollah") with
        {
            Actors = [new ActorFact("kataib-hezbollah", "Kata'ib Hezbollah", ActorRole.Denied, "Kata'ib Hezbollah denied it.")],
        };
        await _bench.HaveAsync(Some.Incident(1, members:
        [
            Some.Member("en", facts: facts, seenUtc: Some.NowUtc, matches: Some.Match("iraq-militias")) with
            {
                Title = "Rockets hit Taji", Language = "en", Sentences = ["Three people were killed at Taji."],
            },
            Some.Member("ar", facts: facts with { Actors = [] }, seenUtc: Some.NowUtc.AddMinutes(5), matches: Some.Match("iraq-militias")) with
            {
                Title = "صواريخ على التاجي", Language = "ar", Sentences = ["قُتل ثلاثة أشخاص في التاجي."],
            },
        ]));
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Theory]
    [InlineData("/incidents all")]
    [InlineData("/incident 1")]
    [InlineData("/brief all since:3d")]
    [InlineData("/actor kataib-hezbollah")]
    [InlineData("/search صواريخ")]
    public async Task A_reader_of_Arabic_is_given_the_Arabic_headline(string line)
    {
        if (line.StartsWith("/search", StringComparison.Ordinal)) await HaveArticleAsync();
        Assert.Contains("صواريخ على التاجي", await _bench.ArabicAsync(line), StringComparison.Ordinal);
        if (!line.StartsWith("/search", StringComparison.Ordinal))
            Assert.Contains("Rockets hit Taji", await _bench.TextAsync(line), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sentences_of_an_Arabic_answer_are_those_of_Arabic_articles()
    {
        Assert.Contains("قُتل ثلاثة أشخاص", await _bench.ArabicAsync("/incident 1"), StringComparison.Ordinal);
        Assert.Contains("Three people were killed", await _bench.TextAsync("/incident 1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sentence_that_no_article_has_in_the_language_is_marked_with_its_own()
    {
        var told = await _bench.ArabicAsync("/incident 1");
        Assert.Contains("[بالإنجليزية] \u2066Kata'ib Hezbollah denied it.\u2069", told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/incident 1")]
    [InlineData("/incidents all")]
    [InlineData("/place taji-base")]
    public async Task A_place_has_the_name_that_the_reader_can_read(string line) =>
        Assert.Contains("قاعدة التاجي", await _bench.ArabicAsync(line), StringComparison.Ordinal);

    [Theory]
    [InlineData("/incident 1 ledger")]
    [InlineData("/brief all since:3d")]
    [InlineData("/actor kataib-hezbollah")]
    [InlineData("/follow Kataib Hizballah")]
    public async Task An_actor_has_the_name_that_the_reader_can_read(string line) =>
        Assert.Contains("كتائب حزب الله", await _bench.ArabicAsync(line), StringComparison.Ordinal);

    [Fact]
    public async Task What_all_of_a_channel_read_is_in_the_language_of_the_channel()
    {
        await _bench.Store.Subscriptions.SaveAsync(
            Subscription.Default(Some.ChannelA, "iraq-militias", Some.NowUtc) with { Language = "ar" }, Never);
        Assert.Contains("صواريخ على التاجي", await _bench.TextAsync("/incidents"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ar", "Kata'ib Hezbollah", "كتائب حزب الله|KH", "كتائب حزب الله")]
    [InlineData("ar", "Nobody knows", "Nobody", "Nobody knows")]
    [InlineData("ar", "Zakho", "زاخۆ|زاخو", "زاخو")]
    [InlineData("en", "كتائب حزب الله", "Kata'ib Hezbollah", "Kata'ib Hezbollah")]
    [InlineData("en", "Zakho", "زاخو", "Zakho")]
    [InlineData("en", "زاخو", "Заху|Zakho", "Zakho")]
    public void A_name_is_the_first_that_stands_in_the_script_of_the_reader(
        string language, string name, string spellings, string expected)
    {
        var actor = new Actor(
            "one", name, ActorKind.Militia, null, 0, null, [.. spellings.Split('|').Select(Alias.Plain)]);
        Assert.Equal(expected, TestTexts.Book.For(language).Name(actor));
    }

    [Fact]
    public void A_spelling_that_counts_only_beside_other_words_is_no_name()
    {
        var actor = new Actor("one", "Kata'ib", ActorKind.Militia, null, 0, null,
            [new Alias("الكتائب", false, ["العراق"], []), Alias.Plain("كتائب حزب الله")]);
        Assert.Equal("كتائب حزب الله", TestTexts.Book.For("ar").Name(actor));
    }

    private Task HaveArticleAsync() => _bench.HaveArticlesAsync(
        Some.Article("found", title: "صواريخ على التاجي", seenUtc: Some.NowUtc) with { Language = "ar" });
}
