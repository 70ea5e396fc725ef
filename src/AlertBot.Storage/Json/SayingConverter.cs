using System.Text.Json;
using System.Text.Json.Serialization;
using AlertBot.Feeds;

namespace AlertBot.Storage.Json;

/// <summary>Keeps sayings as their code, their values and their English. What was kept before they had codes is a text,
/// and English.</summary>
internal sealed class SayingConverter : JsonConverter<Saying>
{
    private const string Code = "code";
    private const string English = "english";
    private const string Values = "values";

    /// <inheritdoc/>
    public override Saying Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var json = JsonDocument.ParseValue(ref reader);
        return Read(json.RootElement);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Saying value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString(Code, value.Code);
        writer.WriteString(English, value.English);
        if (value.Values.Count > 0)
        {
            writer.WriteStartObject(Values);
            foreach (var (name, one) in value.Values)
            {
                writer.WritePropertyName(name);
                WriteValue(writer, one, options);
            }
            writer.WriteEndObject();
        }
        writer.WriteEndObject();
    }

    private static Saying Read(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.String) return Saying.InEnglish(json.GetString()!);
        if (json.ValueKind != JsonValueKind.Object
            || !json.TryGetProperty(Code, out var code) || !json.TryGetProperty(English, out var english))
            throw new JsonException("A stored saying has no code or no English.");
        var values = json.TryGetProperty(Values, out var stored)
            ? stored.EnumerateObject().Select(v => (v.Name, ReadValue(v.Value))).ToList()
            : [];
        return Saying.Kept(code.GetString() ?? "", english.GetString() ?? "", values);
    }

    private static object ReadValue(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => json.GetString()!,
        JsonValueKind.Number when json.TryGetInt64(out var whole) => whole,
        JsonValueKind.Number => json.GetDouble(),
        JsonValueKind.Array when json.EnumerateArray().Any(e => e.ValueKind == JsonValueKind.Object) =>
            json.EnumerateArray().Select(Read).ToList(),
        JsonValueKind.Array => json.EnumerateArray().Select(e => e.ToString()).ToList(),
        _ => Read(json),
    };

    private void WriteValue(Utf8JsonWriter writer, object value, JsonSerializerOptions options)
    {
        switch (value)
        {
            case Saying saying:
                Write(writer, saying, options);
                break;
            case IEnumerable<Saying> sayings:
                writer.WriteStartArray();
                foreach (var one in sayings) Write(writer, one, options);
                writer.WriteEndArray();
                break;
            case IEnumerable<string> texts:
                writer.WriteStartArray();
                foreach (var one in texts) writer.WriteStringValue(one);
                writer.WriteEndArray();
                break;
            case int or long:
                writer.WriteNumberValue(Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture));
                break;
            case double number:
                writer.WriteNumberValue(number);
                break;
            default:
                writer.WriteStringValue(Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture));
                break;
        }
    }
}
