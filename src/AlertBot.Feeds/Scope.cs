namespace AlertBot.Feeds;

/// <summary>Whose something is: shared (the operator's) or one community's own.</summary>
/// <param name="Community">The owner; null when it is shared by all.</param>
public readonly record struct Scope(CommunityId? Community)
{
    /// <summary>The operator's, seen by every community.</summary>
    public static Scope Shared => default;

    /// <summary>True when every community may see it.</summary>
    public bool IsShared => Community is null;

    /// <summary>One community's own.</summary>
    public static Scope Of(CommunityId community) => new(community);

    /// <summary>Whether <paramref name="community"/> may see it.</summary>
    public bool IsVisibleTo(CommunityId community) => Community is null || Community == community;

    /// <summary>Empty when shared, else the community's id: the form in which it is stored.</summary>
    public override string ToString() => Community?.Value ?? "";

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    public static Scope Parse(string text) => text.Length == 0 ? Shared : Of(new CommunityId(text));
}
