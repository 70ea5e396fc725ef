using AlertBot.Incidents;
using AlertBot.Watchlists;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AlertBot.Tests.Incidents.Facts;

public sealed class FactPropertyTests
{
    private static readonly string[] Words =
        ("rockets hit Taji base killed wounded 18 three soldiers two dozen at least more than between and 15 "
            + "Kata'ib Hezbollah denied "
        + "accused the Pentagon said after a rocket attack on Wednesday March 11 in January , . ; \" ( ) no "
        + "casualties claimed responsibility "
        + "another including toll rises to from 3 2020 107mm US forces drone strike Baghdad Iraq it follows "
        + "dozens of K-1 "
        + "مقتل ثلاثة جنود صواريخ على بغداد الأربعاء نفت كتائب حزب الله "
        + "قتيلان و5 جرحى لم تتبن أي جهة ١٨ صاروخا").Split(' ');

    private static readonly Gen<string> Texts =
        from count in Gen.Choose(0, 60)
        from words in Gen.Elements(Words).ListOf(count)
        select string.Join(' ', words);

    [Fact]
    public void Every_sentence_of_a_fact_is_a_sentence_of_the_text() => Check((title, text) =>
    {
        var folded = TextFolder.Fold(title, text);
        var sentences = Enumerable.Range(0, folded.Sentences.Count).Select(folded.SentenceText).ToHashSet();
        var facts = FactReader.Read(SomeNames.Index.Names(folded), SomeNames.At(null));
        return Sentences(facts).All(sentences.Contains)
            && facts.BackgroundSentences.All(i => i >= 0 && i < folded.Sentences.Count);
    });

    [Fact]
    public void The_lower_end_is_never_above_the_upper_one() => Check((title, text) =>
        Figures(SomeNames.Facts(title, text)).All(f => (f.Min ?? 0) >= 0 && (f.Min ?? 0) <= (f.Max ?? int.MaxValue)));

    [Fact]
    public void A_text_without_numbers_gives_no_counts() => Check((title, text) =>
    {
        string Plain(string s) => string.Join(' ', s.Split(' ').Where(w => Array.IndexOf(NumberWords, w) < 0));
        return Figures(SomeNames.Facts(Plain(title), Plain(text))).All(f => f is { Min: 0 or 1, Max: 0 or 1 });
    });

    [Fact]
    public void The_same_text_gives_the_same_facts() => Check((title, text) =>
        System.Text.Json.JsonSerializer.Serialize(SomeNames.Facts(title, text))
        == System.Text.Json.JsonSerializer.Serialize(SomeNames.Facts(title, text)));

    [Fact]
    public void Any_text_can_be_read() => Prop.ForAll(ArbMap.Default.ArbFor<string>(),
        ArbMap.Default.ArbFor<string>(), (title, text) =>
        SomeNames.Facts(title ?? "", text ?? "") is not null).QuickCheckThrowOnFailure();

    private static readonly string[] NumberWords =
        "a another 18 three two dozen 15 3 2020 107mm 11 dozens K-1 ثلاثة قتيلان و5 ١٨ صاروخا between from".Split(' ');

    private static void Check(Func<string, string, bool> holds) =>
        Prop.ForAll(Texts.ToArbitrary(), Texts.ToArbitrary(), holds).QuickCheckThrowOnFailure();

    private static IEnumerable<Figure> Figures(ArticleFacts facts)
    {
        Figure?[] own = [facts.Killed, facts.Wounded, facts.Captured, facts.Munitions?.Count, facts.Attackers,
            facts.Sites];
        var others = facts.OtherEvents.SelectMany(o => (Figure?[])[o.Killed, o.Wounded, o.Munitions?.Count]);
        return own.Concat(others).OfType<Figure>();
    }

    private static IEnumerable<string> Sentences(ArticleFacts facts)
    {
        string?[] single = [facts.PerpetratorUnknownSentence, facts.CorrectionSentence];
        return single.OfType<string>().Concat(Figures(facts).Select(f => f.Sentence)).Concat(facts.Actors.Select(a =>
            a.Sentence))
            .Concat(facts.Places.Select(p => p.Sentence)).Concat(facts.OtherEvents.SelectMany(o => o.Sentences));
    }
}
