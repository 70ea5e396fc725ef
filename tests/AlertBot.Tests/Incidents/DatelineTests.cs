using AlertBot.Incidents.Summaries;
using Xunit;

namespace AlertBot.Tests.Incidents;

public sealed class DatelineTests
{
    [Theory]
    [InlineData("BAGHDAD (Plain Wire) - Rockets hit a base.", "Rockets hit a base.")]
    [InlineData("MOSUL, Iraq, March 12 (Plain Wire) -- Rockets hit a base.", "Rockets hit a base.")]
    [InlineData("WASHINGTON/LONDON — Two soldiers died.", "Two soldiers died.")]
    public void A_sentence_is_shown_without_place_and_agency(string sentence, string shown) =>
        Assert.Equal(shown, Dateline.Without(sentence));

    [Theory]
    [InlineData("Rockets hit a base - the third this week.")]
    [InlineData("NATO trainers were hit - three of them died.")]
    [InlineData("NATO said nothing.")]
    [InlineData("BAGHDAD")]
    [InlineData("")]
    [InlineData("بغداد - سقطت صواريخ على القاعدة.")]
    public void What_is_no_dateline_stays(string sentence) => Assert.Equal(sentence, Dateline.Without(sentence));
}
