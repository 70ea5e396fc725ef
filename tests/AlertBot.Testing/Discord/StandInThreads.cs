using System.Globalization;
using System.Text.Json.Nodes;

namespace AlertBot.Testing.Discord;

/// <summary>Threads and posts of the stand-in. Not safe for several threads: its caller sees to that.</summary>
internal sealed class StandInThreads(DiscordStandIn standIn, StandInMessages messages)
{
    private const int MaxTags = 20, MaxApplied = 5, MaxTagName = 20;
    private const ulong ManageChannels = 1UL << 4, ManageThreads = 1UL << 34, CreatePublicThreads = 1UL << 35;

    /// <summary>Adds what is told of threads alone.</summary>
    public static void Describe(StandInChannel thread, JsonObject body)
    {
        body["owner_id"] = $"{DiscordStandIn.Application}";
        body["thread_metadata"] = new JsonObject
        {
            ["archived"] = thread.IsArchived,
            ["locked"] = thread.IsLocked,
            ["auto_archive_duration"] = thread.AutoArchive,
        };
        body["applied_tags"] = new JsonArray([.. thread.AppliedTags.Select(t => (JsonNode)$"{t}")]);
    }

    /// <summary>The tags of a forum.</summary>
    public static JsonArray Tags(StandInChannel forum) =>
    [
        .. forum.Tags.Select(t => new JsonObject
        {
            ["id"] = $"{t.Id}", ["name"] = t.Name, ["moderated"] = t.IsModerated, ["emoji_id"] = null, ["emoji_name"] = null,
        }),
    ];

    public StandInReply Active(string guild)
    {
        var threads = OfGuild(ulong.Parse(guild, CultureInfo.InvariantCulture)).Where(t => !t.IsArchived);
        return StandInRest.Done(List(threads));
    }

    public StandInReply Archived(string id)
    {
        if (messages.Refused(id, Need.See, out var channel) is { } refused) return refused;
        if (!messages.May(channel!, 1UL << 16)) return StandInMessages.Forbidden();
        return StandInRest.Done(List(OfGuild(channel!.Guild!.Value).Where(t => t.IsArchived && t.Parent == channel.Id)));
    }

    public StandInReply StartPost(string id, StandInRequest request)
    {
        if (messages.Refused(id, Need.Send, out var forum) is { } refused) return refused;
        var body = request.Body!.AsObject();
        var message = body["message"]!.AsObject();
        if (!forum!.IsForum) return Wrong();
        var faults = StandInMessages.Faults(message);
        // The document lets them pass unseen; the prose of forum threads knows neither.
        if (message["nonce"] is not null || message["message_reference"] is not null) faults.Add("a post has a nonce or a reference");
        if (faults.Count > 0) return messages.Bad(request, faults);
        if (messages.Barred(forum, message) is { } barred) return barred;
        var applied = Ids(body["applied_tags"]);
        if (Unfit(forum, applied) is { } unfit) return unfit;
        if (IsFull(forum)) return Full();
        var thread = Add(forum, standIn.NewId(), body, 11);
        thread.AppliedTags = applied;
        messages.Add(thread, thread.Id, request, message);
        return new StandInReply(201, StandInRest.Channel(thread), []);
    }

    public StandInReply StartThread(string id, string messageId, StandInRequest request)
    {
        if (messages.Refused(id, Need.See, out var channel) is { } refused) return refused;
        if (channel!.Kind is not (0 or 5)) return Wrong();
        if (!messages.May(channel, CreatePublicThreads)) return StandInMessages.Forbidden();
        if (messages.Find(channel, messageId) is not { } message) return StandInMessages.Gone();
        if (standIn.Channels.TryGetValue(message.Id, out var there) && !there.IsDeleted)
            return new StandInReply(400, StandInRest.Error(160004, "A thread has already been created for this message"), []);
        if (IsFull(channel)) return Full();
        return new StandInReply(
            201, StandInRest.Channel(Add(channel, message.Id, request.Body!.AsObject(), channel.Kind == 5 ? 10 : 11)), []);
    }

    public StandInReply Change(string id, StandInRequest request)
    {
        if (messages.Refused(id, Need.See, out var channel) is { } refused) return refused;
        var body = request.Body!.AsObject();
        if (body["available_tags"] is JsonArray tags)
        {
            if (!messages.May(channel!, ManageChannels)) return StandInMessages.Forbidden();
            if (Retagged(channel!, tags, request) is { } bad) return bad;
        }
        if (body["applied_tags"] is { } wanted)
        {
            var applied = Ids(wanted);
            if (Unfit(standIn.Channels[channel!.Parent!.Value], applied) is { } unfit) return unfit;
            channel.AppliedTags = applied;
        }
        if ((bool?)body["archived"] is { } archived)
        {
            if (channel!.IsLocked && !messages.May(channel, ManageThreads)) return StandInMessages.Forbidden();
            if (!archived && channel.IsArchived && IsFull(channel)) return Full();
            channel.IsArchived = archived;
        }
        return StandInRest.Done(StandInRest.Channel(channel!));
    }

    private StandInReply? Retagged(StandInChannel forum, JsonArray tags, StandInRequest request)
    {
        if (tags.Count > MaxTags) return new StandInReply(400, StandInRest.Error(30048, "Maximum number of tags in a forum channel has been reached"), []);
        if (tags.Select(t => (string)t!["name"]!).Distinct(StringComparer.OrdinalIgnoreCase).Count() < tags.Count)
            return new StandInReply(400, StandInRest.Error(40061, "Tag names must be unique"), []);
        if (tags.Any(t => ((string)t!["name"]!).EnumerateRunes().Count() is 0 or > MaxTagName))
            return messages.Bad(request, ["a tag's name has 1 to 20 characters"]);
        var kept = tags.Select(t => (
            ulong.TryParse((string?)t!["id"], out var known) ? known : standIn.NewId(), (string)t["name"]!,
            (bool?)t["moderated"] == true)).ToList();
        forum.Tags.Clear();
        forum.Tags.AddRange(kept);
        return null;
    }

    private static StandInReply? Unfit(StandInChannel forum, IReadOnlyList<ulong> applied)
    {
        if (applied.Count > MaxApplied) return new StandInReply(400, StandInRest.Error(50035, "Invalid Form Body"), []);
        if (applied.Any(id => !forum.Tags.Exists(t => t.Id == id)))
            return new StandInReply(404, StandInRest.Error(10087, "Unknown tag"), []);
        if (applied.Count == 0 && forum.RequiresTag)
            return new StandInReply(400, StandInRest.Error(40067, "A tag is required to create a forum post in this channel"), []);
        return applied.Any(id => forum.Tags.Find(t => t.Id == id).IsModerated) && !forum.May(ManageThreads)
            ? StandInMessages.Forbidden() : null;
    }

    private bool IsFull(StandInChannel channel) =>
        OfGuild(channel.Guild!.Value).Count(t => !t.IsArchived) >= standIn.MaxActiveThreads;

    private StandInChannel Add(StandInChannel parent, ulong id, JsonObject body, int kind)
    {
        var thread = new StandInChannel
        {
            Id = id,
            Guild = parent.Guild,
            Kind = kind,
            Parent = parent.Id,
            Name = (string)body["name"]!,
            AutoArchive = (int)body["auto_archive_duration"]!,
        };
        if (thread.Name.Trim().EnumerateRunes().Count() is 0 or > 100) standIn.Complain("a thread's name has 1 to 100 characters");
        standIn.Channels[id] = thread;
        return thread;
    }

    private IEnumerable<StandInChannel> OfGuild(ulong guild) =>
        standIn.Channels.Values.Where(c => c.IsThread && c.Guild == guild && !c.IsDeleted);

    private JsonObject List(IEnumerable<StandInChannel> threads) => new()
    {
        ["threads"] = new JsonArray([.. threads.OrderByDescending(t => t.Id).Select(Told)]),
        ["members"] = new JsonArray(),
        ["has_more"] = false,
    };

    private JsonNode Told(StandInChannel thread)
    {
        var body = StandInRest.Channel(thread);
        body["last_message_id"] = $"{messages.All.LastOrDefault(m => m.Channel == thread.Id)?.Id ?? thread.Id}";
        return body;
    }

    private static List<ulong> Ids(JsonNode? list) =>
        [.. (list?.AsArray() ?? []).Select(id => ulong.Parse((string)id!, CultureInfo.InvariantCulture))];

    private static StandInReply Wrong() =>
        new(400, StandInRest.Error(50024, "Cannot execute action on this channel type"), []);

    private static StandInReply Full() =>
        new(400, StandInRest.Error(160006, "Maximum number of active threads reached"), []);
}
