using AlertBot.Testing;

namespace AlertBot.Tests.Discord;

/// <summary>Moves a fake clock while real sockets work, without counting on how fast anything is.</summary>
/// <remarks>
/// The clock stands still while a request is under way: it arrives at the very time at which it left, as it nearly does
/// in life. So a busy machine changes nothing.
/// </remarks>
internal static class TimeDriver
{
    // What is ready but has not run yet may be about to wait for something sooner.
    private static readonly TimeSpan LongestStep = TimeSpan.FromSeconds(1);

    /// <summary>Lets the clock go on until the work is done.</summary>
    public static async Task<T> RunAsync<T>(this DiscordBench bench, Task<T> work)
    {
        await RunAsync(bench, (Task)work);
        return await work;
    }

    /// <summary>Lets the clock go on until the work is done.</summary>
    public static async Task RunAsync(this DiscordBench bench, Task work)
    {
        var time = (FakeTime)bench.Time;
        while (!work.IsCompleted)
        {
            await Task.WhenAny(work, Task.Delay(1));
            if (work.IsCompleted || bench.Rest.UnderWay > 0 || time.NextUtc is not { } next) continue;
            var latest = time.NowUtc + LongestStep;
            time.AdvanceTo(next < latest ? next : latest);
        }
        await work;
    }
}
