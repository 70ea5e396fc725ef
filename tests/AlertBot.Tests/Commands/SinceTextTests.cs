using AlertBot.Commands;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AlertBot.Tests.Commands;

public sealed class SinceTextTests
{
    // A Wednesday.
    private static readonly DateTimeOffset Now = new(2020, 3, 11, 12, 30, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("3d", "2020-03-08T12:30")]
    [InlineData("12h", "2020-03-11T00:30")]
    [InlineData("2 weeks", "2020-02-26T12:30")]
    [InlineData("45 min", "2020-03-11T11:45")]
    [InlineData("today", "2020-03-11T00:00")]
    [InlineData("Yesterday", "2020-03-10T00:00")]
    [InlineData("monday", "2020-03-09T00:00")]
    [InlineData("last  monday", "2020-03-09T00:00")]
    [InlineData("since monday", "2020-03-09T00:00")]
    [InlineData("wed", "2020-03-04T00:00")]
    [InlineData("5 march", "2020-03-05T00:00")]
    [InlineData("March 5", "2020-03-05T00:00")]
    [InlineData("12 march", "2019-03-12T00:00")]
    [InlineData("12 mar 2018", "2018-03-12T00:00")]
    [InlineData("2020-03-11", "2020-03-11T00:00")]
    [InlineData("2020-3-1", "2020-03-01T00:00")]
    [InlineData("29 february", "2020-02-29T00:00")]
    [InlineData("3 days ago", "2020-03-08T12:30")]
    [InlineData("an hour ago", "2020-03-11T11:30")]
    [InlineData("last week", "2020-03-04T12:30")]
    [InlineData("the last 2 months", "2020-01-11T12:30")]
    [InlineData("this week", "2020-03-09T00:00")]
    [InlineData("this month", "2020-03-01T00:00")]
    [InlineData("this year", "2020-01-01T00:00")]
    [InlineData("1y", "2019-03-11T12:30")]
    [InlineData("yesterday 18:00", "2020-03-10T18:00")]
    [InlineData("yesterday at 6 pm", "2020-03-10T18:00")]
    [InlineData("since monday 9am", "2020-03-09T09:00")]
    [InlineData("today 08:30", "2020-03-11T08:30")]
    [InlineData("5 march 12:15", "2020-03-05T12:15")]
    [InlineData("march 5, 2019 at 7:05", "2019-03-05T07:05")]
    [InlineData("last night", "2020-03-10T18:00")]
    [InlineData("since february", "2020-02-01T00:00")]
    [InlineData("june 2019", "2019-06-01T00:00")]
    [InlineData("أمس الساعة 18:00", "2020-03-10T18:00")]
    [InlineData("منذ أمس ٦ مساءً", "2020-03-10T18:00")]
    [InlineData("الليلة الماضية", "2020-03-10T18:00")]
    [InlineData("منذ شباط", "2020-02-01T00:00")]
    [InlineData("أمس", "2020-03-10T00:00")]
    [InlineData("منذ الاثنين", "2020-03-09T00:00")]
    [InlineData("٣ أيام", "2020-03-08T12:30")]
    [InlineData("5 آذار", "2020-03-05T00:00")]
    [InlineData("2 كانون الثاني", "2020-01-02T00:00")]
    [InlineData("اليوم", "2020-03-11T00:00")]
    [InlineData("امس", "2020-03-10T00:00")]
    [InlineData("البارحة", "2020-03-10T00:00")]
    [InlineData("أول أمس", "2020-03-09T00:00")]
    [InlineData("منذ أول من أمس", "2020-03-09T00:00")]
    [InlineData("منذ 3 أيام", "2020-03-08T12:30")]
    [InlineData("منذ ٣ أيّام", "2020-03-08T12:30")]
    [InlineData("قبل ثلاثة ايام", "2020-03-08T12:30")]
    [InlineData("۱۲ ساعة", "2020-03-11T00:30")]
    [InlineData("منذ ساعتين", "2020-03-11T10:30")]
    [InlineData("قبل يومين", "2020-03-09T12:30")]
    [InlineData("أسبوعين", "2020-02-26T12:30")]
    [InlineData("آخر شهرين", "2020-01-11T12:30")]
    [InlineData("خلال آخر 12 ساعة", "2020-03-11T00:30")]
    [InlineData("الأسبوع الماضي", "2020-03-04T12:30")]
    [InlineData("الأيام الثلاثة الماضية", "2020-03-08T12:30")]
    [InlineData("الأسابيع ٢ الأخيرة", "2020-02-26T12:30")]
    [InlineData("هذا الأسبوع", "2020-03-09T00:00")]
    [InlineData("هذه السنة", "2020-01-01T00:00")]
    [InlineData("الشهر الجاري", "2020-03-01T00:00")]
    [InlineData("يوم الاثنين", "2020-03-09T00:00")]
    [InlineData("الإثنين الماضي", "2020-03-09T00:00")]
    [InlineData("منذ الأربعاء", "2020-03-04T00:00")]
    [InlineData("الجمعه", "2020-03-06T00:00")]
    [InlineData("5 شباط", "2020-02-05T00:00")]
    [InlineData("١٢ مارس ٢٠١٩", "2019-03-12T00:00")]
    [InlineData("3 يناير", "2020-01-03T00:00")]
    [InlineData("4 تشرين الأول", "2019-10-04T00:00")]
    [InlineData("4 تشرين ثاني", "2019-11-04T00:00")]
    [InlineData("20 ايلول", "2019-09-20T00:00")]
    [InlineData("20 جويلية 2019", "2019-07-20T00:00")]
    [InlineData("٢٠٢٠/٣/١", "2020-03-01T00:00")]
    [InlineData("1/3/2020", "2020-03-01T00:00")]
    [InlineData("the day before yesterday", "2020-03-09T00:00")]
    [InlineData("March 5th, 2020", "2020-03-05T00:00")]
    [InlineData("1st of march", "2020-03-01T00:00")]
    public void A_time_is_read_as_people_mean_it(string text, string expected) => Assert.Equal(
        DateTimeOffset.Parse(expected + "Z", System.Globalization.CultureInfo.InvariantCulture),
        SinceText.Parse(text, Now));

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("3 moons")]
    [InlineData("99999d")]
    [InlineData("32 march")]
    [InlineData("2020-13-01")]
    [InlineData("mo 3")]
    [InlineData("d")]
    [InlineData("9999y")]
    public void What_is_no_time_is_none(string text) => Assert.Null(SinceText.Parse(text, Now));

    [Fact]
    public void The_29th_of_February_is_the_latest_one_that_has_been() => Assert.Equal(
        new DateTimeOffset(2020, 2, 29, 0, 0, 0, TimeSpan.Zero), SinceText.Parse("29 feb", Now.AddYears(1)));

    [Fact]
    public void Whatever_is_typed_gives_a_time_in_the_past_or_none() => Prop.ForAll(
        Gen.Elements("3", "d", " ", "12", "march", "monday", "2020", "-", "9999", "w", "29", "feb", "0", "m", "\u0661",
            "+", "ago", "last ", "an ", "month", "y", "أمس", "أيام")
            .ListOf().ToArbitrary(), Gen.Choose(0, 20_000).ToArbitrary(), (words, hours) =>
        {
            var now = Now.AddHours(hours);
            if (SinceText.Parse(string.Concat(words.Take(6)), now) is { } since && since.Year < 2020)
                Assert.True(since <= now);
        }).QuickCheckThrowOnFailure();
}
