namespace AlertBot.Incidents.Facts;

/// <summary>A stretch of one sentence that tells of one event.</summary>
/// <param name="First">First token.</param>
/// <param name="End">Token after the last.</param>
/// <param name="Sentence">The sentence.</param>
/// <param name="IsBack">It looks back at another event.</param>
/// <param name="IsCause">What it looks back at led to the main event: roles in it still count.</param>
internal sealed record Segment(int First, int End, int Sentence, bool IsBack, bool IsCause)
{
    /// <summary>0 the main event, 1 and more another one.</summary>
    public int Owner { get; set; }

    /// <summary>It tells of an earlier event of the same kind: who denied that one has not denied this one.</summary>
    public bool IsAlike { get; set; }
}
