using AlertBot.Chat;
using AlertBot.Discord.Wire;

namespace AlertBot.Discord.Rendering;

/// <summary>Who is called by a message, and by nothing else in it. Pure.</summary>
/// <param name="Text">Mentions alone, divided by spaces.</param>
/// <param name="Allowed">The same for Discord, which calls nobody else.</param>
internal sealed record Called(string Text, AllowedMentions Allowed)
{
    /// <summary>Most that one message calls.</summary>
    public const int Most = 20;

    /// <summary>
    /// The role or person of the subscription and those who follow; null for nobody. A role is its bare id, a person
    /// the id after an @.
    /// </summary>
    public static Called? Of(ChatDelivery delivery)
    {
        List<Snowflake> roles = Snowflake.TryParse(delivery.Mention, out var role)
            // The role with the server's own id is everyone's: nobody subscribes everyone.
            && delivery.Mention != delivery.Channel.Community ? [role] : [];
        var named = delivery.Mention is ['@', .. var id] ? [id] : Array.Empty<string>();
        var users = named.Concat(delivery.Followers)
            .Select(f => Snowflake.TryParse(f, out var user) ? user : default)
            .Where(u => u != default).Distinct().Take(Most - roles.Count).ToList();
        if (roles.Count + users.Count == 0) return null;
        return new Called(
            string.Join(' ', roles.Select(r => $"<@&{r}>").Concat(users.Select(u => $"<@{u}>"))),
            AllowedMentions.None with
            {
                Roles = roles.Count == 0 ? null : roles,
                Users = users.Count == 0 ? null : users,
            });
    }

    /// <summary>The mentions at the beginning of a content of ours; empty when there are none.</summary>
    public static string In(string? content) => string.Join(' ', (content ?? "").Split('\n')[0].Split(' ')
        .TakeWhile(word => word.StartsWith("<@", StringComparison.Ordinal) && word.EndsWith('>')));
}
