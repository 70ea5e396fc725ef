using System.Threading.Channels;

namespace AlertBot.Feeds;

/// <summary>A poll that ended; without a result when it was cancelled.</summary>
internal sealed record PollEnding(PollResult? Result);

/// <summary>A poll that the store has answered.</summary>
internal sealed record KeptPoll(PollResult Result, PollOutcome Outcome);

/// <summary>One round of polling: what it holds and what has come back. Used by one thread at a time, save for
/// <see cref="Ended"/>.</summary>
internal sealed class PollRound
{
    private readonly Channel<PollEnding> endings = Channel.CreateUnbounded<PollEnding>(
        new UnboundedChannelOptions { SingleReader = true });

    private Task<bool>? nextEnding;
    private Task? nextTick;

    /// <summary>Claimed, and not started yet.</summary>
    public Queue<ClaimedFeed> Waiting { get; } = new();

    /// <summary>Claimed, and not kept yet; by feed.</summary>
    public Dictionary<string, FeedClaim> Held { get; } = new(StringComparer.Ordinal);

    /// <summary>Hosts that asked for a pause in this round.</summary>
    public HashSet<string> PausedHosts { get; } = new(StringComparer.Ordinal);

    /// <summary>Polls that were started and whose end was not taken yet.</summary>
    public int Running { get; set; }

    /// <summary>Polls that came back and are not on their way into the store yet.</summary>
    public Queue<PollResult> Results { get; } = new();

    /// <summary>The batch that is being kept; null when there is none.</summary>
    public Task<List<KeptPoll>>? Keeping { get; set; }

    /// <summary>What was kept so far.</summary>
    public PollTotals Totals { get; set; } = PollTotals.None;

    /// <summary>Takes in a claim.</summary>
    /// <remarks>A feed that is polled already, whose claim ran out as the clock jumped, is not polled twice at once:
    /// the
    /// new claim is given back when the round ends.</remarks>
    public void Add(ClaimedFeed claimed)
    {
        if (!Held.ContainsKey(claimed.Feed.Id)) Waiting.Enqueue(claimed);
        Held[claimed.Feed.Id] = claimed.Claim;
    }

    /// <summary>Notes that the poll under a claim was kept or refused.</summary>
    public void Forget(FeedClaim claim)
    {
        if (Held.TryGetValue(claim.FeedId, out var held) && held.Number == claim.Number) Held.Remove(claim.FeedId);
    }

    /// <summary>Reports the end of a poll; from any thread.</summary>
    public void Ended(PollEnding ending) => endings.Writer.TryWrite(ending);

    /// <summary>Takes the next poll that has ended.</summary>
    public bool TryTake([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out PollEnding? ending) =>
        endings.Reader.TryRead(out ending);

    /// <summary>Waits until a poll has ended or a batch was kept; false when the tick came first.</summary>
    /// <remarks>The waits outlive the call: a round of a thousand polls needs one timer a second, not a
    /// thousand.</remarks>
    public async Task<bool> WaitAsync(TimeSpan tick, TimeProvider time, CancellationToken cancellationToken)
    {
        nextEnding ??= endings.Reader.WaitToReadAsync(CancellationToken.None).AsTask();
        nextTick ??= Task.Delay(tick, time, cancellationToken);
        if (!nextEnding.IsCompleted && Keeping is not { IsCompleted: true })
            await (Keeping is null ? Task.WhenAny(nextEnding, nextTick) : Task.WhenAny(nextEnding, nextTick, Keeping));
        if (nextEnding.IsCompleted) return await Forget(ref nextEnding);
        if (Keeping is { IsCompleted: true }) return true;
        await Forget(ref nextTick);
        return false;
    }

    /// <summary>Waits until a poll has ended, however long.</summary>
    public async Task WaitAsync()
    {
        nextEnding ??= endings.Reader.WaitToReadAsync(CancellationToken.None).AsTask();
        await Forget(ref nextEnding);
    }

    private static T Forget<T>(ref T? task)
        where T : Task
    {
        var known = task!;
        task = null;
        return known;
    }
}
