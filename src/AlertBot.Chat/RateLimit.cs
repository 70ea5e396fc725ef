namespace AlertBot.Chat;

/// <summary>What a limit is shared by.</summary>
public enum RateScope
{
    /// <summary>All that goes to the platform.</summary>
    Platform,

    /// <summary>All that goes to one channel.</summary>
    Channel,
}

/// <summary>How much a platform takes, as its documentation says.</summary>
/// <param name="Scope">What the limit is shared by.</param>
/// <param name="Count">Calls within <paramref name="Per"/>, 1 or more.</param>
/// <param name="Per">The span in which they count.</param>
public sealed record RateLimit(RateScope Scope, int Count, TimeSpan Per);
