using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Alerts;

/// <summary>
/// Analysis, store, outbox, worker and platforms together, while answers are lost, channels close and the process dies
/// at any call of any port. <c>ALERTBOT_RUNS</c> makes it longer, <c>ALERTBOT_SEED</c> does the same again.
/// </summary>
public sealed class OutboxPropertyTests
{
    [Fact]
    public Task Whatever_breaks_nothing_owed_is_lost_and_nothing_comes_twice() => AsyncProperty.HoldsAsync(
        Turn.Runs, Run, PropertyRuns.Count(otherwise: 30), PropertyRuns.Seed,
        turns => string.Join('\n', turns.Select(t => "  " + t).Prepend($"{turns.Length} turns")));

    private static Task Run(Turn[] turns)
    {
        var news = Calm.NewNewsroom();
        SingleThread.Run(news.Time, async () =>
        {
            await using var bot = await FragileBot.NewAsync(news);
            foreach (var turn in turns) await bot.DoAsync(turn);
            await bot.CalmDownAsync();
            await new Calm(bot).CheckAsync();
        });
        return Task.CompletedTask;
    }
}
