using System.Globalization;
using System.Text.Json.Nodes;
using System.Web;

namespace AlertBot.Testing.Discord;

/// <summary>The messages of the stand-in. Not safe for several threads: its caller sees to that.</summary>
internal sealed class StandInMessages(DiscordStandIn standIn)
{
    private readonly List<StandInMessage> _messages = [];
    private readonly Dictionary<ulong, Queue<DateTimeOffset>> _oldEdits = [];

    public IReadOnlyList<StandInMessage> All => _messages;

    public StandInReply ReadChannel(string id)
    {
        if (Refused(id, Need.See, out var channel) is { } refused) return refused;
        var body = StandInRest.Channel(channel!);
        if (_messages.LastOrDefault(m => m.Channel == channel!.Id) is { } last) body["last_message_id"] = $"{last.Id}";
        return StandInRest.Done(body);
    }

    public StandInReply List(string id, string path)
    {
        if (Refused(id, Need.See, out var channel) is { } refused) return refused;
        if (!MayReadHistory(channel!)) return StandInRest.Done(new JsonArray());
        var query = HttpUtility.ParseQueryString(path.Split('?', 2).ElementAtOrDefault(1) ?? "");
        var before = ulong.TryParse(query["before"], out var b) ? b : ulong.MaxValue;
        var limit = int.TryParse(query["limit"], out var l) ? l : 50;
        return StandInRest.Done(new JsonArray([.. _messages
            .Where(m => m.Channel == channel!.Id && !m.IsDeleted && m.Id < before).OrderByDescending(m => m.Id).Take(limit)
            .Select(m => (JsonNode)Told(m, withNonce: false))]));
    }

    public StandInReply Read(string id, string messageId)
    {
        if (Refused(id, Need.See, out var channel) is { } refused) return refused;
        if (!MayReadHistory(channel!)) return Forbidden();
        return Find(channel!, messageId) is { } message ? StandInRest.Done(Told(message, withNonce: false)) : Gone();
    }

    public StandInReply Create(string id, StandInRequest request)
    {
        if (Refused(id, Need.Send, out var channel) is { } refused) return refused;
        if (channel!.IsForum) return new StandInReply(400, StandInRest.Error(40058, "Cannot send a message in a forum channel"), []);
        var body = request.Body!.AsObject();
        var nonce = body["nonce"]?.ToString();
        if (nonce is not null && (bool?)body["enforce_nonce"] == true && Remembered(nonce, request.AtUtc) is { } known)
            // That a message that was deleted is not made anew is meant so.
            return known.IsDeleted
                ? new StandInReply(404, StandInRest.Error(10008, "Unknown Message"), [])
                : StandInRest.Done(Told(known, withNonce: true));
        if (nonce is null || (bool?)body["enforce_nonce"] != true)
            return Bad(request, ["the create has no nonce that is enforced"]);
        if (Barred(channel, body) is { } barred) return barred;
        if (Faults(body) is { Count: > 0 } faults) return Bad(request, faults);
        // Writing brings a thread back.
        channel.IsArchived = false;
        return StandInRest.Done(Told(Add(channel, standIn.NewId(), request, body), withNonce: true));
    }

    /// <summary>What is wrong with a message that is begun with.</summary>
    public static List<string> Faults(JsonObject body)
    {
        var faults = StandInProse.OfMessage(body, StandInProse.HasV2Flag(body)).ToList();
        if (!StandInTexts.Of(body).Any(t => t.Trim().Length > 0)) faults.Add("the message is empty");
        return faults;
    }

    /// <summary>Why a message may not be posted for want of a right; null when it may.</summary>
    public StandInReply? Barred(StandInChannel channel, JsonObject body)
    {
        if (body["message_reference"] is not null && !MayReadHistory(channel))
            return new StandInReply(403, StandInRest.Error(160002, "Cannot reply without permission to read message history"), []);
        // An embed alone is refused; beside other content it is left out without a word (discord-api-docs#2601).
        return HasEmbeds(body) && !May(channel, 1UL << 14) && string.IsNullOrEmpty((string?)body["content"]) ? Forbidden() : null;
    }

    /// <summary>Keeps a new message.</summary>
    public StandInMessage Add(StandInChannel channel, ulong id, StandInRequest request, JsonObject body)
    {
        var message = new StandInMessage
        {
            Id = id,
            Channel = channel.Id,
            PostedUtc = request.AtUtc,
            Nonce = body["nonce"]?.ToString(),
            ReplyTo = ulong.TryParse((string?)body["message_reference"]?["message_id"], out var to) ? to : null,
            Pings = StandInProse.Pings(body),
            IsSilent = (((int?)body["flags"] ?? 0) & (1 << 12)) != 0,
        };
        message.Versions.Add(Shown(channel, body.DeepClone().AsObject()));
        _messages.Add(message);
        return message;
    }

    public StandInReply Crosspost(string id, string messageId, DateTimeOffset nowUtc)
    {
        if (Refused(id, Need.Send, out var channel) is { } refused) return refused;
        if (channel!.Kind != 5)
            return new StandInReply(400, StandInRest.Error(50024, "Cannot execute action on this channel type"), []);
        if (Find(channel, messageId) is not { } message) return Gone();
        if (message.IsPublished)
            return new StandInReply(400, StandInRest.Error(40033, "This message has already been crossposted"), []);
        message.IsPublished = true;
        return StandInRest.Done(Told(message, withNonce: false));
    }

    public StandInReply Edit(string id, string messageId, StandInRequest request)
    {
        if (Refused(id, Need.See, out var channel) is { } refused) return refused;
        if (Find(channel!, messageId) is not { } message) return Gone();
        if (channel!.IsArchived)
            return new StandInReply(400, StandInRest.Error(50083, "Thread is archived"), []);
        if (request.AtUtc - message.PostedUtc > TimeSpan.FromHours(1) && TooManyOld(channel!, request.AtUtc) is { } wait)
        {
            standIn.Complain($"{request.Path} met the limit of edits of old messages");
            return new StandInReply(429, new JsonObject
            {
                ["message"] = "Maximum number of edits to messages older than 1 hour reached. Try again later.",
                ["code"] = 30046,
                ["retry_after"] = wait.TotalSeconds,
                ["global"] = false,
            }, []);
        }
        var body = request.Body!.AsObject();
        var wasV2 = StandInProse.HasV2Flag(message.Now);
        var isV2 = wasV2 || StandInProse.HasV2Flag(body);
        var faults = StandInProse.OfMessage(body, isV2).ToList();
        if (wasV2 && body["embeds"] is JsonArray { Count: > 0 })
            // Which layout a message has cannot be known beforehand: this is refused and no fault of the client.
            return new StandInReply(400, StandInRest.Error(50035, "Invalid Form Body: components V2 cannot be removed"), []);
        if (faults.Count > 0) return Bad(request, faults);
        var merged = message.Now.DeepClone().AsObject();
        foreach (var (name, value) in body) merged[name] = value?.DeepClone();
        merged = Shown(channel!, merged);
        if (!JsonNode.DeepEquals(merged, message.Now)) message.Versions.Add(merged);
        return StandInRest.Done(Told(message, withNonce: false));
    }

    public StandInReply Delete(string id, string messageId)
    {
        if (Refused(id, Need.See, out var channel) is { } refused) return refused;
        if (Find(channel!, messageId) is not { } message) return Gone();
        message.IsDeleted = true;
        return new StandInReply(204, null, []);
    }

    public static StandInReply Gone() => new(404, StandInRest.Error(10008, "Unknown Message"), []);

    // The nonce comes back with the answer alone: it is not kept with the message.
    private static JsonObject Told(StandInMessage message, bool withNonce)
    {
        var body = message.Now.DeepClone().AsObject();
        body.Remove("nonce");
        body.Remove("enforce_nonce");
        body.Remove("allowed_mentions");
        body["id"] = $"{message.Id}";
        body["channel_id"] = $"{message.Channel}";
        body["type"] = 0;
        body["author"] = new JsonObject { ["id"] = $"{DiscordStandIn.Application}", ["username"] = "alertbot", ["bot"] = true };
        body["timestamp"] = message.PostedUtc.ToString("O", CultureInfo.InvariantCulture);
        if (withNonce) body["nonce"] = message.Nonce;
        return body;
    }

    private StandInMessage? Remembered(string nonce, DateTimeOffset nowUtc) => _messages.LastOrDefault(
        m => m.Nonce == nonce && nowUtc - m.PostedUtc <= standIn.NonceMemory);

    public StandInMessage? Find(StandInChannel channel, string id) =>
        _messages.LastOrDefault(m => m.Channel == channel.Id && $"{m.Id}" == id && !m.IsDeleted);

    private TimeSpan? TooManyOld(StandInChannel channel, DateTimeOffset nowUtc)
    {
        if (!_oldEdits.TryGetValue(channel.Id, out var edits)) _oldEdits[channel.Id] = edits = new();
        while (edits.TryPeek(out var first) && first + TimeSpan.FromMinutes(1) <= nowUtc) edits.Dequeue();
        if (edits.Count >= standIn.OldEditsAMinute) return edits.Peek() + TimeSpan.FromMinutes(1) - nowUtc;
        edits.Enqueue(nowUtc);
        return null;
    }

    /// <summary>What a request about a channel is refused with; null when nothing is.</summary>
    public StandInReply? Refused(string id, Need need, out StandInChannel? channel)
    {
        if (!ulong.TryParse(id, out var number) || !standIn.Channels.TryGetValue(number, out channel) || channel.IsDeleted)
        {
            channel = null;
            return new StandInReply(404, StandInRest.Error(10003, "Unknown Channel"), []);
        }
        // What is written beside voices is for those alone who may join.
        if (!May(channel, 1UL << 10) || (channel.Kind is 2 or 13 && !May(channel, 1UL << 20)))
            return new StandInReply(403, StandInRest.Error(50001, "Missing Access"), []);
        if (need != Need.Send) return null;
        if (channel.Person is { } person && standIn.Reserved.ContainsKey(person))
            return new StandInReply(403, StandInRest.Error(50007, "Cannot send messages to this user"), []);
        if (channel.IsLocked && !May(channel, 1UL << 34))
            return new StandInReply(403, StandInRest.Error(160005, "Thread is locked"), []);
        return May(channel, channel.IsThread ? 1UL << 38 : 1UL << 11) ? null : Forbidden();
    }

    /// <summary>Whether the bot has a right: in a thread that of the channel that it is in.</summary>
    public bool May(StandInChannel channel, ulong right) =>
        (channel.IsThread && channel.Parent is { } id && standIn.Channels.TryGetValue(id, out var parent) ? parent : channel)
            .May(right);

    internal static StandInReply Forbidden() => new(403, StandInRest.Error(50013, "Missing Permissions"), []);

    private bool MayReadHistory(StandInChannel channel) => May(channel, 1UL << 16);

    private static bool HasEmbeds(JsonObject body) => body["embeds"] is JsonArray { Count: > 0 };

    private JsonObject Shown(StandInChannel channel, JsonObject body)
    {
        if (HasEmbeds(body) && !May(channel, 1UL << 14)) body["embeds"] = new JsonArray();
        return body;
    }

    public StandInReply Bad(StandInRequest request, List<string> faults)
    {
        foreach (var fault in faults) standIn.Complain($"{request.Method} {request.Route}: {fault}");
        return new StandInReply(400, StandInRest.Error(50035, "Invalid Form Body: " + faults[0]), []);
    }
}

/// <summary>What a request needs of a channel.</summary>
internal enum Need
{
    /// <summary>To see it.</summary>
    See,

    /// <summary>To write there.</summary>
    Send,
}
