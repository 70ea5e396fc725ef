using AlertBot.Feeds;
using Quartz;

namespace AlertBot.Jobs;

/// <summary>Polls what is due.</summary>
[DisallowConcurrentExecution]
internal sealed class PollDueFeedsJob(FeedPoller poller) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await poller.PollDueAsync(cancellationToken);
}
