using System.Text.Json.Nodes;

namespace AlertBot.Testing.Telegram;

/// <summary>A person on the stand-in.</summary>
/// <param name="Id">Positive.</param>
/// <param name="Name">First name.</param>
/// <param name="Language">Language code of their client; null for none.</param>
public sealed record TelegramPerson(long Id, string Name, string? Language = "en")
{
    internal JsonObject ToJson() => new()
    {
        ["id"] = Id,
        ["is_bot"] = false,
        ["first_name"] = Name,
        ["language_code"] = Language,
        // Something that no client knows yet: it must not matter.
        ["aura_level"] = new JsonObject { ["of"] = "tomorrow" },
    };
}

/// <summary>A message as the stand-in has it.</summary>
public sealed class TelegramPost
{
    internal List<TelegramParse> Versions { get; } = [];

    /// <summary>Number within the chat.</summary>
    public required long Id { get; init; }

    /// <summary>Whether the bot wrote it.</summary>
    public required bool IsOurs { get; init; }

    /// <summary>When it was written.</summary>
    public required DateTimeOffset AtUtc { get; init; }

    /// <summary>The topic; null for none.</summary>
    public long? Thread { get; init; }

    /// <summary>What it answers; null when it stands alone.</summary>
    public long? ReplyTo { get; init; }

    /// <summary>Whether it came without sound.</summary>
    public bool IsSilent { get; init; }

    /// <summary>Whether the client opens a reply to it.</summary>
    public bool WantsReply { get; internal set; }

    /// <summary>The file that it brought; null for none.</summary>
    public (string Name, string Text)? File { get; init; }

    /// <summary>The address whose preview is shown; null when there is none.</summary>
    public string? Preview { get; internal set; }

    /// <summary>Its buttons: label and what a press sends back.</summary>
    public IReadOnlyList<(string Label, string Data)> Buttons { get; internal set; } = [];

    /// <summary>Whether it is gone.</summary>
    public bool IsDeleted { get; internal set; }

    /// <summary>What it says now.</summary>
    public string Text => Versions[^1].Text;

    /// <summary>Its formatted parts.</summary>
    public IReadOnlyList<TelegramEntity> Entities => Versions[^1].Entities;

    /// <summary>What it said at first and after each edit.</summary>
    public IReadOnlyList<string> Texts => [.. Versions.Select(v => v.Text)];
}

/// <summary>A chat of the stand-in. Changed under the server's lock alone.</summary>
public sealed class TelegramRoom
{
    internal List<TelegramPost> All { get; } = [];
    internal Dictionary<long, JsonObject> Members { get; } = [];
    internal Dictionary<long, bool> Topics { get; } = [];
    internal long LastId { get; set; }

    /// <summary>Positive for a person, negative for the others.</summary>
    public required long Id { get; init; }

    /// <summary>private, group, supergroup or channel.</summary>
    public required string Type { get; init; }

    /// <summary>As it is shown.</summary>
    public required string Title { get; init; }

    /// <summary>Whether it has topics.</summary>
    public bool IsForum { get; init; }

    /// <summary>The supergroup that it became; null when it did not.</summary>
    public long? MigratedTo { get; internal set; }

    /// <summary>Whether the person blocked the bot.</summary>
    public bool IsBlocked { get; internal set; }

    internal JsonObject ToJson()
    {
        var json = new JsonObject { ["id"] = Id, ["type"] = Type };
        json[Type == "private" ? "first_name" : "title"] = Title;
        if (IsForum) json["is_forum"] = true;
        return json;
    }
}
