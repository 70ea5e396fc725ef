using System.Text.Json.Serialization;

namespace AlertBot.Telegram.Api;

/// <summary>Reads and writes what goes over the wire, by generated code alone.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ApiResult<bool>))]
[JsonSerializable(typeof(ApiResult<WireUser>))]
[JsonSerializable(typeof(ApiResult<WireChat>))]
[JsonSerializable(typeof(ApiResult<ChatMember>))]
[JsonSerializable(typeof(ApiResult<WireMessage>))]
[JsonSerializable(typeof(ApiResult<List<Update>>))]
[JsonSerializable(typeof(Update))]
[JsonSerializable(typeof(SendMessage))]
[JsonSerializable(typeof(EditMessageText))]
[JsonSerializable(typeof(DeleteMessage))]
[JsonSerializable(typeof(SendChatAction))]
[JsonSerializable(typeof(AnswerCallbackQuery))]
[JsonSerializable(typeof(AnswerInlineQuery))]
[JsonSerializable(typeof(SetMyCommands))]
[JsonSerializable(typeof(GetUpdates))]
[JsonSerializable(typeof(SetWebhook))]
[JsonSerializable(typeof(DeleteWebhook))]
[JsonSerializable(typeof(GetChat))]
[JsonSerializable(typeof(GetChatMember))]
[JsonSerializable(typeof(GetMe))]
[JsonSerializable(typeof(UpdatesState))]
[JsonSerializable(typeof(Dictionary<string, long>))]
internal sealed partial class WireJson : JsonSerializerContext;

/// <summary>What is remembered of updates.</summary>
/// <param name="Next">Every update below it was handled; 0 when none was.</param>
/// <param name="Handled">Updates from there on that were handled, in order.</param>
/// <param name="LastUtc">When the last one was handled.</param>
internal sealed record UpdatesState(long Next, IReadOnlyList<long> Handled, DateTimeOffset LastUtc);
