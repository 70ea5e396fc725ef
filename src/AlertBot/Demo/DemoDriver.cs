using AlertBot.Alerts;
using AlertBot.Feeds;
using AlertBot.Hosting;

namespace AlertBot.Demo;

/// <summary>Moves the demo's clock to the next item once every stage is idle.</summary>
internal sealed class DemoDriver(
    DemoNews news, DemoClock clock, DemoFeedServer server, FeedPoller poller, IFeedStore feeds, IAnalysisStore analysis,
    IOutbox outbox, Stages stages)
{
    // Looking costs three small queries; a person does not see so short a wait.
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);

    /// <summary>Publishes all items in their order and lets each be worked on. <paramref name="progress"/> is told after every jump.</summary>
    public async Task RunAsync(Func<Task> progress, CancellationToken cancellationToken)
    {
        while (true)
        {
            await WaitUntilIdleAsync(cancellationToken);
            await progress();
            if (await NextAsync(cancellationToken) is not { } next) return;
            clock.JumpTo(next);
            server.PublishUpTo(clock.GetUtcNow());
            stages.RingAll();
        }
    }

    private async Task WaitUntilIdleAsync(CancellationToken cancellationToken)
    {
        while (!await IsIdleAsync(cancellationToken)) await Task.Delay(Look, TimeProvider.System, cancellationToken);
    }

    private async Task<bool> IsIdleAsync(CancellationToken cancellationToken)
    {
        if (poller.InFlight > 0 || !stages.AreIdle) return false;
        var nowUtc = clock.GetUtcNow();
        if (await feeds.NextDueUtcAsync(cancellationToken) is { } poll && poll <= nowUtc) return false;
        if (await analysis.CountWaitingAsync(cancellationToken) > 0) return false;
        if (await outbox.NextDueUtcAsync(cancellationToken) is { } send && send <= nowUtc) return false;
        // A stage may have begun between two of these looks.
        return poller.InFlight == 0 && stages.AreIdle;
    }

    /// <summary>The next instant at which something happens; null when all is told and nothing waits.</summary>
    private async Task<DateTimeOffset?> NextAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset? item = server.Published < news.Items.Count ? news.Items[server.Published].AtUtc : null;
        var unfetched = server.Unfetched;
        var polls = unfetched.Count == 0
            ? []
            : (await feeds.ListAsync(cancellationToken)).Where(l => unfetched.Contains(l.Feed.Id, StringComparer.Ordinal))
                .Select(l => (DateTimeOffset?)l.State.NextPollUtc);
        var send = await outbox.NextDueUtcAsync(cancellationToken);
        return polls.Append(item).Append(send).Min();
    }
}
