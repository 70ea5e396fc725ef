using AlertBot.Chat;
using AlertBot.Testing;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AlertBot.Tests.Chat;

/// <summary>What all platforms may show, and how what runs the other way is fenced in.</summary>
public sealed class CleanTextTests
{
    // Latin, Arabic and Hebrew letters, every mark and override of direction, isolates, controls, halves of pairs.
    private static readonly Gen<string> Tricks = Gen.Elements(
        "a", "word ", "ب", "عربي ", "א", "5", ":", "(", "\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u200e",
        "\u200f", "\u061c", "\u2066", "\u2067", "\u2068", "\u2069", "\u2069", "\u001b[31m", "\u0007", "\n", "\u2029",
        "\ud83d", "\udd25", "\u200d", "e\u0301").ListOf().Select(string.Concat);

    [Fact]
    public void Whatever_comes_in_isolates_are_balanced_and_overrides_gone() => Prop.ForAll(
        Tricks.ToArbitrary(), text =>
        {
            var clean = CleanText.Line(text);

            Assert.True(IsBalanced(clean));
            Assert.DoesNotContain(clean, c => c is >= '\u202a' and <= '\u202e' or '\u200e' or '\u200f' or '\u061c');
            Assert.DoesNotContain(clean, char.IsControl);
            Assert.DoesNotContain(clean, c => c is '\u2028' or '\u2029');
            Assert.Equal(clean, CleanText.Line(clean));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Nothing_but_isolates_is_lost_by_balancing_them() => Prop.ForAll(Tricks.ToArbitrary(), text =>
        Isolates.Without(Isolates.Balanced(text)) == Isolates.Without(text)).QuickCheckThrowOnFailure();

    [Fact]
    public void What_is_quoted_never_gets_out_of_its_isolate() => Prop.ForAll(
        Tricks.ToArbitrary(), Gen.Elements<string?>(null, "ar", "en", "fa").ToArbitrary(), (text, language) =>
        {
            foreach (var texts in (Texts[])[TestTexts.English, TestTexts.Arabic])
            {
                var quoted = texts.Quote(text, language);
                Assert.True(IsBalanced(quoted));
                Assert.True(IsBalanced(texts.Of("chat.quoted", ("language", text), ("quote", quoted))));
                // What stands outside every isolate runs with the language, or is a text of that language itself.
                if (language != texts.Language)
                {
                    Assert.False(Direction.Has(quoted, texts.IsRightToLeft
                        ? ReadingDirection.LeftToRight : ReadingDirection.RightToLeft));
                }
            }
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("Rockets hit Taji", "en", "Rockets hit Taji")]
    [InlineData("Rockets hit Taji", "en-GB", "Rockets hit Taji")]
    [InlineData("صواريخ على التاجي", "ar", "[Arabic] \u2067صواريخ على التاجي\u2069")]
    [InlineData("صواريخ على التاجي", "ar-IQ", "[Arabic] \u2067صواريخ على التاجي\u2069")]
    [InlineData("Raketen auf Tadschi", "de", "[German] \u2066Raketen auf Tadschi\u2069")]
    [InlineData("Raketit", "fi", "[Finnish] \u2066Raketit\u2069")]
    [InlineData("Rockets hit Taji", null, "Rockets hit Taji")]
    [InlineData("صواريخ على التاجي", null, "\u2068صواريخ على التاجي\u2069")]
    [InlineData("a\u2069b\u202e", "en", "ab\u202e")]
    [InlineData("", "ar", "")]
    public void A_quotation_is_marked_with_its_language_where_that_is_another(
        string text, string? language, string expected) =>
        Assert.Equal(expected, TestTexts.English.Quote(text, language));

    [Fact]
    public void In_Arabic_an_English_sentence_is_marked_and_stays_as_it_is() => Assert.Equal(
        "[بالإنجليزية] \u2066Rockets hit Taji.\u2069", TestTexts.Arabic.Quote("Rockets hit Taji.", "en"));

    [Theory]
    [InlineData("\u2067abc", "abc")]
    [InlineData("abc\u2069", "abc")]
    [InlineData("a\u2067b\u2066c\u2069d", "ab\u2066c\u2069d")]
    [InlineData("a\u2068b\u2069c\u2069d", "a\u2068b\u2069cd")]
    public void An_isolate_without_its_end_goes_and_an_end_without_its_isolate(string text, string expected) =>
        Assert.Equal(expected, Isolates.Balanced(text));

    [Fact]
    public void Isolates_in_isolates_have_an_end()
    {
        var deep = new string('\u2067', 40) + "x" + new string('\u2069', 40);

        Assert.Equal(8, Isolates.Balanced(deep).Count(c => c == '\u2067'));
        Assert.True(IsBalanced(Isolates.Balanced(deep)));
    }

    [Fact]
    public void A_text_that_is_cut_closes_what_it_opened()
    {
        var quoted = TestTexts.English.Quote(string.Concat(Enumerable.Repeat("صواريخ ", 40)), "ar");
        for (var most = 1; most < quoted.Length; most++) Assert.True(IsBalanced(ShortText.Of(quoted, most)));
    }

    private static bool IsBalanced(string text)
    {
        var depth = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is >= 0x2066 and <= 0x2068) depth++;
            else if (rune.Value == 0x2069 && --depth < 0) return false;
        }
        return depth == 0;
    }
}
