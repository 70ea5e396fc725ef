using Xunit;

namespace AlertBot.Tests.Incidents.Facts;

/// <summary>Who gives a figure: the subject of the verb that tells it, or nobody.</summary>
public sealed class AttributionTests
{
    [Theory]
    [InlineData("The governor now says that eight people were killed in the bombing in Erbil.", "The governor")]
    [InlineData("Hospital and police sources said eight people were killed in the bombing.",
        "Hospital and police sources")]
    [InlineData("The doctors, who asked not to be named because kin were still being told, said eight people were "
        + "killed "
        + "in the bombing.", "The doctors")]
    [InlineData("The defence minister, Najib Haddad, told reporters that eight people were killed in the bombing.",
        "The defence minister")]
    [InlineData("The toll of the bombing now stands at eight dead, according to two hospital directors.",
        "two hospital directors")]
    [InlineData("The health ministry put the number of dead in the bombing at eight.", "The health ministry")]
    [InlineData("Governor: eight dead in bombing in Erbil", "Governor")]
    [InlineData("State radio, citing a source in the police, said eight people were killed in the bombing.",
        "State radio")]
    [InlineData("قال ضابط في شرطة ديالى إن ثمانية جنود قتلوا بتفجير", "ضابط في شرطة ديالى")]
    [InlineData("أفاد مصدر طبي لوكالة النهر بمقتل ثمانية جنود بتفجير في بغداد", "مصدر طبي")]
    [InlineData("مقتل ثمانية جنود بتفجير في بغداد، وفق وزارة الصحة", "وزارة الصحة")]
    public void A_figure_is_given_by_whoever_tells_it(string sentence, string by)
    {
        var killed = SomeNames.Facts(sentence.StartsWith("Governor", StringComparison.Ordinal) ? sentence
            : "", sentence).Killed;

        Assert.Equal((8, by), (killed?.Min, killed?.By));
    }

    [Theory]
    [InlineData("The party welcomed the bombing that killed eight soldiers in Erbil, as a general told parliament that "
        + "more would follow.")]
    [InlineData("The president condemned the bombing that killed eight soldiers in Erbil.")]
    [InlineData("Eight people were killed in the bombing, and the doctors would not say who they were.")]
    [InlineData("They said eight people were killed in the bombing in Erbil.")]
    [InlineData("أسفر التفجير في بغداد عن مقتل ثمانية جنود، ودعت منفذيه إلى الكشف عن أنفسهم")]
    public void Who_does_not_tell_the_figure_is_not_named_for_it(string sentence)
    {
        var killed = SomeNames.Facts("", sentence).Killed;

        Assert.Equal((8, null), (killed?.Min, killed?.By));
    }

    [Fact]
    public void What_is_found_is_not_who_speaks()
    {
        var count = SomeNames.Facts("", "وأعلنت العثور على سبعة صواريخ سقطت على قاعدة بلد").Munitions?.Count;

        Assert.Null(count?.By);
    }
}
