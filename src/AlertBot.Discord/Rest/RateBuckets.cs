namespace AlertBot.Discord.Rest;

/// <summary>
/// Discord's limits as they are learned from its answers, kept before they are met. No clock: every call says what time
/// it is. Safe to call from several threads.
/// </summary>
/// <param name="globalPerSecond">Requests to all of the API a second.</param>
internal sealed class RateBuckets(int globalPerSecond)
{
    // Beyond this many the buckets that are full again are forgotten.
    private const int MaxBuckets = 10_000;

    // A route that was said to have no bucket gets one when it is refused all the same.
    private const int Unlimited = 1_000_000;

    private readonly Lock _turn = new();
    private readonly GlobalWindow _global = new(globalPerSecond);

    /// <summary>Which bucket a route is counted in, and how much that holds; a null bucket for none.</summary>
    private readonly Dictionary<(HttpMethod, string), (string? Bucket, int Limit)> _routes = [];
    private readonly Dictionary<(string Bucket, string Major), BucketState> _buckets = [];
    private readonly Dictionary<(HttpMethod, string), TaskCompletionSource> _learning = [];
    private DateTimeOffset _globalBlockedUtc;

    /// <summary>
    /// Takes a place for a request, or says when to ask again. The first request of a kind goes alone: its answer tells
    /// which bucket it was counted in.
    /// </summary>
    public RatePass TryEnter(RestRoute route, DateTimeOffset nowUtc)
    {
        lock (_turn)
        {
            var bucket = BucketOf(route, nowUtc);
            if (bucket?.TryEnter(nowUtc) is { } pass and not RatePass.Entered) return pass;
            if (!route.IsInteraction && GlobalFreeUtc(nowUtc) is var freeUtc && freeUtc > nowUtc)
                return new RatePass.Wait(freeUtc);
            if (IsUnknown(route))
            {
                if (_learning.TryGetValue(Kind(route), out var learner)) return new RatePass.Learning(learner.Task);
                _learning[Kind(route)] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
            bucket?.Enter();
            return new RatePass.Entered(bucket, route.IsInteraction ? null : _global.Enter(nowUtc));
        }
    }

    /// <summary>Notes what came of a request that was let through.</summary>
    /// <param name="route">What was asked.</param>
    /// <param name="entered">The place that it had.</param>
    /// <param name="headers">What the answer says; null when there was none, or no bucket in it.</param>
    /// <param name="isAnswered">Whether the API itself answered: only that tells that there is no bucket.</param>
    /// <param name="nowUtc">Now.</param>
    public void Leave(
        RestRoute route, RatePass.Entered entered, RateHeaders? headers, bool isAnswered, DateTimeOffset nowUtc)
    {
        lock (_turn)
        {
            if (entered.Global is { } place) _global.Leave(place, nowUtc);
            entered.Bucket?.Leave(isCounted: headers is null && !isAnswered, nowUtc);
            if (headers is not null)
            {
                _routes[Kind(route)] = (headers.Bucket, headers.Limit);
                BucketOf(route, nowUtc)!.Note(headers, nowUtc);
            }
            else if (isAnswered)
            {
                _routes.TryAdd(Kind(route), (null, 0));
            }
            if (_learning.Remove(Kind(route), out var learner)) learner.SetResult();
        }
    }

    /// <summary>Nothing at all may be asked for a while.</summary>
    public void BlockAll(TimeSpan span, DateTimeOffset nowUtc)
    {
        lock (_turn)
        {
            if (nowUtc + span > _globalBlockedUtc) _globalBlockedUtc = nowUtc + span;
        }
    }

    /// <summary>This may not be asked for a while, whatever its bucket says.</summary>
    public void Block(RestRoute route, TimeSpan span, DateTimeOffset nowUtc)
    {
        lock (_turn)
        {
            if (!_routes.TryGetValue(Kind(route), out var known) || known.Bucket is null)
                _routes[Kind(route)] = ($"of {route.Method} {route.Template}", Unlimited);
            BucketOf(route, nowUtc)!.Block(nowUtc + span);
        }
    }

    private static (HttpMethod, string) Kind(RestRoute route) => (route.Method, route.Template);

    // The first answer to an interaction has no limit but its deadline: it never waits for another.
    private bool IsUnknown(RestRoute route) => !route.IsInteraction && !_routes.ContainsKey(Kind(route));

    private BucketState? BucketOf(RestRoute route, DateTimeOffset nowUtc)
    {
        if (!_routes.TryGetValue(Kind(route), out var known) || known.Bucket is not { } name) return null;
        if (_buckets.TryGetValue((name, route.Major), out var bucket)) return bucket;
        if (_buckets.Count >= MaxBuckets) Forget(nowUtc);
        return _buckets[(name, route.Major)] = new BucketState(known.Limit);
    }

    private DateTimeOffset GlobalFreeUtc(DateTimeOffset nowUtc)
    {
        var freeUtc = _global.FreeUtc(nowUtc);
        return freeUtc > _globalBlockedUtc ? freeUtc : _globalBlockedUtc;
    }

    private void Forget(DateTimeOffset nowUtc)
    {
        foreach (var (key, bucket) in _buckets.ToList())
            if (bucket.IsIdle(nowUtc)) _buckets.Remove(key);
    }
}
