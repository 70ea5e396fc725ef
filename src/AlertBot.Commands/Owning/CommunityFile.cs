using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using AlertBot.Chat;
using AlertBot.Feeds;

namespace AlertBot.Commands;

/// <summary>A community's data as a JSON file that can be read back. Pure.</summary>
public static class CommunityFile
{
    private static readonly JsonTypeInfo<CommunityData> Type = MakeType();

    /// <summary>The whole of it. The same data give the same text.</summary>
    public static string Write(CommunityData data) => JsonSerializer.Serialize(data, Type);

    /// <summary>What <see cref="Write"/> wrote.</summary>
    /// <exception cref="JsonException">The text is something else.</exception>
    public static CommunityData Read(string json) =>
        JsonSerializer.Deserialize(json, Type) ?? throw new JsonException("The file holds nothing.");

    private static JsonTypeInfo<CommunityData> MakeType()
    {
        var options = new JsonSerializerOptions(CommunityJsonContext.Default.Options)
        {
            // Every script as it is: people read this file too, and no browser does.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = CommunityJsonContext.Default,
        };
        options.Converters.Add(new TextConverter<Scope>(Scope.Parse, scope => scope.ToString()));
        options.Converters.Add(new TextConverter<CommunityId>(text => new CommunityId(text), id => id.Value));
        options.Converters.Add(new TextConverter<ChannelRef>(ChannelRef.Parse, channel => channel.ToString()));
        options.MakeReadOnly();
        return (JsonTypeInfo<CommunityData>)options.GetTypeInfo(typeof(CommunityData));
    }

    private sealed class TextConverter<T>(Func<string, T> parse, Func<T, string> write) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            parse(reader.GetString() ?? "");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WriteStringValue(write(value));
    }
}

/// <summary>The shapes that the file is made of.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true, WriteIndented = true)]
[JsonSerializable(typeof(CommunityData))]
internal sealed partial class CommunityJsonContext : JsonSerializerContext;
