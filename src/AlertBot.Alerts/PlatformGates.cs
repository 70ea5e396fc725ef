using AlertBot.Chat;

namespace AlertBot.Alerts;

/// <summary>The limits of all platforms, kept before anything is sent. Used by one caller at a time.</summary>
internal sealed class PlatformGates(IEnumerable<IChatPlatform> platforms)
{
    private readonly Dictionary<string, RateGate> _gates =
        platforms.ToDictionary(p => p.Name, p => new RateGate(p.Capabilities.Limits), StringComparer.Ordinal);

    // What a platform told us to wait, by channel; by its name where it told so for all of it.
    private readonly Dictionary<string, DateTimeOffset> _told = new(StringComparer.Ordinal);

    /// <summary>
    /// When the first of the channels that were turned away since <see cref="Begin"/> is free; null when none was.
    /// </summary>
    public DateTimeOffset? BlockedUntilUtc { get; private set; }

    /// <summary>The longest span over which calls count.</summary>
    public TimeSpan Longest => _gates.Values.Select(g => g.Longest).DefaultIfEmpty().Max();

    /// <summary>Forgets who was turned away.</summary>
    public void Begin()
    {
        BlockedUntilUtc = null;
    }

    /// <summary>
    /// The platforms to look for, each by itself, and last null: all that have no limits, and those that nobody knows.
    /// One that takes nothing at present is left out, however much waits for it.
    /// </summary>
    public IEnumerable<string?> Open(DateTimeOffset nowUtc) =>
        Limited.Where(name => ShutUntil(name, nowUtc) is null).Append(null);

    /// <summary>Platforms that have limits.</summary>
    public IReadOnlyList<string> Limited { get; } =
        [.. platforms.Where(p => p.Capabilities.Limits.Count > 0).Select(p => p.Name)];

    /// <summary>When the platform as a whole takes something again; null when it does now.</summary>
    public DateTimeOffset? ShutUntil(string platform, DateTimeOffset nowUtc)
    {
        if (!_gates.TryGetValue(platform, out var gate)) return null;
        var freeUtc = Later(gate.FreeUtc(nowUtc), Told(platform));
        if (freeUtc <= nowUtc) return null;
        Blocked(freeUtc);
        return freeUtc;
    }

    /// <summary>Takes what the row's call needs; null when it must wait.</summary>
    public Leave? TryTake(OutboxCandidate row, DateTimeOffset nowUtc)
    {
        if (!_gates.TryGetValue(row.Channel.Platform, out var gate)) return new Leave(null);
        // A little early: our clock and the platform's need not agree to the second.
        var isOldEdit = row.Kind == DeliveryKind.Edit && row.PostedUtc is { } postedUtc
            && nowUtc - postedUtc > RateLimit.OldAge - TimeSpan.FromMinutes(1);
        if (Told(row.Channel.ToString()) is { } toldUtc && toldUtc > nowUtc) return Blocked(toldUtc);
        return gate.TryTake(row.Channel, isOldEdit, nowUtc) is { } ticket
            ? new Leave(ticket)
            : Blocked(gate.FreeUtc(row.Channel, isOldEdit, nowUtc));
    }

    /// <summary>The platform said to wait: for the channel, or for all.</summary>
    public void Wait(ChannelRef channel, bool isForAll, DateTimeOffset untilUtc, DateTimeOffset nowUtc)
    {
        foreach (var over in _told.Where(t => t.Value <= nowUtc).Select(t => t.Key).ToList()) _told.Remove(over);
        var who = isForAll ? channel.Platform : channel.ToString();
        _told[who] = Later(untilUtc, Told(who));
    }

    /// <summary>Notes a call that was made before a restart.</summary>
    public void Note(ChannelRef channel, DateTimeOffset atUtc)
    {
        if (_gates.TryGetValue(channel.Platform, out var gate)) gate.Note(channel, atUtc);
    }

    private DateTimeOffset? Told(string who) => _told.TryGetValue(who, out var untilUtc) ? untilUtc : null;

    private Leave? Blocked(DateTimeOffset untilUtc)
    {
        if (BlockedUntilUtc is not { } known || untilUtc < known) BlockedUntilUtc = untilUtc;
        return null;
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset? other) =>
        other is { } that && that > one ? that : one;
}

/// <summary>Leave to hand a row to its platform.</summary>
/// <param name="Ticket">What it counts for; null where there is no limit.</param>
internal sealed record Leave(RateTicket? Ticket);
