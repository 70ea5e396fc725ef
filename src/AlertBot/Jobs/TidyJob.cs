using AlertBot.Hosting;
using Quartz;

namespace AlertBot.Jobs;

/// <summary>Takes away what is kept no longer.</summary>
[DisallowConcurrentExecution]
internal sealed class TidyJob(Tidying tidying, Outages outages) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await outages.TryAsync("housekeeping", tidying.TidyDueAsync, cancellationToken);
}
