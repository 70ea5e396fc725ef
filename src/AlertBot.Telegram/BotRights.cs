using AlertBot.Telegram.Api;

namespace AlertBot.Telegram;

/// <summary>What the bot needs in a chat. Pure.</summary>
internal static class BotRights
{
    /// <summary>Why the bot cannot write there; null when it can.</summary>
    public static string? Missing(WireChat chat, ChatMember self)
    {
        if (self.IsGone) return "the bot is not in the chat";
        if (chat.IsChannel)
        {
            if (!self.IsAdministrator) return "the bot is no administrator of the channel";
            return self.IsOwner || self.CanPostMessages == true ? null : "the bot lacks the right to post messages";
        }
        return self is { Status: "restricted", CanSendMessages: false } ? "the bot may not send messages" : null;
    }
}
