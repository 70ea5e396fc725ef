using System.Text.Json.Nodes;

namespace AlertBot.Testing.Telegram;

/// <summary>
/// What the stand-in knows: chats, people, messages, and the rules of the methods that change them. Not safe for several
/// threads: the server locks.
/// </summary>
internal sealed class TelegramWorld(TimeProvider time, TelegramRules rules)
{
    private const int MaxText = 4096;
    private const int MaxButtons = 100;
    private const int MaxDataBytes = 64;

    private static readonly string[] Counted =
        ["sendMessage", "sendDocument", "editMessageText"];

    private readonly TelegramFlood _flood = new(time, rules);
    private readonly Dictionary<string, DateTimeOffset> _queries = new(StringComparer.Ordinal);

    public const long BotId = 123456789;
    public const string BotName = "alertbot_test_bot";

    public Dictionary<long, TelegramRoom> Rooms { get; } = [];

    public Dictionary<long, TelegramPerson> People { get; } = [];

    public Dictionary<string, (string? Text, bool IsAlert)> Toasts { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, JsonArray> InlineAnswers { get; } = new(StringComparer.Ordinal);

    public Dictionary<(string Scope, string Language), JsonArray> Menus { get; } = [];

    public int RefusedForNumber { get; private set; }

    public static JsonObject Bot() => new()
    {
        ["id"] = BotId,
        ["is_bot"] = true,
        ["first_name"] = "AlertBot",
        ["username"] = BotName,
        ["can_join_groups"] = true,
        ["can_read_all_group_messages"] = false,
        ["supports_inline_queries"] = true,
    };

    /// <summary>A button that was pressed, or a line that was typed: to be answered once, and soon.</summary>
    public void Ask(string queryId) => _queries[queryId] = time.GetUtcNow() + rules.QueriesKept;

    /// <summary>A chat takes nothing for so many seconds.</summary>
    public void Hold(long chat, int seconds) => _flood.Hold(chat, seconds);

    /// <summary>Buttons and typed lines that nobody answered yet.</summary>
    public int Unanswered => _queries.Count;

    /// <summary>Carries out a method on messages, or tells about chats.</summary>
    public TelegramReply Call(string method, JsonObject call, (string Name, string Text)? file) => method switch
    {
        "getMe" => TelegramReply.Ok(Bot()),
        "sendMessage" => InRoom(method, call, room => Send(room, call, file)),
        "sendDocument" => InRoom(method, call, room => Send(room, call, file)),
        "editMessageText" => InRoom(method, call, room => Edit(room, call)),
        "deleteMessage" => InRoom(method, call, room => Delete(room, call)),
        "sendChatAction" => InRoom(method, call, room =>
            ThreadFault(room, call) ?? TelegramReply.Ok(JsonValue.Create(true))),
        "getChat" => InRoom(method, call, room => TelegramReply.Ok(room.ToJson())),
        "getChatMember" => InRoom(method, call, room => Member(room, call["user_id"]!.GetValue<long>())),
        "answerCallbackQuery" => AnswerCallback(call),
        "answerInlineQuery" => AnswerInline(call),
        "setMyCommands" => SetCommands(call),
        _ => TelegramReply.Refusal(404, "Not Found: method not found"),
    };

    public JsonObject MemberOf(TelegramRoom room, long user) => room.Members.TryGetValue(user, out var member)
        ? member.DeepClone().AsObject()
        : new JsonObject { ["status"] = "left", ["user"] = UserJson(user) };

    public JsonObject UserJson(long user) =>
        user == BotId ? Bot() : People.TryGetValue(user, out var person) ? person.ToJson() : new JsonObject
        {
            ["id"] = user,
            ["is_bot"] = false,
            ["first_name"] = "Somebody",
        };

    public static JsonObject ToJson(TelegramRoom room, TelegramPost post, JsonObject? from = null)
    {
        var json = new JsonObject
        {
            ["message_id"] = post.Id,
            ["date"] = post.AtUtc.ToUnixTimeSeconds(),
            ["chat"] = room.ToJson(),
            ["text"] = post.Text,
        };
        if (room.Type != "channel") json["from"] = from ?? (post.IsOurs ? Bot() : null);
        if (post.Thread is { } thread) (json["message_thread_id"], json["is_topic_message"]) = (thread, true);
        var entities = TelegramHtml.CommandsIn(post.Text).Where(c => post.Text.StartsWith(c, StringComparison.Ordinal))
            .Take(1).Select(c => (JsonNode)new JsonObject { ["type"] = "bot_command", ["offset"] = 0, ["length"] = c.Length });
        if (!post.IsOurs) json["entities"] = new JsonArray([.. entities]);
        if (post.ReplyTo is { } id && room.All.FirstOrDefault(p => p.Id == id) is { } answered)
            json["reply_to_message"] = ToJson(room, answered);
        return json;
    }

    private TelegramReply InRoom(string method, JsonObject call, Func<TelegramRoom, TelegramReply> act)
    {
        if (!Rooms.TryGetValue(call["chat_id"]!.GetValue<long>(), out var room))
            return TelegramReply.BadRequest("chat not found");
        var isWriting = method is not ("getChat" or "getChatMember");
        if (AccessFault(room, isWriting, isEditing: method is "editMessageText" or "deleteMessage") is { } fault) return fault;
        if (!rules.HasFloodControl || !Counted.Contains(method) || _flood.Take(room.Id) is not { } seconds) return act(room);
        RefusedForNumber++;
        return TelegramReply.TooMany(seconds);
    }

    // The words and their order: telegram-bot-api, Client.cpp, check_chat_access.
    private TelegramReply? AccessFault(TelegramRoom room, bool isWriting, bool isEditing)
    {
        if (room.Type == "private")
            return isWriting && room.IsBlocked ? TelegramReply.Forbidden("bot was blocked by the user") : null;
        if (room.MigratedTo is { } to) return isWriting ? TelegramReply.Moved(to) : null;
        var self = MemberOf(room, BotId);
        var status = self["status"]!.GetValue<string>();
        if (status == "kicked") return TelegramReply.Forbidden($"bot was kicked from the {room.Type} chat");
        if (status == "left") return TelegramReply.Forbidden($"bot is not a member of the {room.Type} chat");
        if (!isWriting || isEditing) return null;
        if (room.Type == "channel")
            return status == "administrator" && self["can_post_messages"]?.GetValue<bool>() == true
                ? null
                : TelegramReply.BadRequest("need administrator rights in the channel chat");
        return status == "restricted" && self["can_send_messages"]?.GetValue<bool>() == false
            ? TelegramReply.BadRequest("not enough rights to send text messages to the chat")
            : null;
    }

    private static TelegramReply? ThreadFault(TelegramRoom room, JsonObject call)
    {
        if (call["message_thread_id"]?.GetValue<long>() is not { } thread) return null;
        if (!room.Topics.TryGetValue(thread, out var isOpen)) return TelegramReply.BadRequest("message thread not found");
        return isOpen ? null : TelegramReply.BadRequest("TOPIC_CLOSED");
    }

    private TelegramReply Send(TelegramRoom room, JsonObject call, (string Name, string Text)? file)
    {
        if (ThreadFault(room, call) is { } lost) return lost;
        var version = file is null ? Read(call, "text") : (new TelegramParse("", []), null);
        if (version.Refusal is { } refusal) return refusal;
        if (KeyboardFault(call) is { } wrong) return wrong;
        var reply = call["reply_parameters"]?["message_id"]?.GetValue<long>();
        if (reply is { } id && !room.All.Exists(p => p.Id == id && !p.IsDeleted))
        {
            if (call["reply_parameters"]!["allow_sending_without_reply"]?.GetValue<bool>() != true)
                return TelegramReply.BadRequest("message to be replied not found");
            reply = null;
        }
        var post = new TelegramPost
        {
            Id = ++room.LastId,
            IsOurs = true,
            AtUtc = time.GetUtcNow(),
            Thread = call["message_thread_id"]?.GetValue<long>(),
            ReplyTo = reply,
            IsSilent = call["disable_notification"]?.GetValue<bool>() == true,
            File = file,
        };
        Dress(post, version.Parse!, call);
        post.WantsReply = call["reply_markup"]?["force_reply"]?.GetValue<bool>() == true;
        room.All.Add(post);
        return TelegramReply.Ok(ToJson(room, post));
    }

    private TelegramReply Edit(TelegramRoom room, JsonObject call)
    {
        var id = call["message_id"]!.GetValue<long>();
        if (room.All.FirstOrDefault(p => p.Id == id && !p.IsDeleted) is not { } post)
            return TelegramReply.BadRequest("message to edit not found");
        if (!post.IsOurs) return TelegramReply.BadRequest("message can't be edited");
        var version = Read(call, "text");
        if (version.Refusal is { } refusal) return refusal;
        if (KeyboardFault(call) is { } wrong) return wrong;
        if (post.Text == version.Parse!.Text && post.Entities.SequenceEqual(version.Parse.Entities)
            && post.Buttons.SequenceEqual(Buttons(call)))
            return TelegramReply.BadRequest(
                "message is not modified: specified new message content and reply markup are exactly the same as a current "
                + "content and reply markup of the message");
        Dress(post, version.Parse, call);
        return TelegramReply.Ok(ToJson(room, post));
    }

    private TelegramReply Delete(TelegramRoom room, JsonObject call)
    {
        var id = call["message_id"]!.GetValue<long>();
        if (room.All.FirstOrDefault(p => p.Id == id && !p.IsDeleted) is not { } post)
            return TelegramReply.BadRequest("message to delete not found");
        if (time.GetUtcNow() - post.AtUtc > rules.DeletesUntil) return TelegramReply.BadRequest("message can't be deleted");
        post.IsDeleted = true;
        return TelegramReply.Ok(JsonValue.Create(true));
    }

    private static void Dress(TelegramPost post, TelegramParse version, JsonObject call)
    {
        post.Versions.Add(version);
        post.Buttons = Buttons(call);
        var preview = call["link_preview_options"];
        post.Preview = preview?["is_disabled"]?.GetValue<bool>() == true ? null : preview?["url"]?.GetValue<string>();
    }

    private (TelegramParse? Parse, TelegramReply? Refusal) Read(JsonObject call, string field)
    {
        var text = call[field]!.GetValue<string>();
        var parse = call["parse_mode"]?.GetValue<string>() switch
        {
            "HTML" => TelegramHtml.Parse(text),
            null => new TelegramParse(text.Trim(), []),
            _ => new TelegramParse("", [], "the stand-in reads HTML alone"),
        };
        if (!rules.KnowsClocks && text.Contains("<tg-time", StringComparison.Ordinal))
            parse = new TelegramParse("", [], "Unsupported start tag \"tg-time\" at byte offset 0");
        if (parse.Fault is { } fault) return (null, TelegramReply.BadRequest("can't parse entities: " + fault));
        if (parse.Text.Length == 0) return (null, TelegramReply.BadRequest("message text is empty"));
        return parse.Text.Length > MaxText ? (null, TelegramReply.BadRequest("message is too long")) : (parse, null);
    }

    private static List<(string Label, string Data)> Buttons(JsonObject call) =>
        call["reply_markup"]?["inline_keyboard"] is JsonArray rows
            ? [.. rows.SelectMany(row => row!.AsArray()).Select(b =>
                (b!["text"]!.GetValue<string>(), b["callback_data"]?.GetValue<string>() ?? ""))]
            : [];

    private static TelegramReply? KeyboardFault(JsonObject call)
    {
        var buttons = Buttons(call);
        if (buttons.Count > MaxButtons || (call["reply_markup"]?["inline_keyboard"] is JsonArray rows
            && rows.Any(row => row!.AsArray().Count is 0 or > 8)))
            return TelegramReply.BadRequest("reply markup is too long");
        if (buttons.Any(b => string.IsNullOrWhiteSpace(b.Label)))
            return TelegramReply.BadRequest("can't parse inline keyboard button: Text must be non-empty");
        return buttons.Any(b => System.Text.Encoding.UTF8.GetByteCount(b.Data) is 0 or > MaxDataBytes)
            ? TelegramReply.BadRequest("BUTTON_DATA_INVALID")
            : null;
    }

    private TelegramReply Member(TelegramRoom room, long user) => TelegramReply.Ok(MemberOf(room, user));

    private TelegramReply AnswerCallback(JsonObject call)
    {
        var text = call["text"]?.GetValue<string>();
        if (text is { Length: > 200 }) return TelegramReply.BadRequest("MESSAGE_TOO_LONG");
        var id = call["callback_query_id"]!.GetValue<string>();
        if (!TakeQuery(id)) return TooOld();
        Toasts[id] = (text, call["show_alert"]?.GetValue<bool>() == true);
        return TelegramReply.Ok(JsonValue.Create(true));
    }

    private TelegramReply AnswerInline(JsonObject call)
    {
        var results = call["results"]!.AsArray();
        var ids = results.Select(r => r!["id"]!.GetValue<string>()).ToList();
        if (ids.Count > 50) return TelegramReply.BadRequest("RESULTS_TOO_MUCH");
        if (ids.Distinct(StringComparer.Ordinal).Count() < ids.Count) return TelegramReply.BadRequest("RESULT_ID_DUPLICATE");
        if (ids.Exists(i => System.Text.Encoding.UTF8.GetByteCount(i) is 0 or > 64))
            return TelegramReply.BadRequest("RESULT_ID_INVALID");
        foreach (var content in results.Select(r => r!["input_message_content"]!.AsObject()))
            if (Read(content, "message_text").Refusal is { } refusal) return refusal;
        var id = call["inline_query_id"]!.GetValue<string>();
        if (!TakeQuery(id)) return TooOld();
        InlineAnswers[id] = results.DeepClone().AsArray();
        return TelegramReply.Ok(JsonValue.Create(true));
    }

    private bool TakeQuery(string id) => _queries.Remove(id, out var untilUtc) && untilUtc > time.GetUtcNow();

    private static TelegramReply TooOld() =>
        TelegramReply.BadRequest("query is too old and response timeout expired or query ID is invalid");

    private TelegramReply SetCommands(JsonObject call)
    {
        var commands = call["commands"]!.AsArray();
        if (commands.Count > 100) return TelegramReply.BadRequest("BOT_COMMANDS_TOO_MUCH");
        foreach (var command in commands)
        {
            var (name, words) = (command!["command"]!.GetValue<string>(), command["description"]!.GetValue<string>());
            if (name.Length is 0 or > 32 || !name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_'))
                return TelegramReply.BadRequest("BOT_COMMAND_INVALID");
            if (words.Trim().Length is 0 or > 256) return TelegramReply.BadRequest("BOT_COMMAND_DESCRIPTION_INVALID");
        }
        var scope = call["scope"]?["type"]?.GetValue<string>() ?? "default";
        Menus[(scope, call["language_code"]?.GetValue<string>() ?? "")] = commands.DeepClone().AsArray();
        return TelegramReply.Ok(JsonValue.Create(true));
    }
}
