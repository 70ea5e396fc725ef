using AlertBot.Hosting;
using Quartz;

namespace AlertBot.Jobs;

/// <summary>Lets the analysis and the delivery look whether something is due.</summary>
[DisallowConcurrentExecution]
internal sealed class TickJob(Stages stages) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        stages.RingAll();
        return ValueTask.CompletedTask;
    }
}
