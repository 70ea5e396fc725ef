using System.Globalization;

namespace AlertBot.Feeds;

/// <summary>When a feed that was just read would be polled next, were it one of ours.</summary>
/// <param name="After">How long after this poll.</param>
/// <param name="Rule">Which rule says so.</param>
public sealed record PollPreview(TimeSpan After, PollRule Rule)
{
    /// <summary>Reckons it with the settings as they are shipped, without the record that only a poller has.</summary>
    /// <param name="document">What was read.</param>
    /// <param name="url">Where it came from; null when that is not known.</param>
    /// <param name="cache">How its server wants it to be kept.</param>
    /// <param name="nowUtc">When it was read.</param>
    public static PollPreview Of(FeedDocument document, Uri? url, CacheHints cache, DateTimeOffset nowUtc)
    {
        var options = new FeedOptions();
        var feed = new Feed("inspected", Scope.Shared, url ?? new Uri("http://unknown.invalid/"), "-", "-", null, false);
        var state = PollStep.Described(FeedState.New(nowUtc), document, nowUtc);
        var facts = new NextPollFacts(feed.Id, nowUtc, PollPace.For(feed, feed.Url, options), cache, state, null);
        var next = NextPoll.Decide(facts);
        return new PollPreview(next.AtUtc - nowUtc, next.Rule);
    }

    /// <summary>The cache hints of headers, as a file may come with them.</summary>
    public static CacheHints CacheOf(IEnumerable<KeyValuePair<string, string>> headers, DateTimeOffset nowUtc)
    {
        using var response = new HttpResponseMessage();
        foreach (var (name, value) in headers)
            if (!response.Headers.TryAddWithoutValidation(name, value))
                response.Content.Headers.TryAddWithoutValidation(name, value);
        return ResponseHead.CacheOf(response, nowUtc);
    }

    /// <summary>For people: "in 55 min (ttl)".</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"in {Math.Round(After.TotalMinutes):0} min ({NameOf(Rule)})");

    /// <summary>The name of a rule in reports, for example <c>own-minimum</c>.</summary>
    public static string NameOf(PollRule rule) => rule switch
    {
        PollRule.FirstPoll => "first-poll",
        PollRule.OwnMinimum => "own-minimum",
        PollRule.Adaptive => "adaptive",
        PollRule.CacheControl => "cache-control",
        PollRule.Expires => "expires",
        PollRule.Ttl => "ttl",
        PollRule.UpdatePeriod => "update-period",
        PollRule.Ceiling => "ceiling",
        PollRule.SkipTimes => "skip-times",
        PollRule.RetryAfter => "retry-after",
        PollRule.BackOff => "back-off",
        PollRule.Pushed => "pushed",
        PollRule.Pinged => "pinged",
        _ => "paused",
    };
}
