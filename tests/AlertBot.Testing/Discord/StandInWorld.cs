using System.Text.Json.Nodes;

namespace AlertBot.Testing.Discord;

/// <summary>A channel as the stand-in has it.</summary>
public sealed class StandInChannel
{
    /// <summary>Its id.</summary>
    public required ulong Id { get; init; }

    /// <summary>The server that it is in; null for a direct message.</summary>
    public required ulong? Guild { get; init; }

    /// <summary>Discord's number of its kind: 0 text, 5 announcements, 11 thread, 15 forum.</summary>
    public int Kind { get; init; }

    /// <summary>The channel that a thread is in; null elsewhere.</summary>
    public ulong? Parent { get; init; }

    /// <summary>Whose direct messages they are; null elsewhere.</summary>
    public ulong? Person { get; init; }

    /// <summary>What it is called; null for a name made of its id.</summary>
    public string? Name { get; set; }

    /// <summary>Bits of the rights that the bot lacks there; threads go by those of the channel that they are in.</summary>
    public ulong Denied { get; set; }

    /// <summary>Whether the bot may see it.</summary>
    public bool CanSee
    {
        get => May(1UL << 10);
        set => Set(1UL << 10, value);
    }

    /// <summary>Whether the bot may write there.</summary>
    public bool CanSend
    {
        get => May(1UL << 11);
        set => Set(1UL << 11, value);
    }

    /// <summary>Whether the bot may read what was written.</summary>
    public bool CanReadHistory
    {
        get => May(1UL << 16);
        set => Set(1UL << 16, value);
    }

    /// <summary>Tags of a forum: id, name, and whether moderators alone may apply it.</summary>
    public List<(ulong Id, string Name, bool IsModerated)> Tags { get; } = [];

    /// <summary>Whether posts of a forum must have a tag.</summary>
    public bool RequiresTag { get; set; }

    /// <summary>What a post is filed under.</summary>
    public IReadOnlyList<ulong> AppliedTags { get; set; } = [];

    /// <summary>Whether a thread was put away.</summary>
    public bool IsArchived { get; set; }

    /// <summary>Whether a thread is for moderators alone.</summary>
    public bool IsLocked { get; set; }

    /// <summary>Minutes until a thread is put away.</summary>
    public int AutoArchive { get; init; }

    /// <summary>Whether it is a thread.</summary>
    public bool IsThread => Kind is 10 or 11 or 12;

    /// <summary>Whether it holds nothing but threads.</summary>
    public bool IsForum => Kind is 15 or 16;

    /// <summary>Whether it is gone.</summary>
    public bool IsDeleted { get; set; }

    /// <summary>Whether the bot has all of some rights there.</summary>
    public bool May(ulong rights) => (Denied & rights) == 0;

    private void Set(ulong right, bool may) => Denied = may ? Denied & ~right : Denied | right;
}

/// <summary>A message as the stand-in has it.</summary>
public sealed class StandInMessage
{
    /// <summary>Its id.</summary>
    public required ulong Id { get; init; }

    /// <summary>Where it stands.</summary>
    public required ulong Channel { get; init; }

    /// <summary>When it was posted.</summary>
    public required DateTimeOffset PostedUtc { get; init; }

    /// <summary>The nonce that it was posted with; null for none.</summary>
    public string? Nonce { get; init; }

    /// <summary>What it answers; null when it stands alone.</summary>
    public ulong? ReplyTo { get; init; }

    /// <summary>Whom it really called: <c>everyone</c>, <c>role 1</c>, <c>user 2</c>.</summary>
    public IReadOnlyList<string> Pings { get; init; } = [];

    /// <summary>Whether it was shown to the channels that follow its own.</summary>
    public bool IsPublished { get; set; }

    /// <summary>Whether it came without sound.</summary>
    public bool IsSilent { get; init; }

    /// <summary>Whether it is gone.</summary>
    public bool IsDeleted { get; set; }

    /// <summary>What it was at first and after each edit.</summary>
    public IList<JsonObject> Versions { get; } = [];

    /// <summary>What it is now.</summary>
    public JsonObject Now => Versions[^1];

    /// <summary>All texts of it in order, as sent.</summary>
    public string Text => TextOf(Now);

    /// <summary>All texts of one version in order, as sent.</summary>
    public static string TextOf(JsonObject version) => string.Join('\n', StandInTexts.Of(version));

    /// <summary>Labels of its buttons and what they stand for.</summary>
    public IReadOnlyList<(string Label, string CustomId)> Buttons =>
        [.. StandInTexts.Components(Now).Where(c => (int?)c["type"] == 2).Select(c => ((string)c["label"]!, (string)c["custom_id"]!))];
}

/// <summary>Reads the texts and components of a message.</summary>
internal static class StandInTexts
{
    /// <summary>Content, descriptions of embeds and text displays.</summary>
    public static IEnumerable<string> Of(JsonObject body)
    {
        if (body["content"] is { } content) yield return (string)content!;
        foreach (var embed in body["embeds"]?.AsArray() ?? [])
        {
            if (embed!["title"] is { } title) yield return (string)title!;
            if (embed["description"] is { } description) yield return (string)description!;
        }
        foreach (var display in Components(body).Where(c => (int?)c["type"] == 10)) yield return (string)display["content"]!;
    }

    /// <summary>All components, those inside others too.</summary>
    public static IEnumerable<JsonObject> Components(JsonObject body) => Inside(body["components"]);

    private static IEnumerable<JsonObject> Inside(JsonNode? list) => (list?.AsArray() ?? []).OfType<JsonObject>()
        .SelectMany(c => Inside(c["components"]).Prepend(c));
}
