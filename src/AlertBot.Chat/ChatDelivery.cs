namespace AlertBot.Chat;

/// <summary>One send, edit or delete, as a platform is given it.</summary>
/// <param name="Key">
/// Idempotency key, 1 to 25 characters of A-Z, a-z, 0-9, - and _ (25 is Discord's limit for <c>nonce</c>).
/// </param>
/// <param name="Channel">Where it goes.</param>
/// <param name="Message">What it says; null for a delete.</param>
/// <param name="Target">The message to edit or delete; null for a send.</param>
/// <param name="ReplyTo">The message that a send answers; null when it stands alone.</param>
/// <param name="IsSilent">Without sound, where the platform can.</param>
/// <param name="Mention">The platform's own id of a role or user to notify; null for nobody.</param>
public sealed record ChatDelivery(
    string Key, ChannelRef Channel, Message? Message, MessageRef? Target, MessageRef? ReplyTo, bool IsSilent,
    string? Mention)
{
    /// <summary>The platform's own ids of users to notify besides; mostly nobody.</summary>
    public IReadOnlyList<string> Followers { get; init; } = [];
}

/// <summary>What a refusal is about.</summary>
public enum RefusedWhat
{
    /// <summary>The channel is gone, forbidden or moved: nothing more can go there.</summary>
    Channel,

    /// <summary>This one message: too long, deleted, not ours.</summary>
    Message,
}

/// <summary>What came of handing a delivery to a platform.</summary>
public abstract record DeliveryResult
{
    /// <summary>The platform has it.</summary>
    public sealed record Sent(MessageRef Message) : DeliveryResult;

    /// <summary>Not taken; may be tried again after <paramref name="After"/>.</summary>
    public sealed record RateLimited(TimeSpan After) : DeliveryResult
    {
        /// <summary>What has had its share: the channel, or the bot as a whole.</summary>
        public RateScope Scope { get; init; } = RateScope.Channel;
    }

    /// <summary>Not taken, and trying again is of no use.</summary>
    public sealed record Refused(string Reason, RefusedWhat What) : DeliveryResult
    {
        /// <summary>The reason for readers, by BCP 47 tag; empty where the platform knows but the one.</summary>
        public IReadOnlyDictionary<string, string> Said { get; init; } = Reasons.Unsaid;
    }

    /// <summary>Not taken: the platform has the channel at another address from now on.</summary>
    public sealed record Moved(ChannelRef To) : DeliveryResult;

    /// <summary>Surely not taken, for a reason that may heal: no connection, a fault of the platform.</summary>
    public sealed record NotSent(string Reason) : DeliveryResult;

    /// <summary>Nobody knows: the connection was cut or timed out after the request left.</summary>
    public sealed record Unknown(string Reason) : DeliveryResult;
}

/// <summary>What came of looking for a delivery by its key.</summary>
public abstract record FindResult
{
    /// <summary>The platform has it.</summary>
    public sealed record Found(MessageRef Message) : FindResult;

    /// <summary>The platform surely does not have it.</summary>
    public sealed record Absent : FindResult;

    /// <summary>The platform never can tell.</summary>
    public sealed record CannotTell : FindResult;

    /// <summary>It could not be asked just now; asking again may help.</summary>
    public sealed record NotNow(string Reason) : FindResult;
}

/// <summary>Whether a channel takes messages.</summary>
public abstract record ChannelAccess
{
    /// <summary>It does.</summary>
    public sealed record Open : ChannelAccess
    {
        /// <summary>
        /// What goes less well than it could there and what to do, by BCP 47 tag; empty when nothing does.
        /// </summary>
        public IReadOnlyDictionary<string, string> Lacks { get; init; } = Reasons.Unsaid;
    }

    /// <summary>It does not.</summary>
    public sealed record Closed(string Reason) : ChannelAccess
    {
        /// <summary>The reason for readers, by BCP 47 tag; empty where the platform knows but the one.</summary>
        public IReadOnlyDictionary<string, string> Said { get; init; } = Reasons.Unsaid;
    }

    /// <summary>That could not be found out.</summary>
    public sealed record CannotTell : ChannelAccess;
}
