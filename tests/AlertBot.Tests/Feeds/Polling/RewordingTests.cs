using AlertBot.Feeds;
using AlertBot.Testing;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AlertBot.Tests.Feeds.Polling;

/// <summary>What counts as an edit where id and link changed too, and what must stay two.</summary>
public sealed class RewordingTests
{
    private const string Text = "Rockets hit the base near the town before dawn and soldiers were wounded, the army said in a "
        + "statement, adding that the lorry from which they were fired was found in an orchard";

    private const string Long = Text + ". Nobody said that it was behind the attack, which came after weeks of calm along the "
        + "road to the airport and while talks between the government and the groups were still going on in the capital, where "
        + "ministers are to meet again in the coming days to speak of the guards of convoys";

    private static readonly Feed A = SomeFeeds.Feed("a");

    [Theory]
    [InlineData("Rockets hit base", "Rockets hit base near the town", Text, Text)]
    [InlineData("Rockets hit base", "Rockets hit base", Text, Text + ", which was empty.")]
    [InlineData("Rockets hit base", "Rockets hit Taji base: three dead", Text, "In short: " + Text)]
    [InlineData("Rockets hit base near town", "Rockets strike base near town", Long, Long)]
    [InlineData("صواريخ تصيب القاعدة", "صواريخ تصيب القاعدة فجرا", Text, Text)]
    public void An_edit_within_hours_is_the_same(string was, string now, string text, string edited) =>
        Assert.True(AreOne(was, text, now, edited));

    [Theory]
    [InlineData("Live updates: Monday", "Live updates: Tuesday", Long, Long)]
    [InlineData("Market report", "Market report", Text + " up 5 points", Text + " up 7 points")]
    [InlineData("Rocket attack kills 3 at base", "Rocket attack kills 5 at base", Text, Text)]
    [InlineData("Rocket attack kills two at base", "Rocket attack kills three at base", Text, Text)]
    [InlineData("Rockets hit Taji base", "Rockets hit Balad base", Long, Long)]
    [InlineData("Rockets hit base", "Rockets hit base", "In Taji " + Text, "In Balad " + Text)]
    [InlineData("صواريخ تصيب قاعدة التاجي", "صواريخ تصيب قاعدة بلد", Long, Long)]
    [InlineData("قصف في اليوم ١٢", "قصف في اليوم ١٣", Long, Long)]
    [InlineData("Sirens in the town", "Sirens again in the town", "", "")]
    [InlineData("Rockets hit base", "Talks go on in the capital", Long, Long)]
    public void Other_places_numbers_days_and_things_are_another(string was, string now, string text, string other) =>
        Assert.False(AreOne(was, text, now, other));

    [Fact]
    public void The_same_second_tells_what_words_alone_do_not()
    {
        Assert.True(AreOne("Rockets hit base", Text, "Iraq: soldiers among wounded in dawn attack", Text, hours: 0));
        Assert.False(AreOne("Rockets hit base", Text, "Iraq: soldiers among wounded in dawn attack", Text, hours: 1));
        Assert.True(AreOne("Rockets hit base near town", "", "Rockets hit base near town, army says", "", hours: 0));
        Assert.False(AreOne("Rockets hit base near town", "", "Rockets hit road near town", "", hours: 0));
        Assert.False(AreOne("Rockets kill 2", Text, "Rockets kill 4", Text, hours: 0));
    }

    [Fact]
    public void What_was_edited_days_ago_or_in_another_language_is_another()
    {
        Assert.False(AreOne("Rockets hit base", Text, "Rockets hit base near the town", Text, hours: 7));
        var fresh = Fresh("2", "Rockets hit base near the town", Text, 0);
        Assert.Empty(Rewording.Of([fresh], [Old("1", "Rockets hit base", Text) with { IsListed = true }]));
        Assert.Empty(Rewording.Of(
            [fresh with { Article = fresh.Article with { Language = "de" } }], Before(("Rockets hit base", Text))));
        Assert.Empty(Rewording.Of(
            [fresh with { Article = fresh.Article with { SeenUtc = SomeFeeds.NowUtc.AddDays(4) } }], Before(("Rockets hit base", Text))));
    }

    [Fact]
    public void What_went_off_the_end_was_not_edited()
    {
        // Nothing older is left: the list moved on by one.
        var gone = Old("1", "Rockets hit base", Text);
        var newer = Old("9", "Newer", "") with { IsListed = true };
        newer = newer with { Article = newer.Article with { PublishedUtc = SomeFeeds.NowUtc.AddMinutes(-1) } };

        Assert.Empty(Rewording.Of([Fresh("2", "Rockets hit base near the town", Text, 1)], [newer, gone]));
    }

    [Fact]
    public void What_fits_twice_fits_nothing()
    {
        var before = Before(("Rockets hit base", Text));
        var one = Fresh("2", "Rockets hit base near the town", Text, 1);
        var two = Fresh("3", "Rockets hit base at dawn", Text, 1);

        Assert.Empty(Rewording.Of([one, two], before));
        Assert.Single(Rewording.Of([one], before));
    }

    [Fact]
    public void Only_articles_that_are_gone_are_taken_and_each_once_whatever_the_order() =>
        Prop.ForAll(Scenes().ToArbitrary(), scene =>
        {
            var found = Rewording.Of(scene.Fresh, scene.Before);
            var turned = Rewording.Of([.. scene.Fresh.Reverse()], scene.Before);
            var gone = scene.Before.Where(b => !b.IsListed).Select(b => b.Article.Id).ToHashSet(StringComparer.Ordinal);
            Assert.All(found.Values, id => Assert.Contains(id, gone));
            Assert.Equal(found.Count, found.Values.Distinct(StringComparer.Ordinal).Count());
            Assert.Equal(found.Order(Pairs), turned.Order(Pairs));
            var worth = Rewording.WorthReading(scene.Fresh, scene.Before);
            Assert.All(found.Values, id => Assert.Contains(id, worth));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_word_that_is_replaced_makes_two_unless_all_else_is_long_and_the_same() =>
        Prop.ForAll(
            (from at in Gen.Choose(0, 4) from word in Gen.Elements("Basra", "Balad", "7", "قاعدة", "Monday") select (at, word)).ToArbitrary(),
            one =>
            {
                string[] words = ["Rockets", "hit", "Taji", "base", "today"];
                var was = string.Join(' ', words);
                words[one.at] = one.word;
                Assert.False(AreOne(was, Long, string.Join(' ', words), Long));
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void Words_that_are_added_anywhere_make_an_edit() =>
        Prop.ForAll(
            (from inTitle in Gen.Choose(0, 3) from inText in Gen.Choose(0, 20) select (inTitle, inText)).ToArbitrary(),
            one => Assert.True(AreOne(
                "Rockets hit base", Text, Inserted("Rockets hit base", one.inTitle), Inserted(Text, one.inText))))
            .QuickCheckThrowOnFailure();

    private static Comparer<KeyValuePair<string, string>> Pairs { get; } =
        Comparer<KeyValuePair<string, string>>.Create(static (one, other) => string.CompareOrdinal(one.Key, other.Key));

    private static Gen<(IReadOnlyList<PolledArticle> Fresh, IReadOnlyList<ListedArticle> Before)> Scenes()
    {
        var title = Gen.Elements("Rockets hit base", "Rockets hit base at dawn", "Talks go on", "Live updates", "");
        var text = Gen.Elements(Text, Long, "Short.", "", Text + " more");
        var hours = Gen.Choose(0, 8);
        var old = from t in title from x in text from h in hours from listed in Gen.Elements(true, false) select (t, x, h, listed);
        var now = from t in title from x in text from h in hours select (t, x, h);
        return from olds in old.ListOf(6)
               from nows in now.ListOf(4)
               select (
                   (IReadOnlyList<PolledArticle>)[.. nows.Select((n, i) => Fresh($"new-{i}", n.t, n.x, n.h))],
                   (IReadOnlyList<ListedArticle>)[.. olds.Select((o, i) => Shifted(Old($"old-{i}", o.t, o.x), o.h) with { IsListed = o.listed })]);
    }

    private static ListedArticle Shifted(ListedArticle one, int hours) =>
        one with { Article = one.Article with { PublishedUtc = one.Article.PublishedUtc!.Value.AddHours(hours) } };

    private static string Inserted(string text, int at)
    {
        var words = text.Split(' ').ToList();
        words.Insert(Math.Min(at, words.Count), "Again");
        return string.Join(' ', words);
    }

    /// <summary>One article in the place of which another entry stands, published some hours later.</summary>
    private static bool AreOne(string was, string text, string now, string edited, int hours = 1) =>
        Rewording.Of([Fresh("2", now, edited, hours)], Before((was, text))).Count == 1;

    private static IReadOnlyList<ListedArticle> Before((string Title, string Text) gone)
    {
        var older = Old("0", "Older", "") with { IsListed = true };
        return
        [
            Old("1", gone.Title, gone.Text),
            older with { Article = older.Article with { PublishedUtc = SomeFeeds.NowUtc.AddDays(-1) } },
        ];
    }

    private static ListedArticle Old(string id, string title, string text)
    {
        var polled = SomeFeeds.Article(A, id, $"https://a.example/{id}", title, text);
        return new ListedArticle(polled.Article with { PublishedUtc = SomeFeeds.NowUtc.AddHours(-8) }, false);
    }

    private static PolledArticle Fresh(string id, string title, string text, int hours)
    {
        var polled = SomeFeeds.Article(A, id, $"https://a.example/{id}", title, text, SomeFeeds.NowUtc.AddHours(1));
        return polled with { Article = polled.Article with { PublishedUtc = SomeFeeds.NowUtc.AddHours(hours - 8) } };
    }
}
