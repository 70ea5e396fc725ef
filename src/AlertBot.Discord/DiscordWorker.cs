namespace AlertBot.Discord;

/// <summary>Which worker this is among those that share one database.</summary>
/// <param name="Name">
/// 1 to 100 characters. It outlives the process: by it a worker that starts anew holds its shards at once.
/// </param>
public sealed record DiscordWorker(string Name);
