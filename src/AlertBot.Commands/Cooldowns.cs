using System.Collections.Concurrent;
using AlertBot.Chat;

namespace AlertBot.Commands;

/// <summary>
/// Who gave a costly command when, so that nobody gives it again and again. Safe to use from several threads.
/// </summary>
internal sealed class Cooldowns
{
    // Far more people than ask within one pause; what is over is forgotten then.
    private const int Remembered = 10_000;

    private readonly ConcurrentDictionary<(string Platform, string User, string Command),
    DateTimeOffset> _readyUtc = new();

    /// <summary>
    /// How long the person has to wait; null when the command may be carried out, which counts from now on.
    /// </summary>
    /// <remarks>Moderators do not wait: they are trusted with more than that.</remarks>
    public TimeSpan? Wait(IncomingCommand command, CommandDefinition definition, DateTimeOffset nowUtc)
    {
        if (definition.Cooldown <= TimeSpan.Zero || command.User.MayModerate) return null;
        if (_readyUtc.Count >= Remembered) Forget(nowUtc);
        var key = (command.Channel.Platform, command.User.Id, definition.Name);
        var ready = _readyUtc.GetOrAdd(key, nowUtc);
        while (ready <= nowUtc)
        {
            if (_readyUtc.TryUpdate(key, nowUtc + definition.Cooldown, ready)) return null;
            // Somebody used the same name at the same moment: what they left decides.
            ready = _readyUtc.GetOrAdd(key, nowUtc);
        }
        return ready - nowUtc;
    }

    /// <summary>How long the person would have to wait; null when not at all. Counts for nothing.</summary>
    public TimeSpan? Look(IncomingCommand command, CommandDefinition definition, DateTimeOffset nowUtc) =>
        definition.Cooldown > TimeSpan.Zero && !command.User.MayModerate
        && _readyUtc.TryGetValue((command.Channel.Platform, command.User.Id, definition.Name), out var ready)
        && ready > nowUtc ? ready - nowUtc : null;

    private void Forget(DateTimeOffset nowUtc)
    {
        foreach (var (key, ready) in _readyUtc)
            if (ready <= nowUtc) _readyUtc.TryRemove(key, out _);
    }
}
