using AlertBot.Configuration;
using AlertBot.Hosting;
using AlertBot.Storage;

namespace AlertBot.Verbs;

/// <summary>Tells whether a worker lives on the data directory.</summary>
internal static class HealthcheckVerb
{
    public static async Task<int> RunAsync(ConfigFolder folder, CancellationToken cancellationToken)
    {
        await using var beside = await StoreBeside.OpenAsync(folder, cancellationToken);
        if (beside.Problem is { } problem)
        {
            Say.Problem(problem);
            return Exit.BadInput;
        }
        var last = await beside.Get<IHeartbeat>().LastUtcAsync(cancellationToken);
        var age = last is { } at ? TimeProvider.System.GetUtcNow() - at : (TimeSpan?)null;
        if (age is { } fresh && fresh <= Pulse.DeadAfter)
        {
            Console.Out.WriteLine($"alive, last sign {Math.Max(0, (int)fresh.TotalSeconds)} s ago");
            return Exit.Done;
        }
        Say.Problem(age is { } old
            ? $"no sign of life for {(int)old.TotalSeconds} s (at most {(int)Pulse.DeadAfter.TotalSeconds} s expected). Is 'alertbot run' still running?"
            : "no worker ever ran here. Start 'alertbot run'.");
        return Exit.BadInput;
    }
}
