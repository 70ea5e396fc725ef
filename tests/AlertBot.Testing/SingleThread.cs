using System.Collections.Concurrent;

namespace AlertBot.Testing;

/// <summary>
/// Runs asynchronous code on one thread under a clock of its own: when nothing more can be done the clock moves to its
/// next timer. The same code with the same random numbers does the same in the same order every time.
/// </summary>
public static class SingleThread
{
    // A wait for something outside, such as a thread of the pool; it only tells a test that hangs from one that works.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    /// <summary>Runs to the end.</summary>
    /// <param name="time">Moves on its own while <paramref name="act"/> waits.</param>
    /// <param name="act">What is run.</param>
    public static void Run(FakeTime time, Func<Task> act)
    {
        var before = SynchronizationContext.Current;
        using var queue = new WorkQueue();
        SynchronizationContext.SetSynchronizationContext(queue);
        try
        {
            var task = act();
            while (!task.IsCompleted)
            {
                if (queue.TryRun()) continue;
                if (time.NextUtc is { } nextUtc) time.AdvanceTo(nextUtc);
                else if (!task.IsCompleted && !queue.RunOne(Longest))
                    throw new TimeoutException("Nothing is left to do, and nothing is waited for.");
            }
            task.GetAwaiter().GetResult();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    private sealed class WorkQueue : SynchronizationContext, IDisposable
    {
        private readonly BlockingCollection<(SendOrPostCallback Act, object? State)> _work = [];

        public override void Post(SendOrPostCallback d, object? state) => _work.Add((d, state));

        public override SynchronizationContext CreateCopy() => this;

        public bool TryRun() => RunOne(TimeSpan.Zero);

        public bool RunOne(TimeSpan wait)
        {
            if (!_work.TryTake(out var next, wait)) return false;
            next.Act(next.State);
            return true;
        }

        public void Dispose() => _work.Dispose();
    }
}
