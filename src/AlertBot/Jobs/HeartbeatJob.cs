using AlertBot.Hosting;
using Quartz;

namespace AlertBot.Jobs;

/// <summary>Says that the process lives.</summary>
[DisallowConcurrentExecution]
internal sealed class HeartbeatJob(Pulse pulse) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await pulse.BeatAsync(cancellationToken);
}
