using AlertBot.Chat;

namespace AlertBot.Terminal;

/// <summary>What this room says, in every language that there is.</summary>
internal static class TerminalTexts
{
    /// <summary>The room's own resource and that of the message model.</summary>
    public static TextBook Book { get; } = new([new TextSource(typeof(TerminalTexts).Assembly)]);
}
