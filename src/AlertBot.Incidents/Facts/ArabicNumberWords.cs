namespace AlertBot.Incidents.Facts;

/// <summary>Arabic: numbers and how firm they are.</summary>
internal static class ArabicNumberWords
{
    /// <summary>The list; words are written as in print and folded when it is read.</summary>
    public static IReadOnlyList<Entry> All { get; } =
    [
        new("واحد, واحدة", Tag.Number) { Number = 1 },
        new("اثنان, اثنين, اثنتان, اثنتين, إثنان, إثنين", Tag.Number) { Number = 2 },
        new("ثلاثة, ثلاث", Tag.Number) { Number = 3 },
        new("أربعة, أربع", Tag.Number) { Number = 4 },
        new("خمسة, خمس", Tag.Number) { Number = 5 },
        new("ستة, ست", Tag.Number) { Number = 6 },
        new("سبعة, سبع", Tag.Number) { Number = 7 },
        new("ثمانية, ثماني, ثمان", Tag.Number) { Number = 8 },
        new("تسعة, تسع", Tag.Number) { Number = 9 },
        new("عشرة, عشر", Tag.Number) { Number = 10 },
        new("أحد عشر, إحدى عشرة", Tag.Number) { Number = 11 },
        new("اثنا عشر, اثني عشر, اثنتا عشرة, اثنتي عشرة", Tag.Number) { Number = 12 },
        new("ثلاثة عشر, ثلاث عشرة", Tag.Number) { Number = 13 },
        new("أربعة عشر, أربع عشرة", Tag.Number) { Number = 14 },
        new("خمسة عشر, خمس عشرة", Tag.Number) { Number = 15 },
        new("ستة عشر, ست عشرة", Tag.Number) { Number = 16 },
        new("سبعة عشر, سبع عشرة", Tag.Number) { Number = 17 },
        new("ثمانية عشر, ثماني عشرة", Tag.Number) { Number = 18 },
        new("تسعة عشر, تسع عشرة", Tag.Number) { Number = 19 },
        new("عشرون, عشرين", Tag.Number) { Number = 20 },
        new("ثلاثون, ثلاثين", Tag.Number) { Number = 30 },
        new("أربعون, أربعين", Tag.Number) { Number = 40 },
        new("خمسون, خمسين", Tag.Number) { Number = 50 },
        new("ستون, ستين", Tag.Number) { Number = 60 },
        new("سبعون, سبعين", Tag.Number) { Number = 70 },
        new("ثمانون, ثمانين", Tag.Number) { Number = 80 },
        new("تسعون, تسعين", Tag.Number) { Number = 90 },
        new("مئة, مائة", Tag.Number) { Number = 100 },
        new("مئتان, مئتين, مائتان, مائتين", Tag.Number) { Number = 200 },
        new("ثلاثمئة, ثلاثمائة", Tag.Number) { Number = 300 },
        new("ألف", Tag.Number) { Number = 1000 },
        new("ما لا يقل عن, لا يقل عن, على الأقل, ما لايقل عن", Tag.Qualifier) { Number = (int)FigureQualifier.AtLeast },
        new("أكثر من, ما يزيد على, ما يزيد عن, يزيد على", Tag.Qualifier) { Number = (int)FigureQualifier.MoreThan },
        new("نحو, حوالي, قرابة, زهاء, ما يقارب, تقريبا", Tag.Qualifier) { Number = (int)FigureQualifier.About },
        new("ما يصل إلى, لا يزيد عن, أقل من", Tag.Qualifier) { Number = (int)FigureQualifier.UpTo },
        new("عشرات, العشرات من", Tag.Number) { Number = FigureWords.Dozens },
        new("مئات, المئات", Tag.Number) { Number = FigureWords.Hundreds },
        new("آلاف", Tag.Number) { Number = FigureWords.Thousands },
        new("بضعة, عدة", Tag.Number) { Number = FigureWords.Several },
    ];
}
