using AlertBot.Chat;

namespace AlertBot.Discord;

/// <summary>What this room says by itself, in every language that there is.</summary>
internal static class DiscordTexts
{
    /// <summary>The room's own resource and that of the message model.</summary>
    public static TextBook Book { get; } = new([new TextSource(typeof(DiscordTexts).Assembly)]);

    /// <summary>Names of rights as Discord's settings show them: "View Channel and Send Messages".</summary>
    public static string Names(this Texts texts, ulong rights) =>
        texts.List([.. Rights.Named.Where(right => (rights & right) != 0).Select(right => texts[KeyOf(right)])]);

    private static string KeyOf(ulong right) => right switch
    {
        Rights.ViewChannel => "discord.right.viewchannel",
        Rights.ManageChannels => "discord.right.managechannels",
        Rights.SendMessages => "discord.right.sendmessages",
        Rights.SendMessagesInThreads => "discord.right.sendmessagesinthreads",
        Rights.CreatePublicThreads => "discord.right.createpublicthreads",
        Rights.EmbedLinks => "discord.right.embedlinks",
        Rights.ReadMessageHistory => "discord.right.readmessagehistory",
        Rights.Connect => "discord.right.connect",
        _ => throw new InvalidOperationException($"The right {right} has no name."),
    };
}
