namespace AlertBot.Discord.Rest;

/// <summary>Whether a request may go.</summary>
internal abstract record RatePass
{
    /// <summary>It may, and is counted in the bucket; null when its bucket is not known yet or there is none.</summary>
    public sealed record Entered(BucketState? Bucket) : RatePass;

    /// <summary>Not before then.</summary>
    public sealed record Wait(DateTimeOffset UntilUtc) : RatePass;

    /// <summary>Once another of its kind is answered.</summary>
    public sealed record Learning(Task Answered) : RatePass;
}
