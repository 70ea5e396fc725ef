using AlertBot.Chat;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AlertBot.Tests.Chat;

public sealed class ShortTextTests
{
    [Theory]
    [InlineData("short", 5, "short")]
    [InlineData("rockets fall on Taji", 12, "rockets…")]
    [InlineData("abc\U0001F680\U0001F680", 6, "abc\U0001F680…")]
    [InlineData("abc\U0001F680\U0001F680", 5, "abc…")]
    [InlineData("\u2067كتائب حزب الله\u2069", 8, "\u2067كتائب…\u2069")]
    [InlineData("\U0001F680\U0001F680", 1, "…")]
    public void A_text_is_cut_to_a_limit_with_all_that_the_cut_adds(string text, int most, string expected) =>
        Assert.Equal(expected, ShortText.Within(text, most));

    [Fact]
    public void Nothing_is_longer_than_its_limit_or_ends_in_half_a_character() => Prop.ForAll(
        Gen.Elements("a", " ", "\U0001F680", "\u2067", "\u2069", "e\u0301", "ك").ListOf().Select(string.Concat).ToArbitrary(),
        Gen.Choose(1, 30).ToArbitrary(),
        (text, most) =>
        {
            var cut = ShortText.Within(text, most);
            Assert.InRange(cut.Length, 0, most);
            Assert.Equal(cut, new string([.. cut.EnumerateRunes().SelectMany(r => r.ToString())]));
        }).QuickCheckThrowOnFailure();
}
