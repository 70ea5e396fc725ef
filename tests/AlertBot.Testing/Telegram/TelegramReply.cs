using System.Text.Json.Nodes;

namespace AlertBot.Testing.Telegram;

/// <summary>What the server answers.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">The frame with the result or the refusal.</param>
internal sealed record TelegramReply(int Status, JsonObject Body)
{
    public static TelegramReply Ok(JsonNode? result) => new(200, new JsonObject { ["ok"] = true, ["result"] = result });

    public static TelegramReply BadRequest(string words) => Refusal(400, "Bad Request: " + words);

    public static TelegramReply Forbidden(string words) => Refusal(403, "Forbidden: " + words);

    public static TelegramReply TooMany(int seconds) => Refusal(
        429, $"Too Many Requests: retry after {seconds}", new JsonObject { ["retry_after"] = seconds });

    public static TelegramReply Moved(long to) => Refusal(
        400, "Bad Request: group chat was upgraded to a supergroup chat",
        new JsonObject { ["migrate_to_chat_id"] = to });

    public static TelegramReply Refusal(int code, string description, JsonObject? parameters = null)
    {
        var body = new JsonObject { ["ok"] = false, ["error_code"] = code, ["description"] = description };
        if (parameters is not null) body["parameters"] = parameters;
        return new TelegramReply(code, body);
    }
}

/// <summary>A call as it came in.</summary>
/// <param name="Method">As it was called.</param>
/// <param name="Parameters">What it was given.</param>
/// <param name="AtUtc">When, by the server's clock.</param>
/// <param name="Status">What it was answered.</param>
public sealed record TelegramCall(string Method, JsonObject Parameters, DateTimeOffset AtUtc, int Status)
{
    /// <summary>The chat; 0 when it names none.</summary>
    public long Chat => Parameters["chat_id"] is JsonValue id && id.TryGetValue<long>(out var chat) ? chat : 0;
}
