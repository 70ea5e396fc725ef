using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace AlertBot.Feeds.Reading;

/// <summary>Takes values from JSON whatever their type. The reader stands on the value before and on its end
/// after.</summary>
internal static class JsonValues
{
    private const int MaxNameChars = 24;

    private static readonly FrozenSet<string> Names = new[]
    {
        "version", "title", "home_page_url", "feed_url", "description", "icon", "favicon", "language", "next_url",
        "author", "authors", "hubs", "items", "id", "url", "external_url", "content_html", "content_text",
        "summary", "image", "banner_image", "date_published", "date_modified", "tags", "attachments", "name",
        "mime_type", "size_in_bytes",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Goes to the next property of the object; false at its end. Names that we do not know are
    /// empty.</summary>
    public static bool NextProperty(ref Utf8JsonReader reader, out string name)
    {
        name = "";
        if (!reader.Read() || reader.TokenType != JsonTokenType.PropertyName) return false;
        // Six characters stand for one where it is escaped.
        if (reader.ValueSpan.Length <= (reader.ValueIsEscaped ? 6 * MaxNameChars : MaxNameChars))
        {
            Span<char> chars = stackalloc char[6 * MaxNameChars];
            chars = chars[..CopyName(ref reader, chars)];
            if (Names.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(chars, out var known)) name = known;
        }
        reader.Read();
        return true;
    }

    private static int CopyName(ref Utf8JsonReader reader, scoped Span<char> chars)
    {
        try
        {
            return reader.CopyString(chars);
        }
        catch (InvalidOperationException)
        {
            return 0; // Half of a surrogate pair; no name that we know has one.
        }
    }

    /// <summary>The text of a string or number; null for anything else.</summary>
    public static string? Text(ref Utf8JsonReader reader, ref Repairs repairs)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return Unescape(ref reader, ref repairs);
            case JsonTokenType.Number:
                return Encoding.UTF8.GetString(reader.ValueSpan);
            case JsonTokenType.Null:
                return null;
            default:
                repairs |= Repairs.WrongType;
                reader.Skip();
                return null;
        }
    }

    /// <summary>Goes into an array or object; false, with a note, where there is none.</summary>
    public static bool Enter(ref Utf8JsonReader reader, JsonTokenType start, ref Repairs repairs)
    {
        if (reader.TokenType == start) return true;
        if (reader.TokenType != JsonTokenType.Null) repairs |= Repairs.WrongType;
        reader.Skip();
        return false;
    }

    private static string Unescape(ref Utf8JsonReader reader, ref Repairs repairs)
    {
        try
        {
            return reader.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, escaped: left by those who cut texts after so many characters.
            repairs |= Repairs.BadReference;
            return UnescapeLoosely(Encoding.UTF8.GetString(reader.ValueSpan));
        }
    }

    private static string UnescapeLoosely(string raw)
    {
        var text = new StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\' || i + 1 == raw.Length)
            {
                text.Append(raw[i]);
                continue;
            }
            i++;
            if (raw[i] == 'u' && i + 4 < raw.Length
                && int.TryParse(
                    raw.AsSpan(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            {
                text.Append((char)code);
                i += 4;
                continue;
            }
            text.Append(raw[i] switch
            {
                'n' => '\n',
                't' => '\t',
                'r' => '\r',
                'b' or 'f' => ' ',
                var other => other,
            });
        }
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) i++;
            else if (char.IsSurrogate(text[i])) text[i] = '\uFFFD';
        }
        return text.ToString();
    }
}
