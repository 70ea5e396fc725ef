namespace AlertBot.Watchlists;

/// <summary>A query over an article.</summary>
/// <param name="Id">Lower-case words with hyphens, 1 to 64 characters, unique in its topic; empty when it was parsed
/// alone.</param>
/// <param name="Name">The name that people are shown; empty when it was parsed alone.</param>
/// <param name="Query">The text as it was written, at most 4,000 characters.</param>
/// <param name="Expression">What it means.</param>
public sealed record Rule(string Id, string Name, string Query, RuleExpression Expression)
{
    /// <summary>The query in its plainest form, which reads back as the same expression.</summary>
    public override string ToString() => Expression.ToString();
}
