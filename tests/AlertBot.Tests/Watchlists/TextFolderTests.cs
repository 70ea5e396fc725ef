using AlertBot.Watchlists;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AlertBot.Tests.Watchlists;

public sealed class TextFolderTests
{
    private static string[] Words(string text) => [.. TextFolder.Fold("", text).Tokens.Select(token => token.Folded)];

    private static string[] Sentences(string title, string text)
    {
        var folded = TextFolder.Fold(title, text);
        return [.. Enumerable.Range(0, folded.Sentences.Count).Select(folded.SentenceText)];
    }

    [Theory]
    [InlineData("Kata'ib", "kataib")]
    [InlineData("Kata’ib", "kataib")]
    [InlineData("Kataʾib", "kataib")]
    [InlineData("ʿAyn", "ayn")]
    [InlineData("Iran's", "iran")]
    [InlineData("IRAN’S", "iran")]
    [InlineData("she'll", "she")]
    [InlineData("don't", "dont")]
    [InlineData("Sa'd", "sad")]
    [InlineData("Shi'ite", "shiite")]
    [InlineData("Łódź", "lodz")]
    [InlineData("Straße", "strasse")]
    [InlineData("Āmūdā", "amuda")]
    [InlineData("ﬁre", "fire")]
    [InlineData("Ｔａｊｉ", "taji")]
    [InlineData("U.S.", "us")]
    [InlineData("كتـــائب", "كتايب")]
    [InlineData("كَتَائِبُ", "كتايب")]
    [InlineData("الأسد", "الاسد")]
    [InlineData("قاعدة", "قاعده")]
    [InlineData("على", "علي")]
    [InlineData("مسؤول", "مسوول")]
    [InlineData("ایران", "ايران")]
    [InlineData("کرکوک", "كركوك")]
    [InlineData("١٨", "18")]
    [InlineData("۱۸", "18")]
    [InlineData("1,200", "1,200")]
    [InlineData("2.5", "2.5")]
    [InlineData("٢٫٥", "2.5")]
    [InlineData("--", "")]
    public void A_word_is_folded(string word, string expected)
    {
        Assert.Equal(expected, TextFolder.FoldWord(word));
    }

    [Theory]
    [InlineData("Ain al-Asad", "ain al asad")]
    [InlineData("K-1 base", "k 1 base")]
    [InlineData("Iran's 107mm rockets, 1,200 of them.", "iran 107mm rockets 1,200 of them")]
    [InlineData("at 9 a.m. on", "at 9 am on")]
    [InlineData("militants' camp", "militants camp")]
    [InlineData("می‌شود", "ميشود")]
    [InlineData("", "")]
    public void A_text_is_divided_into_words(string text, string expected)
    {
        Assert.Equal(expected, string.Join(' ', Words(text)));
    }

    [Theory]
    [InlineData("One. Two.", "One.|Two.")]
    [InlineData("Gen. Smith of the U.S. Army spoke. He left.", "Gen. Smith of the U.S. Army spoke.|He left.")]
    [InlineData("It is in the U.S. The army said so.", "It is in the U.S.|The army said so.")]
    [InlineData("At 9 a.m. on Friday. Then more.", "At 9 a.m. on Friday.|Then more.")]
    [InlineData("It fell 2.5 km away. Nobody was hurt!", "It fell 2.5 km away.|Nobody was hurt!")]
    [InlineData("“We saw it.” He ran.", "“We saw it.”|He ran.")]
    [InlineData("\"Why?\" he asked. \"Go.\"", "\"Why?\" he asked.|\"Go.\"")]
    [InlineData("Dr. A. B. Smith said no. 5 fell.", "Dr. A. B. Smith said no. 5 fell.")]
    [InlineData("line one\nline two", "line one|line two")]
    [InlineData("من فعل هذا؟ لا أحد. انتهى", "من فعل هذا؟|لا أحد.|انتهى")]
    [InlineData(
        "It rose to the top spot.The rest fell in 2019.They left.",
        "It rose to the top spot.|The rest fell in 2019.|They left.")]
    [InlineData("See bbc.com for more. End.", "See bbc.com for more.|End.")]
    public void A_text_is_divided_into_sentences(string text, string expected)
    {
        Assert.Equal(expected.Split('|'), Sentences("", text));
    }

    [Fact]
    public void A_title_is_one_sentence_of_its_own()
    {
        var folded = TextFolder.Fold("Rockets hit base. Three dead", "It was night.");

        var sentences = Sentences("Rockets hit base. Three dead", "It was night.");
        Assert.Equal(["Rockets hit base. Three dead", "It was night."], sentences);
        Assert.Equal([true, false], folded.Sentences.Select(sentence => sentence.IsTitle));
        Assert.Equal("Rockets hit base. Three dead\nIt was night.", folded.Original);
    }

    [Fact]
    public void Every_word_points_into_the_text_and_folds_to_the_same_again()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), ArbMap.Default.ArbFor<string>(), Holds).QuickCheckThrowOnFailure();
        Prop.ForAll(SomeText.Generator.ToArbitrary(), text => Holds("", text)).QuickCheckThrowOnFailure();

        static void Holds(string? title, string? text)
        {
            var folded = TextFolder.Fold(title ?? "", text ?? "");
            var end = 0;
            foreach (var token in folded.Tokens)
            {
                Assert.True(token.Start >= end && token.Length > 0 && token.Folded.Length > 0);
                end = token.Start + token.Length;
                Assert.Equal(token.Folded, TextFolder.FoldWord(folded.Original.AsSpan(token.Start, token.Length)));
                Assert.Equal(token.Folded, TextFolder.FoldWord(token.Folded));
                var sentence = folded.Sentences[token.Sentence];
                Assert.InRange(token.Start, sentence.Start, sentence.Start + sentence.Length - 1);
            }

            Assert.Equal(folded.Tokens.Count, folded.Sentences.Sum(sentence => sentence.TokenCount));
        }
    }

    [Fact]
    public void Folding_any_single_character_twice_changes_nothing_more()
    {
        for (var code = 0; code < 0x10000; code++)
        {
            var once = TextFolder.FoldWord([(char)code]);
            Assert.Equal(once, TextFolder.FoldWord(once));
        }
    }

    [Fact]
    public void A_text_beyond_the_limit_is_cut_and_never_inside_a_character()
    {
        var folded = TextFolder.Fold("", new string('a', TextFolder.MaxChars - 1) + "😀" + "tail");

        Assert.Equal(TextFolder.MaxChars - 1, folded.Original.Length);
    }

    [Fact]
    public void A_text_wrapped_by_hand_keeps_its_sentences()
    {
        const string Text = "OFFICIAL SOURCES ANNOUNCED THAT A CARGO PLANE WAS PARTIALLY\nDESTROYED WHEN A BOMB EXPLODED AT THE AIRPORT.\n\n"
            + "A SHORT HEADING\nNobody was hurt.";

        var folded = TextFolder.Fold("A title that is longer than the narrowest line, without a stop", Text);

        Assert.Equal(4, folded.Sentences.Count);
        Assert.EndsWith("AT THE AIRPORT.", folded.SentenceText(1), StringComparison.Ordinal);
    }
}
