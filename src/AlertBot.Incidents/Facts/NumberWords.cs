namespace AlertBot.Incidents.Facts;

/// <summary>English: numbers and how firm they are.</summary>
internal static class NumberWords
{
    /// <summary>The value of "dozen", "hundred" and so on is multiplied with what stands before it.</summary>
    public const int Dozen = 12;

    private const string Units =
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
            + "seventeen eighteen nineteen";

    private const string Tens = "twenty thirty forty fifty sixty seventy eighty ninety";

    /// <summary>The list.</summary>
    public static IReadOnlyList<Entry> All { get; } =
    [
        .. Units.Split(' ').Select((w, i) => new Entry(w, Tag.Number) { Number = i }),
        .. Tens.Split(' ').Select((w, i) => new Entry(w, Tag.Number) { Number = (i + 2) * 10 }),
        new("single, lone, sole", Tag.Number) { Number = 1 },
        new("both, pair, pair of, couple of", Tag.Number) { Number = 2 },
        new("hundred", Tag.Number) { Number = 100 },
        new("thousand", Tag.Number) { Number = 1000 },
        new("dozen", Tag.Number) { Number = Dozen },
        new("or more, at least, no fewer than, no less than, not less than, not fewer than, minimum of, a minimum of",
            Tag.Qualifier)
            { Number = (int)FigureQualifier.AtLeast },
        new("more than, or more than, over, upwards of, in excess of, exceeding, exceeded, exceeds, surpassed, "
            + "surpasses, above",
            Tag.Qualifier)
            { Number = (int)FigureQualifier.MoreThan },
        new("about, some, around, nearly, almost, approximately, roughly, an estimated, estimated, close to, "
            + "or so, circa, as many as about, just over, just under, approx, perhaps",
            Tag.Qualifier) { Number = (int)FigureQualifier.About },
        new("up to, as many as, at most, no more than, not more than, maximum of, a maximum of, fewer than, "
            + "less than",
            Tag.Qualifier)
            { Number = (int)FigureQualifier.UpTo },
        new("dozens, dozens of", Tag.Number) { Number = FigureWords.Dozens },
        new("scores, scores of", Tag.Number) { Number = FigureWords.Scores },
        new("hundreds, hundreds of", Tag.Number) { Number = FigureWords.Hundreds },
        new("thousands, thousands of", Tag.Number) { Number = FigureWords.Thousands },
        new("several", Tag.Number) { Number = FigureWords.Several },
        new("another, additional, further, more, other, also, extra", Tag.Another),
        new("including, among them, among whom, include, includes, of whom, of them, among the dead, "
            + "among those killed, including at least, one of whom, one of them, two of them, most of them, "
            + "all of them, some of them, at least one of them, among",
            Tag.Including),
    ];
}

/// <summary>Codes of number words that name no number.</summary>
internal static class FigureWords
{
    public const int Dozens = 100_001;
    public const int Scores = 100_002;
    public const int Hundreds = 100_003;
    public const int Thousands = 100_004;
    public const int Several = 100_005;

    /// <summary>Whether the value is a code.</summary>
    public static bool IsCode(int value) => value > 100_000;

    /// <summary>The least that the word can mean.</summary>
    public static (int Min, FigureQualifier Qualifier) Meaning(int code) => code switch
    {
        Dozens => (24, FigureQualifier.Dozens),
        Scores => (40, FigureQualifier.Scores),
        Hundreds => (200, FigureQualifier.AtLeast),
        Thousands => (2000, FigureQualifier.AtLeast),
        _ => (2, FigureQualifier.AtLeast),
    };
}
