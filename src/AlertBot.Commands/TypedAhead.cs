using System.Collections.Concurrent;
using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Feeds;
using AlertBot.Incidents;
using Microsoft.Extensions.Logging;

namespace AlertBot.Commands;

/// <summary>What somebody may name that only the store knows.</summary>
/// <param name="Incidents">Numbers of the newest incidents that the place may be shown.</param>
/// <param name="Feeds">The community's own feeds, by name.</param>
/// <param name="Follows">What the person follows, oldest first.</param>
internal sealed record AheadNames(
    IReadOnlyList<long> Incidents, IReadOnlyList<string> Feeds, IReadOnlyList<string> Follows)
{
    public static AheadNames None { get; } = new([], [], []);
}

/// <summary>
/// Remembers for a while what people may name in a channel: completion is asked for at every keystroke, and must not
/// ask the store each time. Safe to use from several threads.
/// </summary>
internal sealed partial class TypedAhead(
    AskedHere asked, IFeedStore feeds, IFollowStore follows, TextBook book, TimeProvider time,
    ILogger<CommandCatalogue> logger)
{
    // More people than type at one time; who comes back is read again.
    private const int Remembered = 1000;
    private const int ShownIncidents = 25;

    // News is minutes old when somebody types its number: this is fresh enough.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(20);

    private readonly ConcurrentDictionary<(ChannelRef Channel, string User, bool IsPrivate), Entry> _known = new();

    /// <summary>The names for somebody who types a command; those of a moment ago while newer ones are read.</summary>
    public async Task<AheadNames> OfAsync(
        IncomingCommand typed, CommandDefinition command, CancellationToken cancellationToken)
    {
        if (!command.Options.Any(o => o.Type is OptionType.Incident or OptionType.Feed or OptionType.Follow))
            return AheadNames.None;
        if (_known.Count >= Remembered) _known.Clear();
        var key = (typed.Channel, typed.User.Id, command.IsPrivate);
        if (!_known.TryGetValue(key, out var entry))
            return (_known[key] = new Entry(await ReadAsync(typed, command, cancellationToken), time.GetUtcNow())).Names;
        if (time.GetUtcNow() - entry.ReadUtc >= Fresh && entry.Claim()) _ = RenewAsync(key, typed, command);
        return entry.Names;
    }

    private async Task RenewAsync(
        (ChannelRef Channel, string User, bool IsPrivate) key, IncomingCommand typed, CommandDefinition command)
    {
        try
        {
            _known[key] = new Entry(await ReadAsync(typed, command, CancellationToken.None), time.GetUtcNow());
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // The next keystroke tries again; what is known goes on to serve.
            _known.TryRemove(key, out _);
            LogFault(fault, command.Name);
        }
    }

    private async Task<AheadNames> ReadAsync(
        IncomingCommand typed, CommandDefinition command, CancellationToken cancellationToken)
    {
        var place = await asked.OfAsync(typed, cancellationToken);
        var community = Communities.Of(typed.Channel);
        var views = place.ViewsFor(command, book.For(null), time.GetUtcNow());
        var newest = await views.ListAsync(
            IncidentQuery.All with { IsWatched = true }, ShownIncidents, cancellationToken);
        if (newest.Count == 0) newest = await views.ListAsync(IncidentQuery.All, ShownIncidents, cancellationToken);
        var own = (await feeds.ListAsync(cancellationToken)).Where(l => l.Feed.Scope == Scope.Of(community));
        var followed = (await follows.ListAsync(community, cancellationToken)).Where(f => f.UserId == typed.User.Id);
        return new AheadNames(
            [.. newest.Select(v => v.Number)],
            [.. own.Select(l => l.Feed.Name).Order(StringComparer.OrdinalIgnoreCase)], [.. followed.Select(f => f.Text)]);
    }

    private sealed class Entry(AheadNames names, DateTimeOffset readUtc)
    {
        private int _claimed;

        public AheadNames Names => names;

        public DateTimeOffset ReadUtc => readUtc;

        // One reading at a time is enough.
        public bool Claim() => Interlocked.Exchange(ref _claimed, 1) == 0;
    }

    [LoggerMessage(6003, LogLevel.Warning, "What completes /{Command} could not be read.")]
    private partial void LogFault(Exception fault, string command);
}
