using System.Security.Cryptography;

namespace AlertBot.Feeds;

/// <summary>What one poll came to, ready to be kept.</summary>
internal sealed record PollResult(ClaimedFeed Claimed, string Host, PollCommit Commit, bool IsUnchanged);

/// <summary>Polls one feed: asks, reads and decides, and keeps nothing.</summary>
internal sealed class FeedPolls(FeedFetcher fetcher, FeedOptions options, TimeProvider time)
{
    private readonly OwnConnection connection = new();
    private readonly FeedReaderLimits limits = new(options.MaxBodyBytes);

    /// <summary>Polls. Throws only when it is cancelled, or for a fault of our own.</summary>
    public async Task<PollResult> PollAsync(
        ClaimedFeed claimed, string host, HostTurn turn, CancellationToken cancellationToken)
    {
        var request = PollStep.RequestOf(claimed.Feed, claimed.State, time.GetUtcNow());
        var result = await fetcher.FetchAsync(request with { Turn = turn }, cancellationToken);
        var isOffline = connection.Note(host, result);
        var answer = result switch
        {
            FetchResult.Fetched fetched => Read(claimed.State, fetched),
            FetchResult.Failed failed when isOffline => PollAnswer.Offline(failed),
            var other => PollAnswer.Of(other),
        };
        var nowUtc = time.GetUtcNow();
        var rest = PollPace.RestOf(request.Url, options);
        var commit = PollStep.After(claimed, answer, nowUtc, options) with
        {
            HostRest = rest > TimeSpan.Zero ? new HostPause(host, nowUtc + rest) : null,
        };
        return new PollResult(claimed, host, commit, answer is PollAnswer.Same);
    }

    private PollAnswer Read(FeedState state, FetchResult.Fetched fetched)
    {
        using var body = fetched.Body;
        var hash = Convert.ToHexStringLower(SHA256.HashData(body.Bytes.Span));
        if (body.End is not BodyEnd.CutShort && hash == state.BodyHash && state.ReaderVersion == PollStep.ReaderVersion)
            return new PollAnswer.Same(fetched.Head, true);
        return FeedReader.Read(body.Bytes, fetched.Source, limits) switch
        {
            FeedRead.Read read => new PollAnswer.Read(fetched.Head, hash, body.End, read.Document, read.Warnings),
            FeedRead.Failed failed => Unreadable(failed, body.End),
            var other => throw new InvalidOperationException($"{other.GetType().Name} is no outcome of reading."),
        };
    }

    private PollAnswer.Failed Unreadable(FeedRead.Failed failed, BodyEnd end) => (failed.IsWebPage, end) switch
    {
        // A page for people takes the feed's place for a while: what we know of the last good body still holds.
        (true, BodyEnd.Complete) => new PollAnswer.Failed("html", failed.Message, FailureKind.Steep),
        (_, BodyEnd.TooLong) => new PollAnswer.Failed(
            "too-large",
            Saying.Of("poll.too-large", $"more than {options.MaxBodyBytes:most} bytes, and no feed in them"),
            FailureKind.Steep)
        {
            DropsValidators = true,
        },
        (_, BodyEnd.CutShort) => new PollAnswer.Failed(
            "cut-short", Saying.Of("poll.cut-early", "the body broke off before there was a feed in it"),
            FailureKind.Gentle)
        {
            DropsValidators = true,
        },
        _ => new PollAnswer.Failed(failed.Code, failed.Message, FailureKind.Gentle) { DropsValidators = true },
    };
}
