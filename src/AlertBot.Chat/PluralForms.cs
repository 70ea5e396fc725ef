namespace AlertBot.Chat;

/// <summary>Which form of a word goes with a number. Pure. Source: Unicode CLDR 46, plural rules, cardinals.</summary>
internal static class PluralForms
{
    /// <summary>zero, one, two, few, many or other.</summary>
    public static string Of(string language, long count) => language switch
    {
        "ar" => OfArabic(count),
        _ => count == 1 ? "one" : "other",
    };

    private static string OfArabic(long count) => (count, count % 100) switch
    {
        (0, _) => "zero",
        (1, _) => "one",
        (2, _) => "two",
        (_, >= 3 and <= 10) => "few",
        (_, >= 11) => "many",
        _ => "other",
    };
}
