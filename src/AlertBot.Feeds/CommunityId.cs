namespace AlertBot.Feeds;

/// <summary>The border of everyone's data: a Discord server, a Telegram chat or the terminal.</summary>
/// <param name="Value">Platform and native id, for example <c>terminal:local</c>; 3 to 100 characters.</param>
public readonly record struct CommunityId(string Value)
{
    /// <summary>The text as it is stored.</summary>
    public override string ToString() => Value;
}
