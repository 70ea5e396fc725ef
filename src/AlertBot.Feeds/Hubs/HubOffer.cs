namespace AlertBot.Feeds;

/// <summary>What a feed says of who pushes its news.</summary>
/// <param name="Self">The feed's own address, by which its hubs know it (<c>hub.topic</c>).</param>
/// <param name="Hubs">Who pushes it, in the feed's own order, 1 to 5.</param>
/// <remarks>Source: W3C WebSub, 4 (Discovery).</remarks>
public sealed record HubOffer(Uri Self, IReadOnlyList<Uri> Hubs)
{
    /// <summary>Whether both say the same, letter by letter: a hub knows a feed by these very letters.</summary>
    public bool Equals(HubOffer? other) =>
        other is not null && Self.OriginalString == other.Self.OriginalString
        && Hubs.Select(static hub => hub.OriginalString).SequenceEqual(other.Hubs.Select(static hub => hub.OriginalString));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(
        Self.OriginalString, Hubs.Count > 0 ? Hubs[0].OriginalString : "", Hubs.Count);
}
