using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Feeds;

namespace AlertBot.Storage.Json;

/// <summary>Reads and writes the JSON columns. The same value always gives the same text.</summary>
internal static class StoreJson
{
    private const string Discriminator = "is";

    // Names are stored: they may be added to, never changed.
    private static readonly (Type Type, string Name)[] Blocks =
    [
        (typeof(Block.Headline), "headline"), (typeof(Block.Sentence), "sentence"), (typeof(Block.Facts), "facts"),
        (typeof(Block.Ledger), "ledger"), (typeof(Block.Figures), "figures"), (typeof(Block.SourceList), "sources"),
        (typeof(Block.Paragraph), "paragraph"), (typeof(Block.Bullets), "bullets"), (typeof(Block.Table), "table"),
        (typeof(Block.Actions), "actions"), (typeof(Block.Choices), "choices"),
        (typeof(Block.ChannelChoice), "channel"),
    ];

    private static readonly (Type Type, string Name)[] Requests =
    [
        (typeof(AnalysisRequest.Merge), "merge"), (typeof(AnalysisRequest.Split), "split"),
        (typeof(AnalysisRequest.Retract), "retract"), (typeof(AnalysisRequest.Move), "move"),
        (typeof(AnalysisRequest.WatchlistChanged), "watchlist"), (typeof(AnalysisRequest.Restore), "restore"),
        (typeof(AnalysisRequest.ChannelChanged), "channel"), (typeof(AnalysisRequest.Acknowledge), "acknowledge"),
        (typeof(AnalysisRequest.AddMute), "mute"), (typeof(AnalysisRequest.EndMute), "unmute"),
    ];

    private static readonly JsonSerializerOptions Options = MakeOptions();

    /// <summary>The value as JSON.</summary>
    public static string Write<T>(T value) =>
        JsonSerializer.Serialize(value, (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T)));

    /// <summary>What <see cref="Write"/> wrote.</summary>
    /// <exception cref="JsonException">The column holds something else: it was not written by this program.</exception>
    public static T Read<T>(string json) =>
        JsonSerializer.Deserialize(json, (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T)))
            ?? throw new JsonException($"A stored {typeof(T).Name} is null.");

    private static JsonSerializerOptions MakeOptions()
    {
        var options = new JsonSerializerOptions(StoreJsonContext.Default.Options)
        {
            // Kept in a column, never in a page: Arabic stays two bytes a letter instead of six.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = StoreJsonContext.Default.WithAddedModifier(AddUnions),
        };
        options.Converters.Add(new InstantConverter());
        options.Converters.Add(new ScopeConverter());
        options.Converters.Add(new ChannelConverter());
        options.Converters.Add(new SayingConverter());
        options.MakeReadOnly();
        return options;
    }

    private static void AddUnions(JsonTypeInfo info)
    {
        if (info.Type == typeof(Block)) Add(info, Blocks);
        else if (info.Type == typeof(AnalysisRequest)) Add(info, Requests);
    }

    private static void Add(JsonTypeInfo info, (Type Type, string Name)[] cases)
    {
        info.PolymorphismOptions = new JsonPolymorphismOptions
        {
            TypeDiscriminatorPropertyName = Discriminator,
            UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization,
        };
        foreach (var (type, name) in cases) info.PolymorphismOptions.DerivedTypes.Add(new JsonDerivedType(type, name));
    }

    private sealed class InstantConverter : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert,
            JsonSerializerOptions options) =>
            DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64());

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(value.ToUnixTimeMilliseconds());
    }

    private sealed class ScopeConverter : JsonConverter<Scope>
    {
        public override Scope Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Scope.Parse(reader.GetString() ?? "");

        public override void Write(Utf8JsonWriter writer, Scope value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }

    private sealed class ChannelConverter : JsonConverter<ChannelRef>
    {
        public override ChannelRef Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            ChannelRef.Parse(reader.GetString() ?? "");

        public override void Write(Utf8JsonWriter writer, ChannelRef value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }
}
