using AlertBot.Chat;

namespace AlertBot.Alerts;

/// <summary>The limits of all platforms, kept before anything is sent.</summary>
internal sealed class PlatformGates(IEnumerable<IChatPlatform> platforms)
{
    private readonly Dictionary<string, RateGate> _gates = platforms.Where(p => p.Capabilities.Limits.Count > 0)
        .ToDictionary(p => p.Name, p => new RateGate(p.Capabilities.Limits), StringComparer.Ordinal);

    /// <summary>
    /// When the first of the channels that were turned away since <see cref="Begin"/> is free; null when none was.
    /// </summary>
    public DateTimeOffset? BlockedUntilUtc { get; private set; }

    /// <summary>The longest span over which calls count.</summary>
    public TimeSpan Longest => _gates.Values.Select(g => g.Longest).DefaultIfEmpty().Max();

    /// <summary>Forgets who was turned away.</summary>
    public void Begin() => BlockedUntilUtc = null;

    /// <summary>Takes what a call to the channel needs; false when it must wait.</summary>
    public bool TryTake(ChannelRef channel, DateTimeOffset nowUtc)
    {
        if (!_gates.TryGetValue(channel.Platform, out var gate) || gate.TryTake(channel, nowUtc)) return true;
        var freeUtc = gate.FreeUtc(channel, nowUtc);
        if (BlockedUntilUtc is not { } known || freeUtc < known) BlockedUntilUtc = freeUtc;
        return false;
    }

    /// <summary>Notes a call that was made before a restart.</summary>
    public void Note(ChannelRef channel, DateTimeOffset atUtc)
    {
        if (_gates.TryGetValue(channel.Platform, out var gate)) gate.Note(channel, atUtc);
    }
}
