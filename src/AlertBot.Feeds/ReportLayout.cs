namespace AlertBot.Feeds;

/// <summary>How a report for people is laid out.</summary>
/// <param name="MaxEntries">How many entries are listed; the rest is counted.</param>
/// <param name="Columns">Width of the lines, 40 or more.</param>
/// <param name="Next">When it would be polled next; null to leave that out.</param>
public sealed record ReportLayout(int MaxEntries, int Columns, PollPreview? Next)
{
    /// <summary>Who would push it; null when nobody does.</summary>
    public HubOffer? Offer { get; init; }

    /// <summary>What holds where nobody knows the width: piped output.</summary>
    public const int UsualColumns = 120;
}
