using System.Text.RegularExpressions;
using AlertBot.Chat;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Chat;

public sealed partial class TextsTests
{
    private static readonly string[] Forms = [".zero", ".one", ".two", ".few", ".many", ".other"];

    [Fact]
    public void A_hole_is_filled_by_its_name()
    {
        Assert.Equal("a and b", TestTexts.English.Of("chat.list.last", ("last", "b"), ("before", "a")));
    }

    [Fact]
    public void A_number_takes_the_form_that_the_language_has_for_it()
    {
        Assert.Equal("and 1 more", TestTexts.English.Count("chat.more", 1));
        Assert.Equal("and 2 more", TestTexts.English.Count("chat.more", 2));
        Assert.Equal("واثنان آخران", TestTexts.Arabic.Count("chat.more", 2));
        Assert.Equal("و5 أخرى", TestTexts.Arabic.Count("chat.more", 5));
    }

    [Theory]
    [InlineData(0, "zero")]
    [InlineData(1, "one")]
    [InlineData(2, "two")]
    [InlineData(3, "few")]
    [InlineData(10, "few")]
    [InlineData(11, "many")]
    [InlineData(99, "many")]
    [InlineData(100, "other")]
    [InlineData(102, "other")]
    [InlineData(103, "few")]
    [InlineData(111, "many")]
    public void Arabic_has_six_forms(long count, string form)
    {
        Assert.Equal(form, PluralForms.Of("ar", count));
    }

    [Fact]
    public void A_name_that_runs_the_other_way_is_isolated()
    {
        Assert.Equal("\u2068Taji\u2069، \u2068Erbil\u2069 والبصرة", TestTexts.Arabic.List(["Taji", "Erbil", "البصرة"]));
        Assert.Equal("Taji, \u2068أربيل\u2069 and Basra", TestTexts.English.List(["Taji", "أربيل", "Basra"]));
    }

    [Theory]
    [InlineData("ar", "ar")]
    [InlineData("ar-IQ", "ar")]
    [InlineData("AR", "ar")]
    [InlineData("en-GB", "en")]
    [InlineData("fr", "en")]
    [InlineData("", "en")]
    [InlineData(null, "en")]
    public void A_language_without_texts_is_answered_in_English(string? asked, string given)
    {
        Assert.Equal(given, TestTexts.Book.For(asked).Language);
    }

    [Fact]
    public void A_text_that_does_not_exist_is_a_fault()
    {
        Assert.Throws<KeyNotFoundException>(() => TestTexts.English["chat.nothing"]);
    }

    [Fact]
    public void Every_language_has_every_text_with_the_same_holes()
    {
        foreach (var language in TextBook.Languages.Skip(1))
        {
            var texts = TestTexts.Book.For(language);
            foreach (var key in TestTexts.English.Keys)
            {
                var stem = Stem(key);
                Assert.Equal((key, Holes(TestTexts.English, stem)), (key, Holes(texts, stem)));
                Assert.True(
                    !texts.IsRightToLeft || IsTranslated(TestTexts.English[key], texts[key]),
                    $"'{key}' is the same in {language} and in English");
            }
        }
    }

    [Fact]
    public void A_text_with_plural_forms_has_all_forms_of_its_language()
    {
        foreach (var stem in TestTexts.English.Keys.Where(IsForm).Select(Stem).Distinct())
        {
            Assert.Contains(stem + ".one", TestTexts.English.Keys);
            Assert.Contains(stem + ".other", TestTexts.English.Keys);
            foreach (var form in (string[])["two", "few", "many", "other"])
                Assert.Contains($"{stem}.{form}", TestTexts.Arabic.Keys);
        }
    }

    // Signs and holes alone may be the same everywhere.
    private static bool IsTranslated(string english, string other) =>
        english != other || !Hole().Replace(english, "").Any(char.IsLetter);

    private static bool IsForm(string key) => Forms.Any(f => key.EndsWith(f, StringComparison.Ordinal));

    private static string Stem(string key) => IsForm(key) ? key[..key.LastIndexOf('.')] : key;

    // A form may leave out the number that it says in words.
    private static string Holes(Texts texts, string stem) => string.Join(' ', texts.Keys.Where(k => Stem(k) == stem)
        .SelectMany(k => Hole().Matches(texts[k])).Select(m => m.Value).Distinct().Order(StringComparer.Ordinal));

    [GeneratedRegex(@"\{[a-z]+\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Hole();
}
