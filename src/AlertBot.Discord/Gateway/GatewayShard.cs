namespace AlertBot.Discord.Gateway;

/// <summary>One part of the servers that the bot is in.</summary>
/// <param name="Index">From 0.</param>
/// <param name="Count">How many there are.</param>
internal sealed record GatewayShard(int Index, int Count)
{
    /// <summary>The part in which a server is; direct messages are in the first.</summary>
    public static int Of(Snowflake guild, int count) => (int)((guild.Value >> 22) % (ulong)count);

    /// <summary>For example <c>0 of 1</c>.</summary>
    public override string ToString() => $"{Index} of {Count}";
}
