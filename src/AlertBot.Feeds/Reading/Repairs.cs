namespace AlertBot.Feeds.Reading;

/// <summary>What had to be repaired or left out while reading one document.</summary>
[Flags]
internal enum Repairs
{
    None = 0,
    LeadingJunk = 1 << 0,
    BareAmpersand = 1 << 1,
    UndeclaredEntity = 1 << 2,
    UndeclaredPrefix = 1 << 3,
    ControlCharacter = 1 << 4,
    BadReference = 1 << 5,
    UnclosedElement = 1 << 6,
    Truncated = 1 << 7,
    BadBytes = 1 << 8,
    CharsetOverruled = 1 << 9,
    UnknownCharset = 1 << 10,
    GuessedEncoding = 1 << 11,
    BadDate = 1 << 12,
    ExternalEntity = 1 << 13,
    EntityLimit = 1 << 14,
    TooDeep = 1 << 15,
    TooManyEntries = 1 << 16,
    TextCut = 1 << 17,
    RepeatedId = 1 << 18,
    WrongType = 1 << 19,
    UnsafeLink = 1 << 20,
    BadMarkup = 1 << 21,
    BadJson = 1 << 22,
    UnknownVersion = 1 << 23,
    DoubleEncoded = 1 << 24,
}

internal static class RepairCodes
{
    private static readonly (Repairs Repair, string Code)[] Codes =
    [
        (Repairs.LeadingJunk, "leading-junk"),
        (Repairs.BareAmpersand, "bare-ampersand"),
        (Repairs.UndeclaredEntity, "undeclared-entity"),
        (Repairs.UndeclaredPrefix, "undeclared-prefix"),
        (Repairs.ControlCharacter, "control-character"),
        (Repairs.BadReference, "bad-reference"),
        (Repairs.UnclosedElement, "unclosed-element"),
        (Repairs.Truncated, "truncated"),
        (Repairs.BadBytes, "bad-bytes"),
        (Repairs.CharsetOverruled, "charset-overruled"),
        (Repairs.UnknownCharset, "unknown-charset"),
        (Repairs.GuessedEncoding, "guessed-encoding"),
        (Repairs.BadDate, "bad-date"),
        (Repairs.ExternalEntity, "external-entity"),
        (Repairs.EntityLimit, "entity-limit"),
        (Repairs.TooDeep, "too-deep"),
        (Repairs.TooManyEntries, "too-many-entries"),
        (Repairs.TextCut, "text-cut"),
        (Repairs.RepeatedId, "repeated-id"),
        (Repairs.WrongType, "wrong-type"),
        (Repairs.UnsafeLink, "unsafe-link"),
        (Repairs.BadMarkup, "bad-markup"),
        (Repairs.BadJson, "bad-json"),
        (Repairs.UnknownVersion, "unknown-version"),
        (Repairs.DoubleEncoded, "double-encoded"),
    ];

    /// <summary>The codes in a fixed order; the empty list when nothing was repaired.</summary>
    public static IReadOnlyList<string> Of(Repairs repairs) =>
        repairs == Repairs.None
            ? []
            : [.. Codes.Where(code => repairs.HasFlag(code.Repair)).Select(code => code.Code)];
}
