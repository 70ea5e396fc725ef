using System.Globalization;

namespace AlertBot.Commands;

/// <summary>What values of an option look like, so that words that are none are not taken for one. Pure.</summary>
internal static class OptionShape
{
    private const string None = "none";

    /// <summary>Takes any words: what looks like another option may be part of what is meant.</summary>
    public static bool IsProse(OptionDefinition option) => option.Type is OptionType.Text or OptionType.Subject
        or OptionType.Verbatim or OptionType.Feed or OptionType.Follow or OptionType.Part;

    /// <summary>Is a time or a length of time.</summary>
    public static bool IsTime(OptionDefinition option) => option.Type is OptionType.Since or OptionType.Duration;

    /// <summary>
    /// Whether a text can be a value of the option by its looks; true where only the watchlists can tell.
    /// </summary>
    public static bool Fits(OptionDefinition option, string text) => option.Type switch
    {
        OptionType.Number or OptionType.Incident or OptionType.Numbers =>
            text.TrimStart('#', '[') is [var first, ..] && char.IsDigit(first),
        OptionType.Clock => ClockText.Time(text) is not null,
        OptionType.Hours => Same(text, None) || ClockText.Span(text) is not null,
        OptionType.Coordinates => IsDegrees(text),
        OptionType.Country => text.Length == 2 && text.All(char.IsAsciiLetter),
        OptionType.Since or OptionType.Duration => SinceText.IsWhole(text),
        OptionType.Severity => Lookup.IsSeverity(text),
        OptionType.Kind => Lookup.IsKind(text),
        OptionType.Zone => ClockText.Zone(text).Found is not null,
        _ => true,
    };

    /// <summary>Whether a value that has begun goes on with the next word.</summary>
    public static bool GoesOn(OptionDefinition option, string value, string next) => option.Type switch
    {
        OptionType.Actor or OptionType.Place => true,
        _ when IsProse(option) || value.Length == 0 => true,
        // "12 march" is a time, and "12 march 2019" is another.
        OptionType.Since or OptionType.Duration => !SinceText.IsWhole(value) || SinceText.IsWhole($"{value} {next}"),
        // "22 to 6" is one span, "8 pm" one time, "new york" one zone.
        OptionType.Hours => !Fits(option, value) && value.Count(c => c == ' ') < 2 && !Same(value, None),
        OptionType.Numbers => next.All(c => char.IsDigit(c) || c is ',' or '،' or ';' or '[' or ']' or '#'),
        OptionType.Clock or OptionType.Zone or OptionType.Kind or OptionType.Coordinates =>
            Fits(option, $"{value} {next}"),
        _ => false,
    };

    private static bool IsDegrees(string text) =>
        text.Split([',', ' ', '،', ';'], StringSplitOptions.RemoveEmptyEntries) is { Length: 2 } parts
        && parts.All(part => double.TryParse(
            Digits.InAscii(part), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture, out _));

    private static bool Same(string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);
}
