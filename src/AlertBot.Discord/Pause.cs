namespace AlertBot.Discord;

/// <summary>Waits for an instant of a clock.</summary>
internal static class Pause
{
    /// <summary>
    /// Ends when the clock shows the instant or later. Whole milliseconds, upwards: a wait of less than one ends at once,
    /// and who asks the clock again would find it where it was.
    /// </summary>
    public static Task UntilAsync(DateTimeOffset untilUtc, TimeProvider time, CancellationToken cancellationToken)
    {
        var milliseconds = Math.Ceiling((untilUtc - time.GetUtcNow()).TotalMilliseconds);
        return milliseconds <= 0
            ? Task.CompletedTask
            : Task.Delay(TimeSpan.FromMilliseconds(Math.Min(milliseconds, int.MaxValue)), time, cancellationToken);
    }
}
