using AlertBot.Alerts;
using AlertBot.Incidents;
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
        Assert.Equal(words, Wording.Of(new Figure(min, max, qualifier, null, "")));
}
