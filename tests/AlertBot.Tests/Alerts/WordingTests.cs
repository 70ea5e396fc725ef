using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Incidents;
using AlertBot.Testing;
using AlertBot.Watchlists;
using Xunit;

namespace AlertBot.Tests.Alerts;

public sealed class WordingTests
{
    [Theory]
    [InlineData(3, 3, FigureQualifier.Exact, "3")]
    [InlineData(0, 0, FigureQualifier.Exact, "none")]
    [InlineData(3, null, FigureQualifier.AtLeast, "at least 3")]
    [InlineData(30, null, FigureQualifier.MoreThan, "more than 30")]
    [InlineData(0, 12, FigureQualifier.UpTo, "up to 12")]
    [InlineData(12, 12, FigureQualifier.About, "about 12")]
    [InlineData(24, null, FigureQualifier.Dozens, "dozens")]
    [InlineData(40, null, FigureQualifier.Scores, "scores")]
    [InlineData(15, 18, FigureQualifier.Range, "15 to 18")]
    [InlineData(2, 5, FigureQualifier.Conflicting, "2 to 5 (sources differ)")]
    [InlineData(2, null, FigureQualifier.Conflicting, "2 or more (sources differ)")]
    [InlineData(null, null, FigureQualifier.Exact, null)]
    public void A_figure_is_told_as_the_sources_have_it(int? min, int? max, FigureQualifier qualifier, string? words) =>
        Assert.Equal(words, TestTexts.English.Of(new Figure(min, max, qualifier, null, "")));

    [Theory]
    [InlineData(3, 3, FigureQualifier.Exact, "3")]
    [InlineData(0, 0, FigureQualifier.Exact, "لا أحد")]
    [InlineData(3, null, FigureQualifier.AtLeast, "3 على الأقل")]
    [InlineData(30, null, FigureQualifier.MoreThan, "أكثر من 30")]
    [InlineData(0, 12, FigureQualifier.UpTo, "ما يصل إلى 12")]
    [InlineData(24, null, FigureQualifier.Dozens, "العشرات")]
    [InlineData(2, 5, FigureQualifier.Conflicting, "من 2 إلى 5 (المصادر متباينة)")]
    [InlineData(null, null, FigureQualifier.Exact, null)]
    public void A_figure_in_Arabic_is_as_firm_as_in_English(
        int? min, int? max, FigureQualifier qualifier, string? words) =>
        Assert.Equal(words, TestTexts.Arabic.Of(new Figure(min, max, qualifier, null, "")));

    [Theory]
    [InlineData(1, 1, FigureQualifier.Exact, "1 rocket", "صاروخ واحد")]
    [InlineData(2, 2, FigureQualifier.Exact, "2 rockets", "صاروخان")]
    [InlineData(5, 5, FigureQualifier.Exact, "5 rockets", "5 صواريخ")]
    [InlineData(18, 18, FigureQualifier.Exact, "18 rockets", "18 صاروخًا")]
    [InlineData(100, 100, FigureQualifier.Exact, "100 rockets", "100 صاروخ")]
    [InlineData(0, 0, FigureQualifier.Exact, "no rockets", "بلا صواريخ")]
    [InlineData(3, null, FigureQualifier.AtLeast, "at least 3 rockets", "3 صواريخ على الأقل")]
    [InlineData(24, null, FigureQualifier.Dozens, "dozens of rockets", "عشرات الصواريخ")]
    [InlineData(40, null, FigureQualifier.Scores, "scores of rockets", "عشرات الصواريخ")]
    [InlineData(10, 18, FigureQualifier.Conflicting, "10 to 18 rockets (sources differ)",
        "من 10 إلى 18 صاروخًا (المصادر متباينة)")]
    [InlineData(null, null, FigureQualifier.Exact, "rocket", "صواريخ")]
    public void What_was_used_is_counted_as_each_language_counts(
        int? min, int? max, FigureQualifier qualifier, string english, string arabic)
    {
        var used = new Munitions(new Figure(min, max, qualifier, null, ""), "rocket");

        Assert.Equal(english, TestTexts.English.Of(used));
        Assert.Equal(arabic, TestTexts.Arabic.Of(used));
    }

    [Fact]
    public void A_word_that_no_language_has_stands_as_it_is()
    {
        Assert.Equal("3 torpedo", TestTexts.Arabic.Of(new Munitions(Exactly(3), "torpedo")));
        Assert.Equal("torpedo", TestTexts.English.Of(new Munitions(null, "torpedo")));
        Assert.Equal("5", TestTexts.English.Of(new Munitions(Exactly(5), null)));
        Assert.Null(TestTexts.English.Of((Munitions?)null));
    }

    [Fact]
    public void Every_word_of_a_weapon_that_texts_are_read_for_has_its_texts()
    {
        foreach (var type in (string[])["bomb", "rocket", "missile", "drone", "mortar shell", "artillery shell"])
        {
            foreach (var texts in (Texts[])[TestTexts.English, TestTexts.Arabic])
                foreach (var qualifier in Enum.GetValues<FigureQualifier>())
                    Assert.NotNull(texts.Of(new Munitions(new Figure(24, 30, qualifier, null, ""), type)));
            Assert.DoesNotContain(type, TestTexts.Arabic.Of(new Munitions(Exactly(5), type)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_kind_part_standing_and_level_has_a_word_in_every_language()
    {
        foreach (var texts in TextBook.Languages.Select(TestTexts.Book.For))
        {
            foreach (var kind in Enum.GetValues<EventKind>()) Assert.NotEmpty(texts.Of((EventKind?)kind));
            foreach (var role in Enum.GetValues<ActorRole>()) Assert.NotEmpty(texts.Of(role));
            foreach (var status in Enum.GetValues<FactStatus>())
                Assert.Equal(status == FactStatus.Reported, texts.Of(status) is null);
            foreach (var level in Enum.GetValues<SeverityLevel>()) Assert.NotEmpty(texts.Of(level));
            foreach (var precision in Enum.GetValues<PlacePrecision>()) Assert.NotEmpty(texts.Of(precision));
            for (var month = 1; month <= 12; month++) Assert.NotEmpty(texts.Of(new DateOnly(2020, month, 1)));
            foreach (var kind in Enum.GetValues<NamedChangeKind>())
                Assert.NotEmpty(texts.Of(new NamedChange(kind, null) { Deaths = new NumberRange(1, 1), Name = "x" }));
            foreach (var what in Enum.GetValues<SeverityReasonKind>())
                Assert.NotEmpty(texts.Of(new SeverityReason(what, 3) { Count = 2, Name = "x" }));
        }
    }

    [Fact]
    public void A_day_is_told_with_the_months_of_the_Levant_and_Iraq()
    {
        var instant = new DateTimeOffset(2020, 11, 3, 22, 5, 0, TimeSpan.FromHours(3));

        Assert.Equal("3 Nov 2020 19:05 UTC", TestTexts.English.Of(instant));
        Assert.Equal("3 تشرين الثاني 2020، 19:05 بتوقيت غرينتش", TestTexts.Arabic.Of(instant));
        Assert.Equal("11 آذار 2020", TestTexts.Arabic.Of(new DateOnly(2020, 3, 11)));
    }

    [Fact]
    public void A_place_is_told_no_finer_than_the_text_has_it_and_a_Latin_name_is_isolated()
    {
        Assert.Equal("Taji (site, Iraq)", TestTexts.English.Of(Some.Taji));
        Assert.Equal("\u2068Taji\u2069 (موقع، العراق)", TestTexts.Arabic.Of(Some.Taji));
        Assert.Equal("\u2068Taji\u2069 (موقع)؛ \u2068Erbil\u2069 (مدينة)؛ العراق",
            TestTexts.Arabic.Of([Some.Taji, Some.Taji with { Name = "Erbil", Precision = PlacePrecision.City }]));
        Assert.Equal("Germany", TestTexts.English.Country("DE"));
        Assert.Equal("Brazil", TestTexts.English.Country("BR"));
        Assert.Equal("ألمانيا", TestTexts.Arabic.Country("DE"));
        Assert.Equal("??", TestTexts.Arabic.Country("??"));
    }

    [Fact]
    public void Why_it_is_grave_is_told_with_its_points()
    {
        SeverityReason[] reasons =
        [
            new(SeverityReasonKind.Killed, 18) { Count = 3 },
            new(SeverityReasonKind.Wounded, 7) { Count = 10, IsAtLeast = true },
            new(SeverityReasonKind.Weapon, 10) { Kind = EventKind.RocketAttack, Count = 18, Munition = "rocket" },
            new(SeverityReasonKind.Weapon, 9) { Kind = EventKind.Shelling, Count = 2 },
            new(SeverityReasonKind.Watched, 20) { Name = "Taji base" },
            new(SeverityReasonKind.Reports, 4) { Count = 1 }, new(SeverityReasonKind.Reports, 7) { Count = 3 },
            new(SeverityReasonKind.Unconfirmed, 0),
        ];

        Assert.Equal(
            "3 killed (+18), at least 10 wounded (+7), rocket attack with 18 rockets (+10), shelling with 2 munitions (+9), "
            + "watched: Taji base (+20), 1 report (+4), 3 independent reports (+7), not confirmed: half",
            TestTexts.English.Joined(reasons.Select(r => TestTexts.English.Of(r))));
        Assert.Equal(
            "3 قتلى (18 نقطة)، 10 جرحى على الأقل (7 نقاط)، هجوم صاروخي: 18 صاروخًا (10 نقاط)، قصف مدفعي: ذخيرتان (9 نقاط)، "
            + "تحت المراقبة: \u2068Taji base\u2069 (20 نقطة)، تقرير واحد (4 نقاط)، 3 تقارير مستقلة (7 نقاط)، غير مؤكد: النصف",
            TestTexts.Arabic.Joined(reasons.Select(r => TestTexts.Arabic.Of(r))));
    }

    private static Figure Exactly(int count) => new(count, count, FigureQualifier.Exact, null, "");
}
