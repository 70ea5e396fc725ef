using AlertBot.Feeds;
using AlertBot.Testing;
using AlertBot.Watchlists;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AlertBot.Tests.Watchlists;

public sealed class NameIndexTests
{
    private static WatchlistIndex Of(params string[] names)
    {
        var actors = names.Select((name, i) =>
            new Actor($"a{i}", name, ActorKind.Militia, null, 0, null, [Alias.Plain(name)]));
        var topic = new Topic("t", Scope.Shared, "T", "");
        return WatchlistIndex.Build([new Watchlist(topic, [.. actors], [], [], [], 0)], []);
    }

    [Theory]
    [InlineData("Falluja", "Fallujah was hit")]
    [InlineData("Falluja", "Falloujah was hit")]
    [InlineData("Falluja", "al-Fallujah was hit")]
    [InlineData("Nasiriyah", "an-Nassiriya was hit")]
    [InlineData("Erbil", "Irbil was hit")]
    [InlineData("al-Qaim", "Qaim was hit", false)]
    [InlineData("al-Qaim", "Al Qaim was hit")]
    [InlineData("Qaim", "al-Qa'im was hit")]
    [InlineData("Qais al-Khazali", "Qays Khazali said")]
    [InlineData("Abu Mahdi al-Muhandis", "Abu Mehdi al-Mohandes", false)]
    [InlineData("Syria", "The Serie A season", false)]
    [InlineData("Balad", "a ballad of old", false)]
    [InlineData("Mosul", "Mossul")]
    [InlineData("Basra", "بصرة", false)]
    [InlineData("البصرة", "بالبصرة")]
    [InlineData("البصرة", "للبصرة")]
    [InlineData("البصرة", "فالبصرة")]
    [InlineData("بلد", "في البلد", false)]
    [InlineData("بلد", "قضاء بلد")]
    [InlineData("Islamic State", "Islamic, State", false)]
    public void Spellings_of_a_name_fall_together_and_other_words_do_not(string name, string text, bool isFound = true)
    {
        Assert.Equal(isFound ? ["a0"] : [], SomeWatchlist.IdsIn(text, Of(name)));
    }

    [Fact]
    public void Capitals_tell_nothing_where_all_is_in_capitals()
    {
        Alias[] aliases = [new Alias("US", true, [], []), new Alias("U.S.", true, [], [])];
        var actor = new Actor("us", "US", ActorKind.State, "US", 0, null, aliases);
        var topic = new Topic("t", Scope.Shared, "T", "");
        var index = WatchlistIndex.Build([new Watchlist(topic, [actor], [], [], [], 0)], []);

        Assert.Empty(SomeWatchlist.IdsIn("HE INSTRUCTED US ON EXPLOSIVES", index));
        Assert.Equal(["us"], SomeWatchlist.IdsIn("THE U.S. GOVERNMENT", index));
        Assert.Equal(["us"], SomeWatchlist.IdsIn("said the US in a statement", index));
        Assert.Empty(SomeWatchlist.IdsIn("they told us in a statement", index));
    }

    [Fact]
    public void Hits_are_in_order_do_not_overlap_and_cover_whole_words()
    {
        var index = Of(
            "Camp Taji", "Taji", "Taji base", "Kata'ib", "Kata'ib Hezbollah", "Hezbollah", "حزب الله", "كتائب حزب الله");
        Prop.ForAll(SomeText.Generator.ToArbitrary(), text =>
        {
            var named = SomeWatchlist.Named(text, index);
            var end = 0;
            foreach (var hit in named.Hits)
            {
                Assert.True(hit.FirstToken >= end && hit.TokenCount > 0);
                end = hit.FirstToken + hit.TokenCount;
                Assert.InRange(end, 1, named.Text.Tokens.Count);
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void The_longer_of_two_names_that_begin_together_always_wins()
    {
        string[] words = ["red", "green", "blue", "stone", "river", "gate"];
        var names =
            from first in Gen.Elements(words)
            from second in Gen.Elements(words)
            from third in Gen.Elements(words)
            select (first, second, third);
        Prop.ForAll(names.ToArbitrary(), name =>
        {
            var (first, second, third) = name;
            var index = Of(first, $"{first} {second}", $"{first} {second} {third}");
            var hit = SomeWatchlist.Named($"{first} {second} {third}", index).Hits[0];
            Assert.Equal((0, 3), (hit.FirstToken, hit.TokenCount));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_name_repeated_without_end_is_found_every_time()
    {
        var text = string.Concat(Enumerable.Repeat("militia KH Taji ", 6_000));

        Assert.Equal(12_000, SomeWatchlist.Named(text).Hits.Count);
    }

    [Fact]
    public void Consonants_tell_whether_a_Latin_and_an_Arabic_spelling_may_be_one_name()
    {
        var path = SharedData.Find("data/names-latin-arabic.tsv");
        Assert.SkipWhen(path is null, "../shared/data is not there");
        var pairs = File.ReadLines(path!).Where((_, i) => i % 20 == 0).Select(line => line.Split('\t'))
            .Select(cells => (cells[0], cells[1].Replace(" ", "", StringComparison.Ordinal)))
            .Select(pair => (Latin: NameSkeleton.Of(pair.Item1), Arabic: NameSkeleton.Of(pair.Item2)))
            .Where(pair => pair.Latin.Length > 2).ToList();

        var alike = pairs.Count(pair => NameSkeleton.AreAlike(pair.Latin, pair.Arabic));
        var others = pairs.Zip(pairs.Skip(1)).Count(two => NameSkeleton.AreAlike(two.First.Latin, two.Second.Arabic));

        // Measured over 1,807 pairs: 92 % of the names, 2 % of strangers. Enough to doubt a listed spelling by.
        Assert.InRange((double)alike / pairs.Count, 0.88, 1);
        Assert.InRange((double)others / pairs.Count, 0, 0.04);
    }

    [Fact]
    public void The_article_of_March_2020_names_who_and_where_under_either_apostrophe()
    {
        var folder = SharedData.Find("articles");
        Assert.SkipWhen(folder is null, "../shared/articles is not there");
        var text = File.ReadAllText(Directory.EnumerateFiles(folder!).First());

        foreach (var variant in new[] { text, text.Replace('’', '\'') })
        {
            var ids = SomeWatchlist.IdsIn(variant).ToHashSet();
            string[] expected = ["kataib-hezbollah", "taji-base", "mark-esper", "iraq", "baghdad", "us-defense"];
            Assert.Superset(expected.ToHashSet(), ids);
            Assert.DoesNotContain("lebanese-hezbollah", ids);
        }
    }

    [Fact]
    public void English_words_of_real_texts_are_not_taken_for_names_of_Iraq()
    {
        var reports = SharedData.Find("data/ecbplus-dev.articles.jsonl");
        Assert.SkipWhen(reports is null, "../shared/data is not there");
        var index = Of(
            "Mosul", "Basra", "Najaf", "Karbala", "Kirkuk", "Erbil", "Falluja", "Ramadi", "Samarra", "Tikrit", "Balad", "Sinjar",
            "Harir", "Habbaniyah", "Bashiqa", "Rutba", "Haditha", "Badr", "Nujaba", "Hashd", "Sistani", "Maliki", "Muhandis");

        Assert.Empty(File.ReadLines(reports!)
            .Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement.GetProperty("text").GetString()!)
            .Select(text => SomeWatchlist.Named(text, index))
            .SelectMany(named => named.Hits.Select(hit => SomeWatchlist.Words(named, hit))));
    }
}
