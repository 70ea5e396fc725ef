namespace AlertBot.Testing;

/// <summary>A bucket of calls that fills again with time.</summary>
/// <param name="burst">What it holds at most, and at first.</param>
/// <param name="refill">How long one more call takes.</param>
/// <param name="startUtc">When it was full.</param>
internal sealed class TestPlatformBudget(int burst, TimeSpan refill, DateTimeOffset startUtc)
{
    private double _left = burst;
    private DateTimeOffset _atUtc = startUtc;

    /// <summary>Takes one call. Null when there was one, else how long it takes until there is.</summary>
    public TimeSpan? Take(DateTimeOffset nowUtc)
    {
        _left = Math.Min(burst, _left + ((nowUtc - _atUtc) / refill));
        _atUtc = nowUtc;
        // A hair less than one is one: the wait that was told must suffice.
        if (_left < 0.999) return (1 - _left) * refill;
        _left -= 1;
        return null;
    }
}
