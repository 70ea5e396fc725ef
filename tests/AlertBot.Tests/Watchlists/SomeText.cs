using FsCheck;
using FsCheck.Fluent;

namespace AlertBot.Tests.Watchlists;

/// <summary>Texts from the pieces that folding and matching must tell apart.</summary>
internal static class SomeText
{
    private static readonly string[] Pieces =
    [
        "Kata'ib", "Hezbollah", "al", "-", "’", "'s", "U.S.", "a.m.", "Gen.", "2.5", "1,200", ".", "?", "!", "\n", " ", " ", " ",
        "the", "Taji", "Camp", "base", "كتائب", "حزب", "الله", "و", "ال", "ـ", "\u200c", "\u202b", "؟", "١٢", "٫", "😀", "𝐀", "\ud800",
        "é", "e\u0301", "ß", "İ", "ﷺ", "\"", "”", "(", ")", "Esper", "KH", "militia", "attack", "NEAR", "AND", "OR", "NOT", "actor:",
        "kataib-hezbollah", "*", "terms:attack-words", "place:*", "/3", "kind:", "statement",
    ];

    /// <summary>Up to forty pieces in a row.</summary>
    public static Gen<string> Generator { get; } = Gen.Elements(Pieces).ListOf().Select(pieces =>
        string.Concat(pieces.Take(40)));
}
