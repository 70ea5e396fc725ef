namespace AlertBot.Chat;

/// <summary>Keeps to the limits of a platform, so that it never has to refuse a call for their sake.</summary>
/// <remarks>
/// Buckets of tokens; one that is taken comes back a span after its call and not before, so that no span of that
/// length sees more calls than the limit allows, however the platform counts. Nobody knows when on its way a call
/// arrived. What goes to one channel goes in turn: there a call counts from its end. Calls to the platform as a whole
/// go side by side: there each counts from its beginning and most of what it took longer than the quickest of the last
/// calls, for that may have been lost on its way there. Safe to call from several threads.
/// </remarks>
/// <param name="limits">What the platform takes; none for no limit.</param>
public sealed class RateGate(IReadOnlyList<RateLimit> limits)
{
    // So much is given up for never being refused.
    private const double Margin = 1.002;

    // How much of a delay is taken to have been on the way there: all of it would give up more than a twentieth where
    // calls take between 100 and 200 ms.
    private const double Outbound = 0.8;

    // Of how many calls the quickest is looked for: routes change, and the quickest of a day ago says nothing.
    private const int LastCalls = 128;

    // Fewer do not tell how quick the quickest is.
    private const int EnoughCalls = 32;

    // Beyond this many channels the ones that are idle are forgotten: their buckets are full.
    private const int MaxBuckets = 10_000;

    private readonly Lock _turn = new();
    private readonly Queue<TimeSpan> _took = new();
    private readonly Dictionary<(int Limit, ChannelRef? Channel), List<Token>> _taken = [];

    /// <summary>The longest span over which calls count; zero without limits.</summary>
    public TimeSpan Longest { get; } = limits.Select(l => l.Per).DefaultIfEmpty().Max() * Margin;

    /// <summary>
    /// Takes a token of every limit that a call to the channel falls under. Null, and none taken, when one has none
    /// left.
    /// </summary>
    /// <param name="channel">Where the call goes.</param>
    /// <param name="isOldEdit">It edits a message older than <see cref="RateLimit.OldAge"/>.</param>
    /// <param name="nowUtc">The instant.</param>
    public RateTicket? TryTake(ChannelRef channel, bool isOldEdit, DateTimeOffset nowUtc)
    {
        lock (_turn)
        {
            return FreeAt(channel, isOldEdit, nowUtc) > nowUtc
                ? null
                : new RateTicket(this, Put(channel, isOldEdit, nowUtc));
        }
    }

    /// <summary>Notes a call that was made without asking, such as before a restart.</summary>
    public void Note(ChannelRef channel, DateTimeOffset atUtc)
    {
        lock (_turn)
        {
            // Whether it was an old edit is not known: counted as one it can only be waited for too long.
            foreach (var token in Put(channel, isOldEdit: true, atUtc)) token.IsHeld = false;
        }
    }

    /// <summary>When a call to the channel may be made next, <paramref name="nowUtc"/> or later.</summary>
    public DateTimeOffset FreeUtc(ChannelRef channel, bool isOldEdit, DateTimeOffset nowUtc)
    {
        lock (_turn) return FreeAt(channel, isOldEdit, nowUtc);
    }

    /// <summary>When any call may be made next, <paramref name="nowUtc"/> or later.</summary>
    public DateTimeOffset FreeUtc(DateTimeOffset nowUtc)
    {
        lock (_turn)
        {
            return Enumerable.Range(0, limits.Count)
                .Where(i => limits[i] is { Scope: RateScope.Platform, Calls: RateCalls.All, OnlyFor: null })
                .Select(i => FreeAt(i, (i, null), nowUtc)).Append(nowUtc).Max();
        }
    }

    internal void End(IReadOnlyList<Token> tokens, DateTimeOffset beganUtc, DateTimeOffset nowUtc)
    {
        lock (_turn)
        {
            var took = nowUtc - beganUtc;
            _took.Enqueue(took);
            if (_took.Count > LastCalls) _took.Dequeue();
            var quickest = _took.Count < EnoughCalls ? TimeSpan.Zero : _took.Min();
            var sharedUtc = beganUtc + ((took - quickest) * Outbound);
            foreach (var token in tokens)
                (token.AtUtc, token.IsHeld) =
                    (limits[token.Limit].Scope == RateScope.Platform ? sharedUtc : nowUtc, false);
        }
    }

    internal void GiveBack(IReadOnlyList<Token> tokens)
    {
        lock (_turn)
        {
            foreach (var token in tokens)
                if (_taken.TryGetValue((token.Limit, token.Channel), out var taken)) taken.Remove(token);
        }
    }

    private DateTimeOffset FreeAt(ChannelRef channel, bool isOldEdit, DateTimeOffset nowUtc)
    {
        var freeUtc = nowUtc;
        for (var i = 0; i < limits.Count; i++)
        {
            if (!limits[i].Counts(channel, isOldEdit)) continue;
            var backUtc = FreeAt(i, Bucket(i, channel), nowUtc);
            if (backUtc > freeUtc) freeUtc = backUtc;
        }
        return freeUtc;
    }

    private DateTimeOffset FreeAt(int limit, (int Limit, ChannelRef? Channel) bucket, DateTimeOffset nowUtc)
    {
        if (!_taken.TryGetValue(bucket, out var taken)) return nowUtc;
        var per = limits[limit].Per * Margin;
        taken.RemoveAll(t => !t.IsHeld && t.AtUtc + per <= nowUtc);
        var count = limits[limit].Count;
        if (taken.Count < count) return nowUtc;
        // A call that is under way counts on for the whole span at least.
        return taken.Select(t => t.IsHeld ? nowUtc : t.AtUtc).Order().ElementAt(taken.Count - count) + per;
    }

    private List<Token> Put(ChannelRef channel, bool isOldEdit, DateTimeOffset atUtc)
    {
        if (_taken.Count > MaxBuckets) Forget(atUtc);
        var tokens = new List<Token>(limits.Count);
        for (var i = 0; i < limits.Count; i++)
        {
            if (!limits[i].Counts(channel, isOldEdit)) continue;
            var bucket = Bucket(i, channel);
            if (!_taken.TryGetValue(bucket, out var taken)) _taken[bucket] = taken = [];
            var token = new Token(i, bucket.Channel) { AtUtc = atUtc, IsHeld = true };
            taken.Add(token);
            tokens.Add(token);
        }
        return tokens;
    }

    private void Forget(DateTimeOffset nowUtc)
    {
        foreach (var (bucket, taken) in _taken.ToList())
            if (taken.TrueForAll(t => !t.IsHeld && t.AtUtc + (limits[bucket.Limit].Per * Margin) <= nowUtc))
                _taken.Remove(bucket);
    }

    private (int Limit, ChannelRef? Channel) Bucket(int limit, ChannelRef channel) => (limit, limits[limit].Scope switch
    {
        RateScope.Channel => channel,
        RateScope.Community => channel with { Channel = "", Thread = null },
        _ => null,
    });

    /// <summary>One call in one bucket.</summary>
    internal sealed class Token(int limit, ChannelRef? channel)
    {
        public int Limit { get; } = limit;

        public ChannelRef? Channel { get; } = channel;

        public DateTimeOffset AtUtc { get; set; }

        /// <summary>It does not run out: the call has not begun, or has not ended.</summary>
        public bool IsHeld { get; set; }
    }
}

/// <summary>Leave for one call, given by a <see cref="RateGate"/>.</summary>
public sealed class RateTicket
{
    private readonly RateGate _gate;
    private readonly IReadOnlyList<RateGate.Token> _tokens;
    private DateTimeOffset? _beganUtc;

    internal RateTicket(RateGate gate, IReadOnlyList<RateGate.Token> tokens) => (_gate, _tokens) = (gate, tokens);

    /// <summary>The call is made now.</summary>
    public void Begin(DateTimeOffset nowUtc) => _beganUtc = nowUtc;

    /// <summary>The call is over; when it never began the leave is given back.</summary>
    public void End(DateTimeOffset nowUtc)
    {
        if (_beganUtc is { } beganUtc) _gate.End(_tokens, beganUtc, nowUtc);
        else _gate.GiveBack(_tokens);
    }
}
