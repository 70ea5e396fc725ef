namespace AlertBot.Verbs;

/// <summary>What the process answers the shell.</summary>
internal static class Exit
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>The input is bad.</summary>
    public const int BadInput = 1;

    /// <summary>Wrong usage.</summary>
    public const int WrongUsage = 2;
}
