using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AlertBot.Discord;

/// <summary>An id of Discord: 64 bits, the upper 42 of which say when it was made. Written as decimal text.</summary>
/// <param name="Value">The number; 0 for none.</param>
[JsonConverter(typeof(SnowflakeConverter))]
public readonly record struct Snowflake(ulong Value) : IComparable<Snowflake>
{
    // Discord counts from the first second of 2015.
    private const long EpochMilliseconds = 1_420_070_400_000;
    private const int TimeShift = 22;

    /// <summary>When it was made, to the millisecond.</summary>
    public DateTimeOffset CreatedUtc =>
        DateTimeOffset.FromUnixTimeMilliseconds((long)(Value >> TimeShift) + EpochMilliseconds);

    /// <summary>The least id that can be made at an instant; 0 before 2015.</summary>
    public static Snowflake At(DateTimeOffset instantUtc)
    {
        var milliseconds = instantUtc.ToUnixTimeMilliseconds() - EpochMilliseconds;
        return milliseconds <= 0 ? default : new Snowflake((ulong)milliseconds << TimeShift);
    }

    /// <summary>Reads decimal digits without sign or space. False, and 0, when the text is none.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Snowflake snowflake)
    {
        var isRead = ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value);
        snowflake = new Snowflake(value);
        return isRead;
    }

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    /// <exception cref="FormatException">The text is none of that form.</exception>
    public static Snowflake Parse(string text) => TryParse(text, out var snowflake)
        ? snowflake
        : throw new FormatException($"'{text}' is no id of Discord: expected decimal digits.");

    /// <inheritdoc/>
    public int CompareTo(Snowflake other) => Value.CompareTo(other.Value);

    /// <summary>Decimal digits.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether one is older than another.</summary>
    public static bool operator <(Snowflake left, Snowflake right) => left.Value < right.Value;

    /// <summary>Whether one is younger than another.</summary>
    public static bool operator >(Snowflake left, Snowflake right) => left.Value > right.Value;

    /// <summary>Whether one is not younger than another.</summary>
    public static bool operator <=(Snowflake left, Snowflake right) => left.Value <= right.Value;

    /// <summary>Whether one is not older than another.</summary>
    public static bool operator >=(Snowflake left, Snowflake right) => left.Value >= right.Value;
}

/// <summary>Writes text, for a number of this size is no number to JavaScript; reads both.</summary>
internal sealed class SnowflakeConverter : JsonConverter<Snowflake>
{
    public override Snowflake Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType switch
        {
            JsonTokenType.Number => new Snowflake(reader.GetUInt64()),
            JsonTokenType.String when Snowflake.TryParse(reader.GetString(), out var read) => read,
            _ => throw new JsonException("An id of Discord is decimal digits."),
        };

    public override void Write(Utf8JsonWriter writer, Snowflake value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
