namespace AlertBot.Discord.Rest;

/// <summary>Whether a request may go.</summary>
internal abstract record RatePass
{
    /// <summary>It may, and is counted.</summary>
    /// <param name="Bucket">Where; null when its bucket is not known yet or there is none.</param>
    /// <param name="Global">For the whole API; null when it does not count for that.</param>
    public sealed record Entered(BucketState? Bucket, GlobalPlace? Global = null) : RatePass;

    /// <summary>Not before then.</summary>
    public sealed record Wait(DateTimeOffset UntilUtc) : RatePass;

    /// <summary>Once another of its kind is answered.</summary>
    public sealed record Learning(Task Answered) : RatePass;
}
