namespace AlertBot.Watchlists;

/// <summary>What a channel subscribes to.</summary>
/// <param name="Id">Lower-case words with hyphens, 1 to 64 characters.</param>
/// <param name="Scope">Shared, or one community's own.</param>
/// <param name="Name">The name that people are shown, 1 to 100 characters.</param>
/// <param name="Description">One line for people, 0 to 200 characters.</param>
public sealed record Topic(string Id, Feeds.Scope Scope, string Name, string Description);
