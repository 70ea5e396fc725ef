using System.Globalization;
using AlertBot.Chat;

namespace AlertBot.Telegram;

/// <summary>Ids of chats, topics and messages as text. Pure.</summary>
internal static class ChatIds
{
    /// <summary>Reads an id; false when the text is none.</summary>
    public static bool TryRead(string? text, out long id) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out id);

    /// <summary>Reads an id that we wrote.</summary>
    public static long Read(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>Writes an id.</summary>
    public static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);

    /// <summary>The topic of a channel; null when it has none.</summary>
    public static long? ThreadOf(ChannelRef channel) => TryRead(channel.Thread, out var id) ? id : null;

    /// <summary>A chat or one of its topics: on Telegram the chat is the community.</summary>
    public static ChannelRef Channel(long chat, long? thread) => new(
        TelegramPlatform.PlatformName, Text(chat), Text(chat), thread is { } topic ? Text(topic) : null);
}
