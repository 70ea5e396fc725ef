namespace AlertBot.Terminal;

/// <summary>How a line of a card is meant to look.</summary>
internal enum LineLook
{
    Headline,
    Title,
    Text,
    Faint,
}

/// <summary>One line of a card, clean and without mark-up.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Look">How it looks.</param>
/// <param name="Indent">Columns to the right.</param>
internal sealed record CardLine(string Text, LineLook Look, int Indent)
{
    /// <summary>
    /// What stands between its pieces, which a screen keeps whole; empty when it is one running text.
    /// </summary>
    public string Joint { get; init; } = "";

    /// <summary>Background that an edit need not show again: why it was sent, what can be pressed.</summary>
    public bool IsBackground { get; init; }

    /// <summary>The line as plain text.</summary>
    public override string ToString() => new string(' ', Indent) + Text;
}
