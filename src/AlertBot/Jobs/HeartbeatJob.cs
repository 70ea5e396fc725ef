using AlertBot.Hosting;
using Quartz;

namespace AlertBot.Jobs;

/// <summary>Says that the process lives.</summary>
[DisallowConcurrentExecution]
internal sealed class HeartbeatJob(Pulse pulse, Outages outages) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await outages.TryAsync("sign of life", pulse.BeatAsync, cancellationToken);
}
