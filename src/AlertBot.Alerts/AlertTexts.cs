using AlertBot.Chat;

namespace AlertBot.Alerts;

/// <summary>What this room says, in every language that there is.</summary>
internal static class AlertTexts
{
    /// <summary>The room's own resource and that of the message model.</summary>
    public static TextBook Book { get; } = new([new TextSource(typeof(AlertTexts).Assembly)]);
}
