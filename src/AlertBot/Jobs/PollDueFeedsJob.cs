using AlertBot.Feeds;
using AlertBot.Hosting;
using Quartz;

namespace AlertBot.Jobs;

/// <summary>Polls what is due.</summary>
[DisallowConcurrentExecution]
internal sealed class PollDueFeedsJob(FeedPoller poller, Outages outages) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await outages.TryAsync("polling", poller.PollDueAsync, cancellationToken);
}
