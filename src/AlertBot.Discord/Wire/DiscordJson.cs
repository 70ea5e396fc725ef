using System.Text.Json.Serialization;
using AlertBot.Discord.Gateway;

namespace AlertBot.Discord.Wire;

/// <summary>Everything that is written to or read from Discord, generated; nothing is looked up while it runs.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(MessageBody))]
[JsonSerializable(typeof(IReadOnlyList<CommandBody>))]
[JsonSerializable(typeof(CallbackBody))]
[JsonSerializable(typeof(DirectBody))]
[JsonSerializable(typeof(ReceivedMessage))]
[JsonSerializable(typeof(IReadOnlyList<ReceivedMessage>))]
[JsonSerializable(typeof(ReceivedChannel))]
[JsonSerializable(typeof(ReceivedThreads))]
[JsonSerializable(typeof(ThreadBody))]
[JsonSerializable(typeof(ChannelBody))]
[JsonSerializable(typeof(ReceivedGuild))]
[JsonSerializable(typeof(ReceivedMember))]
[JsonSerializable(typeof(ReceivedUser))]
[JsonSerializable(typeof(ReceivedInteraction))]
[JsonSerializable(typeof(ErrorBody))]
[JsonSerializable(typeof(GatewayInfo))]
[JsonSerializable(typeof(GatewayPayload))]
[JsonSerializable(typeof(ReadyBody))]
[JsonSerializable(typeof(GuildEvent))]
[JsonSerializable(typeof(GuildPart))]
[JsonSerializable(typeof(IdentifyPayload))]
[JsonSerializable(typeof(ResumePayload))]
[JsonSerializable(typeof(HeartbeatPayload))]
[JsonSerializable(typeof(GatewaySession))]
[JsonSerializable(typeof(IdentifyLedger))]
internal sealed partial class DiscordJson : JsonSerializerContext;
